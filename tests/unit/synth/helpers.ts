import type { Box } from '../../../src/domain/geometry.ts';
import { DEFAULT_FIELD, type FieldSpec, type RenderedField } from '../../../src/synth/spec.ts';

/** A field of nucleated cells only, sharp and evenly lit: every stained pixel is a cell's. */
export const BARE: FieldSpec = {
  ...DEFAULT_FIELD,
  width: 480,
  height: 360,
  micrometresPerPixel: 0.2,
  uncountableShare: 0,
  redCellDensity: 0,
  platelets: 0,
  precipitate: 0,
  light: { vignette: 0, gradient: 0, direction: 0, white: [250, 250, 250] },
  blur: 0,
  noise: 0,
};

/** FNV-1a over the bytes. */
export function hashBytes(bytes: Uint8ClampedArray): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

export interface Pixel {
  readonly x: number;
  readonly y: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

export function* pixels(field: RenderedField): Generator<Pixel> {
  for (let y = 0; y < field.height; y++) {
    for (let x = 0; x < field.width; x++) {
      const i = 4 * (y * field.width + x);
      yield {
        x,
        y,
        red: field.data[i] as number,
        green: field.data[i + 1] as number,
        blue: field.data[i + 2] as number,
      };
    }
  }
}

/** Darker than plasma under `BARE`: some part of a cell. */
export const isStained = (p: Pixel): boolean => p.red + p.green + p.blue < 690;
/** Violet under `BARE`: chromatin. Even deeply basophilic cytoplasm lets more green through. */
export const isNuclear = (p: Pixel): boolean => p.green < 0.43 * p.blue;

export const within = (box: Box, x: number, y: number, slack = 0): boolean =>
  x >= box.x - slack &&
  y >= box.y - slack &&
  x < box.x + box.width + slack &&
  y < box.y + box.height + slack;
