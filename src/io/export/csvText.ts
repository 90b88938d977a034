import Papa from 'papaparse';

/** What the CSV files have in common. */

/**
 * Text that a spreadsheet would run as a formula; it is written with an apostrophe before it. The
 * signs count in their full-width forms too, and behind blanks, line breaks and characters that are
 * not seen, which spreadsheets drop. A plain number is none.
 */
export const FORMULA = /^(?!-?\d+(?:\.\d+)?$)(?:[\t\r\n]|[\s\p{C}\p{Z}]*[=+\-@＝＋－＠])/u;

/** Byte order mark: without it spreadsheets read UTF-8 as the local code page. */
const BOM = '\ufeff';

/** One table with one header, as UTF-8 for spreadsheets, in which no text is run. */
export const csvText = (
  fields: readonly string[],
  data: readonly (readonly (string | number)[])[],
): string =>
  `${BOM}${Papa.unparse(
    { fields: [...fields], data: data.map((row) => [...row]) },
    { escapeFormulae: FORMULA, newline: '\r\n' },
  )}\r\n`;

/** A share as per cent with two decimals; empty where there is none. */
export const percentText = (share: number | null | undefined): string =>
  typeof share === 'number' ? (share * 100).toFixed(2) : '';
