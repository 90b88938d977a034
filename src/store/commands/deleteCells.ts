import { say } from '../../domain/text/index.ts';
import { type CellTarget, type Command, cellValues, step } from './command.ts';
import { takeOut } from './takeOut.ts';

/** Deletes boxes. The model's are remembered, so that a later analysis does not bring them back. */
export const deleteCells = (target: CellTarget): Command =>
  step(
    'cell.delete',
    (before) => say('audit.cell.delete', cellValues(before, target)),
    (draft) => {
      for (const field of draft.fields) takeOut(field, target.cellIds);
    },
  );
