import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../src/domain/geometry.ts';
import { binaryMetrics, f1Score } from '../../src/domain/metrics/binary.ts';
import {
  expectedCalibrationError,
  type JudgedDecision,
  selectiveAccuracy,
} from '../../src/domain/metrics/calibration.ts';
import { classificationMetrics, confusionMatrix } from '../../src/domain/metrics/confusion.ts';
import { COCO_IOUS, detectionMetrics } from '../../src/domain/metrics/detection.ts';
import { matchDetections } from '../../src/domain/metrics/matching.ts';
import { rankingFigures } from '../../src/domain/metrics/ranking.ts';
import {
  type Groups,
  isRightBySet,
  type SetLabelledCell,
  setAccuracy,
} from '../../src/domain/metrics/setLabels.ts';

/** Frozen by tests/fixtures/make_metrics.py. */
const frozen = <Content>(name: string): Content =>
  JSON.parse(
    readFileSync(new URL(`../fixtures/metrics/${name}.json`, import.meta.url), 'utf8'),
  ) as Content;

/** Every number of `expected` within 1e-12, all else equal. */
function expectFigures(actual: unknown, expected: unknown, path = 'figures'): void {
  if (typeof expected === 'number') {
    expect(typeof actual, path).toBe('number');
    expect(Math.abs((actual as number) - expected), path).toBeLessThan(1e-12);
  } else if (typeof expected === 'object' && expected !== null) {
    for (const [key, value] of Object.entries(expected))
      expectFigures((actual as Record<string, unknown>)[key], value, `${path}.${key}`);
  } else expect(actual, path).toBe(expected);
}

type Corners = readonly [number, number, number, number];
const boxOf = ([x, y, width, height]: Corners): Box => ({ x, y, width, height });

interface DetectionCase {
  readonly name: string;
  readonly operatingScore: number;
  readonly images: readonly {
    readonly truths: readonly Corners[];
    readonly detections: readonly { readonly box: Corners; readonly score: number }[];
  }[];
  readonly expected: Record<string, number | null>;
}

