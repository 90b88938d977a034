/**
 * TIFF samples to 8-bit RGB. Nothing is stretched: a sample keeps its share of the full range, so
 * that the colours of a stain stay what the camera saw.
 */

export type TiffSamples = Uint8Array | Uint16Array;

/** How a TIFF page's samples are to be read (values of TIFF's PhotometricInterpretation). */
export type Photometric = 'white-is-zero' | 'black-is-zero' | 'rgb' | 'palette' | 'ycbcr';

/**
 * The bit depth whose range a file's samples fill: the smallest of 8, 10, 12, 14 and 16 bits that
 * holds the largest sample. Cameras store 10-, 12- or 14-bit samples in 16-bit words; reading those
 * against 65,535 would make the field almost black. One depth serves every channel and page of a
 * file: hue and the differences between its fields are kept. The background of a smear is bright,
 * so a well-exposed field reaches the range of its camera.
 */
export function effectiveBits(largest: number): number {
  return [8, 10, 12, 14].find((bits) => largest < 2 ** bits) ?? 16;
}

/** Largest sample of a page. */
export function largestSample(samples: TiffSamples): number {
  let largest = 0;
  for (const sample of samples) if (sample > largest) largest = sample;
  return largest;
}

/** Table from a sample to 0 … 255: rounded proportionally to the range of `bits`. */
function to8Bit(bits: number, inverted: boolean): Uint8Array {
  const top = 2 ** bits - 1;
  return Uint8Array.from({ length: top + 1 }, (_, sample) => {
    const value = Math.round((sample * 255) / top);
    return inverted ? 255 - value : value;
  });
}

export function fromGrey(
  samples: TiffSamples,
  bits: number,
  inverted: boolean,
): Uint8Array<ArrayBuffer> {
  const table = to8Bit(bits, inverted);
  const rgb = new Uint8Array(samples.length * 3);
  for (let pixel = 0; pixel < samples.length; pixel++)
    rgb.fill(table[samples[pixel]!]!, pixel * 3, pixel * 3 + 3);
  return rgb;
}

export function fromRgb(samples: TiffSamples, bits: number): Uint8Array<ArrayBuffer> {
  if (bits === 8) return Uint8Array.from(samples);
  const table = to8Bit(bits, false);
  return Uint8Array.from(samples, (sample) => table[sample]!);
}

/**
 * @param colourMap all reds, then all greens, then all blues; 16-bit as TIFF wants it. Some writers
 *   store 8-bit values there: a map without any value above 255 is taken as such.
 */
export function fromPalette(
  samples: TiffSamples,
  colourMap: ArrayLike<number>,
): Uint8Array<ArrayBuffer> {
  const size = Math.floor(colourMap.length / 3);
  const wide = Array.from(colourMap).some((value) => value > 255);
  // The high byte is right whether the writer widened its colours by 257 or by 256.
  const table = Uint8Array.from(colourMap, (value) => (wide ? value >> 8 : value));
  const rgb = new Uint8Array(samples.length * 3);
  for (let pixel = 0; pixel < samples.length; pixel++)
    for (let channel = 0; channel < 3; channel++)
      rgb[pixel * 3 + channel] = table[channel * size + samples[pixel]!]!;
  return rgb;
}

/** Full-range YCbCr of ITU-R BT.601, as JPEG uses it (JFIF 1.02). */
export function fromYCbCr(samples: TiffSamples): Uint8Array<ArrayBuffer> {
  // Clamped arrays round to the nearest.
  const rgb = new Uint8ClampedArray(samples.length);
  for (let at = 0; at < samples.length; at += 3) {
    const y = samples[at]!;
    const cb = samples[at + 1]! - 128;
    const cr = samples[at + 2]! - 128;
    rgb[at] = y + 1.402 * cr;
    rgb[at + 1] = y - 0.344136 * cb - 0.714136 * cr;
    rgb[at + 2] = y + 1.772 * cb;
  }
  return new Uint8Array(rgb.buffer);
}
