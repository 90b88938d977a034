import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import type { FontLoader } from '../../../src/io/export/pdf.ts';

/** Reads the Chinese typeface from its package. */
export const readChineseFont: FontLoader = (file) => {
  const main = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc');
  return readFile(resolve(dirname(main), '../fonts', file));
};
