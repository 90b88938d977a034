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

/** A ranked case that belongs to one of several clusters. */
export interface ClusteredCase extends RankedCase {
  /** Index from 0. */
  readonly cluster: number;
}

/** How well a ranking parts positives from negatives. */
export interface RankingFigures {
  /**
   * Average precision, Σ (Rₙ − Rₙ₋₁) Pₙ over the distinct scores as thresholds, not interpolated:
   * scikit-learn's `average_precision_score`. 0–1; null without a positive.
   */
  readonly averagePrecision: number | null;
  /**
   * Area under the ROC curve: the share of pairs of a positive and a negative in which the positive
   * has the higher score, ties ½ (Mann–Whitney). 0–1; null without a positive or a negative.
   */
  readonly auc: number | null;
  /** Positives. */
  readonly support: number;
}

/**
 * Sorts cases once, to be asked many times, as resampling does.
 * @returns figures of the ranking with each cluster counted as often as `weights` says; once where
 *   left out
 * @throws RangeError for a score that is no number
 */
export function rankingOf(
  cases: readonly ClusteredCase[],
): (weights?: ArrayLike<number>) => RankingFigures {
  if (cases.some(({ score }) => Number.isNaN(score)))
    throw new RangeError('A score to rank by is not a number.');
  const runs = runsOf(cases);
  const clusters = Uint32Array.from(
    runs.flatMap(({ positives, negatives }) => [...positives, ...negatives]),
  );
  const ends = Uint32Array.from(
    runs.flatMap(({ positives, negatives }) => [positives.length, negatives.length]),
  );
  for (let i = 1; i < ends.length; i++) ends[i] = (ends[i] as number) + (ends[i - 1] as number);
  const once = new Uint16Array(clusters.reduce((most, cluster) => Math.max(most, cluster + 1), 0));
  once.fill(1);
  return (weights = once) => {
    let [next, positives, negatives, above, precisions] = [0, 0, 0, 0, 0];
    for (let run = 0; run < ends.length; run += 2) {
      let [tiedPositives, tiedNegatives] = [0, 0];
      for (const end = ends[run] as number; next < end; next++)
        tiedPositives += weights[clusters[next] as number] as number;
      for (const end = ends[run + 1] as number; next < end; next++)
        tiedNegatives += weights[clusters[next] as number] as number;
      above += tiedNegatives * (positives + tiedPositives / 2);
      positives += tiedPositives;
      negatives += tiedNegatives;
      if (tiedPositives > 0) precisions += tiedPositives * (positives / (positives + negatives));
    }
    return {
      averagePrecision: positives === 0 ? null : precisions / positives,
      auc: positives === 0 || negatives === 0 ? null : above / (positives * negatives),
      support: positives,
    };
  };
}

/** Clusters of cases that no figure parts: those of one score, and all negatives between positives. */
interface Run {
  readonly positives: number[];
  readonly negatives: number[];
}

/** By descending score. */
function runsOf(cases: readonly ClusteredCase[]): Run[] {
  const runs: Run[] = [];
  const descending = [...cases].sort((a, b) => b.score - a.score);
  for (let i = 0; i < descending.length; ) {
    const { score } = descending[i] as ClusteredCase;
    const [positives, negatives]: [number[], number[]] = [[], []];
    for (; descending[i]?.score === score; i++) {
      const { positive, cluster } = descending[i] as ClusteredCase;
      (positive ? positives : negatives).push(cluster);
    }
    const before = runs.at(-1);
    if (before && positives.length === 0 && before.positives.length === 0)
      for (const cluster of negatives) before.negatives.push(cluster);
    else runs.push({ positives, negatives });
  }
  return runs;
}

/** As `rankingOf`, of cases that are counted once each. */
export const rankingFigures = (cases: readonly RankedCase[]): RankingFigures =>
  rankingOf(cases.map((item) => ({ ...item, cluster: 0 })))();
