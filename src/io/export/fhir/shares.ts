import type { Observation, ObservationComponent } from 'fhir/r4';
import type { RangeSubject } from '../../../domain/ageBands.ts';
import type { TallyKey } from '../../../domain/case.ts';
import type { Label } from '../../../domain/classes.ts';
import { manualEntries, manualTotal } from '../../../domain/manualTally.ts';
import type { Proportion } from '../../../domain/statistics.ts';
import { SYSTEMS } from './codes.ts';
import {
  type BundleContext,
  cellsQuantity,
  conceptOf,
  percentQuantity,
  rangeValue,
  words,
} from './parts.ts';
import { rangeOf } from './ranges.ts';

/** Shares as observations say them. */

/** What tells one observation from another. */
export type Value = Omit<Observation, 'resourceType' | 'status' | 'code'>;

const nothingCounted = {
  dataAbsentReason: { coding: [{ system: SYSTEMS.absent, code: 'not-performed' }] },
};

export interface ShareFacts {
  /** Whose cells they are. */
  readonly labels: readonly Label[];
  /** What reference values may be of; null for cells that none are of. */
  readonly subject: RangeSubject | null;
  /** Cells that may belong here have no exact name. */
  readonly atLeast?: boolean;
  readonly notes?: readonly string[];
}

/** A share of the karyocytes, with what stands beside it. */
export function shareValue(
  context: BundleContext,
  { count, share, interval }: Proportion,
  icsh: Proportion | null,
  { labels, subject, atLeast = false, notes = [] }: ShareFacts,
): Value {
  const { tally, differentials } = context.reading;
  const range = subject === null ? {} : rangeOf(context, subject);
  // Reference values are of the ICSH count: of the whole only where both counts are the same.
  const sameCount = differentials.icsh.total === tally.counted;
  const hand = byHandCount(context, labels);
  const said = [
    ...notes,
    ...(hand > 0 ? [words(context, 'exports.byHandIn', { count: hand })] : []),
  ];
  return {
    ...(share === null
      ? nothingCounted
      : {
          valueQuantity: {
            ...percentQuantity(share),
            ...(atLeast ? { comparator: '>=' as const } : {}),
          },
          ...(sameCount ? range : {}),
        }),
    component: [
      { code: conceptOf(context, 'n'), valueQuantity: cellsQuantity(count) },
      { code: conceptOf(context, 'denominator'), valueQuantity: cellsQuantity(tally.counted) },
      ...(interval
        ? [{ code: conceptOf(context, 'interval'), ...rangeValue(interval, percentQuantity) }]
        : []),
      ...(icsh && icsh.share !== null
        ? [
            {
              code: conceptOf(context, 'icshShare'),
              valueQuantity: percentQuantity(icsh.share),
              ...range,
            },
          ]
        : []),
      ...byHandComponents(context, labels),
    ],
    ...(said.length > 0 ? { note: said.map((text) => ({ text })) } : {}),
  };
}

/** Cells that were counted by hand and are in the count. */
function byHandCount({ document }: BundleContext, keys: readonly TallyKey[]): number {
  if (!document.manual.merged) return 0;
  const counts = new Map(manualEntries(document.manual));
  return keys.reduce((sum, key) => sum + (counts.get(key) ?? 0), 0);
}

/** How many of the cells were counted by hand; nothing where none was. */
export function byHandComponents(
  context: BundleContext,
  keys: readonly TallyKey[],
): ObservationComponent[] {
  const count = byHandCount(context, keys);
  return count === 0
    ? []
    : [{ code: conceptOf(context, 'byHand'), valueQuantity: cellsQuantity(count) }];
}

/** What part of the count is no software's, or what was counted by hand beside it. */
export function byHandTexts(context: BundleContext): string[] {
  const { manual } = context.document;
  const count = manualTotal(manual);
  if (count === 0) return [];
  return [words(context, manual.merged ? 'exports.byHandIn' : 'exports.byHandOut', { count })];
}
