import type { PixelImage } from '../api.ts';
import { wasmResampler } from './resampleWasm.ts';
import { type Border, type Taps, triangleTaps } from './taps.ts';

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
  return (
    wasmResampler()?.resample(image, columns, rows, width, height) ??
    resampleInJavaScript(image, columns, rows, width, height)
  );
}

/** Where there is no WebAssembly with SIMD; and what that is held against. */
export function resampleInJavaScript(
  image: PixelImage,
  columns: Taps,
  rows: Taps,
  width: number,
  height: number,
): Float32Array {
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
