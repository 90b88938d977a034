import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../src/domain/geometry.ts';
import { cohenKappa, oneVersusRest, specificAgreement } from '../../src/domain/metrics/kappa.ts';
import { matchReaders } from '../../src/domain/metrics/matching.ts';

type Pair = readonly [number, number];
interface Figures {
  kappa: number;
  standardError: number;
  interval: Pair;
}
interface Frozen {
  agreement: (Figures & {
    table: number[][];
    byClass: {
      share: number;
      interval: Pair;
      rest: number[][];
      kappaKappa: number;
      kappaStandardError: number;
      kappaInterval: Pair;
    }[];
  })[];
  matches: { first: number[][]; second: number[][]; pairs: Pair[] }[];
}

const path = new URL('../fixtures/statistics/agreement.json', import.meta.url);
const frozen: Frozen = JSON.parse(readFileSync(path, 'utf8'));

/** An interval of kappa is cut where kappa itself ends; statsmodels' is not. */
const cut = ([low, high]: Pair) => [Math.max(-1, low), Math.min(1, high)] as const;

function expectKappa(table: readonly (readonly number[])[], expected: Figures) {
  const found = cohenKappa(table)!;
  expect(found.kappa).toBeCloseTo(expected.kappa, 10);
  expect(found.standardError).toBeCloseTo(expected.standardError, 10);
  expect(found.interval!.low).toBeCloseTo(cut(expected.interval)[0], 10);
  expect(found.interval!.high).toBeCloseTo(cut(expected.interval)[1], 10);
}

describe('kappa and specific agreement', () => {
  it.each(frozen.agreement)('of $table', (sample) => {
    expectKappa(sample.table, sample);
    for (const [i, expected] of sample.byClass.entries()) {
      const rest = oneVersusRest(sample.table, i);
      expect(rest).toEqual(expected.rest);
      expectKappa(rest, {
        kappa: expected.kappaKappa,
        standardError: expected.kappaStandardError,
        interval: expected.kappaInterval,
      });
      const [[both, first], [second]] = rest;
      const found = specificAgreement(both, first, second);
      expect(found.share).toBeCloseTo(expected.share, 12);
      expect(found.interval!.low).toBeCloseTo(expected.interval[0], 8);
      expect(found.interval!.high).toBeCloseTo(expected.interval[1], 8);
    }
  });

  it('is 0.676 in table 18.1 of Fleiss, Levin and Paik', () => {
    expect(cohenKappa(frozen.agreement[0]!.table)!.kappa).toBeCloseTo(0.676, 3);
  });

  it('is undefined where chance explains everything, and where nothing is', () => {
    expect(cohenKappa([[12]])).toMatchObject({ n: 12, observed: 1, kappa: null, interval: null });
    expect(cohenKappa([])).toBeNull();
    expect(
      cohenKappa([
        [0, 0],
        [0, 0],
      ]),
    ).toBeNull();
    expect(specificAgreement(0, 0, 0)).toMatchObject({ share: null, interval: null });
    expect(() => cohenKappa([[1, 2]])).toThrow(RangeError);
  });

  it.each([
    [
      1,
      [
        [3, 0],
        [0, 2],
      ],
    ],
    [
      1,
      [
        [500, 0],
        [0, 700],
      ],
    ],
    // A class that the first reader never uses, and never the second.
    [
      0,
      [
        [0, 3],
        [0, 20],
      ],
    ],
    [
      0,
      [
        [0, 0],
        [7, 20],
      ],
    ],
  ])('has no interval where its large-sample error is 0: %d of %j', (kappa, table) => {
    const found = cohenKappa(table)!;
    expect(found.kappa).toBeCloseTo(kappa, 12);
    expect(found).toMatchObject({ standardError: null, interval: null });
  });
});

const boxesOf = (rows: readonly number[][]): Box[] =>
  rows.map(([x, y, width, height]) => ({ x: x!, y: y!, width: width!, height: height! }));

describe('boxes of two readers', () => {
  it.each(frozen.matches)('are paired as numpy pairs them', ({ first, second, pairs }) => {
    expect(matchReaders(boxesOf(first), boxesOf(second), 0.5)).toEqual(pairs);
  });

  it('are paired the same whoever is first', () => {
    const side = fc.integer({ min: 5, max: 40 });
    const box = fc.record({ x: side, y: side, width: side, height: side });
    fc.assert(
      fc.property(fc.array(box, { maxLength: 8 }), fc.array(box, { maxLength: 8 }), (a, b) => {
        const there = matchReaders(a, b, 0.5);
        const back = matchReaders(b, a, 0.5).map(([j, i]) => [i, j] as const);
        expect(back.sort(([i], [k]) => i - k)).toEqual(there);
      }),
      { numRuns: 200 },
    );
  });
});
