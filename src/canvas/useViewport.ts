import { type RefObject, useEffect, useLayoutEffect } from 'react';
import type { FieldView } from './fieldView.ts';

/** Ties a view to its element: the element's size is the window's, and the wheel zooms. */
export function useViewport(container: RefObject<HTMLDivElement | null>, view: FieldView): void {
  useLayoutEffect(() => {
    const element = container.current;
    if (!element) return;
    const measure = () =>
      view.setViewport({
        width: Math.max(1, element.clientWidth),
        height: Math.max(1, element.clientHeight),
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [container, view]);

  // React listens to wheel passively, and the page would zoom along.
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const bounds = element.getBoundingClientRect();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      view.zoomBy(Math.exp(-event.deltaY * lines * 0.0016), {
        x: event.clientX - bounds.left,
        y: event.clientY - bounds.top,
      });
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [container, view]);
}
