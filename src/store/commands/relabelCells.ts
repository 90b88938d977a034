import { type Label, labelName } from '../../domain/classes.ts';
import { type CellTarget, type Command, describeCells, forEachCell, step } from './command.ts';

/** Gives cells the reviewer's label. Naming a cell's class also says that it is countable. */
export const relabelCells = (target: CellTarget, label: Label): Command =>
  step(
    'cell.relabel',
    (before) => `Named ${describeCells(before, target)}: ${labelName(label)}`,
    (draft, actor) =>
      forEachCell(draft, target, (cell) => {
        cell.review = { ...cell.review, label, countable: true, ...actor };
      }),
  );
