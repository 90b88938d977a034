import type { ModelWord, ReaderCell } from '../case.ts';
import { CLASS_CODES, isGroupCode, type Label, UNRESOLVED_GROUPS } from '../classes.ts';
import { clusterBootstrap } from '../inference/clusterBootstrap.ts';
import {
  type ConfusionMatrix,
  classificationMetrics,
  confusionMatrix,
} from '../metrics/confusion.ts';
import { precisionRecallCurve, thinned } from '../metrics/curves.ts';
import { multiclassRanking, type RankingFigures } from '../metrics/multiclass.ts';
import { type Proportion, proportion } from '../statistics.ts';
import type { Clusters } from './clusters.ts';
import { CURVE_POINTS, type CurvePoint, type Figure } from './detection.ts';

/**
 * How well the ensemble names the cells.
 * `classes`: the most probable of the 20, as the paper counts. `grouped`: blasts and erythroblasts
 * each as one, in truth and in prediction, for packs that do not tell them apart.
 */
export const SCHEMES = ['classes', 'grouped'] as const;
export type Scheme = (typeof SCHEMES)[number];

const groupOf = (label: Label): Label =>
  UNRESOLVED_GROUPS.find(({ members }) => members.some((code) => code === label))?.id ?? label;

/** Labels of each scheme, in the order of their rows. */
export const SCHEME_LABELS: Readonly<Record<Scheme, readonly Label[]>> = {
  classes: CLASS_CODES,
  grouped: [...new Set(CLASS_CODES.map(groupOf))],
};

/** What a label is called in a scheme; null for a group, which is none of the 20. */
export const inScheme = (label: Label, scheme: Scheme): Label | null =>
  scheme === 'grouped' ? groupOf(label) : isGroupCode(label) ? null : label;

/** Below so many cells a rate says little. */
export const FEW_CELLS = 10;

export interface ClassRow {
  readonly label: Label;
  /** Countable cells of this class in the truth. */
  readonly truth: number;
  /** Not found by the detector. */
  readonly missed: number;
  /** Found, and dropped by the gate. */
  readonly dropped: number;
  /** Classified cells: found and passed. */
  readonly support: number;
  readonly right: number;
  /** Of the classified cells. */
  readonly sensitivity: Proportion;
  readonly precision: Proportion;
  /** Right ÷ all cells of this class in the truth, missed and dropped ones included. */
  readonly endToEnd: Proportion;
  /** null where the class has no classified cell. */
  readonly f1: number | null;
  readonly averagePrecision: number | null;
  readonly auc: number | null;
  /** Recall (x) and precision (y), one against the rest; empty without a cell. */
  readonly curve: readonly CurvePoint[];
}

export const AVERAGES = ['micro', 'macro', 'weighted'] as const;
export type Average = (typeof AVERAGES)[number];

/** Figures of one average; null where no class has a cell. */
export interface AveragedFigures {
  /** Mean sensitivity: over all cells, over the classes, or weighted by their cells. */
  readonly accuracy: Figure;
  readonly precision: Figure;
  readonly f1: Figure;
  readonly averagePrecision: number | null;
  readonly auc: number | null;
}

export interface ClassEvaluation {
  readonly scheme: Scheme;
  /** Classified cells. */
  readonly n: number;
  readonly matrix: ConfusionMatrix<Label>;
  readonly rows: readonly ClassRow[];
  /** Over all cells, with Wilson's interval. */
  readonly accuracy: Proportion;
  readonly averages: Readonly<Record<Average, AveragedFigures>>;
  /** Cells that the truth names as a group only: not among the 20. */
  readonly ungraded: number;
  /** Classified cells that the pack named as a group only. */
  readonly openGroups: number;
}

interface NamedCell {
  readonly truth: Label;
  readonly predicted: Label;
  readonly scores: readonly number[];
  readonly cluster: number;
}

