import type { Label } from '../../domain/classes.ts';
import { say } from '../../domain/text/index.ts';
import { type CellTarget, type Command, cellValues, forEachCell, step } from './command.ts';

/** Gives cells the reviewer's label. Naming a cell's class also says that it is countable. */
export const relabelCells = (target: CellTarget, label: Label): Command =>
  step(
    'cell.relabel',
    (before) => say('audit.cell.relabel', { ...cellValues(before, target), label }),
    (draft, actor) =>
      forEachCell(draft, target, (cell) => {
        cell.review = { ...cell.review, label, countable: true, ...actor };
        delete cell.review.kind;
      }),
  );
