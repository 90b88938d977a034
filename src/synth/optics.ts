import type { Random } from './random.ts';
import { gaussianBlur, type OpticalCanvas } from './raster.ts';
import type { FieldSpec } from './spec.ts';

/** Blur of each channel relative to green: an achromat focuses blue and red slightly apart. */
const CHROMATIC = [1.1, 1, 1.3] as const;
/** Number of noise deviates held ready; drawing each afresh would cost more than the picture. */
const DEVIATES = 4096;

/** Brightness of the light over the field, 0–1. */
function illumination(spec: FieldSpec): (x: number, y: number) => number {
  const { vignette, gradient, direction } = spec.light;
  const gx = Math.cos((direction * Math.PI) / 180);
  const gy = Math.sin((direction * Math.PI) / 180);
  const half = Math.hypot(spec.width, spec.height) / 2;
  return (x, y) => {
    const u = (x - spec.width / 2) / half;
    const v = (y - spec.height / 2) / half;
    return (1 - vignette * (u * u + v * v)) * (1 - gradient * (0.5 + 0.5 * (u * gx + v * gy)));
  };
}

/**
 * Turns optical density into a picture: Beer–Lambert, focus blur, uneven light, sensor noise.
 *
 * @returns RGBA bytes, row by row.
 */
export function photograph(
  canvas: OpticalCanvas,
  spec: FieldSpec,
  random: Random,
): Uint8ClampedArray<ArrayBuffer> {
  const { width, height } = canvas;
  const data = new Uint8ClampedArray(width * height * 4);
  const light = illumination(spec);
  const brightness = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) brightness[y * width + x] = light(x, y);
  }
  const deviates = Float32Array.from({ length: DEVIATES }, () => random.normal());
  const planes = [canvas.red, canvas.green, canvas.blue] as const;
  const sigma = spec.blur / canvas.micrometresPerPixel;
  let state = random.whole([1, 0x7fffffff]);

  planes.forEach((density, channel) => {
    const plane = new Float32Array(density.length);
    for (let i = 0; i < plane.length; i++) {
      plane[i] = Math.exp(-Math.LN10 * (density[i] as number));
    }
    gaussianBlur(plane, width, height, sigma * (CHROMATIC[channel] as number));
    const white = spec.light.white[channel] as number;
    for (let i = 0; i < plane.length; i++) {
      const value = white * (brightness[i] as number) * (plane[i] as number);
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      const deviate = deviates[(state >>> 18) & (DEVIATES - 1)] as number;
      // Shot noise grows with the root of the light; some read noise remains in the dark.
      const noise = spec.noise * (0.35 + 0.65 * Math.sqrt(Math.max(0, value) / 255)) * deviate;
      data[4 * i + channel] = value + noise;
    }
  });
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  return data;
}
