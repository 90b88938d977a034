import { confidenceOf } from '../../domain/attention.ts';
import type { Cell } from '../../domain/case.ts';
import { readCell } from '../../domain/cellReading.ts';
import type { Label } from '../../domain/classes.ts';

/** What a cell is shown or hidden as: its label, or that it has none. */
export type CellKind = Label | 'unnamed' | 'uncountable';

export const REVIEW_FILTERS = ['all', 'needs-look', 'unreviewed', 'reviewed'] as const;
export type ReviewFilter = (typeof REVIEW_FILTERS)[number];

/** Which boxes are on the screen. It hides; it never takes a cell out of the count. */
export interface CellFilter {
  readonly hiddenKinds: readonly CellKind[];
  /** Cells that the model named with less are hidden, 0–1; cells that it did not name stay. */
  readonly minConfidence: number;
  readonly review: ReviewFilter;
}

export const SHOW_ALL: CellFilter = { hiddenKinds: [], minConfidence: 0, review: 'all' };

export const isFiltering = (filter: CellFilter): boolean =>
  filter.hiddenKinds.length > 0 || filter.minConfidence > 0 || filter.review !== 'all';

export function kindOf(cell: Cell): CellKind {
  const { countable, label } = readCell(cell);
  return countable ? (label ?? 'unnamed') : 'uncountable';
}

/** Whether a filter shows a cell. @param needsLook whether the cell needs a look */
export function isShown(cell: Cell, filter: CellFilter, needsLook: boolean): boolean {
  if (filter.hiddenKinds.includes(kindOf(cell))) return false;
  if ((confidenceOf(cell) ?? 1) < filter.minConfidence) return false;
  switch (filter.review) {
    case 'all':
      return true;
    case 'needs-look':
      return needsLook;
    case 'reviewed':
      return readCell(cell).reviewed;
    case 'unreviewed':
      return !readCell(cell).reviewed;
  }
}

/** The kinds among cells with how many there are of each, the most frequent first. */
export function kindsOf(cells: readonly Cell[]): (readonly [CellKind, number])[] {
  const counts = new Map<CellKind, number>();
  for (const cell of cells) {
    const kind = kindOf(cell);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
}
