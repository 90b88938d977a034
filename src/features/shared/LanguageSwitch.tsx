import { useTranslation } from 'react-i18next';
import { LANGUAGE_NAMES, LANGUAGE_TAGS, LANGUAGES, type Language } from '../../domain/language.ts';
import { useWorkstation } from '../../store/react.tsx';
import { useLanguage } from './useLanguage.ts';

/** The language of the interface where there is no room for a label: its name is in both. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const { setPreferences } = useWorkstation();
  const chosen = useLanguage();
  return (
    <select
      className="language-switch"
      aria-label={t('settings.languageBoth')}
      value={chosen}
      onChange={(event) => setPreferences({ language: event.target.value as Language })}
    >
      {LANGUAGES.map((language) => (
        <option key={language} value={language} lang={LANGUAGE_TAGS[language]}>
          {LANGUAGE_NAMES[language]}
        </option>
      ))}
    </select>
  );
}
