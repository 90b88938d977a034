import type { RetinaNetArchitecture } from '../../domain/pack.ts';
import { roundHalfToEven } from '../preprocess/rounding.ts';

/** The anchors of one pyramid level: a few base boxes, shifted over a grid. */
export interface LevelAnchors {
  readonly gridHeight: number;
  readonly gridWidth: number;
  readonly strideX: number;
  readonly strideY: number;
  /** x1, y1, x2, y2 of each base anchor around the origin; ratio-major. */
  readonly base: Float32Array;
}

/**
 * Base anchors of one size, as torchvision's `AnchorGenerator` makes them: whole sizes, float32
 * arithmetic, halves rounded to even.
 * @param ratios height ÷ width
 */
export function baseAnchors(
  size: number,
  ratios: readonly number[],
  scales: readonly number[],
): Float32Array {
  const f = Math.fround;
  const boxes: number[] = [];
  for (const ratio of ratios) {
    const heightRatio = f(Math.sqrt(f(ratio)));
    const widthRatio = f(1 / heightRatio);
    for (const scale of scales) {
      const side = Math.trunc(size * scale);
      const x = roundHalfToEven(f(f(widthRatio * side) / 2));
      const y = roundHalfToEven(f(f(heightRatio * side) / 2));
      boxes.push(-x, -y, x, y);
    }
  }
  return Float32Array.from(boxes);
}

/**
 * Anchors of all levels for a padded input of `height` × `width` px.
 * @param grids [height, width] of each pyramid level
 */
export function pyramidAnchors(
  { sizes, ratios, scales }: RetinaNetArchitecture['anchors'],
  height: number,
  width: number,
  grids: readonly (readonly [number, number])[],
): LevelAnchors[] {
  return grids.map(([gridHeight, gridWidth], level) => ({
    gridHeight,
    gridWidth,
    strideX: Math.floor(width / gridWidth),
    strideY: Math.floor(height / gridHeight),
    base: baseAnchors(sizes[level] as number, ratios, scales),
  }));
}

/**
 * The anchor at an index: locations row-major, the base anchors of a location in order.
 * @returns x1, y1, x2, y2
 */
export function anchorAt(
  { gridWidth, strideX, strideY, base }: LevelAnchors,
  index: number,
): [number, number, number, number] {
  const perLocation = base.length / 4;
  const location = Math.floor(index / perLocation);
  const at = (index % perLocation) * 4;
  const x = (location % gridWidth) * strideX;
  const y = Math.floor(location / gridWidth) * strideY;
  return [
    (base[at] as number) + x,
    (base[at + 1] as number) + y,
    (base[at + 2] as number) + x,
    (base[at + 3] as number) + y,
  ];
}
