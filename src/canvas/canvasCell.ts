import { fieldAttention } from '../domain/attention.ts';
import type { Cell, Field } from '../domain/case.ts';
import { readCell } from '../domain/cellReading.ts';
import { isGroupCode, type Label, labelLineage } from '../domain/classes.ts';
import type { CanvasCell } from './paint.ts';

/** The short text of a cell's state: its code, with "?" where a group leaves the class open. */
export const stateCode = (countable: boolean, label: Label | null): string => {
  if (!countable) return '×';
  if (!label) return '?';
  return isGroupCode(label) ? `${label}?` : label;
};

/** A cell in the word now in force, as the canvas draws it. */
export function canvasCell(cell: Cell, needsLook: boolean): CanvasCell {
  const { countable, label, reviewed } = readCell(cell);
  return {
    id: cell.id,
    box: cell.box,
    state: !countable ? 'uncountable' : label ? 'named' : 'unnamed',
    lineage: countable && label ? labelLineage(label) : null,
    text: stateCode(countable, label),
    reviewed,
    needsLook,
  };
}

/** Every cell of a field, as the canvas draws them. */
export function canvasCells(field: Field): CanvasCell[] {
  const attention = fieldAttention(field);
  return field.cells.map((cell) => canvasCell(cell, attention.has(cell.id)));
}
