import { type Box, clipBox } from '../../domain/geometry.ts';
import { say } from '../../domain/text/index.ts';
import { type Command, fieldName, fieldOfCell, step } from './command.ts';
import { takeOut } from './takeOut.ts';

/** Makes two cells of a box that holds two. Neither is named; the model's box is remembered. */
export const splitCell = (
  cellId: string,
  boxes: readonly [Box, Box],
  newIds: readonly [string, string],
): Command =>
  step(
    'cell.split',
    (before) =>
      say('audit.cell.split', { field: fieldName(before, fieldOfCell(before, cellId)?.id ?? '') }),
    (draft, actor) => {
      const field = draft.fields.find(({ cells }) => cells.some((cell) => cell.id === cellId));
      if (!field) return;
      takeOut(field, [cellId]);
      boxes.forEach((box, index) => {
        field.cells.push({
          id: newIds[index]!,
          box: { ...clipBox(box, field.width, field.height) },
          origin: 'reviewer',
          model: null,
          review: { countable: true, ...actor },
        });
      });
    },
  );
