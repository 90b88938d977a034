import type { ManualTally, TallyKey } from './case.ts';
import type { Label } from './classes.ts';
import { isIcsh, type Tally } from './differential.ts';

/** The tally at the eyepiece and how it joins that of the fields. */

export const EMPTY_MANUAL_TALLY: ManualTally = { counts: {}, merged: false };

/** Its keys with their counts, in no order; keys without a cell are not in it. */
export const manualEntries = ({ counts }: ManualTally): [TallyKey, number][] =>
  Object.entries(counts) as [TallyKey, number][];

/** Countable cells in it. */
export const manualTotal = (manual: ManualTally): number =>
  manualEntries(manual).reduce((sum, [key, count]) => sum + (key === 'uncountable' ? 0 : count), 0);

/** The fields' tally with the cells counted by hand added, where the case says so. */
export function withManual(tally: Tally, manual: ManualTally): Tally {
  if (!manual.merged) return tally;
  const byLabel = new Map(tally.byLabel);
  let { counted, uncountable, notIcsh } = tally;
  for (const [key, count] of manualEntries(manual)) {
    if (key === 'uncountable') {
      uncountable += count;
      continue;
    }
    const label: Label = key;
    byLabel.set(label, (byLabel.get(label) ?? 0) + count);
    counted += count;
    if (!isIcsh(label)) notIcsh += count;
  }
  return { ...tally, byLabel, counted, uncountable, notIcsh };
}
