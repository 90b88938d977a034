import { type Label, labelName } from '../classes.ts';
import type { Language } from '../language.ts';
import type { AtlasKey } from './types.ts';

const NOT_COUNTED: Readonly<Record<Language, string>> = { en: 'Not counted', zh: '不计数细胞' };

/** What a page is headed. */
export const pageName = (key: AtlasKey, language: Language): string =>
  key === 'uncountable' ? NOT_COUNTED[language] : labelName(key satisfies Label, language);
