import { type Box, clipBox } from '../../domain/geometry.ts';
import { say } from '../../domain/text/index.ts';
import { type Command, cellValues, fieldOfCell, forEachCell, step } from './command.ts';

export interface BoxChange {
  readonly id: string;
  readonly box: Box;
}

/** Moves or resizes boxes. `model.box` keeps the detector's own. */
export const changeBoxes = (changes: readonly BoxChange[]): Command => {
  const target = { cellIds: changes.map(({ id }) => id) };
  const boxes = new Map(changes.map(({ id, box }) => [id, box]));
  return step(
    'cell.box',
    (before) => {
      const resized = changes.some(({ id, box }) => {
        const old = fieldOfCell(before, id)?.cells.find((cell) => cell.id === id)?.box;
        return old?.width !== box.width || old?.height !== box.height;
      });
      return say(resized ? 'audit.cell.resize' : 'audit.cell.move', cellValues(before, target));
    },
    (draft) =>
      forEachCell(draft, target, (cell, field) => {
        cell.box = { ...clipBox(boxes.get(cell.id)!, field.width, field.height) };
      }),
  );
};
