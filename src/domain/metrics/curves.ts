import { type RankedCase, tiesByDescendingScore } from './ranking.ts';

/** Curves over all thresholds of a score, as scikit-learn's `roc_curve` and `precision_recall_curve`. */

/** One point of a ROC curve; rates are 0–1. */
export interface RocPoint {
  /** Cases at or above it are called positive; infinite at the first point, where none is. */
  readonly threshold: number;
  /** 1 − specificity. */
  readonly falsePositiveRate: number;
  /** Sensitivity. */
  readonly truePositiveRate: number;
}

/**
 * The ROC curve, a point for each distinct score, from (0, 0) to (1, 1).
 * @returns null without a positive or without a negative, where it is not defined
 * @throws RangeError for a score that is no number
 */
export function rocCurve(cases: readonly RankedCase[]): RocPoint[] | null {
  const positives = cases.filter(({ positive }) => positive).length;
  const negatives = cases.length - positives;
  if (positives === 0 || negatives === 0) return null;
  const points: RocPoint[] = [
    { threshold: Number.POSITIVE_INFINITY, falsePositiveRate: 0, truePositiveRate: 0 },
  ];
  let [hits, alarms] = [0, 0];
  for (const tie of tiesByDescendingScore(cases)) {
    hits += tie.positives;
    alarms += tie.negatives;
    points.push({
      threshold: tie.score,
      falsePositiveRate: alarms / negatives,
      truePositiveRate: hits / positives,
    });
  }
  return points;
}

/** One point of a precision–recall curve; both 0–1. */
export interface PrecisionRecallPoint {
  readonly threshold: number;
  readonly recall: number;
  readonly precision: number;
}

/**
 * The precision–recall curve, a point for each distinct score, by descending score and so by
 * ascending recall. The customary last point (recall 0, precision 1) is no measurement and is left out.
 * @param positives what there is to be found, where that is more than what was ranked
 * @returns null without a positive, where recall is not defined
 * @throws RangeError for a score that is no number
 */
export function precisionRecallCurve(
  cases: readonly RankedCase[],
  positives: number = cases.filter(({ positive }) => positive).length,
): PrecisionRecallPoint[] | null {
  if (positives === 0) return null;
  let [hits, seen] = [0, 0];
  return tiesByDescendingScore(cases).map((tie) => {
    hits += tie.positives;
    seen += tie.positives + tie.negatives;
    return { threshold: tie.score, recall: hits / positives, precision: hits / seen };
  });
}

/**
 * At most so many points of a curve, evenly by place, the first and the last among them: what an eye
 * can see of it.
 * @param most ≥ 2
 */
export function thinned<Point>(points: readonly Point[], most: number): readonly Point[] {
  if (points.length <= most) return points;
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => points[Math.round(i * step)] as Point);
}
