import { type Draft, original } from 'immer';
import type { Cell, Field } from '../../domain/case.ts';

/**
 * Takes cells out of a field. The model's boxes are remembered, so that a later analysis does not
 * bring them back; a conflict is over with the last of its cells.
 * @returns the cells that were there, as they were.
 */
export function takeOut(field: Draft<Field>, cellIds: readonly string[]): Cell[] {
  const ids = new Set(cellIds);
  const before = ((original(field) as Field | undefined) ?? field).cells;
  const taken = before.filter((cell) => ids.has(cell.id)) as Cell[];
  if (taken.length === 0) return [];
  field.cells = field.cells.filter((cell) => !ids.has(cell.id));
  const boxes = taken.flatMap(({ model }) => (model ? [{ ...model.box }] : []));
  if (boxes.length > 0) field.deletedBoxes = [...(field.deletedBoxes ?? []), ...boxes];
  if (field.conflicts.some((conflict) => conflict.cellIds.some((id) => ids.has(id)))) {
    for (const conflict of field.conflicts)
      conflict.cellIds = conflict.cellIds.filter((id) => !ids.has(id));
    field.conflicts = field.conflicts.filter((conflict) => conflict.cellIds.length > 0);
  }
  return taken;
}
