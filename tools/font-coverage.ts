import { readFileSync, writeFileSync } from 'node:fs';
import { coverageOf, FONT_PATHS } from './lib/fontCoverage.ts';

/**
 * Writes which characters the typefaces of the reports have. A report chooses its typefaces before it
 * loads them: the Chinese one has sixteen megabytes.
 */
const OUT = 'src/io/export/report/coverage.json';

const coverage = Object.fromEntries(
  Object.entries(FONT_PATHS).map(([name, path]) => [name, coverageOf(readFileSync(path))]),
);
writeFileSync(OUT, `${JSON.stringify(coverage)}\n`);
console.log(OUT);