/** Figures of the classes in one scheme; null where no cell with a name was classified. */
export function evaluateClasses(clusters: Clusters, scheme: Scheme): ClassEvaluation | null {
  const labels = SCHEME_LABELS[scheme];
  const found = clusters.fields.flatMap(({ field, cluster }) =>
    field.pairs
      .filter(({ truth }) => truth.countable && truth.label !== null)
      .map(({ truth, word }) => ({ truth: nameOf(truth, scheme), word, cluster })),
  );
  const graded = found.flatMap(({ truth, ...rest }) =>
    truth === null ? [] : [{ truth, ...rest }],
  );
  const cells = graded.flatMap(({ truth, word, cluster }): NamedCell[] => {
    const scores = word && scoresOf(word, scheme);
    return scores ? [{ truth, predicted: labels[largest(scores)] as Label, scores, cluster }] : [];
  });
  if (cells.length === 0) return null;
  const matrix = confusionMatrix(cells, labels);
  const metrics = classificationMetrics(matrix);
  const ranking = multiclassRanking(cells, labels);
  const rows = labels.map((label, index): ClassRow => {
    const own = graded.filter(({ truth }) => truth === label);
    const support = matrix.counts[index]?.reduce((a, b) => a + b, 0) ?? 0;
    const right = matrix.counts[index]?.[index] ?? 0;
    const predicted = matrix.counts.reduce((sum, row) => sum + (row[index] as number), 0);
    const missed = own.filter(({ word }) => word === null).length;
    const { averagePrecision, auc } = ranking.perClass[index] as RankingFigures;
    const curve = precisionRecallCurve(
      cells.map(({ truth, scores }) => ({
        score: scores[index] as number,
        positive: truth === label,
      })),
    );
    return {
      label,
      truth: own.length,
      missed,
      dropped: own.length - missed - support,
      support,
      right,
      sensitivity: proportion(right, support),
      precision: proportion(right, support === 0 ? 0 : predicted),
      endToEnd: proportion(right, own.length),
      f1: metrics.perClass[index]?.figures?.f1 ?? null,
      averagePrecision,
      auc,
      curve: thinned(curve ?? [], CURVE_POINTS).map(({ recall, precision }) => ({
        x: recall,
        y: precision,
      })),
    };
  });
  const rates = resampledRates(cells, labels, clusters.count);
  const averaged = (average: Average): AveragedFigures => ({
    accuracy: { value: metrics[average]?.recall ?? null, interval: rates(average, 'recall') },
    precision: {
      value: metrics[average]?.precision ?? null,
      interval: rates(average, 'precision'),
    },
    f1: { value: metrics[average]?.f1 ?? null, interval: rates(average, 'f1') },
    ...ranking[average],
  });
  return {
    scheme,
    n: cells.length,
    matrix,
    rows,
    accuracy: proportion(
      cells.filter(({ truth, predicted }) => truth === predicted).length,
      cells.length,
    ),
    averages: {
      micro: averaged('micro'),
      macro: averaged('macro'),
      weighted: averaged('weighted'),
    },
    ungraded: found.length - graded.length,
    openGroups: graded.filter(({ word }) => word?.label && isGroupCode(word.label)).length,
  };
}

const nameOf = ({ label }: ReaderCell, scheme: Scheme): Label | null =>
  label === null ? null : inScheme(label, scheme);

/** Probabilities in the order of the scheme's labels; those of a group are added up. */
function scoresOf({ probabilities }: ModelWord, scheme: Scheme): number[] | null {
  if (!probabilities) return null;
  const sums = new Map<Label, number>();
  for (const code of CLASS_CODES) {
    const label = inScheme(code, scheme) as Label;
    sums.set(label, (sums.get(label) ?? 0) + (probabilities[code] ?? 0));
  }
  return SCHEME_LABELS[scheme].map((label) => sums.get(label) as number);
}

const largest = (values: readonly number[]): number =>
  values.reduce((best, value, index) => (value > (values[best] as number) ? index : best), 0);

const RATES = ['recall', 'precision', 'f1'] as const;

/** Intervals of the averages' rates by resampling: each cluster's decisions once, then sums of them. */
function resampledRates(cells: readonly NamedCell[], labels: readonly Label[], clusters: number) {
  const size = labels.length;
  const position = new Map(labels.map((label, i) => [label, i]));
  const decisions = cells.map(({ truth, predicted, cluster }) => ({
    entry: (position.get(truth) as number) * size + (position.get(predicted) as number),
    cluster,
  }));
  const flat = new Float64Array(size * size);
  const kinds = AVERAGES.flatMap((average) => RATES.map((rate) => ({ average, rate })));
  const intervals = clusterBootstrap(clusters, kinds.length, (weights) => {
    flat.fill(0);
    for (const { entry, cluster } of decisions)
      flat[entry] = (flat[entry] as number) + (weights[cluster] as number);
    const counts = labels.map((_, i) => Array.from(flat.subarray(i * size, (i + 1) * size)));
    const metrics = classificationMetrics({ labels, counts });
    return kinds.map(({ average, rate }) => metrics[average]?.[rate] ?? null);
  });
  return (average: Average, rate: (typeof RATES)[number]): Figure['interval'] =>
    intervals[kinds.findIndex((kind) => kind.average === average && kind.rate === rate)] ?? null;
}
