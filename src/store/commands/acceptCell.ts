import { type CellTarget, type Command, describeCells, forEachCell, step } from './command.ts';

/**
 * Makes the word in force the reviewer's own, so that no later analysis changes it.
 * A drawn cell without a label cannot be accepted: there is no word to accept.
 */
export const acceptCell = (target: CellTarget): Command =>
  step(
    'cell.accept',
    (before) => `Accepted ${describeCells(before, target)}`,
    (draft, actor) =>
      forEachCell(draft, target, (cell) => {
        const countable = cell.review?.countable ?? cell.model?.countable;
        const label = cell.review?.label ?? cell.model?.label;
        if (countable === undefined || (countable && !label)) return;
        cell.review = { countable, ...(label ? { label } : {}), ...actor };
      }),
  );
