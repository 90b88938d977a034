import { type Adjustments, transferTables } from './adjustments.ts';
import { buildPyramid, type Pyramid } from './pyramid.ts';

/** Rows that are adjusted at a time: some milliseconds' work, so that the pointer stays quick. */
const STRIP_ROWS = 128;

/** Replaces every value by its table's, in place. @param data RGBA; alpha is left alone */
export function applyTables(
  data: Uint8ClampedArray,
  tables: ReturnType<typeof transferTables>,
): void {
  const [red, green, blue] = tables.map((table) =>
    Uint8ClampedArray.from(table, (value) => value * 255),
  ) as [Uint8ClampedArray, Uint8ClampedArray, Uint8ClampedArray];
  for (let at = 0; at < data.length; at += 4) {
    data[at] = red[data[at]!]!;
    data[at + 1] = green[data[at + 1]!]!;
    data[at + 2] = blue[data[at + 2]!]!;
  }
}

/**
 * A copy of a picture as it is to be shown; the picture itself is left as it is.
 * @returns null where the signal stopped the work
 */
export async function adjustedPyramid(
  { image, levels }: Pyramid,
  adjustments: Adjustments,
  signal: AbortSignal,
): Promise<Pyramid | null> {
  const { width, height } = image;
  const copy = document.createElement('canvas');
  copy.width = width;
  copy.height = height;
  const context = copy.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.drawImage(levels[0]!.source, 0, 0);
  const tables = transferTables(adjustments);
  for (let row = 0; row < height; row += STRIP_ROWS) {
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return null;
    const strip = context.getImageData(0, row, width, Math.min(STRIP_ROWS, height - row));
    applyTables(strip.data, tables);
    context.putImageData(strip, 0, row);
  }
  return buildPyramid(copy, image);
}
