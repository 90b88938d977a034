import i18next from 'i18next';
import { useLayoutEffect } from 'react';
import { LANGUAGE_TAGS } from '../domain/language.ts';
import { useLanguage } from '../features/shared/useLanguage.ts';

/** Puts the chosen language on the texts, the document and its title; nothing is loaded anew. */
export function useTexts(): void {
  const language = useLanguage();
  useLayoutEffect(() => {
    document.documentElement.lang = LANGUAGE_TAGS[language];
    void i18next.changeLanguage(language).then(() => {
      document.title = i18next.t('app.name');
    });
  }, [language]);
}
