import { chiSquareTail, logChoose } from './gamma.ts';
import { randomIndex } from './random.ts';

/** Whether fields disagree more than chance would have it. */

/** Below this expected count the chi-square distribution is no good (Cochran 1954). */
const LEAST_EXPECTED = 5;
export const MONTE_CARLO_REPLICATES = 1999;
const SEED = 1954;

export interface HeterogeneityTest {
  /** Pearson's chi-square. */
  readonly statistic: number;
  readonly degrees: number;
  /** 0–1 */
  readonly p: number;
  /** `chi-square`: by its distribution; `monte-carlo`: by tables drawn with the same margins. */
  readonly method: 'chi-square' | 'monte-carlo';
}

/**
 * Pearson's test that every field has the same shares. Where an expected count is below 5, p comes
 * from tables drawn at random with the same row and column sums, (1 + those as extreme) ÷ (1 + all)
 * (Davison & Hinkley 1997, 4.3), with a fixed seed; the order of the fields does not change it.
 * @param table a row for each field, a column for each kind of cell; whole counts
 * @returns null where fewer than two fields or two kinds have cells
 */
export function heterogeneityTest(table: readonly (readonly number[])[]): HeterogeneityTest | null {
  const { rows, columns, counts } = withoutEmpty(table);
  if (rows.length < 2 || columns.length < 2) return null;
  const total = rows.reduce((sum, row) => sum + row, 0);
  const degrees = (rows.length - 1) * (columns.length - 1);
  const statistic = pearson(counts, rows, columns, total);
  if ((Math.min(...rows) * Math.min(...columns)) / total >= LEAST_EXPECTED)
    return { statistic, degrees, p: chiSquareTail(statistic, degrees), method: 'chi-square' };
  const p = monteCarlo(statistic, rows, columns, total);
  return { statistic, degrees, p, method: 'monte-carlo' };
}

/** The table without fields and kinds that have no cell, flattened, in an order of its own. */
function withoutEmpty(table: readonly (readonly number[])[]) {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);
  const kinds = (table[0] ?? []).map((_, kind) => sum(table.map((row) => row[kind] as number)));
  const used = kinds.flatMap((count, kind) => (count > 0 ? [kind] : []));
  const kept = table
    .map((row) => used.map((kind) => row[kind] as number))
    .filter((row) => sum(row) > 0)
    .sort((a, b) => {
      const first = a.findIndex((count, i) => count !== b[i]);
      return first < 0 ? 0 : (a[first] as number) - (b[first] as number);
    });
  return {
    rows: kept.map(sum),
    columns: used.map((kind) => kinds[kind] as number),
    counts: Float64Array.from(kept.flat()),
  };
}

/** Σ (observed − expected)² ÷ expected, as Σ observed² ÷ (row · column) · total − total. */
function pearson(
  counts: Float64Array,
  rows: readonly number[],
  columns: readonly number[],
  total: number,
): number {
  let sum = 0;
  for (let r = 0; r < rows.length; r++)
    for (let c = 0; c < columns.length; c++) {
      const expected = ((rows[r] as number) * (columns[c] as number)) / total;
      sum += ((counts[r * columns.length + c] as number) - expected) ** 2 / expected;
    }
  return sum;
}

function monteCarlo(
  statistic: number,
  rows: readonly number[],
  columns: readonly number[],
  total: number,
): number {
  const index = randomIndex(SEED);
  const kinds = new Uint8Array(total);
  let filled = 0;
  columns.forEach((count, kind) => {
    kinds.fill(kind, filled, filled + count);
    filled += count;
  });
  const counts = new Float64Array(rows.length * columns.length);
  let extreme = 0;
  for (let replicate = 0; replicate < MONTE_CARLO_REPLICATES; replicate++) {
    counts.fill(0);
    let at = 0;
    for (let r = 0; r < rows.length; r++)
      for (const end = at + (rows[r] as number); at < end; at++) {
        // Fisher and Yates: the next cell is one of those that are left.
        const chosen = at + index(total - at);
        const kind = kinds[chosen] as number;
        kinds[chosen] = kinds[at] as number;
        kinds[at] = kind;
        const place = r * columns.length + kind;
        counts[place] = (counts[place] as number) + 1;
      }
    // Equal tables may differ in the last bit.
    if (pearson(counts, rows, columns, total) >= statistic * (1 - 1e-9)) extreme++;
  }
  return (1 + extreme) / (1 + MONTE_CARLO_REPLICATES);
}

/**
 * Fisher's exact test, two-sided: the probability of all tables with these margins that are not
 * more likely than this one.
 * @param count of `total` in one field
 * @param otherCount of `otherTotal` in all others
 */
export function fisherExact(
  count: number,
  total: number,
  otherCount: number,
  otherTotal: number,
): number {
  const positives = count + otherCount;
  const all = total + otherTotal;
  const logOf = (k: number) =>
    logChoose(total, k) + logChoose(otherTotal, positives - k) - logChoose(all, positives);
  const own = logOf(count);
  let sum = 0;
  for (let k = Math.max(0, positives - otherTotal); k <= Math.min(total, positives); k++) {
    const log = logOf(k);
    if (log <= own + 1e-7) sum += Math.exp(log);
  }
  return Math.min(1, sum);
}
