import type { Interval } from '../statistics.ts';
import { randomIndex } from './random.ts';

/** Cells of one field: those in the numerator, and all of the denominator. */
export interface FieldCells {
  readonly count: number;
  readonly total: number;
}

/** Resamples of a bootstrap. */
export const BOOTSTRAP_REPLICATES = 4000;
/** Any number: it only has to stay the same. */
const SEED = 20210917;

/**
 * In an order that the fields' own order does not change; fields without a cell say nothing of the
 * share and are left out.
 */
const sorted = (fields: readonly FieldCells[]): FieldCells[] =>
  fields.filter(({ total }) => total > 0).sort((a, b) => a.total - b.total || a.count - b.count);

/**
 * 95 % percentile interval of the share by resampling whole fields (Davison & Hinkley 1997, 3.8):
 * cells of one field are alike, so that cells drawn one by one would make the interval too narrow.
 * The seed is fixed: the same fields give the same interval, in any order. With few fields it is
 * too narrow itself.
 * @returns null with fewer than two fields that have cells, and where all have one share, as with none
 *   or all of their cells: resamples of equals are equal, which says nothing of other fields
 */
export function fieldBootstrap(fields: readonly FieldCells[]): Interval | null {
  const drawn = sorted(fields);
  const [first, ...others] = drawn;
  if (!first || others.every(({ count, total }) => count * first.total === first.count * total))
    return null;
  const index = randomIndex(SEED);
  const shares = new Float64Array(BOOTSTRAP_REPLICATES);
  for (let replicate = 0; replicate < BOOTSTRAP_REPLICATES; replicate++) {
    let [count, total] = [0, 0];
    for (let i = 0; i < drawn.length; i++) {
      const field = drawn[index(drawn.length)] as FieldCells;
      count += field.count;
      total += field.total;
    }
    shares[replicate] = count / total;
  }
  shares.sort();
  return { low: quantile(shares, 0.025), high: quantile(shares, 0.975) };
}

/** Linear between order statistics (Hyndman & Fan 1996, type 7). */
export function quantile(ascending: Float64Array, probability: number): number {
  const at = (ascending.length - 1) * probability;
  const below = Math.floor(at);
  const low = ascending[below] as number;
  return low + (at - below) * ((ascending[below + 1] ?? low) - low);
}

/**
 * How alike the cells of one field are: the intraclass correlation of "in the numerator", by the
 * analysis of variance (Ridout et al., Biometrics 1999;55:137, equation 4). 0: as if drawn one by
 * one; 1: each field all or none. Negative by chance.
 * @returns null where it is not defined: fewer than two fields, one cell in each, or no variation
 */
export function intraclassCorrelation(fields: readonly FieldCells[]): number | null {
  const used = sorted(fields);
  const cells = used.reduce((sum, { total }) => sum + total, 0);
  const count = used.reduce((sum, field) => sum + field.count, 0);
  if (used.length < 2 || cells === used.length || count === 0 || count === cells) return null;
  const share = count / cells;
  let [between, within, squares] = [0, 0, 0];
  for (const field of used) {
    const own = field.count / field.total;
    between += field.total * (own - share) ** 2;
    within += field.total * own * (1 - own);
    squares += field.total ** 2;
  }
  const meanBetween = between / (used.length - 1);
  const meanWithin = within / (cells - used.length);
  const size = (cells - squares / cells) / (used.length - 1);
  return (meanBetween - meanWithin) / (meanBetween + (size - 1) * meanWithin);
}
