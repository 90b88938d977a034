import { type RefObject, useCallback, useEffect, useRef } from 'react';

/** Within this distance of an edge a drag scrolls, CSS pixels. */
const EDGE = 56;
/** Fastest, CSS pixels a frame. */
const SPEED = 18;

/** How far a pointer at this height scrolls in a frame; 0 in the middle, more towards an edge. */
export function edgeSpeed(pointer: number, top: number, bottom: number): number {
  const above = top + EDGE - pointer;
  const below = pointer - (bottom - EDGE);
  const depth = Math.max(above, below);
  if (depth <= 0) return 0;
  return Math.sign(below - above) * Math.ceil(Math.min(1, depth / EDGE) * SPEED);
}

/**
 * Scrolls an element while something is dragged near its upper or lower edge.
 * @returns takes the pointer's height on the page; null ends it
 */
export function useEdgeScroll(
  scroller: RefObject<HTMLElement | null>,
  onScroll: () => void = () => undefined,
): (pointer: number | null) => void {
  const pointer = useRef<number | null>(null);
  const frame = useRef(0);
  const scrolled = useRef(onScroll);
  scrolled.current = onScroll;

  const tick = useCallback(() => {
    frame.current = 0;
    const element = scroller.current;
    if (!element || pointer.current === null) return;
    const { top, bottom } = element.getBoundingClientRect();
    const speed = edgeSpeed(pointer.current, top, bottom);
    if (speed === 0) return;
    const before = element.scrollTop;
    element.scrollTop += speed;
    if (element.scrollTop === before) return;
    scrolled.current();
    frame.current = requestAnimationFrame(tick);
  }, [scroller]);

  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  return useCallback(
    (at) => {
      pointer.current = at;
      if (at !== null && frame.current === 0) frame.current = requestAnimationFrame(tick);
    },
    [tick],
  );
}
