import type { ClassCode } from '../domain/classes.ts';
import { CLASS_CODES } from '../domain/classes.ts';
import { drawMorphology } from './cells/index.ts';
import type { Morphology } from './cells/morphology.ts';
import type { Placement } from './cells/paint.ts';
import type { Random } from './random.ts';
import type { FieldSpec } from './spec.ts';

/** A cell to be painted. */
export interface PlannedCell extends Placement {
  readonly morphology: Morphology;
}

/**
 * Shares out `count` cells among the weighted classes by systematic sampling with one random
 * start: every class gets its expected number rounded down or up, and on average exactly it.
 *
 * @throws RangeError if cells are asked for and no class has a positive weight.
 */
export function shareOut(
  composition: FieldSpec['composition'],
  count: number,
  random: Random,
): ClassCode[] {
  if (count === 0) return [];
  const classes = CLASS_CODES.filter((code) => (composition[code] ?? 0) > 0);
  const total = classes.reduce((sum, code) => sum + (composition[code] ?? 0), 0);
  if (total === 0) throw new RangeError('The composition names no class for the countable cells');
  // Shuffled, because neighbours in the list exclude each other's extra cell.
  for (let i = classes.length - 1; i > 0; i--) {
    const j = random.whole([0, i]);
    [classes[i], classes[j]] = [classes[j] as ClassCode, classes[i] as ClassCode];
  }
  const drawn: ClassCode[] = [];
  let passed = 0;
  let next = random.next();
  for (const code of classes) {
    passed += ((composition[code] ?? 0) / total) * count;
    while (drawn.length < count && next < passed) {
      drawn.push(code);
      next++;
    }
  }
  // Rounding in the sum can leave the last cell out.
  while (drawn.length < count) drawn.push(classes[classes.length - 1] as ClassCode);
  return drawn;
}

/** How many of the field's nucleated cells are uncountable. */
export const uncountableCells = (spec: FieldSpec): number =>
  Math.round(spec.nucleatedCells * spec.uncountableShare);

/** Overlap of a candidate with the cells in place, micrometres; negative for the gap between. */
function overlapWith(placed: readonly PlannedCell[], x: number, y: number, radius: number): number {
  let most = -Infinity;
  for (const other of placed) {
    most = Math.max(most, other.radius + radius - Math.hypot(other.x - x, other.y - y));
  }
  return most;
}

/** A place for one cell: near others or alone, overlapping them as little as the crowd allows. */
function findPlace(
  spec: FieldSpec,
  morphology: Morphology,
  radius: number,
  placed: readonly PlannedCell[],
  random: Random,
): { x: number; y: number } {
  const width = spec.width * spec.micrometresPerPixel;
  const height = spec.height * spec.micrometresPerPixel;
  // Two thirds of a cell's width stay in the picture, or it could not be told.
  const inset = Math.min(0.35 * radius, width / 2, height / 2);
  const kin = morphology.clustered ? placed.filter((p) => p.morphology.clustered) : placed;
  const allowed = morphology.clustered ? 0.12 * radius : 0.04 * radius;
  let best = { x: width / 2, y: height / 2 };
  let least = Infinity;
  for (let attempt = 0; attempt < 400; attempt++) {
    let x = random.between([inset, width - inset]);
    let y = random.between([inset, height - inset]);
    const beside = kin[random.whole([0, Math.max(0, kin.length - 1)])];
    if (beside && (morphology.clustered || random.chance(0.35))) {
      const angle = random.between([0, 2 * Math.PI]);
      const away = beside.radius + radius - random.between([-0.4, allowed]);
      x = beside.x + away * Math.cos(angle);
      y = beside.y + away * Math.sin(angle);
      if (x < inset || y < inset || x > width - inset || y > height - inset) continue;
    }
    const overlap = overlapWith(placed, x, y, radius);
    if (overlap <= allowed) return { x, y };
    if (overlap < least) {
      least = overlap;
      best = { x, y };
    }
  }
  return best;
}

/** Plans every nucleated cell of a field: kind, size and place. */
export function planCells(spec: FieldSpec, random: Random): PlannedCell[] {
  const uncountable = uncountableCells(spec);
  const codes: (ClassCode | null)[] = [
    ...shareOut(spec.composition, spec.nucleatedCells - uncountable, random),
    ...Array.from({ length: uncountable }, () => null),
  ];
  const drawn = codes.map((code) => {
    const morphology = drawMorphology(code, random, spec.haematogoneShare);
    return { morphology, radius: random.between(morphology.diameter) / 2 };
  });
  // Large cells first: small ones still find room between them.
  drawn.sort((a, b) => b.radius - a.radius);
  const placed: PlannedCell[] = [];
  for (const cell of drawn) {
    placed.push({ ...cell, ...findPlace(spec, cell.morphology, cell.radius, placed, random) });
  }
  return placed;
}
