import type { Case, Cell, Field } from './case.ts';
import type { Label } from './classes.ts';

/** A cell's state in force: the reviewer's word, else the model's. */
export interface CellReading {
  readonly countable: boolean;
  /** null where neither has named the cell. */
  readonly label: Label | null;
  /** Whether a reviewer has said all that there is to say; a drawn cell without a name is not. */
  readonly reviewed: boolean;
}

/** The cell's state in force. */
export function readCell({ review, model }: Cell): CellReading {
  const countable = review?.countable ?? model?.countable ?? true;
  const label = review?.label ?? model?.label ?? null;
  return { countable, label, reviewed: review !== null && (!countable || label !== null) };
}

/** Whether a reviewer has spoken on the cell, or gone over the whole field that it is in. */
export function isSettled(cell: Cell, field: Pick<Field, 'reviewed'>): boolean {
  const { countable, label, reviewed } = readCell(cell);
  return reviewed || (field.reviewed !== null && (!countable || label !== null));
}

/** How far the review has come, over the fields in the count. */
export function reviewProgress({ fields }: Pick<Case, 'fields'>): {
  readonly reviewed: number;
  readonly total: number;
} {
  const counted = fields.filter((field) => field.excluded === null);
  return {
    total: counted.reduce((sum, field) => sum + field.cells.length, 0),
    reviewed: counted.reduce(
      (sum, field) => sum + field.cells.filter((cell) => isSettled(cell, field)).length,
      0,
    ),
  };
}
