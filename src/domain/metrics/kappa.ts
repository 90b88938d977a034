import { type Interval, wilsonInterval, Z_95 } from '../statistics.ts';

/** How far two readers of the same cells agree beyond chance, and class by class. */

export interface Kappa {
  /** Cells that both named. */
  readonly n: number;
  /** Share of them on which both say the same, 0–1. */
  readonly observed: number;
  /** The share that chance alone would give, from both readers' own frequencies, 0–1. */
  readonly expected: number;
  /** −1 to 1; null where both call every cell the same: then chance alone explains everything. */
  readonly kappa: number | null;
  /**
   * Large-sample standard error of `kappa`; null with it, and where the formula gives 0, as for a
   * kappa of 1 or a class that only one reader used: five cells of a kind do not make it certain.
   */
  readonly standardError: number | null;
  /** kappa ± 1.96 standard errors, cut at −1 and 1; null with the error. */
  readonly interval: Interval | null;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** What rounding alone can leave of a 0, on either side of it. */
const ROUNDING = 1e-12;

/**
 * Cohen's kappa (Educ Psychol Meas 1960;20:37) with the large-sample standard error of Fleiss, Cohen
 * and Everitt (Psychol Bull 1969;72:323, eq. 13), which does not suppose that kappa is 0.
 * @param table k × k counts: rows the first reader's classes, columns the second's, in one order
 * @returns null without a cell
 * @throws RangeError unless the table is square
 */
export function cohenKappa(table: readonly (readonly number[])[]): Kappa | null {
  if (table.some((row) => row.length !== table.length))
    throw new RangeError('A table of agreement is square.');
  const n = sum(table.map(sum));
  if (n === 0) return null;
  const p = table.map((row) => row.map((count) => count / n));
  const rows = p.map(sum);
  const columns = p.map((_, j) => sum(p.map((row) => row[j] as number)));
  const observed = sum(p.map((row, i) => row[i] as number));
  const expected = sum(rows.map((share, i) => share * (columns[i] as number)));
  // One class for every cell: 1 but for rounding.
  if (1 - expected < ROUNDING)
    return { n, observed, expected, kappa: null, standardError: null, interval: null };
  const kappa = (observed - expected) / (1 - expected);
  let diagonal = 0;
  let others = 0;
  for (const [i, row] of p.entries())
    for (const [j, share] of row.entries()) {
      if (i === j)
        diagonal += share * (1 - ((rows[i] as number) + (columns[i] as number)) * (1 - kappa)) ** 2;
      else others += share * ((columns[i] as number) + (rows[j] as number)) ** 2;
    }
  const spread = diagonal + (1 - kappa) ** 2 * others - (kappa - expected * (1 - kappa)) ** 2;
  if (spread < ROUNDING)
    return { n, observed, expected, kappa, standardError: null, interval: null };
  const standardError = Math.sqrt(spread / n) / (1 - expected);
  return {
    n,
    observed,
    expected,
    kappa,
    standardError,
    interval: {
      low: Math.max(-1, kappa - Z_95 * standardError),
      high: Math.min(1, kappa + Z_95 * standardError),
    },
  };
}

/** The table of one class against all others: both, only the first, only the second, neither. */
export function oneVersusRest(
  table: readonly (readonly number[])[],
  index: number,
): readonly [readonly [number, number], readonly [number, number]] {
  const both = table[index]?.[index] ?? 0;
  const first = sum(table[index] ?? []) - both;
  const second = sum(table.map((row) => row[index] as number)) - both;
  return [
    [both, first],
    [second, sum(table.map(sum)) - both - first - second],
  ];
}

/** Agreement on one thing that either reader says. */
export interface SpecificAgreement {
  readonly both: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** 0–1; null where neither said it. */
  readonly share: number | null;
  readonly interval: Interval | null;
}

/**
 * Positive specific agreement 2a ÷ (2a + b + c) (Cicchetti and Feinstein, J Clin Epidemiol
 * 1990;43:551): given that one reader says it, the chance that the other does.
 *
 * Its 95 % interval is the Wilson interval of p = a ÷ (a + b + c), carried over by 2p ÷ (1 + p),
 * which rises with p: the cells on which either said it are the sample.
 */
export function specificAgreement(
  both: number,
  onlyFirst: number,
  onlySecond: number,
): SpecificAgreement {
  const either = both + onlyFirst + onlySecond;
  if (either === 0) return { both, onlyFirst, onlySecond, share: null, interval: null };
  const carried = (share: number) => (2 * share) / (1 + share);
  const { low, high } = wilsonInterval(both, either);
  return {
    both,
    onlyFirst,
    onlySecond,
    share: carried(both / either),
    interval: { low: carried(low), high: carried(high) },
  };
}
