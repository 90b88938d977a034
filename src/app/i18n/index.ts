import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language } from '../../domain/language.ts';
import { en } from './en/index.ts';
import { zh } from './zh/index.ts';

/** The language that the browser asks for, as far as there is one. */
export const browserLanguage = (): Language =>
  LANGUAGES.find((language) => navigator.language.toLowerCase().startsWith(language)) ?? 'en';

/** The language that the texts are in now, for where no component can ask. */
export const shownLanguage = (): Language =>
  LANGUAGES.find((language) => language === i18next.language) ?? 'en';

/** Sets the interface's texts up; they are bundled, nothing is fetched. */
export async function initialiseTexts(language: Language = 'en'): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, zh: { translation: zh } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}
