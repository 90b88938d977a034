import type { PixelImage } from '../api.ts';
import { resample } from '../preprocess/resample.ts';

/** A field as light absorbed on its way through the smear. */
export interface AbsorptionMap {
  readonly width: number;
  readonly height: number;
  /** Pixels of the field per pixel of the map, ≥ 1. */
  readonly reduction: number;
  /** Share of green light absorbed, 0 (empty slide) … 1; haemoglobin and eosin take up green. */
  readonly green: Float32Array;
  /** Share of red light absorbed: high in what is blue or violet, that is, in nuclei. */
  readonly red: Float32Array;
}

/** Terms of the background's brightness: 1, x, y, x², xy, y². */
const TERMS = 6;
const ROUNDS = 8;
/** Pixels that the surface is fitted to. */
const SAMPLES = 4_000;

/** Reduces a field so that its long side is at most `longSide` px, and divides the light out. */
export function absorptionOf(image: PixelImage, longSide: number): AbsorptionMap {
  const reduction = Math.max(1, Math.max(image.width, image.height) / longSide);
  const width = Math.max(1, Math.round(image.width / reduction));
  const height = Math.max(1, Math.round(image.height / reduction));
  const whole = { x: 0, y: 0, width: image.width, height: image.height };
  const colours = resample(image, whole, width, height, 'clip');
  const surfaces = emptySlide(colours, width, height);
  const absorbed = (channel: number): Float32Array => {
    const surface = surfaces[channel] as Float64Array;
    const out = new Float32Array(width * height);
    for (let y = 0, pixel = 0; y < height; y++)
      for (let x = 0; x < width; x++, pixel++) {
        const light = Math.max(1, valueAt(surface, x / width, y / height));
        const share = 1 - (colours[pixel * 3 + channel] as number) / light;
        out[pixel] = Math.max(share, 0);
      }
    return out;
  };
  return { width, height, reduction, green: absorbed(1), red: absorbed(0) };
}

/**
 * Brightness of the empty slide, one smooth surface a channel through the pixels that no cell covers: fields
 * are brighter in the middle and often to one side. Found in rounds, since a pixel is known to be
 * empty only by comparison with the surface.
 */
function emptySlide(colours: Float32Array, width: number, height: number): Float64Array[] {
  const step = Math.max(1, Math.floor(Math.sqrt((width * height) / SAMPLES)));
  const samples: Sample[] = [];
  for (let y = 0; y < height; y += step)
    for (let x = 0; x < width; x += step)
      samples.push({ x: x / width, y: y / height, at: (y * width + x) * 3 });
  let surfaces: Float64Array[] = [0, 1, 2].map(() => new Float64Array(TERMS).with(0, 255));
  for (let round = 0; round < ROUNDS; round++) {
    const bright = Float64Array.from(
      samples,
      ({ x, y, at }) => (colours[at + 1] as number) / Math.max(1, valueAt(surfaces[1]!, x, y)),
    );
    const threshold = brightThreshold(bright);
    const empty = samples.filter((_, index) => (bright[index] as number) >= threshold);
    surfaces = [0, 1, 2].map((channel) => leastSquares(empty, colours, channel));
  }
  return surfaces;
}

interface Sample {
  /** Place, as a share of the width and of the height. */
  readonly x: number;
  readonly y: number;
  /** Index of its red value. */
  readonly at: number;
}

const valueAt = (surface: Float64Array, x: number, y: number): number =>
  surface[0]! +
  surface[1]! * x +
  surface[2]! * y +
  surface[3]! * x * x +
  surface[4]! * x * y +
  surface[5]! * y * y;

/**
 * Above this, pixels are taken as empty slide. The most frequent brightness in the upper part of
 * the histogram is the slide's; half its distance to the brightest is its noise.
 */
function brightThreshold(bright: Float64Array): number {
  const sorted = bright.slice().sort();
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] as number;
  const top = at(0.995);
  const bins = new Float64Array(60);
  const low = at(0.05);
  const span = Math.max(1e-6, top - low);
  for (const item of sorted)
    bins[Math.min(59, Math.max(0, Math.floor(((item - low) / span) * 60)))]!++;
  let peak = 59;
  let most = 0;
  for (let bin = 59; bin >= 24; bin--) {
    const count = (bins[bin - 1] ?? 0) + (bins[bin] as number) + (bins[bin + 1] ?? 0);
    if (count > most) [most, peak] = [count, bin];
  }
  const mode = low + ((peak + 0.5) / 60) * span;
  return mode - Math.max(0.04, top - mode);
}

/** Solves the normal equations by Gaussian elimination; a little ridge keeps them solvable. */
function leastSquares(
  samples: readonly Sample[],
  colours: Float32Array,
  channel: number,
): Float64Array {
  const system = Array.from({ length: TERMS }, () => new Float64Array(TERMS + 1));
  const row = new Float64Array(TERMS + 1);
  for (const { x, y, at } of samples) {
    row.set([1, x, y, x * x, x * y, y * y, colours[at + channel] as number]);
    for (let i = 0; i < TERMS; i++)
      for (let j = 0; j <= TERMS; j++) system[i]![j]! += row[i]! * row[j]!;
  }
  for (let i = 0; i < TERMS; i++) system[i]![i]! += i === 0 ? 1e-9 : 1e-3 * samples.length;
  for (let pivot = 0; pivot < TERMS; pivot++)
    for (let row = 0; row < TERMS; row++) {
      if (row === pivot) continue;
      const factor = system[row]![pivot]! / system[pivot]![pivot]!;
      for (let column = pivot; column <= TERMS; column++)
        system[row]![column]! -= factor * system[pivot]![column]!;
    }
  return Float64Array.from(system, (row, index) => row[TERMS]! / row[index]!);
}
