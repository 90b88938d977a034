import { type Interval, Z_95 } from '../statistics.ts';

/** A share as it would be without known confusion. */

/** Cells judged right among those of one truth. */
export interface RightOf {
  readonly right: number;
  readonly total: number;
}

/** How well cells of a set of classes are told from all others, by counts. */
export interface Recognition {
  /** Of the cells of the set, those that were named within it. */
  readonly sensitivity: RightOf;
  /** Of all others, those that were named outside it. */
  readonly specificity: RightOf;
}

export interface AdjustedShare {
  /** 0–1; where the estimate falls outside, the nearer end. */
  readonly share: number;
  /** 95 %, with the uncertainty of sensitivity and specificity. */
  readonly interval: Interval;
  /** Whether the estimate fell outside 0–1: the share is less than confusion alone would give. */
  readonly clipped: boolean;
}

const within = (value: number): number => Math.min(1, Math.max(0, value));

/**
 * The share corrected for known confusion (Rogan & Gladen, Am J Epidemiol 1978;107:71), with the
 * interval of Lang & Reiczigel (Prev Vet Med 2014;113:13), which knows that sensitivity and
 * specificity were themselves measured on so many cells.
 * @param count of `total` cells named within the set
 * @returns null where nothing was counted or measured, or the naming is no better than chance
 */
export function adjustedShare(
  count: number,
  total: number,
  { sensitivity, specificity }: Recognition,
): AdjustedShare | null {
  if (total === 0 || sensitivity.total === 0 || specificity.total === 0) return null;
  const gain = rate(sensitivity) + rate(specificity) - 1;
  if (gain <= 0) return null;
  const estimate = (count / total + rate(specificity) - 1) / gain;

  // The interval rests on shrunken rates, as Agresti and Coull's does.
  const cells = total + Z_95 ** 2;
  const seen = (count + Z_95 ** 2 / 2) / cells;
  const [sens, spec] = [shrunken(sensitivity), shrunken(specificity)];
  const youden = sens.rate + spec.rate - 1;
  if (youden <= 0) return null;
  const centre = (seen + spec.rate - 1) / youden;
  const shift = 2 * Z_95 ** 2 * (centre * sens.variance - (1 - centre) * spec.variance);
  const variance =
    (seen * (1 - seen)) / cells + centre ** 2 * sens.variance + (1 - centre) ** 2 * spec.variance;
  const half = (Z_95 * Math.sqrt(variance)) / youden;
  return {
    share: within(estimate),
    interval: { low: within(centre + shift - half), high: within(centre + shift + half) },
    clipped: estimate < 0 || estimate > 1,
  };
}

const rate = ({ right, total }: RightOf): number => right / total;

/** One right and one wrong cell added. */
function shrunken({ right, total }: RightOf): { readonly rate: number; readonly variance: number } {
  const share = (right + 1) / (total + 2);
  return { rate: share, variance: (share * (1 - share)) / (total + 2) };
}
