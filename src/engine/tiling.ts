import { type Box, boxArea, intersectionOverSmaller } from '../domain/geometry.ts';
import type { DetectorSpec } from '../domain/pack.ts';
import { nonMaximumSuppression } from './decode/nms.ts';
import { wholeFactor } from './preprocess/field.ts';

/**
 * Fields that the detector cannot take whole, in overlapping tiles (ADR 0017). Shrunk to the
 * detector's input they would fit any memory, but their cells would be smaller than any the
 * detector was trained on.
 */

/** Smallest cell to be found, µm: a mature lymphocyte, a late erythroblast. */
const SMALLEST_CELL_UM = 8;
/** Largest cell that a seam must not cut, µm: a promegakaryocyte. */
const LARGEST_CELL_UM = 40;
/** Tiles are taken so much finer than what the detector can just do. */
const FINER = 0.75;
/** µm per pixel of a field whose scale nobody knows: a × 100 objective with a usual camera. */
const ASSUMED_MICROMETRES_PER_PIXEL = 0.1;
/**
 * A box that ends nearer to a tile's inner border than this share of its longer side may go on
 * beyond it: boxes are about as inexact.
 */
const CUT_MARGIN = 0.1;

/** How a field is taken: in one piece or in tiles, at one reduction. */
export interface TilePlan {
  /** In pixels of the field, by rows. */
  readonly tiles: readonly Box[];
  /** Pixels of the detector's input per pixel of the field. */
  readonly factor: number;
}

/**
 * Works out the tiles of a field. It stays whole where its smallest cells, reduced with it to the
 * detector's input, are still no smaller than the detector's smallest anchor. No tile's input
 * exceeds the pack's short side × long side, which is thus the budget of pixels.
 * @param micrometresPerPixel null where unknown
 */
export function planTiles(
  field: { readonly width: number; readonly height: number },
  { input, architecture }: Pick<DetectorSpec, 'input' | 'architecture'>,
  micrometresPerPixel: number | null,
): TilePlan {
  const { width, height } = field;
  const { shortSide, longSide } = input;
  const whole = wholeFactor(field, input);
  const scale = micrometresPerPixel ?? ASSUMED_MICROMETRES_PER_PIXEL;
  const { sizes, scales } = architecture.anchors;
  const coarsest = SMALLEST_CELL_UM / (Math.min(...sizes) * Math.min(...scales));
  if (scale / whole <= coarsest) return { tiles: [{ x: 0, y: 0, width, height }], factor: whole };
  // A field is never enlarged: a scale that asks for that is a wrong one.
  const factor = Math.min(1, scale / (coarsest * FINER));
  const wide = width >= height;
  const overlap = (LARGEST_CELL_UM * (1 + 2 * CUT_MARGIN)) / scale;
  const columns = spread(width, (wide ? longSide : shortSide) / factor, overlap);
  const rows = spread(height, (wide ? shortSide : longSide) / factor, overlap);
  const tiles = rows.flatMap(([y, rowHeight]) =>
    columns.map(([x, columnWidth]) => ({ x, y, width: columnWidth, height: rowHeight })),
  );
  return { tiles, factor };
}

/** Pieces [start, length] of one side of a field, all of one length and evenly spread. */
function spread(side: number, most: number, wanted: number): [number, number][] {
  const length = Math.min(side, Math.floor(most));
  if (length === side) return [[0, side]];
  const overlap = Math.min(Math.ceil(wanted), Math.floor(length / 2));
  const count = Math.ceil((side - overlap) / (length - overlap));
  return Array.from({ length: count }, (_, i) => [
    Math.round((i * (side - length)) / (count - 1)),
    length,
  ]);
}

/** One detected cell. */
export interface Detection {
  /** In pixels of the field. */
  readonly box: Box;
  /** 0–1 */
  readonly score: number;
}

/** What was found in one tile. */
export interface TileDetections {
  readonly tile: Box;
  readonly detections: readonly Detection[];
}

/**
 * Brings the detections of overlapping tiles together: each cell once. Among whole views of a cell
 * the best score stands. A box that a tile's inner border cuts gives way to any other view of that
 * cell, for the tiles overlap by the largest cell; of a cell larger than that, the largest piece is
 * kept.
 * @param found boxes in pixels of the field
 * @param maxIou boxes that overlap by more are the same cell
 * @returns by descending score
 */
export function mergeTiles(
  found: readonly TileDetections[],
  field: { readonly width: number; readonly height: number },
  maxIou: number,
): Detection[] {
  const whole: Detection[] = [];
  const cut: Detection[] = [];
  for (const { tile, detections } of found)
    for (const detection of detections)
      (isCut(detection.box, tile, field) ? cut : whole).push(detection);
  const kept = withoutDoubles(whole, maxIou);
  for (const piece of cut.sort((a, b) => boxArea(b.box) - boxArea(a.box)))
    if (!kept.some(({ box }) => intersectionOverSmaller(box, piece.box) > maxIou)) kept.push(piece);
  return kept.sort((a, b) => b.score - a.score);
}

function isCut(
  box: Box,
  tile: Box,
  field: { readonly width: number; readonly height: number },
): boolean {
  const margin = CUT_MARGIN * Math.max(box.width, box.height);
  return (
    (tile.x > 0 && box.x < tile.x + margin) ||
    (tile.y > 0 && box.y < tile.y + margin) ||
    (tile.x + tile.width < field.width && box.x + box.width > tile.x + tile.width - margin) ||
    (tile.y + tile.height < field.height && box.y + box.height > tile.y + tile.height - margin)
  );
}

function withoutDoubles(detections: readonly Detection[], maxIou: number): Detection[] {
  const boxes = Float32Array.from(
    detections.flatMap(({ box }) => [box.x, box.y, box.x + box.width, box.y + box.height]),
  );
  const scores = Float32Array.from(detections, ({ score }) => score);
  return nonMaximumSuppression({ boxes, scores }, maxIou, detections.length).map(
    (index) => detections[index] as Detection,
  );
}
