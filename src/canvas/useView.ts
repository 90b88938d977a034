import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Box } from '../domain/geometry.ts';
import { fitView, keepInSight, reveal, type Size, type View, zoomAt } from './view.ts';

const EMPTY: Size = { width: 1, height: 1 };

/**
 * Pan and zoom of an image in its container. A new image is fitted; a resized container is fitted
 * again as long as the user has not zoomed; a newly selected box is brought into sight.
 */
export function useView(
  container: RefObject<HTMLDivElement | null>,
  image: Size,
  imageKey: unknown,
  selected: Box | null,
) {
  const [viewport, setViewport] = useState<Size>(EMPTY);
  const [view, setFreeView] = useState<View>({ scale: 1, x: 0, y: 0 });
  const fitted = useRef(true);
  const { width, height } = image;

  useLayoutEffect(() => {
    const element = container.current;
    if (!element) return;
    const measure = () =>
      setViewport({
        width: Math.max(1, element.clientWidth),
        height: Math.max(1, element.clientHeight),
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [container]);

  const fitImage = useCallback(() => {
    fitted.current = true;
    setFreeView(fitView({ width, height }, viewport));
  }, [width, height, viewport]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture is fitted anew
  useLayoutEffect(() => {
    fitted.current = true;
  }, [imageKey]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture is fitted anew
  useLayoutEffect(() => {
    if (fitted.current) fitImage();
    else setFreeView((current) => keepInSight(current, { width, height }, viewport));
  }, [fitImage, imageKey]);

  const setView = useCallback(
    (change: (current: View) => View) => {
      fitted.current = false;
      setFreeView((current) => keepInSight(change(current), { width, height }, viewport));
    },
    [width, height, viewport],
  );

  const zoomBy = useCallback(
    (factor: number, anchor = { x: viewport.width / 2, y: viewport.height / 2 }) =>
      setView((current) =>
        zoomAt(
          current,
          anchor,
          current.scale * factor,
          Math.min(1, fitView({ width, height }, viewport).scale) / 2,
        ),
      ),
    [setView, viewport, width, height],
  );

  const oneToOne = useCallback(
    () =>
      setView((current) => {
        const centre = selected
          ? {
              x: (selected.x + selected.width / 2) * current.scale + current.x,
              y: (selected.y + selected.height / 2) * current.scale + current.y,
            }
          : { x: viewport.width / 2, y: viewport.height / 2 };
        return zoomAt(current, centre, 1, 0.01);
      }),
    [setView, selected, viewport],
  );

  useEffect(() => {
    if (selected) setFreeView((current) => reveal(current, selected, viewport));
  }, [selected, viewport]);

  // React listens to wheel passively, and the page would zoom along.
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const bounds = element.getBoundingClientRect();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      zoomBy(Math.exp(-event.deltaY * lines * 0.0016), {
        x: event.clientX - bounds.left,
        y: event.clientY - bounds.top,
      });
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [container, zoomBy]);

  return { view, viewport, setView, fitImage, oneToOne, zoomBy };
}
