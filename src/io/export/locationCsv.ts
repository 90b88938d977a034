import type { LocationTest } from '../../domain/locationTest.ts';
import { RESEARCH_USE_NOTICE } from '../../domain/notice.ts';
import { proportion } from '../../domain/statistics.ts';
import { csvText, percentText } from './csvText.ts';

const COLUMNS = [
  'at',
  'by',
  'case',
  'field',
  'truth',
  'cells',
  'found',
  'extra',
  'percent',
  'ci95_low',
  'ci95_high',
] as const;

/**
 * `location-tests.csv`: one line a test, the oldest first; per cent with the 95 % Wilson interval. The
 * notice is its last line. Text that a spreadsheet would run as a formula is escaped.
 */
export function locationCsv(tests: readonly LocationTest[]): string {
  const data = tests.map((test) => {
    const { share, interval } = proportion(test.found, test.cells);
    return [
      test.at,
      test.by,
      test.caseName,
      test.fieldName,
      test.origin,
      test.cells,
      test.found,
      test.extra,
      percentText(share),
      percentText(interval?.low),
      percentText(interval?.high),
    ];
  });
  const notice = COLUMNS.map((_, index) => (index === 0 ? RESEARCH_USE_NOTICE : ''));
  const rows = [...data, notice];
  return csvText(COLUMNS, rows);
}
