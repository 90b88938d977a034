/**
 * What lies beyond the image's border: nothing (`clip`: weights are normalised over what there
 * is), or the image mirrored with its edge pixels repeated (`mirror`: −1 → 0, −2 → 1).
 */
export type Border = 'clip' | 'mirror';

/** For each target index, `count` source indices and their weights, which sum to 1. */
export interface Taps {
  readonly count: number;
  readonly indices: Int32Array;
  readonly weights: Float64Array;
  /** Range of source indices in use, [first, last]. */
  readonly first: number;
  readonly last: number;
}

/** Index within 0 … length − 1 of a position in the mirrored continuation of an image. */
export function mirrorIndex(index: number, length: number): number {
  const period = 2 * length;
  const position = ((index % period) + period) % period;
  return position < length ? position : period - 1 - position;
}

/** Taps of a triangle filter that takes `extent` source pixels from `start` on to so many targets. */
export function triangleTaps(
  sourceLength: number,
  start: number,
  extent: number,
  targetLength: number,
  border: Border,
): Taps {
  const scale = extent / targetLength;
  const support = Math.max(scale, 1);
  const count = Math.ceil(support) * 2 + 1;
  const indices = new Int32Array(targetLength * count);
  const weights = new Float64Array(targetLength * count);
  let first = sourceLength;
  let last = -1;
  for (let target = 0; target < targetLength; target++) {
    const centre = start + (target + 0.5) * scale;
    let from = Math.floor(centre - support + 0.5);
    let to = Math.floor(centre + support + 0.5);
    if (border === 'clip') {
      from = Math.max(from, 0);
      to = Math.min(to, sourceLength);
    }
    const at = target * count;
    let sum = 0;
    for (let i = from; i < to; i++) {
      const weight = Math.max(0, 1 - Math.abs((i - centre + 0.5) / support));
      const index = border === 'mirror' ? mirrorIndex(i, sourceLength) : i;
      indices[at + i - from] = index;
      weights[at + i - from] = weight;
      sum += weight;
      if (index < first) first = index;
      if (index > last) last = index;
    }
    // Unused places keep weight 0 and point at a pixel that is read anyway.
    for (let i = Math.max(to - from, 0); i < count; i++) indices[at + i] = indices[at] as number;
    for (let i = 0; i < count; i++) weights[at + i] = (weights[at + i] as number) / sum;
  }
  return { count, indices, weights, first, last };
}
