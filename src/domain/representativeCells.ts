import type { Case, Cell } from './case.ts';
import { readCell } from './cellReading.ts';
import type { Label } from './classes.ts';
import { LABELS } from './differential.ts';

/** Cells that stand for their class in a report. */

export interface RepresentativeCell {
  readonly label: Label;
  readonly fieldId: string;
  readonly cell: Cell;
}

/**
 * Up to `each` counted cells of every label that occurs, in the order of the differential. A
 * reviewer's word goes before the model's, then the model's probability decides; cells of fields
 * that are left out of the count stand for nothing.
 */
export function representativeCells(
  { fields }: Pick<Case, 'fields'>,
  each: number,
): RepresentativeCell[] {
  const byLabel = new Map<Label, RepresentativeCell[]>(LABELS.map((label) => [label, []]));
  for (const { id, cells, excluded } of fields) {
    if (excluded !== null) continue;
    for (const cell of cells) {
      const { countable, label } = readCell(cell);
      if (countable && label !== null) byLabel.get(label)?.push({ label, fieldId: id, cell });
    }
  }
  return [...byLabel.values()].flatMap((cells) =>
    cells.sort((a, b) => standing(b) - standing(a)).slice(0, each),
  );
}

/** Above 1 where a reviewer has spoken. */
const standing = ({ cell, label }: RepresentativeCell): number =>
  (readCell(cell).reviewed ? 1 : 0) + (cell.model?.probabilities?.[label] ?? 0);
