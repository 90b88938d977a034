/** How far a probability can be believed, and what is gained by asking only where it is low. */

/** A decision with the probability the model gave it. */
export interface JudgedDecision {
  /** 0–1 */
  readonly confidence: number;
  readonly right: boolean;
}

const BINS = 15;

/** @throws RangeError for a confidence outside 0–1, or that is no number */
function checked(decisions: readonly JudgedDecision[]): readonly JudgedDecision[] {
  for (const { confidence } of decisions)
    if (!(confidence >= 0 && confidence <= 1))
      throw new RangeError(`A confidence of ${confidence} is no probability.`);
  return decisions;
}

/**
 * Expected calibration error: the mean distance between confidence and accuracy over 15 bins of
 * equal width, weighted by their decisions (Guo et al. 2017, equation 5). A confidence on a border
 * belongs to the bin below.
 * @returns 0–1; null without a decision
 * @throws RangeError for a confidence that is no probability
 */
export function expectedCalibrationError(decisions: readonly JudgedDecision[]): number | null {
  if (decisions.length === 0) return null;
  const bins = Array.from({ length: BINS }, () => ({ confidence: 0, right: 0 }));
  for (const { confidence, right } of checked(decisions)) {
    const index = Math.max(0, Math.ceil(confidence * BINS) - 1);
    const bin = bins[index] as (typeof bins)[number];
    bin.confidence += confidence;
    if (right) bin.right++;
  }
  const gap = bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0);
  return gap / decisions.length;
}

/** Accuracy where only the surest decisions are taken. */
export interface SelectivePoint {
  /** Share of the decisions taken, the surest first, 0–1. */
  readonly coverage: number;
  /** Right ÷ taken, 0–1. */
  readonly accuracy: number;
  /** Confidence of the least sure decision taken. */
  readonly confidence: number;
}

/**
 * Selective accuracy (El-Yaniv & Wiener 2010): what the decisions are worth when the unsure ones
 * are left to a reader. Equal confidences are taken in the order given.
 * @param coverages each > 0 and ≤ 1; the number taken is rounded up
 * @throws RangeError for a confidence that is no probability
 */
export function selectiveAccuracy(
  decisions: readonly JudgedDecision[],
  coverages: readonly number[],
): SelectivePoint[] {
  if (decisions.length === 0) return [];
  const surest = [...checked(decisions)].sort((a, b) => b.confidence - a.confidence);
  return coverages.map((coverage) => {
    const taken = surest.slice(0, Math.ceil(coverage * surest.length - 1e-9));
    return {
      coverage,
      accuracy: taken.filter(({ right }) => right).length / taken.length,
      confidence: (taken.at(-1) as JudgedDecision).confidence,
    };
  });
}
