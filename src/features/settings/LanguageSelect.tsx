import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '../../domain/language.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';

/** The language of the interface; each is called by its own name. */
export function LanguageSelect() {
  const { t } = useTranslation();
  const { setPreferences } = useWorkstation();
  const chosen = useWorkstationState((state) => state.preferences.language);
  return (
    <label className="form-row">
      {t('preferences.language')}
      <select
        value={chosen}
        onChange={(event) => setPreferences({ language: event.target.value as Language })}
      >
        {LANGUAGES.map((language) => (
          <option key={language} value={language} lang={language}>
            {t(`preferences.languages.${language}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
