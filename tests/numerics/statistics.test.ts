import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustedShare } from '../../src/domain/inference/adjustment.ts';
import { cellsFound } from '../../src/domain/inference/countDistribution.ts';
import {
  type FieldCells,
  fieldBootstrap,
  intraclassCorrelation,
} from '../../src/domain/inference/fieldBootstrap.ts';
import { chiSquareTail, logGamma } from '../../src/domain/inference/gamma.ts';
import { fisherExact, heterogeneityTest } from '../../src/domain/inference/heterogeneity.ts';
import {
  expectedFigures,
  MOST_CELLS,
  outcomesOf,
  type Sampling,
} from '../../src/domain/ruleSimulation.ts';
import { PAPER_RULE, ruleById } from '../../src/domain/rules.ts';
import { ratioInterval, wilsonInterval } from '../../src/domain/statistics.ts';

type Pair = readonly [number, number];
interface Frozen {
  wilson: { count: number; total: number; interval: Pair }[];
  ratio: { first: number; second: number; interval: Pair }[];
  chiSquareTail: { x: number; df: number; p: number }[];
  heterogeneity: Record<
    'byDistribution' | 'byTables',
    { table: number[][]; statistic: number; df: number; p: number }[]
  >;
  fisher: { count: number; total: number; others: number; otherTotal: number; p: number }[];
  bootstrap: { fields: Pair[]; quantiles: [number, number, number, number] }[];
  clustered: { fields: Pair[]; correlation: number }[];
  adjusted: {
    count: number;
    total: number;
    sensitivity: Pair;
    specificity: Pair;
    share: number;
    interval: Pair;
  }[];
  simulation: {
    rule: string;
    sampling: Sampling;
    outcomes: Record<'share' | 'meets' | 'doesNotMeet' | 'indeterminate' | 'bare', number>[];
  }[];
}
/** Frozen by tests/fixtures/make_statistics.py. */
const frozen = JSON.parse(
  readFileSync(new URL('../fixtures/statistics/statistics.json', import.meta.url), 'utf8'),
) as Frozen;

const cellsOf = (fields: readonly Pair[]): FieldCells[] =>
  fields.map(([count, total]) => ({ count, total }));
const someFields = fc.array(
  fc
    .integer({ min: 0, max: 25 })
    .chain((total) => fc.record({ total: fc.constant(total), count: fc.nat({ max: total }) })),
  { minLength: 2, maxLength: 8 },
);

describe('intervals, against scipy', () => {
  it.each(frozen.wilson)('Wilson of $count in $total', ({ count, total, interval }) => {
    const { low, high } = wilsonInterval(count, total);
    expect(low).toBeCloseTo(interval[0], 12);
    expect(high).toBeCloseTo(interval[1], 12);
  });

  it.each(frozen.ratio)('of the ratio $first : $second', ({ first, second, interval }) => {
    const found = ratioInterval(first, second)!;
    expect(found.low).toBeCloseTo(interval[0], 10);
    expect(found.high / interval[1]).toBeCloseTo(1, 10);
  });

  it('of a ratio to nothing is none', () => {
    expect(ratioInterval(3, 0)).toBeNull();
  });
});

describe('the bootstrap over fields', () => {
  it.each(frozen.bootstrap)('comes near every resample of $fields', ({ fields, quantiles }) => {
    const { low, high } = fieldBootstrap(cellsOf(fields))!;
    expect(low).toBeGreaterThanOrEqual(quantiles[0]);
    expect(low).toBeLessThanOrEqual(quantiles[1]);
    expect(high).toBeGreaterThanOrEqual(quantiles[2]);
    expect(high).toBeLessThanOrEqual(quantiles[3]);
  });

  it('does not change with the order of the fields, nor with a field without cells', () => {
    fc.assert(
      fc.property(someFields, (fields) => {
        const own = fieldBootstrap(fields);
        expect(fieldBootstrap([...fields].reverse())).toEqual(own);
        expect(fieldBootstrap([{ count: 0, total: 0 }, ...fields])).toEqual(own);
      }),
      { numRuns: 20 },
    );
  });

  it('is wider than Wilson’s where fields differ, and none for a single field', () => {
    const mixed = Array.from({ length: 12 }, (_, i) => ({ count: i % 2 ? 14 : 0, total: 20 }));
    const byFields = fieldBootstrap(mixed)!;
    const byCells = wilsonInterval(84, 240);
    expect(byFields.high - byFields.low).toBeGreaterThan(1.5 * (byCells.high - byCells.low));
    expect(fieldBootstrap([{ count: 3, total: 9 }])).toBeNull();
  });

  it.each(frozen.clustered)('correlation within fields, against scipy', (sample) => {
    expect(intraclassCorrelation(cellsOf(sample.fields))).toBeCloseTo(sample.correlation, 10);
  });

  it('correlation is not defined without variation', () => {
    expect(
      intraclassCorrelation([
        { count: 0, total: 5 },
        { count: 0, total: 5 },
      ]),
    ).toBeNull();
    expect(
      intraclassCorrelation([
        { count: 1, total: 1 },
        { count: 0, total: 1 },
      ]),
    ).toBeNull();
  });
});

