import { randomBits } from '../domain/inference/random.ts';

export { mix32 } from '../domain/inference/random.ts';

/** Seeded random numbers: the only source of chance in the renderer. */

/** An inclusive range of a quantity, [least, most]. */
export type Range = readonly [number, number];

/** A deterministic stream of random numbers (sfc32, 32-bit integer arithmetic only). */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform within a range. */
  between(range: Range): number;
  /** Whole number, uniform within a range, both ends included. */
  whole(range: Range): number;
  /** Normal variate, truncated at three standard deviations. */
  normal(mean?: number, deviation?: number): number;
  /** True with probability p. */
  chance(p: number): boolean;
  /** Index of one of `weights`, drawn in proportion to them. */
  weighted(weights: readonly number[]): number;
  /** An independent stream; drawing from it does not disturb this one. */
  fork(): Random;
}

/** A stream that depends on `seed` alone (any finite number; its low 32 bits count). */
export function createRandom(seed: number): Random {
  const bits = randomBits(seed);
  const next = (): number => bits() / 4294967296;
  const between = ([low, high]: Range): number => low + (high - low) * next();
  return {
    next,
    between,
    whole: ([low, high]) => low + Math.floor(next() * (high - low + 1)),
    normal(mean = 0, deviation = 1) {
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      const z = radius * Math.cos(2 * Math.PI * next());
      return mean + deviation * Math.min(3, Math.max(-3, z));
    },
    chance: (p) => next() < p,
    weighted(weights) {
      const total = weights.reduce((sum, w) => sum + w, 0);
      let rest = next() * total;
      for (let i = 0; i < weights.length; i++) {
        rest -= weights[i] as number;
        if (rest < 0) return i;
      }
      return weights.length - 1;
    },
    fork: () => createRandom(bits()),
  };
}
