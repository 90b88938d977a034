import { type Box, boxArea } from '../../domain/geometry.ts';
import { RED_CELL_UM, type ScaleEstimate } from './redCells.ts';

/** Nucleated cells are wider than red cells: least ratio of their median side to a red cell's. */
const LEAST_RATIO = 1.1;

/** With few red cells measured, chance may have made a circle of something else. */
const FEW = { cells: 8, leastRatio: 1.25 };

/**
 * Whether an estimate fits the cells that the detector found. Where red cells are scarce or pale,
 * round nucleated cells can pass for them; these would then be no wider than "red cells", which
 * gives the mistake away. A wrong scale is worse than none: the cells' windows fall back to their
 * boxes.
 * @param boxes detected cells, px; no cell contradicts nothing
 */
export function agreesWithCells(
  { micrometresPerPixel, cells }: ScaleEstimate,
  boxes: readonly Box[],
): boolean {
  if (boxes.length === 0) return true;
  const sides = boxes.map((box) => Math.sqrt(boxArea(box))).sort((a, b) => a - b);
  const ratio = ((sides[sides.length >> 1] as number) * micrometresPerPixel) / RED_CELL_UM;
  return ratio >= (cells < FEW.cells ? FEW.leastRatio : LEAST_RATIO);
}
