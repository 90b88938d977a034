import { studentQuantile } from '../inference/studentT.ts';
import { type Interval, Z_95 } from '../statistics.ts';

/** Agreement of two measurements of the same thing (Bland & Altman, Lancet 1986;i:307). */

/** Two measurements of one patient, in the same unit. */
export interface MeasuredPair {
  readonly reference: number;
  readonly measured: number;
}

/** An estimate with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly interval: Interval;
}

/** All in the unit of the measurements. */
export interface Agreement {
  readonly n: number;
  /** Mean of measured − reference. */
  readonly bias: Estimate;
  /** Standard deviation of the differences, n − 1. */
  readonly deviation: number;
  /** Bias ∓ 1.96 standard deviations. */
  readonly lowerLimit: Estimate;
  readonly upperLimit: Estimate;
}

/** With fewer pairs limits would be a guess. */
export const FEWEST_PAIRS = 3;

/**
 * Bias and 95 % limits of agreement. Intervals by Student's t: of the bias with s ÷ √n, of a limit
 * with s √(1/n + 1.96² ÷ (2 (n − 1))) (Bland & Altman 1999, section 4).
 * @returns null with fewer than three pairs
 */
export function blandAltman(pairs: readonly MeasuredPair[]): Agreement | null {
  const n = pairs.length;
  if (n < FEWEST_PAIRS) return null;
  // Summed in an order of their own: that of the pairs must change nothing.
  const differences = pairs
    .map(({ measured, reference }) => measured - reference)
    .sort((a, b) => a - b);
  const bias = differences.reduce((sum, d) => sum + d, 0) / n;
  const deviation = Math.sqrt(differences.reduce((sum, d) => sum + (d - bias) ** 2, 0) / (n - 1));
  const t = studentQuantile(0.975, n - 1);
  const estimate = (value: number, error: number): Estimate => ({
    value,
    interval: { low: value - t * error, high: value + t * error },
  });
  const ofLimit = deviation * Math.sqrt(1 / n + Z_95 ** 2 / (2 * (n - 1)));
  return {
    n,
    bias: estimate(bias, deviation / Math.sqrt(n)),
    deviation,
    lowerLimit: estimate(bias - Z_95 * deviation, ofLimit),
    upperLimit: estimate(bias + Z_95 * deviation, ofLimit),
  };
}
