import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case, ReaderCell } from '../../src/domain/case.ts';
import { CLASS_CODES } from '../../src/domain/classes.ts';
import { FIGURES_OF_ROW, figureOfRow, type Scheme } from '../../src/domain/evaluation/classes.ts';
import { evaluate, evaluatedCaseOf } from '../../src/domain/evaluation/index.ts';
import { assumptions } from '../../src/domain/evaluation/patients.ts';
import { summaryOfEvaluation } from '../../src/domain/evaluation/summary.ts';
import { clusterBootstrap } from '../../src/domain/inference/clusterBootstrap.ts';
import { studentQuantile } from '../../src/domain/inference/studentT.ts';
import { type Agreement, blandAltman } from '../../src/domain/metrics/blandAltman.ts';
import { precisionRecallCurve, rocCurve, thinned } from '../../src/domain/metrics/curves.ts';
import { multiclassRanking } from '../../src/domain/metrics/multiclass.ts';
import { rankingFigures, rankingOf } from '../../src/domain/metrics/ranking.ts';
import { newCase } from '../../src/domain/newCase.ts';
import { PAPER_RULE } from '../../src/domain/rules.ts';
import {
  type FrozenPatient,
  type FrozenSet,
  type FrozenWord,
  frozenCase,
  frozenCases,
  frozenEvaluation,
} from '../unit/domain/frozenPatients.ts';

type Ranking = Record<'averagePrecision' | 'auc', number | null>;
/** Frozen by tests/fixtures/make_evaluation.py. */
const frozen = frozenEvaluation<{
  student: { p: number; df: number; t: number }[];
  curves: {
    truth: number[];
    scores: number[];
    roc: [number[], number[]];
    precisionRecall: [number[], number[]];
  }[];
  multiclass: {
    labels: string[];
    truth: string[];
    scores: number[][];
    perClass: Ranking[];
  } & Record<'micro' | 'macro' | 'weighted', Ranking>;
  weighed: {
    truth: boolean[];
    scores: number[];
    cluster: number[];
    resamples: (Ranking & { weights: number[] })[];
  };
  agreements: { reference: number[]; measured: number[]; expected: Agreement }[];
  set: FrozenSet & {
    expected: Record<'detection' | 'gate' | 'classes' | 'patients', object> & {
      agreement: Record<string, object>;
    };
  };
}>();

/** Every number of `expected` within `within`, all else equal. */
function expectFigures(actual: unknown, expected: unknown, within = 1e-9, path = 'figures'): void {
  if (typeof expected === 'number') {
    expect(typeof actual, path).toBe('number');
    expect(Math.abs((actual as number) - expected), path).toBeLessThan(within);
  } else if (typeof expected === 'object' && expected !== null)
    for (const [key, value] of Object.entries(expected))
      expectFigures((actual as Record<string, unknown>)[key], value, within, `${path}.${key}`);
  else expect(actual, path).toBe(expected);
}

const measure = (cases: readonly Case[]) =>
  evaluate(
    cases.flatMap((document) => evaluatedCaseOf(document) ?? []),
    PAPER_RULE,
  );
const set = frozenCases();
const AT = '2026-01-02T03:04:05.000Z';
const figures = measure(set);

describe('curves', () => {
  it.each(frozen.curves)('are scikit-learn’s', ({ truth, scores, roc, precisionRecall }) => {
    const cases = scores.map((score, i) => ({ score, positive: truth[i] === 1 }));
    const ours = rocCurve(cases)!;
    expectFigures([ours.map((p) => p.falsePositiveRate), ours.map((p) => p.truePositiveRate)], roc);
    const [recalls, precisions] = precisionRecall;
    // scikit-learn stops at the first full recall.
    const points = precisionRecallCurve(cases)!.slice(0, recalls.length);
    expectFigures(
      [points.map((p) => p.recall), points.map((p) => p.precision)],
      [recalls, precisions],
    );
    expect(points.at(-1)!.recall).toBe(1);
  });

  it('keep their ends when thinned', () => {
    const points = Array.from({ length: 1000 }, (_, i) => i);
    const few = thinned(points, 7);
    expect([few.length, few[0], few.at(-1)]).toEqual([7, 0, 999]);
    expect(thinned(points, 1000)).toBe(points);
  });

  it('are not defined without both kinds', () => {
    expect(rocCurve([{ score: 1, positive: true }])).toBeNull();
    expect(precisionRecallCurve([{ score: 1, positive: false }])).toBeNull();
  });
});

