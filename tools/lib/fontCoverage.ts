import { createRequire } from 'node:module';
import { create } from 'fontkit';
import { CHINESE, CHINESE_FILES, LATIN } from '../../src/io/export/report/fonts.ts';
import { chineseFontPath } from './analysis/chineseFont.ts';

/** The typefaces of a report by their names, in the weight whose characters stand for all. */
export const FONT_PATHS: Readonly<Record<string, string>> = {
  [LATIN]: createRequire(import.meta.url).resolve('pdfmake/fonts/Roboto/Roboto-Regular.ttf'),
  [CHINESE]: chineseFontPath(CHINESE_FILES.normal),
};

/** Control, format, private and unassigned characters: a glyph for one says nothing to a reader. */
const UNSEEN = /\p{C}/u;

/** First and last code point of every run of characters that a font file has, in order. */
export function coverageOf(file: Uint8Array): number[] {
  const { characterSet } = create(file);
  const ends: number[] = [];
  for (const code of [...characterSet].sort((a, b) => a - b)) {
    if (UNSEEN.test(String.fromCodePoint(code))) continue;
    if (ends.at(-1) === code - 1) ends[ends.length - 1] = code;
    else ends.push(code, code);
  }
  return ends;
}
