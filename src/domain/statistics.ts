/** Proportions of a count and how surely a sample of cells gives them. */

/** Two-sided 95 % quantile of the standard normal distribution. */
export const Z_95 = 1.959963984540054;

/** Bounds of a proportion, each 0–1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A count as a share of a total. */
export interface Proportion {
  readonly count: number;
  /** 0–1; null where nothing was counted. */
  readonly share: number | null;
  /** Bounds of the 95 % Wilson interval; null where nothing was counted. */
  readonly interval: Interval | null;
}

/**
 * 95 % Wilson score interval of `count` in `total` (Wilson, J Am Stat Assoc 1927;22:209).
 * It covers sampling only, not wrong classification. Counts need not be whole.
 * @throws RangeError unless 0 ≤ count ≤ total and total > 0
 */
export function wilsonInterval(count: number, total: number): Interval {
  if (!(total > 0 && count >= 0 && count <= total))
    throw new RangeError(`No interval for ${count} of ${total}.`);
  const share = count / total;
  const spread = Z_95 ** 2 / total;
  const centre = (share + spread / 2) / (1 + spread);
  const half =
    (Z_95 * Math.sqrt((share * (1 - share)) / total + spread / (4 * total))) / (1 + spread);
  // At the ends the bound is exact; rounding must not push the share out of its own interval.
  return {
    low: count === 0 ? 0 : Math.min(share, Math.max(0, centre - half)),
    high: count === total ? 1 : Math.max(share, Math.min(1, centre + half)),
  };
}

/** The share of `count` in `total` with its interval; no share of nothing. @throws RangeError as `wilsonInterval` */
export const proportion = (count: number, total: number): Proportion =>
  total === 0
    ? { count, share: null, interval: null }
    : { count, share: count / total, interval: wilsonInterval(count, total) };

/**
 * 95 % interval of the ratio of two counts: the Wilson interval of the first as a share p of both,
 * as odds p ÷ (1 − p).
 * @returns null where the second is 0: the ratio is not defined
 */
export function ratioInterval(first: number, second: number): Interval | null {
  if (second === 0) return null;
  const { low, high } = wilsonInterval(first, first + second);
  return { low: low / (1 - low), high: high / (1 - high) };
}

/**
 * How many more cells would take the threshold out of the interval if the share stayed as it is.
 *
 * The Wilson interval holds exactly those thresholds t with (share − t)² ≤ z² t (1 − t) / n, which
 * gives the n to reach in closed form.
 * @param share 0–1
 * @param total cells counted so far
 * @param threshold between 0 and 1, both excluded
 * @returns 0 where it is out already; null where no number settles it, the share being the threshold
 */
export function cellsToSettle(share: number, total: number, threshold: number): number | null {
  if (share === threshold) return null;
  const needed = (Z_95 ** 2 * threshold * (1 - threshold)) / (share - threshold) ** 2;
  return Math.max(0, Math.floor(needed) + 1 - total);
}
