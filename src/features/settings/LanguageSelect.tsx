import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '../../domain/language.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';

/** Languages as documents name them (BCP 47). */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans' };

/** Each language by its own name: who reads no other finds it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', zh: '简体中文' };

/** Chooses the language of the interface. */
export function LanguageSelect({ className = 'language-select' }: { className?: string }) {
  const { t } = useTranslation();
  const { setPreferences } = useWorkstation();
  const chosen = useWorkstationState((state) => state.preferences.language);
  return (
    <select
      className={className}
      value={chosen}
      aria-label={t('settings.languageBoth')}
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
