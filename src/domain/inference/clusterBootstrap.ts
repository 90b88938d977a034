import type { Interval } from '../statistics.ts';
import { quantile } from './fieldBootstrap.ts';
import { randomIndex } from './random.ts';

/** Resamples of a whole set. */
export const CLUSTER_REPLICATES = 1000;
/** Any number: it only has to stay the same. */
const SEED = 20211109;

/**
 * 95 % percentile intervals of statistics by resampling whole clusters, patients or fields: cells of
 * one cluster are alike (Davison & Hinkley 1997, 3.8). The seed is fixed: the same clusters in the
 * same order give the same intervals.
 * @param clusters how many there are
 * @param length how many statistics
 * @param statistics worked out with each cluster counted as often as `weights` says
 * @returns null for a statistic with fewer than two clusters, or that is undefined on a resample
 */
export function clusterBootstrap(
  clusters: number,
  length: number,
  statistics: (weights: Uint16Array) => readonly (number | null)[],
): (Interval | null)[] {
  if (clusters < 2) return Array.from({ length }, () => null);
  const index = randomIndex(SEED);
  const values = Array.from({ length }, () => new Float64Array(CLUSTER_REPLICATES));
  const undefinedSomewhere = new Set<number>();
  const weights = new Uint16Array(clusters);
  for (let replicate = 0; replicate < CLUSTER_REPLICATES; replicate++) {
    weights.fill(0);
    for (let i = 0; i < clusters; i++) {
      const drawn = index(clusters);
      weights[drawn] = (weights[drawn] as number) + 1;
    }
    for (const [i, value] of statistics(weights).entries())
      if (value === null) undefinedSomewhere.add(i);
      else (values[i] as Float64Array)[replicate] = value;
  }
  return values.map((of, i) => {
    if (undefinedSomewhere.has(i)) return null;
    of.sort();
    return { low: quantile(of, 0.025), high: quantile(of, 0.975) };
  });
}
