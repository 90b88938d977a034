import { say } from '../../domain/text/index.ts';
import { type CellTarget, type Command, cellValues, forEachCell, step } from './command.ts';

/** Marks cells as countable or uncountable, against the gate where need be. */
export const setCountable = (target: CellTarget, countable: boolean): Command =>
  step(
    'cell.countable',
    (before) =>
      say(
        countable ? 'audit.cell.countable' : 'audit.cell.uncountable',
        cellValues(before, target),
      ),
    (draft, actor) =>
      forEachCell(draft, target, (cell) => {
        cell.review = { ...cell.review, countable, ...actor };
        if (countable) delete cell.review.kind;
      }),
  );
