import type { AgeBand, RangeSubject, ReferenceRange } from './ageBands.ts';
import type { BlastReading } from './case.ts';
import type { Label, Lineage } from './classes.ts';
import { countLabels, isIcsh, LABELS, lineageUnder, type Tally, totalOf } from './differential.ts';
import { type OpenProportion, openGroups, openProportion } from './openCells.ts';
import { type Proportion, proportion } from './statistics.ts';

/** A count beside reference values. */

/** Labels that the subject sums. */
function labelsOf(subject: RangeSubject, reading: BlastReading): Label[] {
  const own = LABELS.find((label) => label === subject);
  if (own) return [own];
  const lineages: readonly Lineage[] =
    subject === 'myeloid' ? ['granulocytic', 'monocytic'] : [subject as Lineage];
  return LABELS.filter((label) => lineages.includes(lineageUnder(label, reading)));
}

export interface RangeReading {
  readonly range: ReferenceRange;
  readonly proportion: OpenProportion;
  /**
   * `below`, `above`: the whole 95 % interval is outside the range; `spans`: a part of it is;
   * `within`. `unresolved`: it is one of these or another by what the cells are that are named only
   * within a group. null where the range has no bounds or nothing was counted.
   */
  readonly verdict: 'below' | 'within' | 'above' | 'spans' | 'unresolved' | null;
}

/** The count beside the band's values, over the ICSH count. */
export function readRanges(band: AgeBand, tally: Tally, reading: BlastReading): RangeReading[] {
  const total = totalOf(tally, 'icsh');
  return band.rows.map((range) => {
    const labels = labelsOf(range.of, reading).filter(isIcsh);
    const count = countLabels(tally, labels);
    const isLabel = LABELS.some((label) => label === range.of);
    const share = openProportion(
      count,
      // The reading assumes a lineage of blasts, not a class.
      openGroups(labels, tally, isLabel ? 'unresolved' : reading),
      total,
    );
    const least = verdictOf(range, proportion(count, total));
    const most = verdictOf(range, proportion(count + share.open, total));
    return { range, proportion: share, verdict: least === most ? least : 'unresolved' };
  });
}

function verdictOf(
  { low, high }: ReferenceRange,
  { interval }: Proportion,
): RangeReading['verdict'] {
  if (interval === null || (low === null && high === null)) return null;
  const [least, most] = [interval.low * 100, interval.high * 100];
  if (low !== null && most < low) return 'below';
  if (high !== null && least > high) return 'above';
  return least >= (low ?? 0) && most <= (high ?? 100) ? 'within' : 'spans';
}
