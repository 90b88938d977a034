import type { DetectorSpec } from '../../domain/pack.ts';
import type { PixelImage } from '../api.ts';
import { resample } from './resample.ts';
import { roundHalfToEven } from './rounding.ts';

/** A field as the detector takes it. */
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

/** Resizes, normalises and pads a field for the detector. */
export function prepareField(image: PixelImage, input: DetectorSpec['input']): PreparedField {
  const { shortSide, longSide, sizeDivisor, mean, std } = input;
  const short = Math.min(image.width, image.height);
  const long = Math.max(image.width, image.height);
  const factor = Math.min(shortSide / short, longSide / long);
  const resizedWidth = Math.max(1, roundHalfToEven(image.width * factor));
  const resizedHeight = Math.max(1, roundHalfToEven(image.height * factor));
  const window = { x: 0, y: 0, width: image.width, height: image.height };
  const resized = resample(image, window, resizedWidth, resizedHeight, 'clip');
  const padded = (side: number) => Math.ceil(side / sizeDivisor) * sizeDivisor;
  const width = padded(resizedWidth);
  const height = padded(resizedHeight);
  const values = new Float32Array(width * height * 3);
  for (let y = 0; y < resizedHeight; y++) {
    const from = y * resizedWidth * 3;
    const to = y * width * 3;
    for (let i = 0; i < resizedWidth * 3; i++) {
      const channel = i % 3;
      const value = (resized[from + i] as number) / 255;
      values[to + i] = (value - (mean[channel] as number)) / (std[channel] as number);
    }
  }
  const scaleX = resizedWidth / image.width;
  const scaleY = resizedHeight / image.height;
  return { values, height, width, resizedHeight, resizedWidth, scaleX, scaleY };
}
