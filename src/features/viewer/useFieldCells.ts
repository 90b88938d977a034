import { useMemo } from 'react';
import { useStore } from 'zustand';
import { canvasCell } from '../../canvas/canvasCell.ts';
import type { CanvasCell } from '../../canvas/paint.ts';
import { fieldAttention } from '../../domain/attention.ts';
import type { Cell, Field } from '../../domain/case.ts';
import { readingOrder } from '../../store/review.ts';
import { isShown } from './filter.ts';
import { look } from './look.ts';

export interface FieldCells {
  /** All cells of the field in reading order. */
  readonly order: readonly Cell[];
  /** Those that the filter shows, and those that are selected. */
  readonly shown: readonly Cell[];
  /** `shown` as the canvas draws them. */
  readonly drawn: readonly CanvasCell[];
}

const NONE: readonly Cell[] = [];

/** A field's cells, filtered and as the canvas draws them. A selected cell is never hidden. */
export function useFieldCells(field: Field | null, selection: readonly string[]): FieldCells {
  const filter = useStore(look, (state) => state.filter);
  const order = useMemo(() => (field ? readingOrder(field.cells) : NONE), [field]);
  const attention = useMemo(
    () => (field ? fieldAttention(field) : new Map<string, never>()),
    [field],
  );
  const passing = useMemo(
    () => order.filter((cell) => isShown(cell, filter, attention.has(cell.id))),
    [order, filter, attention],
  );
  const shown = useMemo(() => {
    if (passing.length === order.length || selection.length === 0) return passing;
    const seen = new Set(passing.map(({ id }) => id));
    for (const id of selection) seen.add(id);
    return order.filter(({ id }) => seen.has(id));
  }, [passing, order, selection]);
  const drawn = useMemo(
    () => shown.map((cell) => canvasCell(cell, attention.has(cell.id))),
    [shown, attention],
  );
  return { order, shown, drawn };
}
