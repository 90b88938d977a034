/** How a picture is shown. It changes what the eye sees, never the pixels that are analysed. */
export interface Adjustments {
  /** −1 … 1: half of the range darker or brighter. */
  readonly brightness: number;
  /** −1 … 1: a quarter to four times the contrast about the middle grey. */
  readonly contrast: number;
  /** 0.25 … 4; above 1 the mid-tones are brighter. */
  readonly gamma: number;
  /** −1 cool … 1 warm. */
  readonly warmth: number;
  /** Colour of the empty ground, 0–255 each, that is to be neutral; null: as photographed. */
  readonly ground: Colour | null;
}
/** Red, green, blue; 0–255. */
export type Colour = readonly [number, number, number];

export const NEUTRAL: Adjustments = {
  brightness: 0,
  contrast: 0,
  gamma: 1,
  warmth: 0,
  ground: null,
};

export const isNeutral = (a: Adjustments): boolean =>
  a.brightness === 0 && a.contrast === 0 && a.gamma === 1 && a.warmth === 0 && a.ground === null;

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** Factors of red, green and blue: the ground becomes neutral at its brightest channel. */
function gains({ ground, warmth }: Adjustments): readonly [number, number, number] {
  const brightest = ground ? Math.max(...ground, 1) : 1;
  const balance = (channel: 0 | 1 | 2) => (ground ? brightest / Math.max(1, ground[channel]) : 1);
  const warm = 2 ** (0.25 * warmth);
  return [balance(0) * warm, balance(1), balance(2) / warm];
}

/**
 * What each value of red, green and blue becomes: 256 values each, 0–1, never falling.
 * White balance first, on the light; then gamma, contrast and brightness.
 */
export function transferTables(
  adjustments: Adjustments,
): readonly [readonly number[], readonly number[], readonly number[]] {
  const { brightness, contrast, gamma } = adjustments;
  const slope = 4 ** contrast;
  const table = (gain: number) =>
    Array.from({ length: 256 }, (_, value) => {
      const toned = clamp((value / 255) * gain) ** (1 / gamma);
      return clamp((toned - 0.5) * slope + 0.5 + brightness / 2);
    });
  const [red, green, blue] = gains(adjustments);
  return [table(red), table(green), table(blue)];
}

/** The ground is among the brightest; stained structures are darker than this share of it. */
const GROUND_SHARE = 0.93;
/** Less than this is dust and glare. */
const MIN_GROUND = 0.002;
/** A ground darker or more coloured than this is none, 0–255. */
const MIN_LUMA = 110;
const MAX_CHROMA = 90;

/**
 * The colour of a smear's empty ground: the medians of the brightest pixels that are not vividly
 * coloured.
 * @param data RGBA, row by row
 * @returns null where the picture shows no empty ground
 */
export function groundColour(data: Uint8ClampedArray): Colour | null {
  const pixels = data.length / 4;
  const luma = new Uint8Array(pixels);
  const histogram = new Uint32Array(256);
  for (let index = 0; index < pixels; index++) {
    const at = index * 4;
    const value = Math.round(0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!);
    luma[index] = value;
    histogram[value]!++;
  }
  const brightest = percentile(histogram, pixels, 0.995);
  if (brightest < MIN_LUMA) return null;
  const channels = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)] as const;
  let count = 0;
  for (let index = 0; index < pixels; index++) {
    if (luma[index]! < brightest * GROUND_SHARE) continue;
    const at = index * 4;
    const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
    if (Math.max(r, g, b) - Math.min(r, g, b) > MAX_CHROMA) continue;
    channels[0][r]!++;
    channels[1][g]!++;
    channels[2][b]!++;
    count++;
  }
  if (count < pixels * MIN_GROUND) return null;
  return [
    percentile(channels[0], count, 0.5),
    percentile(channels[1], count, 0.5),
    percentile(channels[2], count, 0.5),
  ];
}

/** The value below or at which a share of the counted values lies. */
function percentile(histogram: Uint32Array, count: number, share: number): number {
  let seen = 0;
  for (let value = 0; value < 256; value++) {
    seen += histogram[value]!;
    if (seen >= count * share) return value;
  }
  return 255;
}

/** The ground of a loaded picture, read from a small copy; null where there is none. */
export function groundOf(image: CanvasImageSource, width: number, height: number): Colour | null {
  const scale = Math.min(1, 512 / Math.max(width, height));
  const copy = document.createElement('canvas');
  copy.width = Math.max(1, Math.round(width * scale));
  copy.height = Math.max(1, Math.round(height * scale));
  const context = copy.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.drawImage(image, 0, 0, copy.width, copy.height);
  return groundColour(context.getImageData(0, 0, copy.width, copy.height).data);
}
