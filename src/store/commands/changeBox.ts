import { type Box, clipBox } from '../../domain/geometry.ts';
import { type Command, describeCells, findField, forEachCell, step } from './command.ts';

/** Moves or resizes a cell's box. `model.box` keeps the detector's own. */
export const changeBox = (fieldId: string, cellId: string, box: Box): Command => {
  const target = { fieldId, cellIds: [cellId] };
  return step(
    'cell.box',
    (before) => {
      const old = findField(before, fieldId)?.cells.find((cell) => cell.id === cellId)?.box;
      const resized = !old || old.width !== box.width || old.height !== box.height;
      return `${resized ? 'Resized' : 'Moved'} the box of ${describeCells(before, target)}`;
    },
    (draft) =>
      forEachCell(draft, target, (cell, field) => {
        cell.box = { ...clipBox(box, field.width, field.height) };
      }),
  );
};
