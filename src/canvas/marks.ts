import type { Lineage } from '../domain/classes.ts';
import type { Point } from './view.ts';

/** The part of the 2d context that builds a path. */
export type PathPainter = Pick<
  CanvasRenderingContext2D,
  'moveTo' | 'lineTo' | 'closePath' | 'rect' | 'arc'
>;

/** Side of a mark, CSS pixels. */
export const MARK_SIZE = 8;

/**
 * A shape for each lineage, in the upper left corner of a box, so that the lineages can be told
 * apart without their colours also where a box is too small for its label.
 */
export const LINEAGE_SHAPES = {
  granulocytic: 'square',
  monocytic: 'diamond',
  erythroid: 'circle',
  lymphoid: 'triangle',
  megakaryocytic: 'bar',
  abnormal: 'cross',
  other: 'corner',
} as const satisfies Readonly<Record<Lineage, string>>;

type Shape = (typeof LINEAGE_SHAPES)[Lineage];

const polygon = (path: PathPainter, { x, y }: Point, corners: readonly (readonly number[])[]) => {
  corners.forEach(([dx, dy], index) => {
    if (index === 0) path.moveTo(x + dx!, y + dy!);
    else path.lineTo(x + dx!, y + dy!);
  });
  path.closePath();
};

const S = MARK_SIZE;
const DRAW: Readonly<Record<Shape, (path: PathPainter, at: Point) => void>> = {
  square: (path, { x, y }) => path.rect(x, y, S - 1, S - 1),
  circle: (path, { x, y }) => {
    path.moveTo(x + S, y + S / 2);
    path.arc(x + S / 2, y + S / 2, S / 2, 0, 2 * Math.PI);
  },
  triangle: (path, at) =>
    polygon(path, at, [
      [0, S],
      [S / 2, 0],
      [S, S],
    ]),
  diamond: (path, at) =>
    polygon(path, at, [
      [S / 2, 0],
      [S, S / 2],
      [S / 2, S],
      [0, S / 2],
    ]),
  bar: (path, { x, y }) => path.rect(x, y, S * 1.5, S / 2),
  cross: (path, { x, y }) => {
    path.rect(x, y + S / 3, S, S / 3);
    path.rect(x + S / 3, y, S / 3, S);
  },
  corner: (path, at) =>
    polygon(path, at, [
      [0, 0],
      [S, 0],
      [0, S],
    ]),
};

/** Adds a lineage's shape to a path, its upper left corner at a point. */
export const addLineageShape = (path: PathPainter, lineage: Lineage, at: Point): void =>
  DRAW[LINEAGE_SHAPES[lineage]](path, at);

/** Adds the tick of a reviewed cell, its lower right corner at a point. */
export function addTick(path: Pick<PathPainter, 'moveTo' | 'lineTo'>, at: Point): void {
  path.moveTo(at.x - 9, at.y - 4.5);
  path.lineTo(at.x - 6, at.y - 1.5);
  path.lineTo(at.x - 1, at.y - 8);
}

/** Adds the flag of a cell that needs a look: a filled corner, its point in the upper right. */
export const addFlag = (path: PathPainter, at: Point): void =>
  polygon(path, at, [
    [-11, 0],
    [0, 0],
    [0, 11],
  ]);
