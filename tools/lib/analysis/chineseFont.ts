import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import type { FontLoader } from '../../../src/io/export/pdf.ts';

/** Where a file of the Chinese typeface lies in its package. */
export function chineseFontPath(file: string): string {
  const main = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc');
  return resolve(dirname(main), '../fonts', file);
}

/** Reads the Chinese typeface from its package. */
export const readChineseFont: FontLoader = (file) => readFile(chineseFontPath(file));
