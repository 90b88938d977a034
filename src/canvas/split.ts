import type { Box } from '../domain/geometry.ts';
import type { Point } from './view.ts';

/** A cut through a box: along a column (`x`) or a row (`y`) of image pixels. */
export interface Cut {
  readonly axis: 'x' | 'y';
  /** Image pixels. */
  readonly at: number;
}

/** Neither part of a split box is narrower than this, image pixels. */
export const MIN_SPLIT_SIDE = 6;

/** The axis of the cut across a box's longer side. */
export const longerAxis = (box: Box): Cut['axis'] => (box.width >= box.height ? 'x' : 'y');

export const otherAxis = (axis: Cut['axis']): Cut['axis'] => (axis === 'x' ? 'y' : 'x');

/**
 * The cut through a box nearest to a point, on a whole pixel.
 * @returns null where the box is too narrow for two parts.
 */
export function cutAt(box: Box, point: Point, axis: Cut['axis']): Cut | null {
  const start = box[axis];
  const length = axis === 'x' ? box.width : box.height;
  if (length < 2 * MIN_SPLIT_SIDE) return null;
  const at = Math.min(
    Math.max(Math.round(point[axis]), start + MIN_SPLIT_SIDE),
    start + length - MIN_SPLIT_SIDE,
  );
  return { axis, at };
}

/** The two parts of a box: they share the cut and together are the box. */
export function splitBox(box: Box, { axis, at }: Cut): [Box, Box] {
  if (axis === 'x') {
    const width = at - box.x;
    return [
      { ...box, width },
      { ...box, x: at, width: box.width - width },
    ];
  }
  const height = at - box.y;
  return [
    { ...box, height },
    { ...box, y: at, height: box.height - height },
  ];
}
