import type { PixelImage } from '../api.ts';

/**
 * Antialiased bilinear resampling in float: a triangle filter whose support grows with the
 * reduction. The semantics are those of Pillow's `Image.resize(size, BILINEAR, box)` and of
 * PyTorch's `interpolate(antialias=True)`, without rounding to 8 bits.
 */

/** Part of an image to resample, px; may be fractional. */
export interface SourceWindow {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * What lies beyond the image's border: nothing (`clip`: weights are normalised over what there
 * is), or the image mirrored with its edge pixels repeated (`mirror`: −1 → 0, −2 → 1).
 */
export type Border = 'clip' | 'mirror';

/** For each target index, `count` source indices and their weights, which sum to 1. */
interface Taps {
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

function triangleTaps(
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

/**
 * Resamples a window of an image.
 * @param window in pixels of the image; must touch it where the border is `clip`
 * @returns RGB, `height` × `width` × 3, row-major, 0–255, not rounded
 */
export function resample(
  image: PixelImage,
  window: SourceWindow,
  width: number,
  height: number,
  border: Border,
): Float32Array {
  const columns = triangleTaps(image.width, window.x, window.width, width, border);
  const rows = triangleTaps(image.height, window.y, window.height, height, border);
  const rowCount = rows.last - rows.first + 1;
  const narrowed = resampleRows(image, columns, rows.first, rowCount, width);
  return resampleColumns(narrowed, rows, width * 3, height);
}

/** First pass: every needed row of the image to the target's width. */
function resampleRows(
  { data, width: sourceWidth, channels }: PixelImage,
  { count, indices, weights }: Taps,
  firstRow: number,
  rowCount: number,
  width: number,
): Float32Array {
  const out = new Float32Array(rowCount * width * 3);
  let at = 0;
  for (let row = 0; row < rowCount; row++) {
    const rowStart = (firstRow + row) * sourceWidth;
    for (let column = 0; column < width; column++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      const end = (column + 1) * count;
      for (let tap = column * count; tap < end; tap++) {
        const weight = weights[tap] as number;
        const pixel = (rowStart + (indices[tap] as number)) * channels;
        red += weight * (data[pixel] as number);
        green += weight * (data[pixel + 1] as number);
        blue += weight * (data[pixel + 2] as number);
      }
      out[at++] = red;
      out[at++] = green;
      out[at++] = blue;
    }
  }
  return out;
}

/** Second pass: rows of `rowLength` values to the target's height. */
function resampleColumns(
  source: Float32Array,
  { count, indices, weights, first }: Taps,
  rowLength: number,
  height: number,
): Float32Array {
  const out = new Float32Array(height * rowLength);
  const sums = new Float64Array(rowLength);
  for (let row = 0; row < height; row++) {
    sums.fill(0);
    for (let tap = row * count; tap < (row + 1) * count; tap++) {
      const weight = weights[tap] as number;
      if (weight === 0) continue;
      const from = ((indices[tap] as number) - first) * rowLength;
      for (let i = 0; i < rowLength; i++)
        sums[i] = (sums[i] as number) + weight * (source[from + i] as number);
    }
    out.set(sums, row * rowLength);
  }
  return out;
}
