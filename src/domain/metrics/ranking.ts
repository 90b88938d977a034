/** How well scores rank positives above negatives, without any threshold. */

/** One case with its score. */
export interface RankedCase {
  readonly score: number;
  readonly positive: boolean;
}

/** Positives and negatives that share one score. */
export interface Tie {
  readonly score: number;
  readonly positives: number;
  readonly negatives: number;
}

/** Cases grouped by score, the highest score first. @throws RangeError for a score that is no number */
export function tiesByDescendingScore(cases: readonly RankedCase[]): Tie[] {
  const counts = new Map<number, { positives: number; negatives: number }>();
  for (const { score, positive } of cases) {
    if (Number.isNaN(score)) throw new RangeError('A score to rank by is not a number.');
    const tie = counts.get(score) ?? { positives: 0, negatives: 0 };
    if (positive) tie.positives++;
    else tie.negatives++;
    counts.set(score, tie);
  }
  return [...counts].sort(([a], [b]) => b - a).map(([score, tie]) => ({ score, ...tie }));
}

/**
 * Average precision, Σ (Rₙ − Rₙ₋₁) Pₙ over the distinct scores as thresholds, not interpolated:
 * scikit-learn's `average_precision_score`.
 * @returns 0–1; null without a positive, where it is undefined
 * @throws RangeError for a score that is no number
 */
export function averagePrecision(cases: readonly RankedCase[]): number | null {
  const total = cases.filter(({ positive }) => positive).length;
  if (total === 0) return null;
  let hits = 0;
  let seen = 0;
  let sum = 0;
  for (const { positives, negatives } of tiesByDescendingScore(cases)) {
    hits += positives;
    seen += positives + negatives;
    sum += (positives / total) * (hits / seen);
  }
  return sum;
}

/** A ranked case that belongs to one of several clusters. */
export interface ClusteredCase extends RankedCase {
  /** Index from 0. */
  readonly cluster: number;
}

/**
 * Area under the ROC curve with each cluster counted as often as `weights` says.
 * @param descending cases by descending score
 * @returns 0–1; null without a positive or without a negative
 */
export function weightedRocAuc(
  descending: readonly ClusteredCase[],
  weights: ArrayLike<number>,
): number | null {
  let [above, positives, negatives] = [0, 0, 0];
  for (let i = 0; i < descending.length; ) {
    const { score } = descending[i] as ClusteredCase;
    let [tiedPositives, tiedNegatives] = [0, 0];
    for (; i < descending.length && descending[i]?.score === score; i++) {
      const { positive, cluster } = descending[i] as ClusteredCase;
      if (positive) tiedPositives += weights[cluster] as number;
      else tiedNegatives += weights[cluster] as number;
    }
    above += tiedNegatives * (positives + tiedPositives / 2);
    positives += tiedPositives;
    negatives += tiedNegatives;
  }
  return positives === 0 || negatives === 0 ? null : above / (positives * negatives);
}

/**
 * Area under the ROC curve: the share of pairs of a positive and a negative in which the positive
 * has the higher score, ties ½ (Mann–Whitney).
 * @returns 0–1; null without a positive or without a negative, where it is undefined
 * @throws RangeError for a score that is no number
 */
export function rocAuc(cases: readonly RankedCase[]): number | null {
  let above = 0;
  let negativesSeen = 0;
  let positivesSeen = 0;
  for (const { positives, negatives } of tiesByDescendingScore(cases)) {
    above += negatives * (positivesSeen + positives / 2);
    positivesSeen += positives;
    negativesSeen += negatives;
  }
  return positivesSeen === 0 || negativesSeen === 0
    ? null
    : above / (positivesSeen * negativesSeen);
}
