import { PANEL } from './job.ts';

/**
 * Winograd's minimal filtering (Lavin & Gray 2016, arXiv:1509.09308): F(m × m, 3 × 3) makes a tile of
 * m × m outputs from (m + 2)² products per pair of channels instead of 9 m².
 */
export interface WinogradTransforms {
  /** m, outputs on a tile's side. */
  readonly outputs: number;
  /** Bᵀ: (m + 2) × (m + 2). */
  readonly input: readonly (readonly number[])[];
  /** G: (m + 2) × 3. */
  readonly filter: readonly (readonly number[])[];
  /** Aᵀ: m × (m + 2). */
  readonly output: readonly (readonly number[])[];
}

/**
 * The transforms by Toom and Cook's construction: outputs are the coefficients of a product of
 * polynomials that is evaluated at points and at infinity.
 * @param points m + 1 different numbers
 */
export function winogradTransforms(points: readonly number[]): WinogradTransforms {
  const outputs = points.length - 1;
  const except = (i: number) => points.filter((_, j) => j !== i);
  const distance = (i: number) =>
    except(i).reduce((product, other) => product * ((points[i] as number) - other), 1);
  const powers = (exponents: number) => Array.from({ length: exponents }, (_, k) => k);
  return {
    outputs,
    input: [...points.map((_, i) => [...polynomial(except(i)), 0]), polynomial(points)],
    filter: [
      ...points.map((point, i) => powers(3).map((k) => point ** k / distance(i))),
      [0, 0, 1],
    ],
    output: powers(outputs).map((k) => [
      ...points.map((point) => point ** k),
      k === outputs - 1 ? 1 : 0,
    ]),
  };
}

/** Coefficients of Π (x − root), the constant first. */
function polynomial(roots: readonly number[]): number[] {
  let coefficients = [1];
  for (const root of roots)
    coefficients = [0, ...coefficients].map((lower, k) => lower - root * (coefficients[k] ?? 0));
  return coefficients;
}

/**
 * F(4 × 4, 3 × 3), four times fewer products. Points around 1 keep the coefficients small and with
 * them the rounding: half of what 0, ±1, ±2 give.
 */
export const WINOGRAD = winogradTransforms([
  0,
  Math.SQRT1_2,
  -Math.SQRT1_2,
  Math.SQRT2,
  -Math.SQRT2,
]);

/** Products of a tile for each pair of channels. */
export const WINOGRAD_PRODUCTS = WINOGRAD.input.length ** 2;

/** Bytes of scratch memory that a block of tiles takes; see ./winogradSource.ts. */
export const winogradScratch = (tiles: number, inChannels: number): number =>
  PANEL * 4 + WINOGRAD_PRODUCTS * (16 + tiles * (PANEL + inChannels) * 4);
