import { type CellTarget, type Command, describeCells, forEachCell, step } from './command.ts';

/** Marks cells as countable or uncountable, against the gate where need be. */
export const setCountable = (target: CellTarget, countable: boolean): Command =>
  step(
    'cell.countable',
    (before) =>
      `Marked ${describeCells(before, target)} ${countable ? 'countable' : 'uncountable'}`,
    (draft, actor) =>
      forEachCell(draft, target, (cell) => {
        cell.review = { ...cell.review, countable, ...actor };
      }),
  );
