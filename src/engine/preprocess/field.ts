import type { Box } from '../../domain/geometry.ts';
import type { DetectorSpec } from '../../domain/pack.ts';
import type { PixelImage } from '../api.ts';
import { resample } from './resample.ts';
import { roundHalfToEven } from './rounding.ts';

/** A field, or a tile of one, as the detector takes it. */
export interface PreparedField {
  /** [height, width, 3], normalised; zeros beyond the resized image. */
  readonly values: Float32Array;
  /** Padded size, px. */
  readonly height: number;
  readonly width: number;
  /** Size of the image within, px. */
  readonly resizedHeight: number;
  readonly resizedWidth: number;
  /** Resized ÷ original, by axis. */
  readonly scaleX: number;
  readonly scaleY: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Resized ÷ original of a field that is taken whole, before rounding to whole pixels. */
export const wholeFactor = (
  { width, height }: Size,
  { shortSide, longSide }: DetectorSpec['input'],
): number => Math.min(shortSide / Math.min(width, height), longSide / Math.max(width, height));

/**
 * Resizes, normalises and pads a field for the detector.
 * @param window the part to take, px of the field
 * @param factor resized ÷ original, before rounding to whole pixels
 */
export function prepareField(
  image: PixelImage,
  input: DetectorSpec['input'],
  window: Box = { x: 0, y: 0, width: image.width, height: image.height },
  factor: number = wholeFactor(image, input),
): PreparedField {
  const { sizeDivisor, mean, std } = input;
  const resizedWidth = Math.max(1, roundHalfToEven(window.width * factor));
  const resizedHeight = Math.max(1, roundHalfToEven(window.height * factor));
  const resized = resample(image, window, resizedWidth, resizedHeight, 'clip');
  const padded = (side: number) => Math.ceil(side / sizeDivisor) * sizeDivisor;
  const width = padded(resizedWidth);
  const height = padded(resizedHeight);
  const values = new Float32Array(width * height * 3);
  const [meanR, meanG, meanB] = mean;
  const [stdR, stdG, stdB] = std;
  for (let y = 0; y < resizedHeight; y++) {
    let to = y * width * 3;
    const end = (y + 1) * resizedWidth * 3;
    for (let from = y * resizedWidth * 3; from < end; from += 3, to += 3) {
      values[to] = ((resized[from] as number) / 255 - meanR) / stdR;
      values[to + 1] = ((resized[from + 1] as number) / 255 - meanG) / stdG;
      values[to + 2] = ((resized[from + 2] as number) / 255 - meanB) / stdB;
    }
  }
  const scaleX = resizedWidth / window.width;
  const scaleY = resizedHeight / window.height;
  return { values, height, width, resizedHeight, resizedWidth, scaleX, scaleY };
}
