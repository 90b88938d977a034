import { type Box, boxArea, boxCentre } from '../domain/geometry.ts';
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

/** The boxes under a point (image pixels), the smallest first: a cell inside another stays within reach. */
export const hitsAt = <T extends Target>(targets: readonly T[], point: Point): T[] =>
  targets
    .filter((target) => contains(target.box, point))
    .sort((a, b) => boxArea(a.box) - boxArea(b.box));

/** The smallest box under a point (image pixels). */
export const smallestAt = <T extends Target>(targets: readonly T[], point: Point): T | null =>
  hitsAt(targets, point)[0] ?? null;

/**
 * What a click selects: the smallest box under the point; a further click at the same spot the next
 * larger one, and after the largest the smallest again.
 * @param current the id selected by the click before at this spot; null for a first click
 */
export function clicked<T extends Target>(
  targets: readonly T[],
  point: Point,
  current: string | null,
): T | null {
  const hits = hitsAt(targets, point);
  const at = hits.findIndex(({ id }) => id === current);
  return hits[(at + 1) % hits.length] ?? null;
}

/** The selection with one cell added, as its primary, or taken out. */
export const toggled = (selection: readonly string[], id: string): string[] =>
  selection.includes(id) ? selection.filter((other) => other !== id) : [...selection, id];

/** The ids of the boxes whose centre lies within an area. */
export const within = (targets: readonly Target[], area: Box): string[] =>
  targets.filter(({ box }) => contains(area, boxCentre(box))).map(({ id }) => id);

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

/** Boxes moved together by `by`, as far as every one of them stays inside the image. */
export function moved(
  boxes: readonly Box[],
  by: Point,
  width: number,
  height: number,
): readonly Box[] {
  const held = (wanted: number, starts: number[], ends: number[], length: number) =>
    Math.max(Math.min(wanted, length - Math.max(...ends)), -Math.min(...starts));
  const dx = held(
    by.x,
    boxes.map((box) => box.x),
    boxes.map((box) => box.x + box.width),
    width,
  );
  const dy = held(
    by.y,
    boxes.map((box) => box.y),
    boxes.map((box) => box.y + box.height),
    height,
  );
  return boxes.map((box) => ({ ...box, x: box.x + dx, y: box.y + dy }));
}

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
