import { averagePrecision, rocAuc } from './ranking.ts';

/** How well the probabilities of many classes rank each class above the others (one against the rest). */

/** A cell with the probability of each class. */
export interface ScoredCase<Label extends string> {
  readonly truth: Label;
  /** 0–1 in the order of the labels. */
  readonly scores: ArrayLike<number>;
}

/** Ranking of one class or an average; 0–1, null where it is not defined. */
export interface RankingFigures {
  readonly averagePrecision: number | null;
  readonly auc: number | null;
}

export interface MulticlassRanking<Label extends string> {
  readonly perClass: readonly (RankingFigures & {
    readonly label: Label;
    readonly support: number;
  })[];
  /** All decisions of all classes in one ranking. */
  readonly micro: RankingFigures;
  /** Mean over the classes for which it is defined. */
  readonly macro: RankingFigures;
  /** The same, weighted by the classes' cases. */
  readonly weighted: RankingFigures;
}

/**
 * Average precision and area under the ROC curve, each class against all others, and their averages
 * as scikit-learn's; a class without a case has none and is in no mean.
 * @throws RangeError for a probability that is no number
 */
export function multiclassRanking<Label extends string>(
  cases: readonly ScoredCase<Label>[],
  labels: readonly Label[],
): MulticlassRanking<Label> {
  const rankingOf = (index: number) =>
    cases.map(({ truth, scores }) => ({
      score: scores[index] as number,
      positive: truth === labels[index],
    }));
  const perClass = labels.map((label, index) => {
    const ranked = rankingOf(index);
    return {
      label,
      support: ranked.filter(({ positive }) => positive).length,
      averagePrecision: averagePrecision(ranked),
      auc: rocAuc(ranked),
    };
  });
  const all = labels.flatMap((_, index) => rankingOf(index));
  const mean = (part: keyof RankingFigures, weighted: boolean): number | null => {
    let [sum, total] = [0, 0];
    for (const of of perClass) {
      const value = of[part];
      if (value === null) continue;
      const weight = weighted ? of.support : 1;
      sum += weight * value;
      total += weight;
    }
    return total === 0 ? null : sum / total;
  };
  return {
    perClass,
    micro: { averagePrecision: averagePrecision(all), auc: rocAuc(all) },
    macro: { averagePrecision: mean('averagePrecision', false), auc: mean('auc', false) },
    weighted: { averagePrecision: mean('averagePrecision', true), auc: mean('auc', true) },
  };
}
