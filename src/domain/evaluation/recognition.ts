import { type ClassCode, isGroupCode, type Label, unresolvedGroup } from '../classes.ts';
import type { Recognition } from '../inference/adjustment.ts';
import { isCounted } from '../numerator.ts';
import type { Rule } from '../rules.ts';
import type { Clusters } from './clusters.ts';

/** How well the cells that a rule counts are told from all others. */

/** Within a set of classes or outside it; null where it may be either. */
export type Side = boolean | null;

export interface MeasuredRecognition extends Recognition {
  /** Cells whose truth or name may be within the set or outside it: in neither count. */
  readonly open: number;
}

/** On which side of a set of classes a cell lies that is one of these. */
export function sideOf(labels: readonly Label[], classes: readonly ClassCode[]): Side {
  const members = labels.flatMap((label) =>
    isGroupCode(label) ? unresolvedGroup(label).members : [label],
  );
  const sides = new Set(members.map((code) => classes.includes(code)));
  return sides.size === 1 ? sides.has(true) : null;
}

/** Counts cells by the side of their truth and of their name. */
export function recognitionFrom(
  cells: readonly (readonly [truth: Side, named: Side])[],
): MeasuredRecognition {
  const decided = cells.filter(([truth, named]) => truth !== null && named !== null);
  const of = (side: boolean) => {
    const own = decided.filter(([truth]) => truth === side);
    return { right: own.filter(([, named]) => named === side).length, total: own.length };
  };
  return { sensitivity: of(true), specificity: of(false), open: cells.length - decided.length };
}

/**
 * The same of a set with truth, over countable cells with a name that were found and passed: what the
 * rule counts, each case's open blasts under its own reading. Null without such a cell.
 */
export function evaluateRecognition({ fields }: Clusters, rule: Rule): MeasuredRecognition | null {
  const cells = fields.flatMap(({ field, of }) =>
    field.pairs.flatMap(({ truth, word }) =>
      truth.countable && truth.label && word?.countable && word.label
        ? [
            [
              isCounted(rule, truth.label, of.settings.blastReading),
              isCounted(rule, word.label, of.settings.blastReading),
            ] as const,
          ]
        : [],
    ),
  );
  return cells.length === 0 ? null : recognitionFrom(cells);
}
