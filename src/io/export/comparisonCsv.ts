import type { Case, ReaderCell } from '../../domain/case.ts';
import { isClassCode, isGroupCode, labelName, lineageName } from '../../domain/classes.ts';
import type { Language } from '../../domain/language.ts';
import type { Kappa, SpecificAgreement } from '../../domain/metrics/kappa.ts';
import { noticesOf } from '../../domain/provenance.ts';
import type { Category, ReaderComparison } from '../../domain/readerComparison.ts';
import { csvText, percentText } from './csvText.ts';

/**
 * One table, one header, as `differential.csv`: `section` tells the kinds of rows apart. Shares are
 * per cent with two decimals, kappas have four; boxes are pixels of the field.
 */
const COLUMNS = [
  'section',
  'code',
  'name',
  'first',
  'second',
  'n',
  'both',
  'only_first',
  'only_second',
  'percent',
  'ci95_low',
  'ci95_high',
  'kappa',
  'kappa_se',
  'kappa_ci95_low',
  'kappa_ci95_high',
  'field',
  'x',
  'y',
  'width',
  'height',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | number>>;

const four = (value: number | null | undefined): string =>
  typeof value === 'number' ? value.toFixed(4) : '';

const agreement = ({ both, onlyFirst, onlySecond, share, interval }: SpecificAgreement): Row => ({
  both,
  only_first: onlyFirst,
  only_second: onlySecond,
  percent: percentText(share),
  ci95_low: percentText(interval?.low),
  ci95_high: percentText(interval?.high),
});

const kappaRow = (kappa: Kappa | null): Row => ({
  kappa: four(kappa?.kappa),
  kappa_se: four(kappa?.standardError),
  kappa_ci95_low: four(kappa?.interval?.low),
  kappa_ci95_high: four(kappa?.interval?.high),
});

const nameOf = (category: Category, language: Language): string =>
  isClassCode(category) || isGroupCode(category)
    ? labelName(category, language)
    : category === 'uncountable'
      ? category
      : lineageName(category, language);

/** A reader's word as a key; empty where they did not find the cell. */
const code = (cell: ReaderCell | null): string =>
  cell ? (cell.countable ? (cell.label ?? 'unnamed') : 'uncountable') : '';

/**
 * `readers.csv`: a comparison of two readers. Header, `section` and codes are keys for machines, the
 * same in every language; `name` is for people. Text that a spreadsheet would run as a formula is
 * escaped.
 */
export function comparisonCsv(
  document: Case,
  comparison: ReaderComparison,
  language: Language,
): string {
  const { counts, overall, finding, level, byCategory, table, categories } = comparison;
  const [first, second] = counts;
  const fields = new Map(document.fields.map(({ id, name }) => [id, name]));
  const rows: Row[] = [
    { section: 'case', code: 'name', name: document.name, n: comparison.fieldIds.length },
    { section: 'readers', code: level, first: first.name, second: second.name },
    { section: 'finding', code: 'cells', ...agreement(finding) },
    {
      section: 'kappa',
      code: 'overall',
      n: overall?.n ?? 0,
      percent: percentText(overall?.observed),
      ...kappaRow(overall),
    },
    { section: 'kappa', code: 'unnamed', n: comparison.unnamed },
    ...byCategory.map(
      (row): Row => ({
        section: 'word',
        code: row.category,
        name: nameOf(row.category, language),
        ...agreement(row),
        ...kappaRow(row.kappa),
      }),
    ),
    ...table.flatMap((counted, i) =>
      counted.flatMap((n, j): Row[] =>
        n > 0
          ? [
              {
                section: 'table',
                code: i === j ? 'same' : 'other',
                first: categories[i]!,
                second: categories[j]!,
                n,
              },
            ]
          : [],
      ),
    ),
    ...first.differential.rows.flatMap((row, i): Row[] => {
      const other = second.differential.rows[i]!;
      if (row.count + other.count === 0) return [];
      const name = labelName(row.label, language);
      return [
        { section: 'differential', code: row.label, name, first: row.count, second: other.count },
        {
          section: 'differential percent',
          code: row.label,
          name,
          first: percentText(row.share),
          second: percentText(other.share),
        },
      ];
    }),
    {
      section: 'differential',
      code: 'counted',
      first: first.differential.total,
      second: second.differential.total,
    },
    { section: 'call', code: 'state', first: first.call.state, second: second.call.state },
    {
      section: 'call',
      code: 'sentence',
      first: first.call.sentence,
      second: second.call.sentence,
    },
    ...comparison.disagreements.map((cell): Row => {
      const { box } = (cell.first ?? cell.second) as ReaderCell;
      return {
        section: 'disagreement',
        code: cell.first && cell.second ? 'word' : cell.first ? 'only_first' : 'only_second',
        first: code(cell.first),
        second: code(cell.second),
        field: fields.get(cell.fieldId) ?? cell.fieldId,
        ...box,
      };
    }),
    ...noticesOf(document, language).map((name): Row => ({ section: 'notice', name })),
  ];
  const data = rows.map((row) => COLUMNS.map((column) => row[column] ?? ''));
  return csvText(COLUMNS, data);
}
