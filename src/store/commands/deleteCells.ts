import { type CellTarget, type Command, describeCells, findField, step } from './command.ts';

/** Deletes boxes. The model's are remembered, so that a later analysis does not bring them back. */
export const deleteCells = (target: CellTarget): Command =>
  step(
    'cell.delete',
    (before) => `Deleted ${describeCells(before, target)}`,
    (draft) => {
      const field = findField(draft, target.fieldId);
      if (!field) return;
      const ids = new Set(target.cellIds);
      if (!field.cells.some((cell) => ids.has(cell.id))) return;
      const boxes = field.cells.flatMap((cell) =>
        ids.has(cell.id) && cell.model ? [{ ...cell.model.box }] : [],
      );
      field.cells = field.cells.filter((cell) => !ids.has(cell.id));
      if (boxes.length > 0) field.deletedBoxes = [...(field.deletedBoxes ?? []), ...boxes];
    },
  );
