import type { Disc } from './arcs.ts';

/** Red cells that must agree before their size is believed. */
const LEAST_CELLS = 3;
/** Standard deviation of the kernel over the logarithm of the diameter: red cells vary by 7 %. */
const BANDWIDTH = 0.08;
/** Discs within this factor of the peak are the red cells (anisocytosis). */
const SPREAD = 1.22;
/** Share of all discs, by weight, that the red cells must have. */
const LEAST_SHARE = 0.45;

/**
 * Share of the field that they must cover. Platelets are as round and as alike, but a field with
 * red cells of their size would be so wide that it held hundreds.
 */
const LEAST_AREA = 0.02;

/**
 * The commonest diameter among discs, weighted so that specks, platelets
 * and short arcs have little say. Null where too few agree.
 */
export function commonDiameter(
  found: readonly Disc[],
  fieldArea: number,
): { readonly diameter: number; readonly cells: number } | null {
  const discs = distinct(found);
  if (discs.length < LEAST_CELLS) return null;
  const weights = discs.map(weightOf);
  const density = (at: number): number =>
    discs.reduce((sum, { diameter }, index) => {
      const away = Math.log(diameter / at) / BANDWIDTH;
      return sum + weights[index]! * Math.exp(-(away ** 2) / 2);
    }, 0);
  const peak = discs
    .map(({ diameter }) => ({ diameter, density: density(diameter) }))
    .reduce((best, candidate) => (candidate.density > best.density ? candidate : best)).diameter;
  const near = (diameter: number): boolean => diameter < peak * SPREAD && diameter > peak / SPREAD;
  const agreeing = discs.filter(({ diameter }) => near(diameter));
  const total = (items: readonly Disc[]): number =>
    items.reduce((sum, disc) => sum + weightOf(disc), 0);
  if (agreeing.length < LEAST_CELLS || total(agreeing) < LEAST_SHARE * total(discs)) return null;
  const diameter = weightedMedian(agreeing);
  const covered = (agreeing.length * Math.PI * diameter ** 2) / 4;
  return covered < LEAST_AREA * fieldArea ? null : { diameter, cells: agreeing.length };
}

/** Short arcs tell a circle's size badly: the cube of the coverage, times the size. */
const weightOf = ({ diameter, coverage }: Disc): number => diameter * coverage ** 3;

/** One disc a cell: of two about the same middle the one that covers more of its circle stays. */
function distinct(discs: readonly Disc[]): Disc[] {
  const kept: Disc[] = [];
  for (const disc of [...discs].sort((a, b) => b.coverage - a.coverage))
    if (
      !kept.some(
        ({ x, y, diameter }) =>
          Math.hypot(x - disc.x, y - disc.y) < 0.25 * Math.min(diameter, disc.diameter),
      )
    )
      kept.push(disc);
  return kept;
}

/** Median of the diameters, each weighted by the cube of the share of its circle that was seen. */
function weightedMedian(discs: readonly Disc[]): number {
  const sorted = [...discs].sort((a, b) => a.diameter - b.diameter);
  const half = sorted.reduce((sum, { coverage }) => sum + coverage ** 3, 0) / 2;
  let seen = 0;
  for (const { diameter, coverage } of sorted) {
    seen += coverage ** 3;
    if (seen >= half) return diameter;
  }
  return sorted.at(-1)?.diameter ?? 0;
}
