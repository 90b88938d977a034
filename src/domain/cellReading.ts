import type { Case, Cell } from './case.ts';
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

/** Cells on which no reviewer has spoken. */
export const unreviewedCells = (document: Case): number =>
  document.fields.reduce(
    (sum, field) => sum + field.cells.filter((cell) => !readCell(cell).reviewed).length,
    0,
  );

/** How far the review has come. */
export function reviewProgress(document: Case): {
  readonly reviewed: number;
  readonly total: number;
} {
  const total = document.fields.reduce((sum, field) => sum + field.cells.length, 0);
  return { reviewed: total - unreviewedCells(document), total };
}
