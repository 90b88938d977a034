import type { PixelImage } from '../api.ts';
import { resample } from '../preprocess/resample.ts';
import { type AbsorptionMap, absorptionOf } from './absorption.ts';
import { type Disc, discsOf } from './arcs.ts';
import { contoursAt } from './contours.ts';
import { commonDiameter } from './mode.ts';
import { type Segmentation, segment } from './segmentation.ts';

export interface ScaleEstimate {
  readonly micrometresPerPixel: number;
  /** Red cells measured. */
  readonly cells: number;
}

/** Mean diameter of a red cell on a film, µm (ICSH). */
export const RED_CELL_UM = 7.5;

/** What a field of a smear can have, µm/px. */
const PLAUSIBLE = { min: 0.02, max: 1 };

/** Long sides at which cells are looked for, px: first where it costs least. */
const LONG_SIDES = [200, 400, 800];

/** A larger field is worth a closer look. */
const LARGE = { from: 2400, longSide: 1600 };

/** Least diameter in a reduced field that needs no closer look, px. */
const LEAST_PX = 20;

/**
 * Micrometres per pixel of a field, measured by its red cells, which are 7.5 µm wide. Null where
 * too few of them can be measured, or where the answer could not be that of a microscope.
 *
 * The light is divided out, outlines are drawn where the absorption rises from the slide to the
 * cells, and every convex part of an outline is fitted with a circle, so that crowded cells count
 * too. Discs that hold a nucleus are left out; the commonest diameter among the rest is the red
 * cells'. Validation: `tools/measure-scale.ts`.
 */
export function estimateScale(image: PixelImage): ScaleEstimate | null {
  const longest = Math.max(image.width, image.height);
  const sides = longest > LARGE.from ? [...LONG_SIDES, LARGE.longSide] : LONG_SIDES;
  const base = reduced(image, sides.at(-1)!);
  const baseReduction = longest / Math.max(base.width, base.height);
  let found: Found | null = null;
  for (const longSide of sides) {
    const map = absorptionOf(base, longSide);
    const here = measure(map);
    if (here) found = { ...here, diameter: here.diameter * map.reduction };
    if (map.reduction === 1 || (here && here.diameter >= LEAST_PX)) break;
  }
  if (!found) return null;
  const micrometresPerPixel = RED_CELL_UM / (found.diameter * baseReduction);
  const plausible = micrometresPerPixel >= PLAUSIBLE.min && micrometresPerPixel <= PLAUSIBLE.max;
  return plausible ? { micrometresPerPixel, cells: found.cells } : null;
}

/** The field with its long side reduced to at most `longSide` px. */
function reduced(image: PixelImage, longSide: number): PixelImage {
  const { width, height } = image;
  const reduction = Math.max(width, height) / longSide;
  if (reduction <= 1) return image;
  const size = [width, height].map((side) => Math.max(1, Math.round(side / reduction)));
  const [w, h] = size as [number, number];
  const colours = resample(image, { x: 0, y: 0, width, height }, w, h, 'clip');
  return { width: w, height: h, channels: 3, data: Uint8ClampedArray.from(colours) };
}

interface Found {
  /** px */
  readonly diameter: number;
  readonly cells: number;
}

function measure(map: AbsorptionMap): Found | null {
  const segmentation = segment(map);
  if (!segmentation) return null;
  const { width, height, green } = map;
  const discs = contoursAt(green, width, height, segmentation.outline)
    .flatMap(discsOf)
    .filter((disc) => isRedCell(disc, map, segmentation));
  return commonDiameter(discs, width * height);
}

/** Share of a disc that may look nuclear: a platelet on a red cell is no nucleus. */
const NUCLEAR_SHARE = 0.08;
/** Share of a disc's rim that must be cell. */
const CELL_SHARE = 0.8;
/**
 * Absorption in the middle as a multiple of that in the rim: at most this in a red cell, whose
 * middle is pale or, in a spherocyte, a little thicker. More is a nucleus in pale cytoplasm.
 */
const DARKEST_MIDDLE = 1.35;
/** The middle and the rim, as shares of the radius. */
const MIDDLE = 0.5;
const RIM = { from: 0.65, to: 0.92 };

/** Whether a disc is cell in its rim, no darker in its middle, and holds no nucleus. */
function isRedCell(
  { x, y, diameter }: Disc,
  { width, height, green }: AbsorptionMap,
  { outline, nuclear }: Segmentation,
): boolean {
  const radius = diameter / 2;
  const nuclei = { count: 0, sum: 0 };
  const middle = { count: 0, sum: 0 };
  const rim = { count: 0, sum: 0, cell: 0 };
  for (let py = Math.max(0, Math.ceil(y - radius)); py <= Math.min(height - 1, y + radius); py++)
    for (let px = Math.max(0, Math.ceil(x - radius)); px <= Math.min(width - 1, x + radius); px++) {
      const away = Math.hypot(px - x, py - y) / radius;
      if (away > RIM.to) continue;
      const pixel = py * width + px;
      const absorbed = green[pixel]!;
      nuclei.count++;
      nuclei.sum += nuclear[pixel]!;
      if (away < MIDDLE) {
        middle.count++;
        middle.sum += absorbed;
      } else if (away > RIM.from) {
        rim.count++;
        rim.sum += absorbed;
        if (absorbed > outline) rim.cell++;
      }
    }
  if (rim.count === 0 || rim.cell < CELL_SHARE * rim.count) return false;
  if (nuclei.sum > NUCLEAR_SHARE * nuclei.count) return false;
  return middle.sum * rim.count <= DARKEST_MIDDLE * rim.sum * middle.count;
}
