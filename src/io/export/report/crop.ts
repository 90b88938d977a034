import { type Box, boxCentre } from '../../../domain/geometry.ts';

/** Room around the box on each side, in parts of its longer side. */
const MARGIN = 0.15;

/** A square of a picture, px. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** The square of a field that shows a cell with some of its surroundings, inside the picture. */
export function cellCrop(
  box: Box,
  field: { readonly width: number; readonly height: number },
): Crop {
  const wanted = Math.max(box.width, box.height) * (1 + 2 * MARGIN);
  const side = Math.max(1, Math.round(Math.min(wanted, field.width, field.height)));
  const centre = boxCentre(box);
  const within = (middle: number, length: number) =>
    Math.round(Math.min(Math.max(middle - side / 2, 0), length - side));
  return { x: within(centre.x, field.width), y: within(centre.y, field.height), side };
}

/** Side of a cell's picture, px: sharp at the size it is printed. */
export const CELL_PIXELS = 112;
/** Width of a field's picture, px. */
export const FIELD_PIXELS = 560;
