import { type RankingFigures, rankingOf } from './ranking.ts';

/** How well the probabilities of many classes rank each class above the others (one against the rest). */

/** A cell with the probability of each class. */
export interface ScoredCase<Label extends string> {
  readonly truth: Label;
  /** 0–1 in the order of the labels. */
  readonly scores: ArrayLike<number>;
  /** What it is resampled with; index from 0. */
  readonly cluster?: number;
}

type AveragedRanking = Omit<RankingFigures, 'support'>;

export interface MulticlassRanking {
  /** In the order of the labels. */
  readonly perClass: readonly RankingFigures[];
  /** All decisions of all classes in one ranking. */
  readonly micro: AveragedRanking;
  /** Mean over the classes for which it is defined. */
  readonly macro: AveragedRanking;
  /** The same, weighted by the classes' cases. */
  readonly weighted: AveragedRanking;
}

/**
 * Average precision and area under the ROC curve, each class against all others, and their averages
 * as scikit-learn's; a class without a case has none and is in no mean.
 * @returns the figures with each cluster counted as often as `weights` says; once where left out
 * @throws RangeError for a probability that is no number
 */
export function multiclassRanking<Label extends string>(
  cases: readonly ScoredCase<Label>[],
  labels: readonly Label[],
): (weights?: ArrayLike<number>) => MulticlassRanking {
  const decisions = labels.map((label, index) =>
    cases.map(({ truth, scores, cluster = 0 }) => ({
      score: scores[index] as number,
      positive: truth === label,
      cluster,
    })),
  );
  const classes = decisions.map(rankingOf);
  const all = rankingOf(decisions.flat());
  return (weights) => {
    const perClass = classes.map((ranking) => ranking(weights));
    const mean = (part: keyof AveragedRanking, isWeighted: boolean): number | null => {
      let [sum, total] = [0, 0];
      for (const of of perClass) {
        const value = of[part];
        if (value === null) continue;
        const weight = isWeighted ? of.support : 1;
        sum += weight * value;
        total += weight;
      }
      return total === 0 ? null : sum / total;
    };
    const averaged = (isWeighted: boolean): AveragedRanking => ({
      averagePrecision: mean('averagePrecision', isWeighted),
      auc: mean('auc', isWeighted),
    });
    const { averagePrecision, auc } = all(weights);
    return {
      perClass,
      micro: { averagePrecision, auc },
      macro: averaged(false),
      weighted: averaged(true),
    };
  };
}
