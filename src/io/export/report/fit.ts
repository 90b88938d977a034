import { CHINESE, printedText, runsOf } from './fonts.ts';

/**
 * Lines that must not break. What stands above a page has a fixed height, and what a second line would
 * push out of it is not printed at all: a notice must not depend on how long a name is.
 */

/** Characters by their width, em: the wider of both weights, rounded up. */
const LATIN_WIDTHS: readonly (readonly [string, number])[] = [
  [" ,;|'‘’", 0.25],
  ['!.:I[]ijl·', 0.3],
  ['"()-`t{}', 0.35],
  ['fr°“”', 0.4],
  ['*/\\^', 0.45],
  ['?_vy', 0.5],
  ['<>Laceksxz', 0.55],
  ['$+0123456789=EFJbdghnopqu×÷', 0.6],
  ['#&BKPRSTVXYZ', 0.65],
  ['ACDGOQU~–', 0.7],
  ['%HN…', 0.75],
  ['w', 0.8],
  ['@MWm—', 0.9],
];
const KNOWN = new Map(
  LATIN_WIDTHS.flatMap(([characters, width]) =>
    [...characters].map((one) => [one, width] as const),
  ),
);
const WIDEST_LATIN = 1.2;
/** What a mark over or beside a letter may add. */
const MARK = 0.1;
/** Dashes of two and three ems. */
const LONG_DASH = /[⸺⸻]/;

function widthOf(character: string, chinese: boolean): number {
  if (chinese) {
    if (LONG_DASH.test(character)) return 2.5;
    return /\p{Script=Han}/u.test(character) ? 1 : 1.1;
  }
  const [letter = '', ...marks] = character.normalize('NFD');
  const width = KNOWN.get(letter);
  return width === undefined ? WIDEST_LATIN : width + (marks.length > 0 ? MARK : 0);
}

/** At least as wide as the text is when printed, pt: its typefaces are not at hand before that. */
export function widthAtMost(text: string, fontSize: number): number {
  let width = 0;
  for (const run of runsOf(text))
    for (const character of run.text) width += widthOf(character, run.font === CHINESE);
  return width * fontSize;
}

/**
 * The text as it will be printed, with an ellipsis where it is wider than there is room.
 * @param cut where: files of one smear differ at the end, so that theirs are cut in the middle
 */
export function fitted(
  text: string,
  room: number,
  fontSize: number,
  cut: 'end' | 'middle' = 'end',
): string {
  const printed = printedText(text.replace(/\s+/g, ' '));
  if (widthAtMost(printed, fontSize) <= room) return printed;
  const characters = [...printed];
  for (let kept = characters.length - 1; kept > 0; kept--) {
    const tail = cut === 'middle' ? Math.floor(kept / 2) : 0;
    const shortened = `${characters
      .slice(0, kept - tail)
      .join('')
      .trimEnd()}…${tail > 0 ? characters.slice(-tail).join('').trimStart() : ''}`;
    if (widthAtMost(shortened, fontSize) <= room) return shortened;
  }
  return '…';
}

/** A sentence on one line: of the name within it as much as there is room for. */
export const sentenceFitted = (
  sentence: (name: string) => string,
  name: string,
  room: number,
  fontSize: number,
  cut: 'end' | 'middle' = 'end',
): string => sentence(fitted(name, room - widthAtMost(sentence(''), fontSize), fontSize, cut));
