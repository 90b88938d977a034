import type { Interval, Proportion } from '../statistics.ts';
import type { Scheme } from './classes.ts';
import { AVERAGES, type Average } from './classFigures.ts';
import type { Figure } from './detection.ts';
import type { Evaluation } from './index.ts';

/** The figures that are asked first, each beside what the paper gives. */

export const SUMMARY_PARTS = ['detection', 'gate', 'classes', 'patients'] as const;
export type SummaryPart = (typeof SUMMARY_PARTS)[number];

export const FIGURE_KEYS = [
  'ap50',
  'ap5095',
  'recall',
  'precision',
  'sensitivity',
  'specificity',
  'accuracy',
  'f1',
  'ap',
  'auc',
  'ppv',
  'npv',
] as const;
export type FigureKey = (typeof FIGURE_KEYS)[number];

export interface SummaryRow {
  readonly part: SummaryPart;
  readonly key: FigureKey;
  /** How it is averaged over classes; null where it is not. */
  readonly average: Average | null;
  /** 0–1; null where it is not defined. */
  readonly value: number | null;
  readonly interval: Interval | null;
  /** Count and total of a rate, else the number that it rests on. */
  readonly count: number | null;
  readonly n: number;
  /** Zhou et al. 2021, Results; null where the paper has none. */
  readonly paper: number | null;
}

const ofRate = (rate: Proportion, n: number) => ({
  value: rate.share,
  interval: rate.interval,
  count: rate.share === null ? null : rate.count,
  n,
});

const ofFigure = ({ value, interval }: Figure, n: number) => ({ value, interval, count: null, n });

/**
 * The summary of an evaluation.
 * @param scheme of the classes
 */
export function summaryOfEvaluation(
  { detection, gate, classes, patients }: Evaluation,
  scheme: Scheme,
): SummaryRow[] {
  const rows: SummaryRow[] = [];
  const add = (
    part: SummaryPart,
    key: FigureKey,
    figures: Pick<SummaryRow, 'value' | 'interval' | 'count' | 'n'>,
    paper: number | null = null,
    average: SummaryRow['average'] = null,
  ) => rows.push({ part, key, average, paper, ...figures });
  if (detection) {
    const { truths, ap50, ap5095, recall, precision, shown } = detection;
    add('detection', 'ap50', ofFigure(ap50, truths), 0.9348);
    add('detection', 'ap5095', ofFigure(ap5095, truths));
    add('detection', 'recall', ofRate(recall, truths));
    add('detection', 'precision', ofRate(precision, shown));
  }
  if (gate) {
    const {
      truePositive: tp,
      falsePositive: fp,
      falseNegative: fn,
      trueNegative: tn,
    } = gate.counts;
    add('gate', 'accuracy', ofRate(gate.accuracy, gate.n), 0.9676);
    add('gate', 'precision', ofRate(gate.precision, tp + fp), 0.9797);
    add('gate', 'sensitivity', ofRate(gate.sensitivity, tp + fn), 0.9837);
    add('gate', 'specificity', ofRate(gate.specificity, tn + fp));
    add('gate', 'auc', ofFigure(gate.auc, gate.n), 0.9732);
  }
  const named = classes[scheme];
  if (named) {
    const { n, accuracy, averages } = named;
    // Cells of one patient are alike: Wilson's interval would be too narrow.
    const interval = averages.micro.accuracy.interval ?? accuracy.interval;
    // What the paper measured are the 20 classes. Its F1 equals its accuracy, as only the micro average
    // does, and its precision does not; which average its AP and AUC are it does not say.
    const paper = (value: number) => (scheme === 'classes' ? value : null);
    const each = (
      key: 'precision' | 'f1' | 'ap' | 'auc',
      value: number,
      stated: readonly Average[],
      shown: readonly Average[] = AVERAGES,
    ) => {
      for (const average of shown)
        add(
          'classes',
          key,
          ofFigure(averages[average][key], n),
          stated.includes(average) ? paper(value) : null,
          average,
        );
    };
    add('classes', 'accuracy', { ...ofRate(accuracy, n), interval }, paper(0.8293));
    add('classes', 'sensitivity', ofFigure(averages.macro.accuracy, n), null, 'macro');
    each('precision', 0.8607, ['macro', 'weighted'], ['macro', 'weighted']);
    each('f1', 0.8293, ['micro']);
    each('ap', 0.8567, AVERAGES);
    each('auc', 0.987, AVERAGES);
  }
  if (patients) {
    const { bare } = patients;
    const ill = bare.truePositive + bare.falseNegative + bare.openAll;
    const others = bare.trueNegative + bare.falsePositive + bare.openOthers;
    add('patients', 'sensitivity', ofRate(bare.sensitivity, ill), 0.86);
    add('patients', 'specificity', ofRate(bare.specificity, others), 0.95);
    add('patients', 'accuracy', ofRate(bare.accuracy, ill + others), 0.89);
  }
  return rows;
}
