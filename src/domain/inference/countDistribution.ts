import { logBeta, logChoose } from './gamma.ts';

/** How many cells of a kind a count will find. */

/** All weight on one count. */
function certain(n: number, count: number): Float64Array {
  const weights = new Float64Array(n + 1);
  weights[count] = 1;
  return weights;
}

/** P(X = k) for k = 0 … n of the binomial distribution. @param share 0–1 */
export function binomial(n: number, share: number): Float64Array {
  if (share <= 0) return certain(n, 0);
  if (share >= 1) return certain(n, n);
  const [yes, no] = [Math.log(share), Math.log1p(-share)];
  return Float64Array.from({ length: n + 1 }, (_, k) =>
    Math.exp(logChoose(n, k) + k * yes + (n - k) * no),
  );
}

/**
 * P(X = k) for k = 0 … n of the beta-binomial distribution: a binomial whose share differs from
 * field to field.
 * @param share its mean, 0–1
 * @param correlation of two cells of one field, 0 ≤ correlation < 1
 */
export function betaBinomial(n: number, share: number, correlation: number): Float64Array {
  if (correlation <= 0 || share <= 0 || share >= 1) return binomial(n, share);
  const spread = (1 - correlation) / correlation;
  const [a, b] = [share * spread, (1 - share) * spread];
  const norm = logBeta(a, b);
  return Float64Array.from({ length: n + 1 }, (_, k) =>
    Math.exp(logChoose(n, k) + logBeta(k + a, n - k + b) - norm),
  );
}

/**
 * P(X = k) of the cells found in `fields` fields of `cells` cells each.
 * @param correlation of two cells of one field, 0 ≤ correlation < 1
 */
export function cellsFound(
  fields: number,
  cells: number,
  share: number,
  correlation: number,
): Float64Array {
  if (correlation <= 0) return binomial(fields * cells, share);
  let power = betaBinomial(cells, share, correlation);
  let sum: Float64Array = Float64Array.of(1);
  for (let left = fields; left > 0; left >>= 1) {
    if (left % 2 === 1) sum = convolve(sum, power);
    if (left > 1) power = convolve(power, power);
  }
  return sum;
}

function convolve(a: Float64Array, b: Float64Array): Float64Array {
  const sum = new Float64Array(a.length + b.length - 1);
  for (let i = 0; i < a.length; i++) {
    const weight = a[i] as number;
    if (weight < 1e-300) continue;
    for (let j = 0; j < b.length; j++)
      sum[i + j] = (sum[i + j] as number) + weight * (b[j] as number);
  }
  return sum;
}