describe('the parts', () => {
  it.each(frozen.student)('Student’s t at $p with $df', ({ p, df, t }) =>
    expect(Math.abs(studentQuantile(p, df) / t - 1)).toBeLessThan(1e-9),
  );

  it('rankings of many classes are scikit-learn’s; an absent class has none', () => {
    const { labels, truth, scores, ...expected } = frozen.multiclass;
    const cases = truth.map((label, i) => ({ truth: label, scores: scores[i]! }));
    expectFigures(multiclassRanking(cases, labels)(), expected);
    expect(expected.perClass[labels.indexOf('E')]).toEqual({ averagePrecision: null, auc: null });
  });

  it.each(frozen.agreements)('Bland–Altman of $expected.n', ({ reference, measured, expected }) => {
    const pairs = reference.map((value, i) => ({ reference: value, measured: measured[i]! }));
    expectFigures(blandAltman(pairs), expected);
    expect(blandAltman(pairs.slice(0, 2))).toBeNull();
  });

  it.each(frozen.weighed.resamples)('rankings of a resample are scikit-learn’s', (resample) => {
    const { weights, ...expected } = resample;
    const { truth, scores, cluster } = frozen.weighed;
    const cases = scores.map((score, i) => ({
      score,
      positive: truth[i]!,
      cluster: cluster[i]!,
    }));
    expectFigures(rankingOf(cases)(weights), expected);
  });

  it('weighing clusters is repeating their cases', () => {
    const oneCase = fc.record({
      score: fc.integer({ min: 0, max: 9 }),
      positive: fc.boolean(),
      cluster: fc.nat({ max: 3 }),
    });
    fc.assert(
      fc.property(
        fc.array(oneCase, { maxLength: 40 }),
        fc.array(fc.nat({ max: 3 }), { minLength: 4, maxLength: 4 }),
        (cases, weights) => {
          const repeated = cases.flatMap((item) => Array(weights[item.cluster]!).fill(item));
          expectFigures(rankingOf(cases)(weights), rankingFigures(repeated));
        },
      ),
    );
  });

  it('resampling clusters gives the interval of a mean', () => {
    const values = Array.from({ length: 400 }, (_, i) => (i % 20) / 20);
    const [interval] = clusterBootstrap(400, 1, (weights) => [
      values.reduce((sum, value, i) => sum + value * weights[i]!, 0) / 400,
    ]);
    // Mean 0.475, standard error 0.2883 ÷ 20.
    expect(interval!.low).toBeCloseTo(0.475 - 1.96 * 0.01442, 2);
    expect(interval!.high).toBeCloseTo(0.475 + 1.96 * 0.01442, 2);
    expect(clusterBootstrap(1, 1, () => [1])).toEqual([null]);
    expect(clusterBootstrap(3, 1, ([first]) => [first === 0 ? null : 1])).toEqual([null]);
  });
});

describe('a set of patients', () => {
  const { detection, gate, classes, agreement, patients } = frozen.set.expected;

  it('has the detector’s figures', () => expectFigures(figures.detection, detection));
  it('has the gate’s figures', () => expectFigures(figures.gate, gate));
  it('has the figures of the classes, alone and grouped', () =>
    expectFigures(figures.classes, classes));
  it.each(Object.keys(agreement))('has the agreement on %s', (label) =>
    expectFigures(
      figures.agreement.find(({ subject }) => subject === label)?.figures,
      agreement[label],
    ),
  );
  it('has the table of patients by the bare rule', () =>
    expectFigures(figures.patients?.bare, patients));

  it('takes an indeterminate call for neither, and says whose diagnosis is known', () => {
    const { rows, threeStates } = figures.patients!;
    const open = rows.filter(({ call }) => call === 'indeterminate');
    expect(open.length).toBeGreaterThan(0);
    expect(threeStates.openAll + threeStates.openOthers).toBe(open.length);
    const ill = rows.filter(({ hasAll }) => hasAll).length;
    expect(threeStates.sensitivity.share).toBe(threeStates.truePositive / ill);
    expect(rows.filter(({ basis }) => basis === 'truth')).toHaveLength(4);
  });

  it('has intervals by resampling patients about its figures', () => {
    expect(figures.resampled).toBe('patients');
    const lymphoblasts = figures.classes.classes!.rows.find(({ label }) => label === 'LBL')!;
    for (const { value, interval } of [
      figures.detection!.ap50,
      figures.detection!.ap5095,
      figures.gate!.auc,
      ...Object.values(figures.classes.classes!.averages.macro),
      ...FIGURES_OF_ROW.map((name) => figureOfRow(lymphoblasts, name)),
    ]) {
      expect(interval!.low).toBeLessThan(value!);
      expect(interval!.high).toBeGreaterThan(value!);
    }
    expect(measure(set.slice(0, 3)).resampled).toBe('fields');
  });

  it('is the same in any order of cases and fields', () => {
    const shuffled = [...set].reverse().map((of) => ({ ...of, fields: [...of.fields].reverse() }));
    expect(measure(shuffled)).toEqual(figures);
    fc.assert(
      fc.property(fc.shuffledSubarray([...set.keys()], { minLength: set.length }), (order) => {
        const { detection: found, patients: table } = measure(
          order.map((i) => set[i]!).slice(0, 4),
        );
        const kept = measure([...order.slice(0, 4)].sort((a, b) => a - b).map((i) => set[i]!));
        expect([found, table?.bare]).toEqual([kept.detection, kept.patients?.bare]);
      }),
      { numRuns: 5 },
    );
  });

  it('is untouched by what reviewers say, but for words that they delete', () => {
    const reviewed = set.map(
      (of): Case => ({
        ...of,
        fields: of.fields.map((field) => ({
          ...field,
          cells: field.cells.map((cell) => ({
            ...cell,
            box: { x: 1, y: 1, width: 9, height: 9 },
            review: { label: 'NB', by: 'Dr Test', at: AT },
          })),
        })),
      }),
    );
    expect(measure(reviewed)).toEqual(figures);
    const [first, ...others] = set as [Case, ...Case[]];
    const [field, ...fields] = first.fields;
    const deleted = { ...field!, cells: field!.cells.slice(1) };
    const after = measure([{ ...first, fields: [deleted, ...fields] }, ...others]);
    expect(after.detection).toEqual(figures.detection);
    expect(after.remarks).toEqual([{ kind: 'lost', count: 1 }]);
  });
});

