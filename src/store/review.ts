import type { Case, Cell } from '../domain/case.ts';
import { isSettled } from '../domain/cellReading.ts';

export {
  type CellReading,
  readCell,
  reviewProgress,
} from '../domain/cellReading.ts';

/** Cells in the order in which one reads: in rows from the top, each from the left. */
export function readingOrder(cells: readonly Cell[]): Cell[] {
  const heights = cells.map((cell) => cell.box.height).sort((a, b) => a - b);
  const band = Math.max(1, heights[heights.length >> 1] ?? 1);
  const row = ({ box }: Cell) => Math.floor((box.y + box.height / 2) / band);
  return [...cells].sort((a, b) => row(a) - row(b) || a.box.x - b.box.x);
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
    ({ cell, field }) => field.excluded === null && !isSettled(cell, field),
  );
  return found ? { fieldId: found.field.id, cellId: found.cell.id } : null;
}

/**
 * The cell before (−1) or after (1) one in reading order, going on to the neighbouring fields at an
 * end; the first or last of the field where none is given; null at the ends of the case.
 */
export function neighbour(
  document: Case,
  fieldId: string | null,
  cellId: string | undefined,
  direction: 1 | -1,
): { readonly fieldId: string; readonly cellId: string } | null {
  const start = document.fields.findIndex((field) => field.id === fieldId);
  for (let index = start; index >= 0 && index < document.fields.length; index += direction) {
    const field = document.fields[index]!;
    const ids = readingOrder(field.cells).map(({ id }) => id);
    const at = index === start && cellId !== undefined ? ids.indexOf(cellId) : -1;
    const next = at >= 0 ? ids[at + direction] : ids.at(direction > 0 ? 0 : -1);
    if (next !== undefined) return { fieldId: field.id, cellId: next };
  }
  return null;
}
