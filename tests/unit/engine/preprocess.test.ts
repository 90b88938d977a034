import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellInput } from '../../../src/domain/pack.ts';
import { cellWindow, prepareCell } from '../../../src/engine/preprocess/cell.ts';
import { prepareField } from '../../../src/engine/preprocess/field.ts';
import { kthSmallest } from '../../../src/engine/preprocess/kthSmallest.ts';
import { resample, resampleInJavaScript } from '../../../src/engine/preprocess/resample.ts';
import { wasmResampler } from '../../../src/engine/preprocess/resampleWasm.ts';
import { roundHalfToEven } from '../../../src/engine/preprocess/rounding.ts';
import { mirrorIndex, triangleTaps } from '../../../src/engine/preprocess/taps.ts';
import { cellPicture } from './packs.ts';

const flat = (width: number, height: number, colour: readonly [number, number, number]) => ({
  width,
  height,
  channels: 3 as const,
  data: Uint8Array.from({ length: width * height * 3 }, (_, i) => colour[i % 3] as number),
});

it('rounds halves to even', () => {
  expect([0.5, 1.5, 2.5, -0.5, -1.5, 2.4, 2.6].map(roundHalfToEven)).toEqual([
    0, 2, 2, 0, -2, 2, 3,
  ]);
});

it('mirrors with the edge repeated, and again beyond that', () => {
  const indices = [-4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6];
  expect(indices.map((i) => mirrorIndex(i, 3))).toEqual([2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 0]);
});

it('resamples in WebAssembly to the bit as in JavaScript, whatever the window', () => {
  const resampler = wasmResampler();
  if (!resampler) throw new Error('Node has WebAssembly with SIMD.');
  const side = fc.integer({ min: 1, max: 40 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const axis = fc.record({ length: side, start: share, extent: share, target: side });
  const problem = fc.record({
    x: axis,
    // More than one band of rows now and then.
    y: fc.oneof(
      axis,
      axis.map((of) => ({ ...of, target: of.target + 128 })),
    ),
    channels: fc.constantFrom<3 | 4>(3, 4),
    border: fc.constantFrom<'clip' | 'mirror'>('clip', 'mirror'),
    seed: fc.nat(),
  });
  fc.assert(
    fc.property(problem, ({ x, y, channels, border, seed }) => {
      const [width, height] = [x.length, y.length];
      const data = Uint8Array.from(
        { length: width * height * channels },
        (_, i) => Math.imul(i + seed, 2654435761) >>> 24,
      );
      const image = { width, height, channels, data };
      // Windows of any size that begin within the picture or, mirrored, before it.
      const taps = ({ length, start, extent, target }: typeof x) => {
        const from = border === 'clip' ? start * (length - 0.5) : (start * 3 - 1) * length;
        return triangleTaps(length, from, 0.25 + extent * 2 * length, target, border);
      };
      const [columns, rows] = [taps(x), taps(y)];
      const expected = resampleInJavaScript(image, columns, rows, x.target, y.target);
      // Beyond the picture there is nothing to divide by.
      fc.pre(expected.every(Number.isFinite));
      expect(resampler.resample(image, columns, rows, x.target, y.target)).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

it('selects the k-th smallest, ties and order regardless', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -5, max: 20 }), { minLength: 1, maxLength: 60 }),
      fc.nat(),
      (numbers, any) => {
        const k = (any % numbers.length) + 1;
        const sorted = numbers.toSorted((a, b) => a - b);
        expect(kthSmallest(Float32Array.from(numbers), k)).toBe(sorted[k - 1]);
      },
    ),
  );
});

describe('resampling', () => {
  it('leaves a flat picture flat, for any window', () => {
    const colour = [12, 130, 251] as const;
    const image = flat(17, 11, colour);
    fc.assert(
      fc.property(
        fc.double({ min: -30, max: 30, noNaN: true }),
        fc.double({ min: -30, max: 30, noNaN: true }),
        fc.double({ min: 0.5, max: 60, noNaN: true }),
        fc.integer({ min: 1, max: 24 }),
        (x, y, side, size) => {
          const out = resample(image, { x, y, width: side, height: side }, size, size, 'mirror');
          expect(out).toHaveLength(size * size * 3);
          for (const [i, value] of out.entries())
            expect(value).toBeCloseTo(colour[i % 3] as number, 3);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is the identity at the same size', () => {
    const image = cellPicture(40, 30);
    const out = resample(image, { x: 0, y: 0, width: 40, height: 30 }, 40, 30, 'clip');
    expect([...out]).toEqual([...image.data]);
  });
});

describe('a field for the detector', () => {
  const input = {
    shortSide: 480,
    longSide: 640,
    sizeDivisor: 32,
    mean: [0.5, 0.5, 0.5] as [number, number, number],
    std: [0.25, 0.25, 0.25] as [number, number, number],
  };

  it.each([
    [1600, 1200, 640, 480],
    [640, 640, 480, 480],
    [300, 900, 213, 640],
    [575, 361, 640, 402],
  ])('of %d × %d px is resized to %d × %d', (width, height, resizedWidth, resizedHeight) => {
    const field = prepareField(flat(width, height, [255, 255, 255]), input);
    expect(field).toMatchObject({ resizedWidth, resizedHeight });
    expect(field.width % 32).toBe(0);
    expect(field.height % 32).toBe(0);
    expect(field.width - resizedWidth).toBeLessThan(32);
    expect(field.values).toHaveLength(field.width * field.height * 3);
    expect(field.scaleX).toBe(resizedWidth / width);
  });

  it('is normalised, with zeros in the padding', () => {
    const field = prepareField(flat(300, 900, [255, 0, 0]), input);
    const at = (x: number, y: number) => {
      const start = (y * field.width + x) * 3;
      return [...field.values.subarray(start, start + 3)].map((v) => Math.round(v * 1e4) / 1e4);
    };
    expect(at(212, 639)).toEqual([2, -2, -2]);
    expect(at(213, 639)).toEqual([0, 0, 0]);
  });
});

describe('the window of a cell', () => {
  const input: CellInput = {
    size: 96,
    windowUm: 24,
    boxRelative: 1.9,
    normalisation: { kind: 'fixed', mean: [0.5, 0.5, 0.5], std: [0.5, 0.25, 1] },
  };
  const box = (width: number, height: number) => ({ x: 0, y: 0, width, height });

  it('has one physical width', () => {
    expect(cellWindow(box(100, 80), input, 0.1)).toEqual({ side: 240, shrunkToFit: false });
    expect(cellWindow(box(30, 30), input, 0.1)).toEqual({ side: 240, shrunkToFit: false });
  });

  it('grows for a cell that does not fit, and says so', () => {
    const { side, shrunkToFit } = cellWindow(box(300, 200), input, 0.1);
    expect(side).toBeCloseTo(345, 9);
    expect(shrunkToFit).toBe(true);
  });

  it('follows the box where the scale is unknown', () => {
    const { side, shrunkToFit } = cellWindow(box(100, 80), input, null);
    expect(side).toBeCloseTo(190, 9);
    expect(shrunkToFit).toBe(false);
  });

  it('is normalised by fixed numbers where the pack says so', () => {
    const values = prepareCell(flat(50, 50, [255, 0, 51]), { x: 0, y: 0 }, 20, input);
    expect(values).toHaveLength(96 * 96 * 3);
    expect([...values.subarray(0, 3)].map((v) => Math.round(v * 1e5) / 1e5)).toEqual([1, -2, -0.3]);
  });
});