describe('what a set can and cannot tell', () => {
  /** The pipeline says exactly what the truth says. */
  const perfect = (patients: readonly FrozenPatient[]): FrozenPatient[] =>
    patients.map((of) => ({
      ...of,
      fields: of.fields.map(({ truths }) => {
        const words = truths.map(
          ({ box, label, countable }): FrozenWord => ({
            box,
            score: 0.9,
            gate: countable ? 1 : 0,
            countable,
            label,
            probabilities: countable ? CLASS_CODES.map((code) => Number(code === label)) : null,
          }),
        );
        const boxes = words.map(
          ({ box, score }) => [...box, score] as (typeof of.fields)[0]['boxes'][0],
        );
        return { truths, words, boxes };
      }),
    }));

  it('a perfect pipeline scores 1, agrees without bias, and misses no patient of its own rule', () => {
    const patients = perfect(frozen.set.patients).map((of) => ({ ...of, diagnosis: null }));
    const {
      detection,
      gate,
      classes,
      agreement,
      patients: table,
    } = measure(patients.map(frozenCase));
    expect([detection!.ap50.value, detection!.ap5095.value]).toEqual([1, 1]);
    expect([gate!.auc.value, gate!.f1, gate!.specificity.share]).toEqual([1, 1, 1]);
    for (const of of Object.values(classes))
      for (const average of Object.values(of!.averages))
        for (const { value } of Object.values(average)) expect(value).toBeCloseTo(1, 12);
    for (const { figures: of } of agreement)
      expect([of!.bias.value, of!.deviation]).toEqual([0, 0]);
    expect([table!.bare.sensitivity.share, table!.bare.specificity.share]).toEqual([1, 1]);
  });

  it('classes without a cell have no figure, never 0 or 1', () => {
    const absent = figures.classes.classes!.rows.filter(({ truth }) => truth === 0);
    expect(absent.map(({ label }) => label)).toContain('NB');
    for (const row of absent) {
      for (const name of ['sensitivity', 'f1', 'ap', 'auc', 'endToEnd'] as const)
        expect(figureOfRow(row, name)).toEqual({ value: null, interval: null });
      expect(row.curve).toEqual([]);
    }
  });

  const withTruth = (change: (cell: ReaderCell) => ReaderCell) =>
    set.map(
      (of): Case => ({
        ...of,
        fields: of.fields.map((field) => ({
          ...field,
          readings: field.readings.map((reading) => ({
            ...reading,
            cells: reading.cells.map(change),
          })),
        })),
      }),
    );

  it('boxes without names measure the detector alone', () => {
    const bare = measure(withTruth(({ box }) => ({ box, label: null, countable: true })));
    expect(bare.detection).toEqual(figures.detection);
    expect([bare.gate, bare.classes, bare.agreement]).toEqual([
      null,
      { classes: null, grouped: null },
      [],
    ]);
    expect(bare.remarks).toEqual([{ kind: 'detection-only', count: 12 }]);
    // The diagnosis is known of eight of them, and the rule needs no truth in the cells.
    expect(bare.patients!.rows).toHaveLength(8);
  });

  it('without uncountable cells the gate has a sensitivity and no specificity', () => {
    const { gate } = measure(withTruth((cell) => ({ ...cell, countable: true, label: 'LBL' })));
    expect(gate!.sensitivity.share).toBeGreaterThan(0.5);
    expect([gate!.specificity.share, gate!.auc.value, gate!.operating]).toEqual([null, null, null]);
  });

  it('a truth that leaves groups open is graded by groups', () => {
    const grouped = measure(
      withTruth((cell) => (cell.label === 'LBL' ? { ...cell, label: 'BLAST' } : cell)),
    );
    expect(grouped.classes.classes!.rows.find(({ label }) => label === 'LBL')!.truth).toBe(0);
    expect(grouped.classes.grouped).toEqual(figures.classes.grouped);
    expect(grouped.remarks.map(({ kind }) => kind)).toEqual(['ungraded']);
  });

  it('a case that leaves some of its cells without a name says nothing of shares', () => {
    const named = ({ label }: ReaderCell) => label === null || label === 'LBL';
    const partly = measure(
      withTruth((cell) => (named(cell) ? cell : { ...cell, label: null })).map((of, i) =>
        // The first two stay whole.
        i < 2 ? set[i]! : of,
      ),
    );
    const others = set.slice(2).flatMap(({ fields }) => fields.flatMap(({ readings }) => readings));
    const lost = others.flatMap(({ cells }) => cells.filter((cell) => !named(cell)));
    expect(partly.remarks).toEqual([{ kind: 'unnamed', count: lost.length }]);
    for (const { points } of partly.agreement)
      expect(points.every(({ caseId }) => caseId < 'patient-02')).toBe(true);
    const bases = partly.patients!.rows.slice(2).map(({ basis }) => basis);
    expect(bases).toContain(null);
    expect(bases).not.toContain('truth');
    expect(partly.detection).toEqual(figures.detection);
  });

  it('says of how many blasts the lineage was assumed', () => {
    const open = set.map(
      (of, i): Case => ({
        ...of,
        settings: { ...of.settings, blastReading: i === 0 ? 'unresolved' : 'lymphoid' },
        fields: of.fields.map((field) => ({
          ...field,
          cells: field.cells.map((cell) =>
            cell.model?.label === 'LBL'
              ? { ...cell, model: { ...cell.model, label: 'BLAST' } }
              : cell,
          ),
        })),
      }),
    );
    const blasts = open
      .slice(1)
      .flatMap(({ fields }) => fields.flatMap(({ cells }) => cells))
      .filter(({ model }) => model?.label === 'BLAST').length;
    const { patients } = measure(open);
    expect(patients!.assumed).toEqual({ lymphoid: blasts, myeloid: 0 });
    expect(assumptions(patients!)).toEqual([{ key: 'evaluation.assumed-lymphoid', count: blasts }]);
    expect(assumptions(figures.patients!)).toEqual([]);
  });

  it('sets the paper beside the averages that its figures may be, and beside its classes only', () => {
    const beside = (scheme: Scheme) =>
      summaryOfEvaluation(figures, scheme)
        .filter(({ part, paper }) => part === 'classes' && paper !== null)
        .map(({ key, average }) => `${key} ${average ?? ''}`.trim());
    expect(beside('classes')).toEqual([
      'accuracy',
      'precision macro',
      'precision weighted',
      'f1 micro',
      'ap micro',
      'ap macro',
      'ap weighted',
      'auc micro',
      'auc macro',
      'auc weighted',
    ]);
    expect(beside('grouped')).toEqual([]);
  });

  it('an earlier analysis has a lower bound of AP and says so; what waits is in no figure', () => {
    const before = set.map(
      (of, index): Case => ({
        ...of,
        fields: of.fields.map(({ detector: _detector, ...field }) =>
          index === 0 ? { ...field, status: 'new' as const, analysis: null } : field,
        ),
      }),
    );
    const { detection, remarks } = measure(before);
    expect(detection!.ap50.value).toBeLessThan(measure(set.slice(1)).detection!.ap50.value!);
    expect(detection!.recall).toEqual(measure(set.slice(1)).detection!.recall);
    expect(remarks).toEqual([
      { kind: 'waiting', count: set[0]!.fields.length },
      { kind: 'truncated', count: detection!.fields },
    ]);
  });

  it('is nothing without a case', () => {
    expect(measure([])).toMatchObject({ fields: 0, detection: null, gate: null, patients: null });
    expect(evaluatedCaseOf(newCase('a', 'A', AT))).toBeNull();
  });
});
