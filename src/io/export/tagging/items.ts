import { DECORATION, type Mark, REPEATED, StructureElement } from './structure.ts';

/** Things on a page as pdfmake lays them out, and what each belongs to. */

interface Marked {
  readonly mark?: Mark;
}

interface Line {
  readonly x: number;
  readonly y: number;
  readonly inlines: readonly Marked[];
  getWidth(): number;
  getHeight(): number;
}

interface Picture extends Marked {
  readonly x: number;
  readonly y: number;
  readonly _width: number;
  readonly _height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

type Vector = Marked &
  (
    | { readonly type: 'rect'; x: number; y: number; w: number; h: number }
    | { readonly type: 'ellipse'; x: number; y: number; r1: number; r2: number }
    | { readonly type: 'line'; x1: number; y1: number; x2: number; y2: number }
    | { readonly type: 'polyline'; points: readonly Point[] }
  );

export type Item =
  | { readonly type: 'line'; readonly item: Line }
  | { readonly type: 'image' | 'svg'; readonly item: Picture }
  | { readonly type: 'vector'; readonly item: Vector }
  /** Turns the page's state on or off, and draws nothing. */
  | { readonly type: 'beginClip' | 'endClip'; readonly item: object };

/** Left, top, right and bottom; pt from the upper left of the page. */
export type Box = readonly [number, number, number, number];

/**
 * What every item of the pages belongs to; null for what draws nothing. Heads of tables stand again on
 * each page that their table goes on to, with the very words: they are read once, where they stand first.
 */
export function marksOf(pages: readonly (readonly Item[])[]): (Mark | null)[][] {
  const seen = new Set<object>();
  return pages.map((items) => items.map((item) => markOf(item, seen)));
}

function markOf(item: Item, seen: Set<object>): Mark | null {
  switch (item.type) {
    case 'line': {
      const { inlines } = item.item;
      const mark = inlines[0]?.mark ?? DECORATION;
      if (mark instanceof StructureElement && seen.has(inlines)) return REPEATED;
      seen.add(inlines);
      return mark;
    }
    case 'image':
    case 'svg':
    case 'vector':
      return item.item.mark ?? DECORATION;
    default:
      return null;
  }
}

const around = (points: readonly Point[]): Box => [
  Math.min(...points.map(({ x }) => x)),
  Math.min(...points.map(({ y }) => y)),
  Math.max(...points.map(({ x }) => x)),
  Math.max(...points.map(({ y }) => y)),
];

function boxOf({ type, item }: Item): Box | null {
  switch (type) {
    case 'line':
      return [item.x, item.y, item.x + item.getWidth(), item.y + item.getHeight()];
    case 'image':
    case 'svg':
      return [item.x, item.y, item.x + item._width, item.y + item._height];
    case 'vector':
      return vectorBox(item);
    default:
      return null;
  }
}

function vectorBox(vector: Vector): Box {
  switch (vector.type) {
    case 'rect':
      return [vector.x, vector.y, vector.x + vector.w, vector.y + vector.h];
    case 'ellipse': {
      const { x, y, r1, r2 } = vector;
      return [x - r1, y - r2, x + r1, y + r2];
    }
    case 'line':
      return around([
        { x: vector.x1, y: vector.y1 },
        { x: vector.x2, y: vector.y2 },
      ]);
    case 'polyline':
      return around(vector.points);
  }
}

/** The box around every figure of a page. */
export function figureBoxes(
  items: readonly Item[],
  marks: readonly (Mark | null)[],
): ReadonlyMap<StructureElement, Box> {
  const boxes = new Map<StructureElement, Box>();
  for (const [index, item] of items.entries()) {
    const mark = marks[index];
    if (!(mark instanceof StructureElement) || mark.role !== 'Figure') continue;
    const box = boxOf(item);
    if (!box) continue;
    const [left, top, right, bottom] = boxes.get(mark) ?? box;
    boxes.set(mark, [
      Math.min(left, box[0]),
      Math.min(top, box[1]),
      Math.max(right, box[2]),
      Math.max(bottom, box[3]),
    ]);
  }
  return boxes;
}
