/** An axis-aligned box in pixels of the upright field image, origin top left. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const boxArea = (box: Box): number => Math.max(0, box.width) * Math.max(0, box.height);

export const boxCentre = (box: Box): { x: number; y: number } => ({
  x: box.x + box.width / 2,
  y: box.y + box.height / 2,
});

function intersectionArea(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width <= 0 || height <= 0 ? 0 : width * height;
}

/** Intersection over union of two boxes, 0–1; 0 where both are empty. */
export function intersectionOverUnion(a: Box, b: Box): number {
  const intersection = intersectionArea(a, b);
  return intersection === 0 ? 0 : intersection / (boxArea(a) + boxArea(b) - intersection);
}

/** Intersection over the smaller box's area, 0–1; 0 where one is empty. */
export function intersectionOverSmaller(a: Box, b: Box): number {
  const intersection = intersectionArea(a, b);
  return intersection === 0 ? 0 : intersection / Math.min(boxArea(a), boxArea(b));
}

/** The part of `box` that lies within an image of `width` × `height` pixels. */
export function clipBox(box: Box, width: number, height: number): Box {
  const x0 = Math.min(Math.max(box.x, 0), width);
  const y0 = Math.min(Math.max(box.y, 0), height);
  const x1 = Math.min(Math.max(box.x + box.width, 0), width);
  const y1 = Math.min(Math.max(box.y + box.height, 0), height);
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

/** The smallest box that holds all of them. @throws RangeError where there are none */
export function unionBox(boxes: readonly Box[]): Box {
  if (boxes.length === 0) throw new RangeError('No box to enclose.');
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}
