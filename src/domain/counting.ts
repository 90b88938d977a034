import type { Call } from './call.ts';
import type { Case } from './case.ts';
import type { Tally } from './differential.ts';
import { countMeets } from './rules.ts';

/** How far a count has come, and whether more of it would change the call. */

export interface CountProgress {
  /** Nucleated cells counted, those counted by hand included where they are added. */
  readonly counted: number;
  readonly target: number;
  readonly reached: boolean;
}

/** The count against the case's target. */
export function countProgress(
  { counted }: Pick<Tally, 'counted'>,
  { settings }: Pick<Case, 'settings'>,
): CountProgress {
  const { target } = settings;
  return { counted, target, reached: counted >= target };
}

/**
 * What counting on would bring. It speaks of sampling only: no number of cells mends wrong names.
 * - `settled`: the interval clears the threshold and the target is reached.
 * - `settled-early`: the interval clears the threshold, but fewer cells than the target are counted.
 * - `more`: so many more cells would settle it if the share stayed as it is (`call.more`).
 * - `never`: no affordable number would.
 * - `lineage`: only the lineage or stage of unresolved cells would: it moves the count across the
 *   threshold.
 * - `none`: there is no call.
 */
export type StopAdvice = 'settled' | 'settled-early' | 'more' | 'never' | 'lineage' | 'none';

/** Whether counting on is worth while. */
export function stopAdvice(
  { state, more, bounds, rule, total }: Pick<Call, 'state' | 'more' | 'bounds' | 'rule' | 'total'>,
  { reached }: Pick<CountProgress, 'reached'>,
): StopAdvice {
  if (state === 'none') return 'none';
  if (state !== 'indeterminate') return reached ? 'settled' : 'settled-early';
  if (more) return 'more';
  const crosses =
    rule !== null &&
    bounds !== null &&
    countMeets(rule, bounds.lower.count, total) !== countMeets(rule, bounds.upper.count, total);
  return crosses ? 'lineage' : 'never';
}
