import { type Box, clipBox } from '../../domain/geometry.ts';
import { say } from '../../domain/text/index.ts';
import { type Command, fieldName, findField, step } from './command.ts';

/** Adds a cell that the detector missed. It has no label until the reviewer names it. */
export const drawBox = (fieldId: string, cellId: string, box: Box): Command =>
  step(
    'cell.draw',
    (before) => say('audit.cell.draw', { field: fieldName(before, fieldId) }),
    (draft, actor) => {
      const field = findField(draft, fieldId);
      if (!field) return;
      field.cells.push({
        id: cellId,
        box: { ...clipBox(box, field.width, field.height) },
        origin: 'reviewer',
        model: null,
        review: { countable: true, ...actor },
      });
    },
  );
