import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, clipBox, intersectionOverUnion } from '../../../src/domain/geometry.ts';
import { mergeTiles, planTiles, type TilePlan } from '../../../src/engine/tiling.ts';
import { gaussian, tinyPack } from './packs.ts';

const { detector } = tinyPack().manifest;
/** As the compact pack's: fields are whole down to 1/3 µm per pixel of the input. */
const spec = {
  architecture: {
    ...detector.architecture,
    anchors: { sizes: [24, 48, 96, 192, 384], ratios: [1], scales: [1, 1.26, 1.5874] },
  },
  input: { ...detector.input, shortSide: 384, longSide: 640 },
};
/** Side of the largest cell that no seam may cut, µm. */
const LARGEST_UM = 40;

const fields = fc.record({
  width: fc.integer({ min: 300, max: 6000 }),
  height: fc.integer({ min: 300, max: 6000 }),
  scale: fc.double({ min: 0.05, max: 0.3, noNaN: true }),
});

describe('the tiles of a field', () => {
  it('are one for the fields that microscopes usually give', () => {
    const whole = (width: number, height: number, scale: number | null) =>
      planTiles({ width, height }, spec, scale).tiles;
    for (const [width, height, scale] of [
      [640, 480, 0.08],
      [1024, 768, 0.1],
      [1024, 768, null],
      [1280, 1024, 0.12],
      [2592, 1944, 0.06],
    ] as const)
      expect(whole(width, height, scale)).toEqual([{ x: 0, y: 0, width, height }]);
    expect(whole(4000, 3000, 0.1).length).toBeGreaterThan(1);
    expect(whole(4000, 3000, null)).toEqual(whole(4000, 3000, 0.1));
  });

  it('cover it, keep to the budget of pixels, and hold every cell whole in one of them', () => {
    fc.assert(
      fc.property(
        fields,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (field, atX, atY) => {
          const { tiles, factor } = planTiles(field, spec, field.scale);
          expect(factor).toBeGreaterThanOrEqual(Math.min(1, (field.scale * 24 * 0.999) / 8));
          for (const { x, y, width, height } of tiles) {
            expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
            expect(x + width).toBeLessThanOrEqual(field.width);
            expect(y + height).toBeLessThanOrEqual(field.height);
            expect(Math.round(width * factor) * Math.round(height * factor)).toBeLessThanOrEqual(
              384 * 640,
            );
          }
          const side = LARGEST_UM / field.scale;
          const x = Math.round(atX * Math.max(0, field.width - side));
          const y = Math.round(atY * Math.max(0, field.height - side));
          const cell = clipBox({ x, y, width: side, height: side }, field.width, field.height);
          expect(tiles.some((tile) => holds(tile, cell))).toBe(true);
        },
      ),
    );
  });
});

const holds = (tile: Box, { x, y, width, height }: Box): boolean =>
  x >= tile.x - 1e-6 &&
  y >= tile.y - 1e-6 &&
  x + width <= tile.x + tile.width + 1e-6 &&
  y + height <= tile.y + tile.height + 1e-6;

/** What a detector that misses nothing sees in a tile: clipped boxes, roughly placed. */
function seenIn(tile: Box, cells: readonly Box[], next: () => number) {
  return cells.flatMap((cell) => {
    const moved = clipBox(
      { ...cell, x: cell.x - tile.x, y: cell.y - tile.y },
      tile.width,
      tile.height,
    );
    // Of less nobody could say what it is.
    if (moved.width * moved.height < 0.2 * cell.width * cell.height) return [];
    const jitter = () =>
      0.01 * Math.min(cell.width, cell.height) * Math.max(-2, Math.min(2, next()));
    const rough = clipBox(
      {
        x: moved.x + jitter(),
        y: moved.y + jitter(),
        width: moved.width + jitter(),
        height: moved.height + jitter(),
      },
      tile.width,
      tile.height,
    );
    const score = 1 / (1 + Math.exp(-next()));
    return [{ box: { ...rough, x: rough.x + tile.x, y: rough.y + tile.y }, score }];
  });
}

describe('the detections of tiles', () => {
  it('give every cell once, wherever the seams run', () => {
    const cases = fc.record({ field: fields, seed: fc.integer() });
    fc.assert(
      fc.property(cases, ({ field, seed }) => {
        const plan: TilePlan = planTiles(field, spec, field.scale);
        const next = gaussian(seed);
        const between = (from: number, to: number) => {
          const share = 0.5 + 0.25 * Math.max(-2, Math.min(2, next()));
          return from + (to - from) * share;
        };
        const cells: Box[] = [];
        for (let attempt = 0; attempt < 150; attempt++) {
          const side = between(8, LARGEST_UM * 0.95) / field.scale;
          const x = between(-side / 4, field.width - side / 2);
          const y = between(-side / 4, field.height - side / 2);
          const cell = clipBox({ x, y, width: side, height: side }, field.width, field.height);
          // Neighbours may touch and overlap a little, as in crowded marrow.
          if (cells.every((other) => intersectionOverUnion(other, cell) < 0.1)) cells.push(cell);
        }
        const found = plan.tiles.map((tile) => ({ tile, detections: seenIn(tile, cells, next) }));
        const merged = mergeTiles(found, field, 0.5);
        expect(merged).toHaveLength(cells.length);
        for (const cell of cells)
          expect(
            Math.max(...merged.map(({ box }) => intersectionOverUnion(box, cell))),
          ).toBeGreaterThan(0.85);
        for (const [i, { score }] of merged.entries())
          expect(score).toBeLessThanOrEqual(merged[i - 1]?.score ?? 1);
      }),
    );
  });

  it('keep the larger piece of a cell that no tile holds', () => {
    const field = { width: 200, height: 100 };
    const tiles = [0, 80].map((x) => ({ x, y: 0, width: 120, height: 100 }));
    const pieces = [
      { box: { x: 20, y: 20, width: 100, height: 60 }, score: 0.7 },
      { box: { x: 80, y: 20, width: 60, height: 60 }, score: 0.9 },
    ];
    const found = tiles.map((tile, i) => ({ tile, detections: [pieces[i]!] }));
    expect(mergeTiles(found, field, 0.5)).toEqual([pieces[0]]);
  });
});
