import type { Case, Cell } from '../domain/case.ts';
import type { Label } from '../domain/classes.ts';

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

/** Cells in the order in which one reads: in rows from the top, each from the left. */
export function readingOrder(cells: readonly Cell[]): Cell[] {
  const heights = cells.map((cell) => cell.box.height).sort((a, b) => a - b);
  const band = Math.max(1, heights[heights.length >> 1] ?? 1);
  const row = ({ box }: Cell) => Math.floor((box.y + box.height / 2) / band);
  return [...cells].sort((a, b) => row(a) - row(b) || a.box.x - b.box.x);
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

/**
 * The first cell without a reviewer's word after the given one, in reading order through the
 * fields, and from the start again; null where every cell has one.
 */
export function nextUnreviewed(
  document: Case,
  after: { readonly fieldId: string | null; readonly cellId: string | null },
): { readonly fieldId: string; readonly cellId: string } | null {
  const all = document.fields.flatMap((field) =>
    readingOrder(field.cells).map((cell) => ({ field, cell })),
  );
  const at = all.findIndex(
    ({ field, cell }) =>
      field.id === after.fieldId && (after.cellId === null || cell.id === after.cellId),
  );
  const start = after.cellId === null ? Math.max(0, at) : at + 1;
  const found = [...all.slice(start), ...all.slice(0, start)].find(
    ({ cell }) => !readCell(cell).reviewed,
  );
  return found ? { fieldId: found.field.id, cellId: found.cell.id } : null;
}
