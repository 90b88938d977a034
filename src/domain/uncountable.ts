import { type Case, UNCOUNTABLE_KINDS } from './case.ts';
import { readCell } from './cellReading.ts';
import { fieldsInCount } from './differential.ts';

/** What the cells are that do not count, as far as a reviewer said. */

/** `unknown`: nobody said; `by-hand`: counted at the eyepiece, where no kind is kept. */
export const UNCOUNTABLE_REASONS = [...UNCOUNTABLE_KINDS, 'unknown', 'by-hand'] as const;
export type UncountableReason = (typeof UNCOUNTABLE_REASONS)[number];

/**
 * Uncountable cells of the count by kind, those counted by hand where they are added: together as
 * many as the tally has.
 */
export function uncountableKinds(
  document: Pick<Case, 'fields' | 'manual'>,
): ReadonlyMap<UncountableReason, number> {
  const { manual } = document;
  const kinds = new Map<UncountableReason, number>();
  for (const field of fieldsInCount(document))
    for (const cell of field.cells) {
      if (readCell(cell).countable) continue;
      const kind = cell.review?.kind ?? 'unknown';
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
  const byHand = manual.merged ? (manual.counts.uncountable ?? 0) : 0;
  if (byHand > 0) kinds.set('by-hand', byHand);
  return kinds;
}
