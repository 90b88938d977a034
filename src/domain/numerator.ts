import type { BlastReading } from './case.ts';
import {
  type ClassCode,
  GROUP_CODES,
  type GroupCode,
  isGroupCode,
  type Label,
  unresolvedGroup,
} from './classes.ts';
import { countLabels, type Tally, totalOf } from './differential.ts';
import type { Rule } from './rules.ts';

/** The cells that a rule counts in a tally. */
export interface Numerator {
  /** Cells named as the rule asks. */
  readonly named: number;
  readonly lower: number;
  readonly upper: number;
  readonly total: number;
  /** What of the numerator is open. */
  readonly open: { readonly blasts: number; readonly erythroblasts: number };
}

/** Whether cells of a group are in the numerator at least, and at most. */
function membership(rule: Rule, group: GroupCode, reading: BlastReading): [boolean, boolean] {
  if (group === 'BLAST' && reading !== 'unresolved') {
    const isIn = rule.numerator.includes(reading === 'lymphoid' ? 'LBL' : 'MBL');
    return [isIn, isIn];
  }
  const asked = unresolvedGroup(group).members.map((code) => rule.numerator.includes(code));
  return [asked.every(Boolean), asked.some(Boolean)];
}

/** Whether a rule counts cells of this name; null where they may be of its classes or of others. */
export function isCounted(rule: Rule, label: Label, reading: BlastReading): boolean | null {
  if (!isGroupCode(label)) return rule.numerator.includes(label);
  const [least, most] = membership(rule, label, reading);
  return least === most ? least : null;
}

/**
 * The classes whose cells a rule counts in a case: its own, and all of a group that the pack leaves
 * open where the reading takes the group for one of them.
 * @param open groups that the pack leaves open
 */
export const countedClasses = (
  rule: Rule,
  reading: BlastReading,
  open: readonly GroupCode[],
): readonly ClassCode[] => [
  ...new Set([
    ...rule.numerator,
    ...open
      .filter((group) => membership(rule, group, reading)[0])
      .flatMap((group) => unresolvedGroup(group).members),
  ]),
];

/** Counts the rule's cells; where some are of unresolved lineage or stage, between two bounds. */
export function numeratorOf(rule: Rule, tally: Tally, reading: BlastReading): Numerator {
  const named = countLabels(tally, rule.numerator);
  let [lower, upper] = [named, named];
  const open = { BLAST: 0, ERB: 0 };
  for (const group of GROUP_CODES) {
    const count = countLabels(tally, [group]);
    const [least, most] = membership(rule, group, reading);
    if (least) lower += count;
    if (most) upper += count;
    open[group] = most && !least ? count : 0;
  }
  return {
    named,
    lower,
    upper,
    total: totalOf(tally, rule.denominator),
    open: { blasts: open.BLAST, erythroblasts: open.ERB },
  };
}
