import type { BlastReading } from './case.ts';
import {
  CLASS_CODES,
  GROUP_CODES,
  type GroupCode,
  type Label,
  labelName,
  unresolvedGroup,
} from './classes.ts';
import type { Language } from './language.ts';
import { type Proportion, proportion } from './statistics.ts';
import { open as english } from './text/en/open.ts';
import { open as chinese } from './text/zh/open.ts';

/**
 * Cells that are named only within an unresolved group (docs/adr/0004). They are counted in the row of
 * their group, and may belong to a class of it: the figures of that class are bounds then.
 */

/** A share of a class or lineage that is at least so much. */
export interface OpenProportion extends Proportion {
  /** Further cells that may belong here. */
  readonly open: number;
}

/** A tally, as far as it is needed here. */
interface CountsByLabel {
  readonly byLabel: ReadonlyMap<Label, number>;
}

/** So many cells are named no more exactly than as a group. */
export interface OpenGroup {
  readonly group: GroupCode;
  readonly count: number;
}

/**
 * The unresolved cells that may belong to the labels without being counted among them.
 * @param reading under which blasts without a lineage have one by assumption; `unresolved` where the
 *   labels are classes, of which the assumption says nothing
 */
export function openGroups(
  labels: readonly Label[],
  { byLabel }: CountsByLabel,
  reading: BlastReading = 'unresolved',
): readonly OpenGroup[] {
  return GROUP_CODES.filter(
    (group) =>
      !labels.includes(group) &&
      !(group === 'BLAST' && reading !== 'unresolved') &&
      unresolvedGroup(group).members.some((member) => labels.includes(member)),
  )
    .map((group) => ({ group, count: byLabel.get(group) ?? 0 }))
    .filter(({ count }) => count > 0);
}

/**
 * A share that is exact, or a lower bound where cells are open. Its interval then reaches from the low
 * end with none of them in it to the high end with all.
 */
export function openProportion(
  count: number,
  groups: readonly OpenGroup[],
  total: number,
): OpenProportion {
  const open = groups.reduce((sum, group) => sum + group.count, 0);
  const least = proportion(count, total);
  const most = proportion(count + open, total);
  return {
    ...least,
    open,
    interval: least.interval &&
      most.interval && { low: least.interval.low, high: most.interval.high },
  };
}

const WORDS = { en: english, zh: chinese } as const;

/** What the sign before a bounded share means; null where every counted cell has its class. */
export function openNotice(tally: CountsByLabel, language: Language): string | null {
  const groups = openGroups(CLASS_CODES, tally);
  return groups.length === 0
    ? null
    : WORDS[language].notice(
        groups.map(({ group, count }) => ({ count, name: labelName(group, language) })),
      );
}
