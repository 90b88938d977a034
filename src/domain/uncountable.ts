import type { Case, UncountableKind } from './case.ts';
import { readCell } from './cellReading.ts';

/** What the cells are that do not count, as far as a reviewer said. */

/** Uncountable cells of the fields in the count, by kind; `unknown` where nobody said. */
export function uncountableKinds({
  fields,
}: Pick<Case, 'fields'>): ReadonlyMap<UncountableKind | 'unknown', number> {
  const kinds = new Map<UncountableKind | 'unknown', number>();
  for (const field of fields) {
    if (field.excluded !== null) continue;
    for (const cell of field.cells) {
      if (readCell(cell).countable) continue;
      const kind = cell.review?.kind ?? 'unknown';
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
  }
  return kinds;
}
