import { type Box, boxArea } from '../domain/geometry.ts';
import type { Point } from './view.ts';

/** A box that the pointer can meet. */
export interface Target {
  readonly id: string;
  readonly box: Box;
}

const contains = (box: Box, point: Point): boolean =>
  point.x >= box.x &&
  point.y >= box.y &&
  point.x <= box.x + box.width &&
  point.y <= box.y + box.height;

/** The smallest box under a point (image pixels): a cell inside another stays within reach. */
export function smallestAt<T extends Target>(targets: readonly T[], point: Point): T | null {
  let found: T | null = null;
  for (const target of targets)
    if (contains(target.box, point) && (!found || boxArea(target.box) < boxArea(found.box)))
      found = target;
  return found;
}

/** One of eight handles: the edges that it moves. */
export const HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;
export type Handle = (typeof HANDLES)[number];

/** Centre of a handle on a box. */
export const handlePoint = (box: Box, handle: Handle): Point => ({
  x: box.x + (handle.includes('w') ? 0 : handle.includes('e') ? box.width : box.width / 2),
  y: box.y + (handle.includes('n') ? 0 : handle.includes('s') ? box.height : box.height / 2),
});

/** The handle within `reach` of a point; box and point in the same pixels. */
export const handleAt = (box: Box, point: Point, reach: number): Handle | null =>
  HANDLES.find((handle) => {
    const at = handlePoint(box, handle);
    return Math.abs(at.x - point.x) <= reach && Math.abs(at.y - point.y) <= reach;
  }) ?? null;

/** A box by two opposite corners in any order. */
export const boxBetween = (a: Point, b: Point): Box => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
});

/** The box with the handle's edges moved by `by`; edges may pass each other. */
export function resized(box: Box, handle: Handle, by: Point): Box {
  const left = box.x + (handle.includes('w') ? by.x : 0);
  const right = box.x + box.width + (handle.includes('e') ? by.x : 0);
  const top = box.y + (handle.includes('n') ? by.y : 0);
  const bottom = box.y + box.height + (handle.includes('s') ? by.y : 0);
  return boxBetween({ x: left, y: top }, { x: right, y: bottom });
}

/** The box moved by `by`, held inside the image. */
export const moved = (box: Box, by: Point, width: number, height: number): Box => ({
  ...box,
  x: Math.min(Math.max(box.x + by.x, 0), Math.max(0, width - box.width)),
  y: Math.min(Math.max(box.y + by.y, 0), Math.max(0, height - box.height)),
});

/** Whole pixels: fractions of a pixel are below what a hand can mean. */
export const rounded = (box: Box): Box => {
  const x = Math.round(box.x);
  const y = Math.round(box.y);
  return {
    x,
    y,
    width: Math.round(box.x + box.width) - x,
    height: Math.round(box.y + box.height) - y,
  };
};
