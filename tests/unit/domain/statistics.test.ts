import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsToSettle, proportion, wilsonInterval } from '../../../src/domain/statistics.ts';

const percent = (value: number) => Math.round(value * 1000) / 10;
const counted = fc
  .integer({ min: 1, max: 5000 })
  .chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)));
const threshold = fc.integer({ min: 1, max: 99 }).map((value) => value / 100);

describe('the Wilson interval', () => {
  it.each([
    [40, 200, 15.0, 26.1],
    [100, 500, 16.7, 23.7],
    [14, 70, 12.3, 30.8],
    [0, 200, 0, 1.9],
    [200, 200, 98.1, 100],
  ])('of %i in %i is %f–%f %%', (count, total, low, high) => {
    const interval = wilsonInterval(count, total);
    expect([percent(interval.low), percent(interval.high)]).toEqual([low, high]);
  });

  it('holds the share and stays within 0–1', () => {
    fc.assert(
      fc.property(counted, ([count, total]) => {
        const { low, high } = wilsonInterval(count, total);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(count / total);
        expect(high).toBeGreaterThanOrEqual(count / total);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('mirrors: the cells and the other cells have mirrored bounds', () => {
    fc.assert(
      fc.property(counted, ([count, total]) => {
        const here = wilsonInterval(count, total);
        const there = wilsonInterval(total - count, total);
        expect(here.low).toBeCloseTo(1 - there.high, 10);
      }),
    );
  });

  it('narrows with the number of cells', () => {
    fc.assert(
      fc.property(counted, ([count, total]) => {
        const once = wilsonInterval(count, total);
        const twice = wilsonInterval(2 * count, 2 * total);
        expect(twice.high - twice.low).toBeLessThan(once.high - once.low);
      }),
    );
  });

  it.each([
    [1, 0],
    [-1, 10],
    [11, 10],
    [Number.NaN, 10],
  ])('refuses %d of %d', (count, total) => {
    expect(() => wilsonInterval(count, total)).toThrow(RangeError);
  });

  it('is absent where nothing is counted', () => {
    expect(proportion(0, 0)).toEqual({ count: 0, share: null, interval: null });
  });
});

describe('cells that settle a call', () => {
  it('is the least number at which the interval leaves the threshold', () => {
    fc.assert(
      fc.property(counted, threshold, ([count, total], at) => {
        const share = count / total;
        // Nearer shares need more cells than floating point can count one by one.
        fc.pre(Math.abs(share - at) > 1e-3);
        const more = cellsToSettle(share, total, at) as number;
        const spans = (cells: number) => {
          const { low, high } = wilsonInterval(share * cells, cells);
          return low <= at && at <= high;
        };
        expect(spans(total + more)).toBe(false);
        if (more > 0) expect(spans(total + more - 1)).toBe(true);
      }),
    );
  });

  it('is none where no number does', () => {
    expect(cellsToSettle(0.2, 200, 0.2)).toBeNull();
  });
});
