import { type Box, clipBox } from '../domain/geometry.ts';

/** Where the image lies on the screen: screen = image × scale + offset, in CSS pixels. */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}

export const MAX_SCALE = 24;
const FIT_MARGIN = 12;

/** The whole image, centred, with a small margin. */
export function fitView(image: Size, viewport: Size): View {
  const scale = Math.max(
    0.01,
    Math.min(
      (viewport.width - 2 * FIT_MARGIN) / image.width,
      (viewport.height - 2 * FIT_MARGIN) / image.height,
    ),
  );
  return centred(image, viewport, scale);
}

const centred = (image: Size, viewport: Size, scale: number): View => ({
  scale,
  x: (viewport.width - image.width * scale) / 2,
  y: (viewport.height - image.height * scale) / 2,
});

export const toImage = (view: View, point: Point): Point => ({
  x: (point.x - view.x) / view.scale,
  y: (point.y - view.y) / view.scale,
});

export const toScreen = (view: View, box: Box): Box => ({
  x: box.x * view.scale + view.x,
  y: box.y * view.scale + view.y,
  width: box.width * view.scale,
  height: box.height * view.scale,
});

/** Zooms so that the image point under `anchor` (screen) stays there. */
export function zoomAt(view: View, anchor: Point, scale: number, minScale: number): View {
  const next = Math.min(MAX_SCALE, Math.max(minScale, scale));
  const fixed = toImage(view, anchor);
  return { scale: next, x: anchor.x - fixed.x * next, y: anchor.y - fixed.y * next };
}

/** Keeps at least a strip of the image on the screen. */
export function keepInSight(view: View, image: Size, viewport: Size): View {
  const strip = 48;
  const clamp = (value: number, length: number, room: number) =>
    Math.min(room - strip, Math.max(strip - length, value));
  return {
    ...view,
    x: clamp(view.x, image.width * view.scale, viewport.width),
    y: clamp(view.y, image.height * view.scale, viewport.height),
  };
}

/** Moves the view by as little as brings `box` (image pixels) onto the screen. */
export function reveal(view: View, box: Box, viewport: Size): View {
  const margin = 32;
  const screen = toScreen(view, box);
  const shift = (start: number, length: number, room: number) => {
    if (length > room - 2 * margin) return room / 2 - (start + length / 2);
    if (start < margin) return margin - start;
    return Math.min(0, room - margin - (start + length));
  };
  const dx = shift(screen.x, screen.width, viewport.width);
  const dy = shift(screen.y, screen.height, viewport.height);
  return dx === 0 && dy === 0 ? view : { ...view, x: view.x + dx, y: view.y + dy };
}

/** The view with a point of the image in the middle of the screen. */
export const centredOn = ({ scale }: View, point: Point, viewport: Size): View => ({
  scale,
  x: viewport.width / 2 - point.x * scale,
  y: viewport.height / 2 - point.y * scale,
});

/** Whether the whole image lies within the screen. */
export const covers = (state: { view: View; viewport: Size; image: Size }): boolean => {
  const screen = toScreen(state.view, { x: 0, y: 0, ...state.image });
  return (
    screen.x >= 0 &&
    screen.y >= 0 &&
    screen.x + screen.width <= state.viewport.width &&
    screen.y + screen.height <= state.viewport.height
  );
};

/** The part of the image on the screen, in image pixels. */
export function visiblePart(view: View, image: Size, viewport: Size): Box {
  const from = toImage(view, { x: 0, y: 0 });
  const to = toImage(view, { x: viewport.width, y: viewport.height });
  return clipBox(
    { x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y },
    image.width,
    image.height,
  );
}

/** A scale bar of a round length near `target` screen pixels. */
export function scaleBar(
  micrometresPerPixel: number,
  viewScale: number,
  target = 110,
): { micrometres: number; pixels: number } {
  const perScreenPixel = micrometresPerPixel / viewScale;
  const wanted = target * perScreenPixel;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [5, 2, 1].find((factor) => factor * power <= wanted) ?? 1;
  const micrometres = Number((step * power).toPrecision(1));
  return { micrometres, pixels: micrometres / perScreenPixel };
}
