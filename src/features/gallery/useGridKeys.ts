import type { KeyboardEvent, RefObject } from 'react';
import {
  columnOf,
  type Direction,
  firstSpot,
  idsOf,
  rowHeight,
  rowOfSpot,
  type Spot,
  step,
} from './layout.ts';
import { extend, focusOn, NOTHING, selectMany, toggle } from './selection.ts';
import type { Gallery } from './useGallery.ts';

interface GridKeys {
  readonly gallery: Gallery;
  /** The column that up and down keep. */
  readonly column: RefObject<number>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly locked: boolean;
  readonly onMove: () => void;
}

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
};

/**
 * The grid's own keys: arrows, Home, End and Page move the focus (with Shift they extend the
 * selection, with Ctrl they leave it), Space gathers, Ctrl+A takes the section, Enter on a header
 * too. All other keys are the workstation's.
 */
export function useGridKeys({ gallery, column, scroller, locked, onMove }: GridKeys) {
  const { layout, selection, apply } = gallery;

  const go = (to: Spot, event: KeyboardEvent, keepsColumn: boolean) => {
    if (!keepsColumn) column.current = columnOf(layout, to, column.current);
    if (event.shiftKey && to.kind === 'cell') apply(extend(selection, layout, to.id));
    else if (event.ctrlKey || event.metaKey) apply({ ...selection, focus: to, gathered: true });
    else apply(focusOn(selection, to));
  };

  const page = (from: Spot, direction: 1 | -1): Spot => {
    const height = scroller.current?.clientHeight ?? 0;
    const row = layout.rows.find((item) => item.kind === 'tiles');
    const rows = row ? Math.floor(height / rowHeight(row, layout.metrics.side)) : 1;
    let at = from;
    for (let count = 0; count < Math.max(1, rows); count++)
      at = step(layout, at, direction > 0 ? 'down' : 'up', column.current);
    return at;
  };

  /** Whether the key was the grid's. */
  const act = (event: KeyboardEvent): boolean => {
    const known = selection.focus && rowOfSpot(layout, selection.focus) >= 0;
    const at = known ? selection.focus : firstSpot(layout);
    if (!at || event.altKey) return false;
    const control = event.ctrlKey || event.metaKey;
    const direction = DIRECTIONS[event.key];
    if (direction) {
      // Ctrl+Home and Ctrl+End lead to the first and last tile of all.
      const end = control && direction === 'end' ? layout.cells.at(-1) : undefined;
      const start = control && direction === 'home' ? layout.cells[0] : undefined;
      const far = end ?? start;
      if (far) apply(focusOn({ ...selection, gathered: false }, { kind: 'cell', id: far.id }));
      else {
        const vertical = direction === 'up' || direction === 'down';
        go(step(layout, at, direction, column.current), event, vertical);
      }
      return true;
    }
    if (event.key === 'PageDown' || event.key === 'PageUp') {
      go(page(at, event.key === 'PageDown' ? 1 : -1), event, true);
      return true;
    }
    const section = layout.rows[rowOfSpot(layout, at)];
    if (control && event.key.toLowerCase() === 'a' && section && section.kind !== 'empty') {
      apply(selectMany(idsOf(layout, section.section)));
      return true;
    }
    if (at.kind === 'header' && (event.key === 'Enter' || event.key === ' ')) {
      apply({ ...selectMany(idsOf(layout, at.section)), focus: at });
      return true;
    }
    if (event.key === ' ' && at.kind === 'cell') {
      apply(toggle(selection, at.id));
      return true;
    }
    if (event.key === 'Escape' && selection.ids.length > 0) {
      apply({ ...NOTHING, focus: at });
      return true;
    }
    const menu = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10');
    if (menu && !locked && selection.ids.length > 0) {
      onMove();
      return true;
    }
    return false;
  };

  return (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    if (target.closest('button') || !act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}
