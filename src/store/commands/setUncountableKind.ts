import type { UncountableKind } from '../../domain/case.ts';
import { say } from '../../domain/text/index.ts';
import { type CellTarget, type Command, cellValues, forEachCell, step } from './command.ts';

/** Says why cells do not count; null takes it back. Naming a kind also says that they do not. */
export const setUncountableKind = (target: CellTarget, kind: UncountableKind | null): Command =>
  step(
    'cell.countable',
    (before) =>
      kind
        ? say('audit.cell.kind', { ...cellValues(before, target), kind })
        : say('audit.cell.unkind', cellValues(before, target)),
    (draft, actor) =>
      forEachCell(draft, target, (cell) => {
        cell.review = { ...cell.review, countable: false, ...actor };
        if (kind) cell.review.kind = kind;
        else delete cell.review.kind;
      }),
  );
