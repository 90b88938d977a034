import type { ModelWord, ReaderCell } from '../case.ts';
import { CLASS_CODES, isGroupCode, type Label, UNRESOLVED_GROUPS } from '../classes.ts';
import { type ConfusionMatrix, confusionMatrix } from '../metrics/confusion.ts';
import { precisionRecallCurve, thinned } from '../metrics/curves.ts';
import { type Proportion, proportion } from '../statistics.ts';
import {
  type Average,
  type AveragedFigures,
  type FiguresOfClass,
  figuresOfClasses,
  type NamedCell,
} from './classFigures.ts';
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

/** Its F1, AP and AUC are null where it has no classified cell. */
export interface ClassRow extends FiguresOfClass {
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
  /** Classified cells of other classes that were called this one. */
  readonly falseCalls: number;
  /** Of the classified cells. */
  readonly sensitivity: Proportion;
  /** Of the classified cells of other classes, those that were not called this one. */
  readonly specificity: Proportion;
  readonly precision: Proportion;
  /** Right ÷ all cells of this class in the truth, missed and dropped ones included. */
  readonly endToEnd: Proportion;
  /** Counted as this class by the pipeline, on uncountable cells and on no cell at all too. */
  readonly calls: number;
  /** Right ÷ all such calls. */
  readonly ofAllCalls: Proportion;
  /** Recall (x) and precision (y), one against the rest; empty without a cell. */
  readonly curve: readonly CurvePoint[];
}

/** Columns of a table of classes: counts of cells, then figures with their intervals. */
export const COUNTS_OF_CLASS = ['truth', 'missed', 'dropped', 'right', 'falseCalls'] as const;
export const FIGURES_OF_ROW = [
  'sensitivity',
  'specificity',
  'precision',
  'f1',
  'ap',
  'auc',
  'endToEnd',
  'ofAllCalls',
] as const;

/** A class that is neither in the truth nor called by the pipeline has nothing to show. */
export const occurs = ({ truth, calls }: ClassRow): boolean => truth > 0 || calls > 0;

/** A rate or a figure of a class, alike. */
export function figureOfRow(row: ClassRow, name: (typeof FIGURES_OF_ROW)[number]): Figure {
  const of = row[name];
  return 'share' in of ? { value: of.share, interval: of.interval } : of;
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
  const { perClass, averages } = figuresOfClasses(cells, labels, clusters.count);
  const callsByLabel = callsOf(clusters, scheme);
  const rows = labels.map((label, index): ClassRow => {
    const own = graded.filter(({ truth }) => truth === label);
    const support = matrix.counts[index]?.reduce((a, b) => a + b, 0) ?? 0;
    const right = matrix.counts[index]?.[index] ?? 0;
    const predicted = matrix.counts.reduce((sum, row) => sum + (row[index] as number), 0);
    const allCalls = callsByLabel.get(label) ?? 0;
    const missed = own.filter(({ word }) => word === null).length;
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
      falseCalls: predicted - right,
      sensitivity: proportion(right, support),
      specificity: proportion(cells.length - support - (predicted - right), cells.length - support),
      precision: proportion(right, predicted),
      endToEnd: proportion(right, own.length),
      calls: allCalls,
      ofAllCalls: proportion(right, allCalls),
      ...(perClass[index] as FiguresOfClass),
      curve: thinned(curve ?? [], CURVE_POINTS).map(({ recall, precision }) => ({
        x: recall,
        y: precision,
      })),
    };
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
    averages,
    ungraded: found.length - graded.length,
    openGroups: graded.filter(({ word }) => word?.label && isGroupCode(word.label)).length,
  };
}

/**
 * What the pipeline counted as each label, wherever the truth names cells; words on cells of the truth
 * without a name, or with one that is none in this scheme, are neither right nor wrong.
 */
function callsOf({ fields }: Clusters, scheme: Scheme): ReadonlyMap<Label, number> {
  const calls = new Map<Label, number>();
  for (const { field, of } of fields) {
    if (!of.named) continue;
    const undecided = new Set(
      field.pairs
        .filter(({ truth }) => truth.countable && nameOf(truth, scheme) === null)
        .map(({ word }) => word),
    );
    for (const word of field.words) {
      const scores = scoresOf(word, scheme);
      if (!scores || undecided.has(word)) continue;
      const label = SCHEME_LABELS[scheme][largest(scores)] as Label;
      calls.set(label, (calls.get(label) ?? 0) + 1);
    }
  }
  return calls;
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
