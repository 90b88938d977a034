import type { StoreApi } from 'zustand/vanilla';
import { fieldAttention } from '../domain/attention.ts';
import type { Case } from '../domain/case.ts';
import { readingOrder } from './review.ts';
import { primaryCellId, type WorkstationState } from './state.ts';

/**
 * The first cell that needs a look after the given one, in reading order through the fields in the
 * count, and from the start again; null where none does.
 */
export function nextNeedingALook(
  { fields }: Pick<Case, 'fields'>,
  after: { readonly fieldId: string | null; readonly cellId: string | null },
): { readonly fieldId: string; readonly cellId: string } | null {
  const all = fields.flatMap((field) => {
    const wanting = field.excluded === null ? fieldAttention(field) : new Map();
    return readingOrder(field.cells).map(({ id }) => ({
      fieldId: field.id,
      cellId: id,
      wanting: wanting.has(id),
    }));
  });
  const at = all.findIndex(
    ({ fieldId, cellId }) =>
      fieldId === after.fieldId && (after.cellId === null || cellId === after.cellId),
  );
  const start = after.cellId === null ? Math.max(0, at) : at + 1;
  const found = [...all.slice(start), ...all.slice(0, start)].find(({ wanting }) => wanting);
  return found ? { fieldId: found.fieldId, cellId: found.cellId } : null;
}

/** Goes to the next cell that needs a look; false where there is none. */
export function showNextNeedingALook(store: StoreApi<WorkstationState>): boolean {
  const state = store.getState();
  const next =
    state.document &&
    nextNeedingALook(state.document, {
      fieldId: state.activeFieldId,
      cellId: primaryCellId(state),
    });
  if (next) store.setState({ activeFieldId: next.fieldId, selection: [next.cellId] });
  return next !== null;
}
