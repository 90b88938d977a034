import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import { type Rectangle, tilesWithin } from './layout.ts';
import { selectMany } from './selection.ts';
import { useEdgeScroll } from './useEdgeScroll.ts';
import type { Gallery } from './useGallery.ts';

interface Band {
  readonly gallery: Gallery;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly content: RefObject<HTMLElement | null>;
}

/** Movement below which a press is a click, CSS pixels. */
const CLICK = 4;

/** A rubber band drawn between the tiles selects what it touches; with Ctrl or Shift it adds. */
export function useBand({ gallery, scroller, content }: Band) {
  const { layout, selection, apply } = gallery;
  const start = useRef<{ x: number; y: number; kept: readonly string[] } | null>(null);
  const pointer = useRef({ x: 0, y: 0 });
  const [area, setArea] = useState<Rectangle | null>(null);

  /** The pointer in the layout's own coordinates. */
  const place = () => {
    const { left, top } = content.current!.getBoundingClientRect();
    return { x: pointer.current.x - left, y: pointer.current.y - top };
  };

  const draw = () => {
    if (!start.current || !content.current) return;
    const { x, y, kept } = start.current;
    const to = place();
    if (area === null && Math.hypot(to.x - x, to.y - y) < CLICK) return;
    const next = {
      left: Math.min(x, to.x),
      right: Math.max(x, to.x),
      top: Math.min(y, to.y),
      bottom: Math.max(y, to.y),
    };
    setArea(next);
    const touched = tilesWithin(layout, next);
    const added = new Set(touched);
    const ids = [...kept.filter((id) => !added.has(id)), ...touched];
    if (ids.join() !== selection.ids.join()) apply(selectMany(ids));
  };
  const edge = useEdgeScroll(scroller, draw);

  const end = () => {
    start.current = null;
    edge(null);
    setArea(null);
  };

  return {
    shown: area && {
      transform: `translate(${area.left}px, ${area.top}px)`,
      width: area.right - area.left,
      height: area.bottom - area.top,
    },
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        const target = event.target as HTMLElement;
        if (event.button !== 0 || !content.current || target.closest('[data-cell], button')) return;
        // The scroll bar belongs to the scrolling element too.
        if (
          event.clientX - event.currentTarget.getBoundingClientRect().left >
          event.currentTarget.clientWidth
        )
          return;
        pointer.current = { x: event.clientX, y: event.clientY };
        const adds = event.ctrlKey || event.metaKey || event.shiftKey;
        start.current = { ...place(), kept: adds ? selection.ids : [] };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (!start.current) return;
        pointer.current = { x: event.clientX, y: event.clientY };
        draw();
        edge(event.clientY);
      },
      onPointerUp: end,
      onPointerCancel: end,
    },
  };
}
