import type { Cell, Conflict, Field } from '../../domain/case.ts';
import { type Box, intersectionOverSmaller, intersectionOverUnion } from '../../domain/geometry.ts';
import type { DetectedCell, FieldAnalysis } from '../../engine/api.ts';

/** Boxes that overlap at least so much are the same cell. */
export const SAME_CELL_IOU = 0.5;

/** A detection that shares so much of the smaller box with a reviewed cell is in conflict with it. */
export const CONFLICT_OVERLAP = 0.5;

const sameBox = (a: Box, b: Box): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

/** Whether a reviewer had a hand in the cell: drew it, spoke or remarked on it, or moved its box. */
export const isReviewed = (cell: Cell): boolean =>
  cell.origin === 'reviewer' ||
  cell.review !== null ||
  cell.comment !== undefined ||
  (cell.model !== null && !sameBox(cell.box, cell.model.box));

/** Pairs of overlapping cells and detections, best overlap first, each used at most once. */
function match(
  cells: readonly Cell[],
  detections: readonly DetectedCell[],
): Map<Cell, DetectedCell> {
  const pairs = cells
    .flatMap((cell) =>
      detections.map((detection) => ({
        cell,
        detection,
        overlap: intersectionOverUnion(cell.box, detection.box),
      })),
    )
    .filter((pair) => pair.overlap >= SAME_CELL_IOU)
    .sort((a, b) => b.overlap - a.overlap);
  const result = new Map<Cell, DetectedCell>();
  const used = new Set<DetectedCell>();
  for (const { cell, detection } of pairs) {
    if (result.has(cell) || used.has(detection)) continue;
    result.set(cell, detection);
    used.add(detection);
  }
  return result;
}

/** A field's cells after a new analysis, and what the reviewer has to decide. */
export interface Merged {
  readonly cells: Cell[];
  readonly conflicts: Conflict[];
}

/**
 * Merges a new analysis into a field. The reviewer's word always stands: reviewed cells keep their
 * box and their review and only get the model's new word beside it; boxes that a reviewer deleted
 * stay away; a detection that largely covers a reviewed cell without being it becomes a conflict,
 * for the reviewer to decide. Everything else is the new analysis, with ids kept where it is the
 * same cell.
 */
export function mergeAnalysis(
  field: Field,
  detections: readonly DetectedCell[],
  newId: () => string,
): Merged {
  const reviewed = field.cells.filter(isReviewed);
  const reviewedMatch = match(reviewed, detections);
  const taken = new Set(reviewedMatch.values());
  const conflicts: Conflict[] = [];
  const free = detections.filter((detection) => {
    if (taken.has(detection)) return false;
    const refused = (field.deletedBoxes ?? []).some(
      (box) => intersectionOverUnion(box, detection.box) >= SAME_CELL_IOU,
    );
    if (refused) return false;
    const covered = reviewed.filter(
      (cell) => intersectionOverSmaller(cell.box, detection.box) >= CONFLICT_OVERLAP,
    );
    if (covered.length === 0) return true;
    conflicts.push({
      id: newId(),
      model: { ...detection.model, box: { ...detection.box } },
      cellIds: covered.map(({ id }) => id),
    });
    return false;
  });
  const oldMatch = match(
    field.cells.filter((cell) => !isReviewed(cell)),
    free,
  );
  const idOf = new Map([...oldMatch].map(([cell, detection]) => [detection, cell.id]));
  return {
    conflicts,
    cells: [
      ...reviewed.map((cell) => {
        const detection = reviewedMatch.get(cell);
        return detection ? { ...cell, model: detection.model } : cell;
      }),
      ...free.map(
        (detection): Cell => ({
          id: idOf.get(detection) ?? newId(),
          box: { ...detection.box },
          origin: 'model',
          model: detection.model,
          review: null,
        }),
      ),
    ],
  };
}

/** The field with the analysis merged in; an entered scale stands over a measured one. */
export function analysedField(
  field: Field,
  analysis: FieldAnalysis,
  at: string,
  newId: () => string,
): Field {
  // What the detector gave before is not of this analysis.
  const { detector: _before, ...kept } = field;
  return {
    ...kept,
    ...(analysis.detector ? { detector: analysis.detector } : {}),
    ...mergeAnalysis(field, analysis.cells, newId),
    scale: field.scale && field.scale.source !== 'red-cells' ? field.scale : analysis.scale,
    status: 'analysed',
    problem: null,
    analysis: {
      pack: analysis.pack,
      backend: analysis.backend,
      at,
      elapsedMs: analysis.elapsedMs,
    },
    // Whoever went over the field has not seen what was found since.
    reviewed: null,
  };
}
