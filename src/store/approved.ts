import type { AtlasKey } from '../domain/atlas/index.ts';
import type { Case, Cell, Field } from '../domain/case.ts';
import { readCell } from '../domain/cellReading.ts';

/** A cell that a reviewer has named, with the field that it lies in. */
export interface ApprovedCell {
  readonly cell: Cell;
  readonly field: Field;
}

/** Most cells shown beside a page of the atlas. */
export const MOST_APPROVED = 12;

/**
 * The case's cells that a reviewer has called by this label: countable and named, or, for
 * `uncountable`, said not to count. Fields left out of the count give none.
 *
 * @returns the most recent word first, at most `most`.
 */
export function approvedCells(
  { fields }: Pick<Case, 'fields'>,
  key: AtlasKey,
  most: number = MOST_APPROVED,
): ApprovedCell[] {
  const named = (cell: Cell): boolean =>
    key === 'uncountable'
      ? cell.review?.countable === false
      : cell.review?.label === key && readCell(cell).countable;
  return fields
    .filter((field) => field.excluded === null)
    .flatMap((field) => field.cells.filter(named).map((cell) => ({ cell, field })))
    .toSorted((a, b) => (b.cell.review?.at ?? '').localeCompare(a.cell.review?.at ?? ''))
    .slice(0, most);
}
