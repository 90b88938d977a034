import { logBeta } from './gamma.ts';

/** Student's t distribution, as far as means of few patients need it. */

/**
 * Regularised incomplete beta function I(x; a, b) by Lentz' continued fraction (Abramowitz & Stegun
 * 26.5.8).
 * @param x 0–1
 */
export function betaI(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges quickly on this side only.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaI(1 - x, b, a);
  const tiny = 1e-300;
  const guard = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return (Math.exp(a * Math.log(x) + b * Math.log(1 - x) - logBeta(a, b)) * h) / a;
}

/**
 * The t that a variable of `df` degrees of freedom stays below with probability `p`.
 * @param p above ½ and below 1
 * @param df ≥ 1
 * @throws RangeError for other values
 */
export function studentQuantile(p: number, df: number): number {
  if (!(p > 0.5 && p < 1 && df >= 1)) throw new RangeError(`No t for p = ${p}, df = ${df}.`);
  const below = (t: number) => 1 - betaI(df / (df + t * t), df / 2, 0.5) / 2;
  let high = 1;
  while (below(high) < p) high *= 2;
  let low = 0;
  // Halving until the ends are neighbours in double precision.
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (below(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
