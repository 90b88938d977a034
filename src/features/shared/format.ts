import type { Language } from '../../domain/language.ts';
import { intervalText, percentText } from '../../domain/wording.ts';

/** A share in per cent with one decimal: `12.5 %`, `12.5%`; an em dash where there is none. */
export const percent = (share: number | null, language: Language): string =>
  percentText(share !== null && Number.isFinite(share) ? share : null, language);

/** A threshold in whole per cent: `20 %`, `20%`. */
export const wholePercent = (share: number, language: Language): string =>
  `${Math.round(share * 100)}${language === 'zh' ? '%' : '\u00a0%'}`;

/** An interval of shares: `8.4–18.1 %`, `8.4%–18.1%`. */
export const interval = (low: number, high: number, language: Language): string =>
  intervalText({ low, high }, language);

/**
 * The variety of the interface's language that the browser asks for, since English dates differ
 * between countries; else its most common one.
 */
const localeOf = (language: Language): string =>
  navigator.languages.find((tag) => tag.toLowerCase().startsWith(language)) ??
  { en: 'en-GB', zh: 'zh-CN' }[language];

/** Date and time in the reader's way, to the minute. */
export const dateTime = (iso: string, language: Language): string =>
  new Date(iso).toLocaleString(localeOf(language), { dateStyle: 'medium', timeStyle: 'short' });

/** A safe file name made of a case's name. */
export const fileNameOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'case';

/** Names one after another, as the language lists them. */
export const listed = (names: readonly string[], language: Language): string =>
  names.join(language === 'zh' ? '、' : ', ');
