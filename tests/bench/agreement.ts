import type { BenchBackend, BenchCell } from './side.ts';

/** Boxes may differ by this much, px; float32 sums in another order differ by far less. */
const BOX_TOLERANCE = 0.05;

interface Tolerance {
  readonly probability: number;
  /** Largest difference ÷ largest value of a network's raw outputs. */
  readonly output: number;
  readonly sameLabels: boolean;
}

/** In 8 bits a close decision may fall the other way: here it is told only from a broken network. */
const TOLERANCES: Readonly<Record<BenchBackend, Tolerance>> = {
  wasm: { probability: 1e-3, output: 1e-4, sameLabels: true },
  'wasm-int8': { probability: 0.3, output: 0.2, sameLabels: false },
};

/** @throws Error where the two sides did not find and name the same cells */
export function requireSameCells(
  ours: readonly BenchCell[],
  ort: readonly BenchCell[],
  backend: BenchBackend = 'wasm',
): void {
  const { probability, sameLabels } = TOLERANCES[backend];
  if (ours.length !== ort.length)
    throw new Error(`The sides disagree: ${ours.length} cells against ${ort.length}.`);
  for (const [i, a] of ours.entries()) {
    const b = ort[i] as BenchCell;
    const boxes = (['x', 'y', 'width', 'height'] as const).map((side) => a.box[side] - b.box[side]);
    const probabilities = [
      a.detectionScore - b.detectionScore,
      a.countableProbability - b.countableProbability,
      ...(a.probabilities ?? []).map(
        (p, j) => p - (b.probabilities?.[j] ?? (sameLabels ? Number.NaN : p)),
      ),
    ];
    const same =
      (a.label === b.label || !sameLabels) &&
      boxes.every((difference) => Math.abs(difference) <= BOX_TOLERANCE) &&
      probabilities.every((difference) => Math.abs(difference) <= probability);
    if (!same) throw new Error(`The sides disagree on cell ${i + 1} of ${ours.length}.`);
  }
}

/** @throws Error where a network's raw outputs differ by more than rounding */
export function requireSameOutputs(
  network: string,
  ours: readonly number[],
  ort: readonly number[],
  backend: BenchBackend = 'wasm',
): void {
  let largest = 0;
  let difference = ours.length === ort.length ? 0 : Number.POSITIVE_INFINITY;
  for (const [i, value] of ours.entries()) {
    largest = Math.max(largest, Math.abs(value));
    difference = Math.max(difference, Math.abs(value - (ort[i] as number)));
  }
  // Written so that NaN fails.
  if (difference <= TOLERANCES[backend].output * largest) return;
  throw new Error(`The sides disagree on the outputs of ${network} (by ${difference / largest}).`);
}