describe('whether fields disagree', () => {
  it.each(frozen.chiSquareTail)('chi-square tail at $x, $df', ({ x, df, p }) => {
    expect(chiSquareTail(x, df) / p).toBeCloseTo(1, 10);
  });

  it.each(frozen.heterogeneity.byDistribution)('by the distribution: $table', (expected) => {
    const found = heterogeneityTest(expected.table)!;
    expect(found).toMatchObject({ method: 'chi-square', degrees: expected.df });
    expect(found.statistic).toBeCloseTo(expected.statistic, 9);
    expect(found.p / expected.p).toBeCloseTo(1, 9);
  });

  it.each(frozen.heterogeneity.byTables)(
    'by drawn tables, near all of them: $table',
    (expected) => {
      const found = heterogeneityTest(expected.table)!;
      expect(found).toMatchObject({ method: 'monte-carlo', degrees: expected.df });
      expect(found.statistic).toBeCloseTo(expected.statistic, 9);
      const error = Math.sqrt((expected.p * (1 - expected.p)) / 1999);
      expect(Math.abs(found.p - expected.p)).toBeLessThan(4 * error + 1 / 2000);
    },
  );

  it('does not change with the order of the fields', () => {
    fc.assert(
      fc.property(someFields, (fields) => {
        const table = fields.map(({ count, total }) => [count, total - count]);
        expect(heterogeneityTest([...table].reverse())).toEqual(heterogeneityTest(table));
      }),
      { numRuns: 20 },
    );
  });

  it('is not asked of one field or one kind of cell', () => {
    expect(heterogeneityTest([[3, 4]])).toBeNull();
    expect(
      heterogeneityTest([
        [3, 0],
        [4, 0],
      ]),
    ).toBeNull();
    expect(
      heterogeneityTest([
        [3, 4],
        [0, 0],
      ]),
    ).toBeNull();
  });

  it.each(frozen.fisher)('Fisher’s exact test, $count of $total', (sample) => {
    const { count, total, others, otherTotal, p } = sample;
    expect(fisherExact(count, total, others, otherTotal) / p).toBeCloseTo(1, 9);
  });
});

describe('the share without known confusion', () => {
  it.each(frozen.adjusted)('of $count in $total', (sample) => {
    const { count, total, sensitivity, specificity, share, interval } = sample;
    const rightOf = ([right, of]: Pair) => ({ right, total: of });
    const found = adjustedShare(count, total, {
      sensitivity: rightOf(sensitivity),
      specificity: rightOf(specificity),
    })!;
    expect(found.share).toBeCloseTo(share, 12);
    expect(found.interval.low).toBeCloseTo(interval[0], 12);
    expect(found.interval.high).toBeCloseTo(interval[1], 12);
  });

  it('is none where naming is no better than chance', () => {
    const half = { right: 50, total: 100 };
    expect(adjustedShare(10, 100, { sensitivity: half, specificity: half })).toBeNull();
  });
});

describe('what a number of cells can tell', () => {
  it.each(frozen.simulation)('$rule, $sampling', ({ rule, sampling, outcomes }) => {
    const found = outcomesOf(
      ruleById(rule)!,
      sampling,
      outcomes.map(({ share }) => share),
    );
    for (const [i, expected] of outcomes.entries())
      for (const [name, value] of Object.entries(expected))
        expect(found[i]![name as keyof (typeof found)[number]], name).toBeCloseTo(value, 9);
  });

  it('sums to one, and few cells tell less than many', () => {
    const sampling = { cellsPerField: 14, correlation: 0.03, sensitivity: 0.9, specificity: 0.97 };
    const at = (fields: number) =>
      expectedFigures(PAPER_RULE, { ...sampling, fields }, [0.3, 1], [0, 0.1]);
    const [few, many] = [at(5), at(40)];
    expect(many.sensitivity).toBeGreaterThan(few.sensitivity);
    expect(many.specificity).toBeGreaterThan(few.specificity);
    expect(few.indeterminate.diseased).toBeGreaterThan(many.indeterminate.diseased);
    for (const fields of [1, 5, 40])
      expect(cellsFound(fields, 14, 0.3, 0.1).reduce((a, b) => a + b)).toBeCloseTo(1, 10);
  });

  it('refuses no cell and more than can be worked out', () => {
    const sampling = { cellsPerField: 1, correlation: 0, sensitivity: 1, specificity: 1 };
    for (const fields of [0, MOST_CELLS + 1, Number.NaN])
      expect(() => outcomesOf(PAPER_RULE, { ...sampling, fields }, [0.2])).toThrow(RangeError);
  });
});

describe('ln Γ', () => {
  it('is that of the factorials', () => {
    let log = 0;
    for (let n = 1; n < 170; n++) {
      expect(logGamma(n)).toBeCloseTo(log, 10);
      log += Math.log(n);
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
  });
});
