import type { ModelWord, ReaderCell } from '../case.ts';
import { clusterBootstrap } from '../inference/clusterBootstrap.ts';
import { f1Score } from '../metrics/binary.ts';
import { rocCurve, thinned } from '../metrics/curves.ts';
import { type ClusteredCase, rankingOf } from '../metrics/ranking.ts';
import { type Proportion, proportion } from '../statistics.ts';
import type { Clusters } from './clusters.ts';
import { CURVE_POINTS, type CurvePoint, type Figure } from './detection.ts';

/** How well the gate tells countable cells (the positives) from others, over the boxes that were found. */
export interface GateEvaluation {
  readonly n: number;
  /** Countable by the truth and passed; and so on. */
  readonly counts: Record<
    'truePositive' | 'falsePositive' | 'falseNegative' | 'trueNegative',
    number
  >;
  readonly accuracy: Proportion;
  readonly precision: Proportion;
  /** Recall. */
  readonly sensitivity: Proportion;
  readonly specificity: Proportion;
  /** True negatives ÷ dropped. */
  readonly negativePredictiveValue: Proportion;
  /** 0–1; null where neither precision nor recall is defined. */
  readonly f1: number | null;
  readonly auc: Figure;
  /** 1 − specificity (x) and sensitivity (y) over all thresholds; empty where it is not defined. */
  readonly curve: readonly CurvePoint[];
  /** The threshold in force on the curve; null where a rate is not defined. */
  readonly operating: CurvePoint | null;
}

interface GatedCell {
  readonly truth: ReaderCell;
  readonly word: ModelWord;
  readonly cluster: number;
}

/** Figures of the gate; null where no box of a truth that names cells was found. */
export function evaluateGate({ fields, count }: Clusters): GateEvaluation | null {
  const cells = fields
    .filter(({ of }) => of.named)
    .flatMap(({ field, cluster }) =>
      field.pairs.flatMap(({ truth, word }): GatedCell[] =>
        word ? [{ truth, word, cluster }] : [],
      ),
    );
  if (cells.length === 0) return null;
  const tell = (countable: boolean, passed: boolean) =>
    cells.filter(({ truth, word }) => truth.countable === countable && word.countable === passed)
      .length;
  const counts = {
    truePositive: tell(true, true),
    falsePositive: tell(false, true),
    falseNegative: tell(true, false),
    trueNegative: tell(false, false),
  };
  const { truePositive, falsePositive, falseNegative, trueNegative } = counts;
  const precision = proportion(truePositive, truePositive + falsePositive);
  const sensitivity = proportion(truePositive, truePositive + falseNegative);
  const specificity = proportion(trueNegative, trueNegative + falsePositive);
  const ranked = cells.map(
    ({ truth, word, cluster }): ClusteredCase => ({
      score: word.countableProbability,
      positive: truth.countable,
      cluster,
    }),
  );
  const ranking = rankingOf(ranked);
  const curve = rocCurve(ranked) ?? [];
  const [interval = null] = clusterBootstrap(count, 1, (weights) => [ranking(weights).auc]);
  const isDefined = precision.share !== null && sensitivity.share !== null;
  return {
    n: cells.length,
    counts,
    accuracy: proportion(truePositive + trueNegative, cells.length),
    precision,
    sensitivity,
    specificity,
    negativePredictiveValue: proportion(trueNegative, trueNegative + falseNegative),
    f1: isDefined ? f1Score(precision.share as number, sensitivity.share as number) : null,
    auc: { value: ranking().auc, interval },
    curve: thinned(curve, CURVE_POINTS).map(({ falsePositiveRate, truePositiveRate }) => ({
      x: falsePositiveRate,
      y: truePositiveRate,
    })),
    operating:
      sensitivity.share === null || specificity.share === null
        ? null
        : { x: 1 - specificity.share, y: sensitivity.share },
  };
}
