import type { TFontDictionary } from 'pdfmake/interfaces';
import coverage from './coverage.json' with { type: 'json' };

/**
 * The typefaces of a report, and which of them prints what. Roboto has no Chinese; Noto Sans has it,
 * at sixteen megabytes, which only a report loads that needs one of its characters.
 */

export const LATIN = 'Roboto';
export const CHINESE = 'NotoSansHans';
type Typeface = typeof LATIN | typeof CHINESE;

/** Files of the Chinese typeface, loaded only for a report that needs them. */
export const CHINESE_FILES = {
  normal: 'NotoSansHans-Regular.otf',
  bold: 'NotoSansHans-Bold.otf',
} as const;

export const FONTS: TFontDictionary = {
  [LATIN]: {
    normal: 'Roboto-Regular.ttf',
    bold: 'Roboto-Medium.ttf',
    italics: 'Roboto-Italic.ttf',
    bolditalics: 'Roboto-MediumItalic.ttf',
  },
  [CHINESE]: {
    ...CHINESE_FILES,
    italics: CHINESE_FILES.normal,
    bolditalics: CHINESE_FILES.bold,
  },
};

/** A part of a text that one typeface prints. */
export interface Run {
  readonly font: Typeface;
  readonly text: string;
  /** Characters that no typeface has; `text` gives their numbers. */
  readonly unprinted: number;
}

const PLAIN = /^[\x20-\x7e\n]*$/;
/** They join and direct what is beside them, and have no look of their own. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const BREAK = /\r\n?|[\u2028\u2029]/g;
/** Wide in Chinese, narrow elsewhere, in both typefaces: they follow what stands beside them. */
const SHARED = /[‘’“”…—·]/;
/** Numbers given of characters in a row that cannot be printed. */
const MOST_NUMBERS = 3;

type Kind = Typeface | 'shared' | 'none';

/** Whether `code` is within one of the typeface's runs, of which the ends are given in order. */
function has(ends: readonly number[], code: number): boolean {
  let [low, high] = [0, ends.length / 2 - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (code < (ends[2 * middle] as number)) high = middle - 1;
    else if (code > (ends[2 * middle + 1] as number)) low = middle + 1;
    else return true;
  }
  return false;
}

function kindOf(character: string): Kind {
  if (character === '\n') return LATIN;
  if (SHARED.test(character)) return 'shared';
  const code = character.codePointAt(0) as number;
  if (has(coverage[LATIN], code)) return LATIN;
  return has(coverage[CHINESE], code) ? CHINESE : 'none';
}

/** `[U+0639 U+0644]`: a reader can look up what stood there. More than a few are only counted. */
function numbersOf(characters: readonly string[]): string {
  const numbers = characters
    .slice(0, MOST_NUMBERS)
    .map((character) =>
      (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0'),
    )
    .map((number) => `U+${number}`);
  const more = characters.length - numbers.length;
  return `[${[...numbers, ...(more > 0 ? [`+${more}`] : [])].join(' ')}]`;
}

/** Shared marks beside Chinese, with none but their like between, are Chinese. */
function resolved(kinds: readonly Kind[]): Exclude<Kind, 'shared'>[] {
  const beside = (index: number, step: 1 | -1): Kind | undefined => {
    let at = index;
    while (kinds[at] === 'shared') at += step;
    return kinds[at];
  };
  return kinds.map((kind, index) =>
    kind !== 'shared'
      ? kind
      : beside(index, -1) === CHINESE || beside(index, 1) === CHINESE
        ? CHINESE
        : LATIN,
  );
}

/** A text in parts, each with the typeface that prints it; nothing of it is lost unseen. */
export function runsOf(text: string): Run[] {
  if (PLAIN.test(text)) return [{ font: LATIN, text, unprinted: 0 }];
  const composed = text.normalize('NFC').replace(BREAK, '\n').replace(UNSEEN, '');
  const characters = [...composed].map((character) =>
    // Spaces and controls of any kind: what they keep apart must stay apart.
    /[^\S\n]|\p{Cc}/u.test(character) && character !== '\n' && kindOf(character) === 'none'
      ? ' '
      : character,
  );
  const kinds = resolved(characters.map(kindOf));
  const runs: { font: Typeface; text: string; unprinted: number }[] = [];
  for (let start = 0; start < characters.length; ) {
    const kind = kinds[start] as Exclude<Kind, 'shared'>;
    let end = start;
    while (end < characters.length && kinds[end] === kind) end++;
    const part = characters.slice(start, end);
    const font = kind === 'none' ? LATIN : kind;
    const own = kind === 'none' ? numbersOf(part) : part.join('');
    const unprinted = kind === 'none' ? part.length : 0;
    const last = runs.at(-1);
    if (last?.font === font) {
      last.text += own;
      last.unprinted += unprinted;
    } else runs.push({ font, text: own, unprinted });
    start = end;
  }
  return runs.length > 0 ? runs : [{ font: LATIN, text: '', unprinted: 0 }];
}

/** The text as it will be printed. */
export const printedText = (text: string): string =>
  runsOf(text)
    .map((run) => run.text)
    .join('');