describe('detection metrics', () => {
  const samplesOf = ({ images }: DetectionCase) =>
    images.map(({ truths, detections }) => ({
      truths: truths.map(boxOf),
      detections: detections.map(({ box, score }) => ({ box: boxOf(box), score })),
    }));
  const cases = frozen<DetectionCase[]>('detection');

  it.each(cases)("are those of COCO's procedure: $name", (one) => {
    expectFigures(detectionMetrics(samplesOf(one), one.operatingScore), one.expected);
  });

  it('cover crowded fields: no cap keeps a truth from being found', () => {
    const truths = Array.from({ length: 400 }, (_, i) => boxOf([i * 20, 0, 10, 10]));
    const detections = truths.map((box, i) => ({ box, score: 1 - i / 1000 }));
    const metrics = detectionMetrics([{ truths, detections }], 0.5);
    expect(metrics).toMatchObject({ ap50: 1, ap5095: 1, recall: 1, precision: 1 });
  });

  it('match each truth once, the best free one first', () => {
    const truths = [boxOf([0, 0, 10, 10]), boxOf([2, 0, 10, 10])];
    const detections = [
      { box: boxOf([1.8, 0, 10, 10]), score: 0.9 },
      { box: boxOf([1.9, 0, 10, 10]), score: 0.8 },
      { box: boxOf([2, 0, 10, 10]), score: 0.7 },
    ];
    expect(matchDetections({ truths, detections }, 0.5).map(({ hit }) => hit)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('use the ten thresholds 0.5 to 0.95', () => {
    expect(COCO_IOUS).toHaveLength(10);
    expect(COCO_IOUS[0]).toBe(0.5);
    expect(COCO_IOUS[9]).toBe(0.95);
    expect(COCO_IOUS[3]).toBeCloseTo(0.65, 12);
  });
});

interface RankingCase {
  readonly name: string;
  readonly truth: readonly number[];
  readonly scores: readonly number[];
  readonly threshold: number;
  readonly expected: Record<string, number | null>;
}

describe('ranking and two-class metrics', () => {
  const rankedOf = ({ truth, scores }: RankingCase) =>
    scores.map((score, i) => ({ score, positive: truth[i] === 1 }));

  it.each(frozen<RankingCase[]>('ranking'))("are scikit-learn's: $name", (one) => {
    const cases = rankedOf(one);
    const { averagePrecision: expectedPrecision, ...gate } = one.expected;
    expectFigures(rankingFigures(cases).averagePrecision, expectedPrecision);
    expectFigures(binaryMetrics(cases, one.threshold), gate);
  });

  it('give the F1 of the published gate', () => {
    expect(f1Score(0.9797, 0.9837)).toBeCloseTo(0.9817, 4);
    expect(f1Score(0, 0)).toBe(0);
  });

  it('are undefined where a class is missing', () => {
    const positives = [{ score: 0.4, positive: true }];
    const negatives = [{ score: 0.4, positive: false }];
    expect(rankingFigures(positives).auc).toBeNull();
    expect(rankingFigures(negatives).auc).toBeNull();
    expect(rankingFigures(negatives).averagePrecision).toBeNull();
    expect(binaryMetrics(negatives, 0.5)).toMatchObject({
      precision: null,
      recall: null,
      f1: null,
    });
    expect(() => rankingFigures([{ score: Number.NaN, positive: true }])).toThrow(RangeError);
  });

  it('rank by every pair: the area is the Mann–Whitney share', () => {
    const someCase = fc.record({ score: fc.integer({ min: 0, max: 5 }), positive: fc.boolean() });
    fc.assert(
      fc.property(fc.array(someCase, { maxLength: 30 }), (cases) => {
        const of = (positive: boolean) => cases.filter((c) => c.positive === positive);
        const pairs = of(true).flatMap((p) => of(false).map((n) => Math.sign(p.score - n.score)));
        const wins = pairs.reduce((sum: number, sign) => sum + (1 + sign) / 2, 0);
        const area = rankingFigures(cases).auc;
        if (pairs.length === 0) expect(area).toBeNull();
        else expect(area).toBeCloseTo(wins / pairs.length, 12);
      }),
    );
  });
});

interface ClassificationCase {
  readonly name: string;
  readonly labels: readonly string[];
  readonly truth: readonly string[];
  readonly predicted: readonly string[];
  readonly expected: { readonly matrix: number[][]; readonly undefinedClasses: string[] };
}

describe('classification metrics', () => {
  it.each(frozen<ClassificationCase[]>('classification'))("are scikit-learn's: $name", (one) => {
    const cases = one.truth.map((truth, i) => ({ truth, predicted: one.predicted[i] as string }));
    const matrix = confusionMatrix(cases, one.labels);
    const { matrix: counts, ...figures } = one.expected;
    expect(matrix.counts).toEqual(counts);
    const metrics = classificationMetrics(matrix);
    expectFigures(metrics, figures);
    expect(metrics.undefinedClasses).toEqual(one.expected.undefinedClasses);
  });

  it('show which classes the macro mean leaves out, and nothing of nothing', () => {
    const empty = classificationMetrics(confusionMatrix([], ['A', 'B']));
    expect(empty).toMatchObject({
      n: 0,
      accuracy: null,
      macro: null,
      undefinedClasses: ['A', 'B'],
    });
    expect(() => confusionMatrix([{ truth: 'A', predicted: 'C' }], ['A'])).toThrow(/"C"/);
  });
});

describe('accuracy against set labels', () => {
  const groups: Groups = [
    { id: 'BLAST', name: 'Blast', members: ['LBL', 'MBL', 'MOB', 'MKB'] },
    { id: 'ERB', name: 'Erythroblast', members: ['PEB', 'BEB', 'PCE', 'OCE'] },
  ];

  it('takes a class within the set, and a group that meets it', () => {
    expect(isRightBySet('SEG', ['SEG'], groups)).toBe(true);
    expect(isRightBySet('SEG', ['BND'], groups)).toBe(false);
    expect(isRightBySet('BLAST', ['LBL', 'MBL', 'MOB', 'MKB'], groups)).toBe(true);
    expect(isRightBySet('BLAST', ['LBL'], groups)).toBe(true);
    expect(isRightBySet('MBL', ['LBL'], groups)).toBe(true);
    expect(isRightBySet('BLAST', ['PCE'], groups)).toBe(false);
  });

  it('gives no such help where the pack declares no group', () => {
    expect(isRightBySet('MBL', ['LBL'], [])).toBe(false);
    expect(isRightBySet('MBL', ['LBL', 'MBL'], [])).toBe(true);
  });

  it('weighs source classes alike in the macro mean and shows where the cells went', () => {
    const cell = (
      sourceClass: string,
      allowed: SetLabelledCell['allowed'],
      label: SetLabelledCell['label'],
      topClass: SetLabelledCell['topClass'],
    ): SetLabelledCell => ({ sourceClass, allowed, label, topClass });
    const result = setAccuracy(
      [
        cell('BLA', ['LBL'], 'BLAST', 'MBL'),
        cell('NGS', ['SEG'], 'SEG', 'SEG'),
        cell('NGS', ['SEG'], 'SEG', 'SEG'),
        cell('NGS', ['SEG'], 'BND', 'BND'),
      ],
      groups,
    );
    expect(result).toEqual({
      n: 4,
      setAccuracy: 0.75,
      exactSetAccuracy: 0.5,
      macroSetAccuracy: (1 + 2 / 3) / 2,
      perClass: {
        BLA: { n: 1, setAccuracy: 1, exactSetAccuracy: 0, predicted: { BLAST: 1 } },
        NGS: { n: 3, setAccuracy: 2 / 3, exactSetAccuracy: 2 / 3, predicted: { SEG: 2, BND: 1 } },
      },
    });
    expect(() => setAccuracy([], groups)).toThrow(RangeError);
  });
});

interface CalibrationCase {
  readonly name: string;
  readonly decisions: readonly JudgedDecision[];
  readonly ece: number;
  readonly selective: readonly { readonly coverage: number }[];
}

describe('calibration', () => {
  const cases = frozen<CalibrationCase[]>('calibration');

  it.each(cases)("is that of scikit-learn's reliability curve: $name", ({ decisions, ece }) => {
    expect(expectedCalibrationError(decisions)).toBeCloseTo(ece, 12);
  });

  it.each(cases)(
    'gives the accuracy of the surest decisions: $name',
    ({ decisions, selective }) => {
      const coverages = selective.map(({ coverage }) => coverage);
      expectFigures(selectiveAccuracy(decisions, coverages), selective);
    },
  );

  it('is undefined without a decision, and refuses what is no probability', () => {
    expect(expectedCalibrationError([])).toBeNull();
    expect(selectiveAccuracy([], [0.5])).toEqual([]);
    for (const confidence of [-0.1, 1.1, Number.NaN])
      expect(() => expectedCalibrationError([{ confidence, right: true }])).toThrow(RangeError);
  });
});
