import { describe, expect, it } from 'vitest';
import { truthCellSchema } from '../../../src/domain/case.ts';
import { CLASS_CODES } from '../../../src/domain/classes.ts';
import { renderField } from '../../../src/synth/field.ts';
import { DEFAULT_FIELD, type FieldSpec } from '../../../src/synth/spec.ts';
import { BARE, hashBytes, isNuclear, isStained, pixels, within } from './helpers.ts';

const EVERY_CLASS = Object.fromEntries(CLASS_CODES.map((code) => [code, 1]));
const SMALL: FieldSpec = {
  ...DEFAULT_FIELD,
  width: 360,
  height: 270,
  micrometresPerPixel: 0.2,
  composition: EVERY_CLASS,
  nucleatedCells: 10,
};

describe('renderField', () => {
  it('gives the same bytes and truth for the same seed', () => {
    const first = renderField(SMALL, 7);
    const again = renderField(SMALL, 7);
    expect(hashBytes(again.data)).toBe(hashBytes(first.data));
    expect(again.truth).toEqual(first.truth);
  });

  it('gives another picture for another seed', () => {
    const hashes = [1, 2, 3, 4, 5, -1, 2 ** 31].map((seed) =>
      hashBytes(renderField(SMALL, seed).data),
    );
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('keeps the cells in place when only the stain or the light changes', () => {
    const bluish = renderField({ ...SMALL, stain: { hue: 0.6, strength: 0.8 }, noise: 5 }, 3);
    const plain = renderField(SMALL, 3);
    const boxes = (f: typeof plain) => f.truth.filter((t) => t.countable).map((t) => t.box);
    expect(boxes(bluish)).toEqual(boxes(plain));
    expect(hashBytes(bluish.data)).not.toBe(hashBytes(plain.data));
  });

  it('strays from the plates when asked to: the same cells, each looking otherwise', () => {
    const plain = renderField(SMALL, 3);
    const strayed = renderField({ ...SMALL, variation: 1 }, 3);
    const labels = (f: typeof plain) => f.truth.map(({ label }) => label);
    expect(labels(strayed)).toEqual(labels(plain));
    expect(hashBytes(strayed.data)).not.toBe(hashBytes(plain.data));
    expect(hashBytes(renderField({ ...SMALL, variation: 1 }, 3).data)).toBe(
      hashBytes(strayed.data),
    );
  });

  it('fills an opaque RGBA picture of the asked size and carries the scale', () => {
    const field = renderField(SMALL, 1);
    expect(field).toMatchObject({ width: 360, height: 270, micrometresPerPixel: 0.2 });
    expect(field.data).toHaveLength(360 * 270 * 4);
    for (let i = 3; i < field.data.length; i += 4) {
      if (field.data[i] !== 255) expect.fail(`transparent at ${i}`);
    }
  });

  it.each([
    [0, 0.5],
    [1, 0],
    [14, 0.2],
    [14, 1],
    [32, 0.1],
  ])('holds exactly %i nucleated cells, %d of them uncountable', (count, share) => {
    const spec = {
      ...SMALL,
      width: 480,
      height: 360,
      nucleatedCells: count,
      uncountableShare: share,
    };
    const { truth } = renderField(spec, 11);
    const uncountable = Math.round(count * share);
    expect(truth).toHaveLength(count);
    expect(truth.filter((t) => !t.countable)).toHaveLength(uncountable);
    expect(truth.filter((t) => t.label === null)).toHaveLength(uncountable);
  });

  it('gives truth that a case can store, in whole pixels within the picture', () => {
    for (let seed = 0; seed < 6; seed++) {
      const field = renderField(SMALL, seed);
      for (const cell of field.truth) {
        expect(truthCellSchema.safeParse(cell).success).toBe(true);
        const { x, y, width, height } = cell.box;
        expect([x, y, width, height].every(Number.isInteger)).toBe(true);
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(Math.min(width, height)).toBeGreaterThan(0);
        expect(x + width).toBeLessThanOrEqual(field.width);
        expect(y + height).toBeLessThanOrEqual(field.height);
      }
    }
  });

  it('draws boxes that hold every cell pixel and touch the cell on every side', () => {
    for (let seed = 0; seed < 4; seed++) {
      const field = renderField({ ...BARE, composition: EVERY_CLASS, nucleatedCells: 8 }, seed);
      const stained = [...pixels(field)].filter(isStained);
      const stray = stained.filter((p) => !field.truth.some((t) => within(t.box, p.x, p.y, 2)));
      expect(stray).toEqual([]);
      for (const { box } of field.truth) {
        const own = stained.filter((p) => within(box, p.x, p.y));
        const near = (value: number, edge: number) => Math.abs(value - edge) <= 1;
        expect(own.some((p) => near(p.x, box.x))).toBe(true);
        expect(own.some((p) => near(p.y, box.y))).toBe(true);
        expect(own.some((p) => near(p.x, box.x + box.width - 1))).toBe(true);
        expect(own.some((p) => near(p.y, box.y + box.height - 1))).toBe(true);
      }
    }
  });

  it('keeps all chromatin within the boxes, uncountable cells included', () => {
    const spec = { ...BARE, composition: { LBL: 1, SEG: 1, PCE: 1 }, uncountableShare: 0.4 };
    const field = renderField(spec, 5);
    const nuclear = [...pixels(field)].filter(isNuclear);
    expect(nuclear.length).toBeGreaterThan(5000);
    expect(nuclear.every((p) => field.truth.some((t) => within(t.box, p.x, p.y)))).toBe(true);
  });

  it('lets neighbouring cells touch but hardly overlap', () => {
    for (let seed = 0; seed < 5; seed++) {
      const field = renderField(
        { ...BARE, composition: { LYM: 1, SEG: 1, PCE: 1 }, nucleatedCells: 20 },
        seed,
      );
      const inscribed = field.truth.map(({ box }) => ({
        x: box.x + box.width / 2,
        y: box.y + box.height / 2,
        r: Math.min(box.width, box.height) / 2,
      }));
      inscribed.forEach((a, i) => {
        for (const b of inscribed.slice(i + 1)) {
          const gap = Math.hypot(a.x - b.x, a.y - b.y) - a.r - b.r;
          expect(gap).toBeGreaterThan(-0.45 * Math.min(a.r, b.r));
        }
      });
    }
  });

  it('refuses countable cells without a class', () => {
    expect(() => renderField({ ...BARE, composition: {}, nucleatedCells: 3 }, 1)).toThrow(
      RangeError,
    );
    expect(renderField({ ...BARE, composition: {}, nucleatedCells: 0 }, 1).truth).toEqual([]);
  });
});
