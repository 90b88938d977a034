import { createRandom } from '../../../src/synth/random.ts';

const RESAMPLES = 400;
const SEED = 20210101;

/**
 * 95 % interval of a statistic by the percentile bootstrap (Efron 1979): 400 resamples, each with
 * as many of every stratum's items, drawn with replacement. The same input gives the same interval.
 * @param strata items that are drawn among themselves only: the images of a set, the cells of a class
 * @returns null where the statistic is undefined on some resample
 */
export function bootstrapInterval<Item>(
  strata: readonly (readonly Item[])[],
  statistic: (items: readonly Item[]) => number | null,
): [number, number] | null {
  const random = createRandom(SEED);
  const values: number[] = [];
  for (let i = 0; i < RESAMPLES; i++) {
    const drawn = strata.flatMap((items) =>
      items.map(() => items[random.whole([0, items.length - 1])] as Item),
    );
    const value = statistic(drawn);
    if (value === null) return null;
    values.push(value);
  }
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.round(share * (RESAMPLES - 1))] as number;
  return [at(0.025), at(0.975)];
}
