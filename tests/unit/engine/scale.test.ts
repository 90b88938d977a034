import { describe, expect, it } from 'vitest';
import type { PixelImage } from '../../../src/engine/api.ts';
import { discsOf } from '../../../src/engine/scale/arcs.ts';
import { contoursAt } from '../../../src/engine/scale/contours.ts';
import { estimateScale } from '../../../src/engine/scale/redCells.ts';
import { renderField } from '../../../src/synth/field.ts';
import { DEFAULT_FIELD, type FieldSpec } from '../../../src/synth/spec.ts';

const MARROW: FieldSpec = {
  ...DEFAULT_FIELD,
  width: 800,
  height: 600,
  micrometresPerPixel: 0.12,
  nucleatedCells: 8,
  composition: { LBL: 1, SEG: 1, OCE: 1, PMO: 1 },
};

const picture = (spec: FieldSpec, seed: number): PixelImage => ({
  ...renderField(spec, seed),
  channels: 4,
});

/** Estimate as a multiple of the truth; NaN where there is none. */
const ratio = (over: Partial<FieldSpec>, seed = 11): number => {
  const spec = { ...MARROW, ...over };
  const found = estimateScale(picture(spec, seed));
  return (found?.micrometresPerPixel ?? Number.NaN) / spec.micrometresPerPixel;
};

/** Within 8 %, or `tolerance` where overlapping cells must be parted. */
const expectClose = (value: number, tolerance = 0.08): void => {
  expect(value).toBeGreaterThan(1 - tolerance);
  expect(value).toBeLessThan(1 + tolerance);
};

describe('scale from red cells', () => {
  for (const micrometresPerPixel of [0.09, 0.15, 0.22, 0.3])
    it(`finds ${micrometresPerPixel} µm a pixel`, () => {
      const nucleatedCells = Math.round((800 * 600 * micrometresPerPixel ** 2) / 800);
      expectClose(ratio({ micrometresPerPixel, nucleatedCells }));
    });

  it('finds it in a large field', () => {
    const spec = { ...MARROW, width: 1600, height: 1200, micrometresPerPixel: 0.08 };
    const found = estimateScale(picture(spec, 3));
    expectClose((found?.micrometresPerPixel ?? Number.NaN) / 0.08);
    expect(found?.cells).toBeGreaterThan(10);
  });

  for (const stain of [
    { hue: -1, strength: 1 },
    { hue: 1, strength: 1 },
    { hue: 0, strength: 0.6 },
    { hue: 0, strength: 1.4 },
  ])
    it(`whatever the stain: hue ${stain.hue}, strength ${stain.strength}`, () => {
      expectClose(ratio({ stain }));
    });

  it('under uneven, coloured light', () => {
    const light = {
      vignette: 0.25,
      gradient: 0.2,
      direction: 200,
      white: [215, 200, 160] as const,
    };
    expectClose(ratio({ light }));
  });

  it('in a crowded field', () => {
    expectClose(ratio({ redCellDensity: 11 }), 0.12);
  });

  it('is the same for RGB and RGBA', () => {
    const rgba = picture(MARROW, 5);
    const pixels = rgba.width * rgba.height;
    const data = Uint8Array.from(
      { length: pixels * 3 },
      (_, i) => rgba.data[Math.floor(i / 3) * 4 + (i % 3)]!,
    );
    expect(estimateScale({ ...rgba, channels: 3, data })).toEqual(estimateScale(rgba));
  });
});

describe('no scale', () => {
  for (const seed of [1, 2, 3])
    it(`from nucleated cells and platelets alone (seed ${seed})`, () => {
      const spec = { ...MARROW, width: 1024, height: 768, micrometresPerPixel: 0.1 };
      expect(
        estimateScale(picture({ ...spec, redCellDensity: 0, nucleatedCells: 20 }, seed)),
      ).toBeNull();
    });

  it('from nothing, noise or a single pixel', () => {
    const image = (width: number, height: number, value: (i: number) => number): PixelImage => ({
      width,
      height,
      channels: 3,
      data: Uint8Array.from({ length: width * height * 3 }, (_, i) => value(i)),
    });
    for (const level of [0, 128, 255])
      expect(estimateScale(image(320, 240, () => level))).toBeNull();
    let state = 1;
    const noise = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    };
    expect(estimateScale(image(320, 240, noise))).toBeNull();
    expect(estimateScale(image(1, 1, () => 90))).toBeNull();
  });

  it('where it could not be a microscope’s', () => {
    const side = 1640;
    const middles = [260, 820, 1380];
    const discs = (radius: number): PixelImage => ({
      width: side,
      height: side,
      channels: 3,
      data: Uint8Array.from({ length: side * side * 3 }, (_, i) => {
        const [x, y] = [Math.floor(i / 3) % side, Math.floor(i / 3 / side)];
        const inside = middles.some((cx) =>
          middles.some((cy) => Math.hypot(x - cx, y - cy) < radius),
        );
        return inside ? [220, 150, 160][i % 3]! : 245;
      }),
    });
    expectClose((estimateScale(discs(150))?.micrometresPerPixel ?? Number.NaN) / (7.5 / 300), 0.05);
    // 0.015 µm a pixel: finer than light resolves by more than ten.
    expect(estimateScale(discs(250))).toBeNull();
  });
});

describe('outlines', () => {
  const WIDTH = 120;
  /** Discs as a smooth map: 1 well inside, 0 well outside, 0.5 on the circle. */
  const mapOf = (...discs: readonly { x: number; y: number; r: number }[]): Float32Array =>
    Float32Array.from({ length: WIDTH * WIDTH }, (_, i) =>
      Math.max(
        ...discs.map(({ x, y, r }) => {
          const depth = r - Math.hypot((i % WIDTH) - x, Math.floor(i / WIDTH) - y);
          return Math.min(1, Math.max(0, depth / 4 + 0.5));
        }),
      ),
    );
  const found = (map: Float32Array) =>
    contoursAt(map, WIDTH, WIDTH, 0.5)
      .flatMap(discsOf)
      .sort((a, b) => a.x - b.x);

  it('of a whole disc give its place and size', () => {
    const [disc, ...others] = found(mapOf({ x: 50.3, y: 61.7, r: 20 }));
    expect(others).toEqual([]);
    expect(disc?.x).toBeCloseTo(50.3, 1);
    expect(disc?.y).toBeCloseTo(61.7, 1);
    expect(disc?.diameter).toBeGreaterThan(39);
    expect(disc?.diameter).toBeLessThan(40.4);
    expect(disc?.coverage).toBe(1);
  });

  it('of overlapping discs, and of one cut by the border, give each', () => {
    const discs = found(
      mapOf({ x: 5, y: 30, r: 16 }, { x: 55, y: 70, r: 16 }, { x: 80, y: 70, r: 16 }),
    );
    expect(discs).toHaveLength(3);
    for (const [index, x] of [5, 55, 80].entries()) {
      expect(Math.abs(discs[index]!.x - x)).toBeLessThan(1.5);
      expect(Math.abs(discs[index]!.diameter - 32)).toBeLessThan(2.5);
      expect(discs[index]!.coverage).toBeLessThan(0.95);
    }
  });

  it('of a hole give nothing', () => {
    const hole = mapOf({ x: 60, y: 60, r: 20 }).map((value) => 1 - value);
    expect(found(hole)).toEqual([]);
  });
});
