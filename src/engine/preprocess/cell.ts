import type { Box } from '../../domain/geometry.ts';
import type { CellInput } from '../../domain/pack.ts';
import type { PixelImage } from '../api.ts';
import { normalise } from './normalise.ts';
import { resample } from './resample.ts';

/** A cell larger than this share of the window makes the window grow. */
const WINDOW_MARGIN = 1.15;

/** The square that is cut around a cell. */
export interface CellWindow {
  /** Side, px of the field. */
  readonly side: number;
  /** True where the window grew beyond its nominal width to hold the cell. */
  readonly shrunkToFit: boolean;
}

/**
 * Side of the window cut around a box: of one physical width where the field's scale is known,
 * else in proportion to the box.
 */
export function cellWindow(
  box: Box,
  input: CellInput,
  micrometresPerPixel: number | null,
): CellWindow {
  const longer = Math.max(box.width, box.height, 1);
  const nominal =
    micrometresPerPixel === null
      ? input.boxRelative * longer
      : input.windowUm / micrometresPerPixel;
  const needed = WINDOW_MARGIN * longer;
  return { side: Math.max(nominal, needed), shrunkToFit: needed > nominal };
}

/**
 * Cuts a square around a point and normalises it for a classifier. Beyond the image's border the
 * image is mirrored.
 * @param side of the square, px of the image
 * @returns [size, size, 3]
 */
export function prepareCell(
  image: PixelImage,
  centre: { readonly x: number; readonly y: number },
  side: number,
  input: CellInput,
): Float32Array {
  const { size, normalisation } = input;
  const window = { x: centre.x - side / 2, y: centre.y - side / 2, width: side, height: side };
  const values = resample(image, window, size, size, 'mirror');
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) / 255;
  normalise(values, normalisation);
  return values;
}
