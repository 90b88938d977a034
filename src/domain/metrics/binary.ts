import { type RankedCase, rankingFigures } from './ranking.ts';

/** Harmonic mean of precision and recall, each 0–1; 0 where both are. */
export const f1Score = (precision: number, recall: number): number =>
  precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);

/** Figures of a two-class decision. Rates are 0–1, null where there is nothing to divide by. */
export interface BinaryMetrics {
  readonly n: number;
  readonly positives: number;
  readonly auc: number | null;
  readonly accuracy: number | null;
  /** True positives ÷ cases called positive. */
  readonly precision: number | null;
  /** True positives ÷ positives. */
  readonly recall: number | null;
  /** 2 TP ÷ (2 TP + FP + FN); null where there is neither a positive nor one called so. */
  readonly f1: number | null;
  /** Negative predictive value: true negatives ÷ cases called negative. */
  readonly npv: number | null;
  /** Cases called negative ÷ all. */
  readonly shareRejected: number | null;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** @param threshold a case is called positive at this score or above */
export function binaryMetrics(cases: readonly RankedCase[], threshold: number): BinaryMetrics {
  const count = (positive: boolean, called: boolean) =>
    cases.filter((c) => c.positive === positive && c.score >= threshold === called).length;
  const hits = count(true, true);
  const falseAlarms = count(false, true);
  const missed = count(true, false);
  const rejected = count(false, false);
  return {
    n: cases.length,
    positives: hits + missed,
    auc: rankingFigures(cases).auc,
    accuracy: ratio(hits + rejected, cases.length),
    precision: ratio(hits, hits + falseAlarms),
    recall: ratio(hits, hits + missed),
    f1: ratio(2 * hits, 2 * hits + falseAlarms + missed),
    npv: ratio(rejected, rejected + missed),
    shareRejected: ratio(rejected + missed, cases.length),
  };
}
