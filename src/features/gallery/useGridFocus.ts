import { type FocusEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { Spot } from './layout.ts';

const selectorOf = (spot: Spot): string =>
  spot.kind === 'cell'
    ? `[data-cell="${CSS.escape(spot.id)}"]`
    : `[data-spot="${CSS.escape(spot.section)}"]`;

/**
 * Keeps the browser's focus on the grid's own: a tile that moves to another section is made anew,
 * and the browser would forget that it had the focus.
 */
export function useGridFocus(grid: RefObject<HTMLElement | null>, spot: Spot | null) {
  const inside = useRef(false);

  useEffect(() => {
    // Whoever comes to the gallery can begin with the keys at once.
    inside.current = document.activeElement === document.body;
    const onPointerDown = (event: PointerEvent) => {
      if (!grid.current?.contains(event.target as Node)) inside.current = false;
    };
    window.addEventListener('pointerdown', onPointerDown);
    return () => window.removeEventListener('pointerdown', onPointerDown);
  }, [grid]);

  useLayoutEffect(() => {
    if (!inside.current || !spot || document.querySelector('dialog[open]')) return;
    const element = grid.current?.querySelector<HTMLElement>(selectorOf(spot));
    if (element && element !== document.activeElement) element.focus({ preventScroll: true });
  });

  return {
    /** From now on the focus follows the grid's own. */
    enter: () => {
      inside.current = true;
    },
    handlers: {
      onFocus: () => {
        inside.current = true;
      },
      onBlur: (event: FocusEvent) => {
        // Without a next one it is a tile that was taken away, or a window left for a while.
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget as Node))
          inside.current = false;
      },
    },
  };
}
