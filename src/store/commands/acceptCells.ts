import { say } from '../../domain/text/index.ts';
import { type CellTarget, type Command, cellValues, forEachCell, step } from './command.ts';

/**
 * Makes the word in force the reviewer's own, so that no later analysis changes it.
 * A drawn cell without a label cannot be accepted: there is no word to accept.
 */
export const acceptCells = (target: CellTarget): Command =>
  step(
    'cell.accept',
    (before) => say('audit.cell.accept', cellValues(before, target)),
    (draft, actor) =>
      forEachCell(draft, target, (cell) => {
        const countable = cell.review?.countable ?? cell.model?.countable;
        const label = cell.review?.label ?? cell.model?.label;
        if (countable === undefined || (countable && !label)) return;
        const kind = countable ? undefined : cell.review?.kind;
        cell.review = {
          countable,
          ...(label ? { label } : {}),
          ...(kind ? { kind } : {}),
          ...actor,
        };
      }),
  );
