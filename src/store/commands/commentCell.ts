import { say } from '../../domain/text/index.ts';
import { type Command, cellValues, forEachCell, step } from './command.ts';

/** Puts a remark on a cell; an empty one takes it back. */
export const commentCell = (cellId: string, comment: string): Command => {
  const target = { cellIds: [cellId] };
  const text = comment.trim();
  return step(
    'cell.comment',
    (before) =>
      text === ''
        ? say('audit.cell.uncomment', cellValues(before, target))
        : say('audit.cell.comment', { ...cellValues(before, target), comment: text }),
    (draft) =>
      forEachCell(draft, target, (cell) => {
        if (text === '') delete cell.comment;
        else cell.comment = text;
      }),
  );
};
