import type { Language } from './language.ts';
import type { OpenProportion } from './openCells.ts';
import type { Interval, Proportion } from './statistics.ts';

/** Numbers and words as sentences, reports and exports give them. */

/** The sign after a number: English as SI asks, Chinese as GB/T 15835 does. */
const PER_CENT: Readonly<Record<Language, string>> = { en: '\u00a0%', zh: '%' };

/** A share in per cent with one decimal: `12.5 %`, `12.5%`; an em dash where there is none. */
export const percentText = (share: number | null, language: Language = 'en'): string =>
  share === null ? '—' : `${(share * 100).toFixed(1)}${PER_CENT[language]}`;

/** An interval of shares: `8.4–18.1 %`, `8.4%–18.1%`. */
export const intervalText = ({ low, high }: Interval, language: Language = 'en'): string =>
  language === 'zh'
    ? `${percentText(low, language)}–${percentText(high, language)}`
    : `${(low * 100).toFixed(1)}–${percentText(high, language)}`;

/** `22.5 % (95 % interval 17.3–28.8 %)`, `22.5%（95% 区间 17.3%–28.8%）`. */
export const proportionText = (
  { share, interval }: Proportion,
  language: Language = 'en',
): string => {
  if (!interval) return '—';
  const bounds = intervalText(interval, language);
  return language === 'zh'
    ? `${percentText(share, language)}（95% 区间 ${bounds}）`
    : `${percentText(share, language)} (95\u00a0% interval ${bounds})`;
};

/** A share as tables give it: `12.5`, `≥ 0.0` where further cells may belong to it, an em dash where there is none. */
export const shareText = ({ share, open }: Pick<OpenProportion, 'share' | 'open'>): string =>
  share === null ? '—' : `${open > 0 ? '≥\u00a0' : ''}${(share * 100).toFixed(1)}`;

/** Bounds of shares as tables give them, in per cent without its sign: `8.4–18.1`. */
export const boundsText = ({ low, high }: Interval): string =>
  `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}`;

/** p as journals give it: `< 0.001`, `0.034`. */
export const pText = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));

/** The same after the letter: `< 0.001`, `= 0.034`. */
export const pEquals = (p: number): string => (p < 0.001 ? pText(p) : `= ${pText(p)}`);

/** A name within a sentence: `Lymphoblasts` → `lymphoblasts`; abbreviations stay as they are. */
export const midSentence = (name: string): string =>
  /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;

/** `1 cell`, `3 cells`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** Date and time to the minute, in universal time: a record reads the same everywhere. */
export const utcText = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
