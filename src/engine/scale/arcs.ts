import type { Contour } from './contours.ts';

/** A circle fitted to part of an outline, px. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly diameter: number;
  /** Share of the circle that the outline covers, 0 … 1. */
  readonly coverage: number;
}

/** Shorter contours are specks, px. */
const SHORTEST = 24;
/** Distance of the points along a contour, px. */
const STEP = 1;
/** Standard deviation of the smoothing along a contour, px. */
const SMOOTHING = 2;
/** Reach of the tangents whose turning is the curvature, px. */
const REACH = 4;
/** An outline that bends inwards by more than this (1/px) passes from one cell to the next. */
const INWARD = -0.015;
/** Points lost on both sides of such a place: the smoothing has rounded it. */
const TRIM = 2;
/** Least share of a circle that tells its size. */
const LEAST_COVERAGE = 0.3;
/** Largest root-mean-square distance from the circle, as a share of its radius. */
const LARGEST_RESIDUAL = 0.07;
/** Least ratio of the axes of a whole outline. */
const LEAST_ROUNDNESS = 0.6;
/**
 * A whole outline with inward bends is still one cell, crenated, where it nearly fills its convex
 * hull and is round; two cells that overlap are oblong.
 */
const CRENATED = { solidity: 0.95, roundness: 0.8 };

/**
 * The discs that a contour outlines: the whole of it where it is convex, else its convex parts. So
 * cells that touch, overlap or are cut by the border are measured as well. The inner border of a
 * red cell's pallor bends the other way and gives none.
 */
export function discsOf(contour: Contour): Disc[] {
  const line = smooth(spaced(contour), contour.closed);
  const count = line.length / 2;
  if (count < SHORTEST) return [];
  const inward = Uint8Array.from(curvature(line, contour.closed), (bend) =>
    bend < INWARD ? 1 : 0,
  );
  const convex = !inward.includes(1);
  if (contour.closed && (convex || solidity(line) >= CRENATED.solidity)) {
    const whole = wholeDisc(line, convex ? LEAST_ROUNDNESS : CRENATED.roundness);
    if (whole || convex) return whole ? [whole] : [];
  }
  const discs: Disc[] = [];
  for (const arc of convexParts(line, inward, contour.closed)) {
    const disc = arcDisc(arc);
    if (disc) discs.push(disc);
  }
  return discs;
}

/** The contour's points again, `STEP` apart. */
function spaced({ points, closed }: Contour): Float64Array {
  const count = points.length / 2;
  const out: number[] = [];
  let carry = 0;
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const j = (i + 1) % count;
    const [x, y] = [points[2 * i]!, points[2 * i + 1]!];
    const [dx, dy] = [points[2 * j]! - x, points[2 * j + 1]! - y];
    const length = Math.hypot(dx, dy);
    for (; carry < length; carry += STEP)
      out.push(x + (dx * carry) / length, y + (dy * carry) / length);
    carry -= length;
  }
  return Float64Array.from(out);
}

/** Index of a neighbour: around a closed line, at most to the end of an open one. */
const neighbour = (index: number, count: number, closed: boolean): number =>
  closed ? ((index % count) + count) % count : Math.min(count - 1, Math.max(0, index));

function smooth(line: Float64Array, closed: boolean): Float64Array {
  const count = line.length / 2;
  const radius = Math.ceil(3 * SMOOTHING);
  const out = new Float64Array(line.length);
  for (let i = 0; i < count; i++) {
    let total = 0;
    // Near the ends of an open line the window shrinks evenly, so that nothing is pulled inwards.
    const reach = closed ? radius : Math.min(radius, i, count - 1 - i);
    for (let offset = -reach; offset <= reach; offset++) {
      const weight = Math.exp(-(offset ** 2) / (2 * SMOOTHING ** 2));
      const from = neighbour(i + offset, count, closed);
      total += weight;
      out[2 * i]! += weight * line[2 * from]!;
      out[2 * i + 1]! += weight * line[2 * from + 1]!;
    }
    out[2 * i]! /= total;
    out[2 * i + 1]! /= total;
  }
  return out;
}

/** Turning per px; positive where what lies on the left is convex. */
function curvature(line: Float64Array, closed: boolean): Float64Array {
  const count = line.length / 2;
  return Float64Array.from({ length: count }, (_, i) => {
    if (!closed && (i < REACH || i >= count - REACH)) return 0;
    const before = neighbour(i - REACH, count, closed);
    const after = neighbour(i + REACH, count, closed);
    const [ax, ay] = [line[2 * i]! - line[2 * before]!, line[2 * i + 1]! - line[2 * before + 1]!];
    const [bx, by] = [line[2 * after]! - line[2 * i]!, line[2 * after + 1]! - line[2 * i + 1]!];
    // y points down: the turn is to the left where this is negative.
    return -Math.atan2(ax * by - ay * bx, ax * bx + ay * by) / (REACH * STEP);
  });
}

/** Runs of points without inward bend, trimmed at both ends. */
function convexParts(line: Float64Array, inward: Uint8Array, closed: boolean): Float64Array[] {
  const count = inward.length;
  const start = closed ? inward.indexOf(1) : 0;
  const parts: Float64Array[] = [];
  let run: number[] = [];
  const end = (): void => {
    const kept = run.slice(TRIM, run.length - TRIM);
    if (kept.length >= 8)
      parts.push(Float64Array.from(kept.flatMap((i) => [line[2 * i]!, line[2 * i + 1]!])));
    run = [];
  };
  for (let step = 0; step < count; step++) {
    const i = (start + step) % count;
    if (inward[i] === 1) end();
    else run.push(i);
  }
  end();
  return parts;
}

/** Twice the area of a triangle; positive where c lies to one side of the line from a to b. */
const turn = (line: Float64Array, a: number, b: number, c: number): number =>
  (line[2 * b]! - line[2 * a]!) * (line[2 * c + 1]! - line[2 * a + 1]!) -
  (line[2 * b + 1]! - line[2 * a + 1]!) * (line[2 * c]! - line[2 * a]!);

/** Area within a closed line as a share of that of its convex hull (Andrew's monotone chain). */
function solidity(line: Float64Array): number {
  const order = Array.from({ length: line.length / 2 }, (_, index) => index).sort(
    (a, b) => line[2 * a]! - line[2 * b]! || line[2 * a + 1]! - line[2 * b + 1]!,
  );
  const chain = (indices: readonly number[]): number[] => {
    const kept: number[] = [];
    for (const index of indices) {
      while (kept.length > 1 && turn(line, kept.at(-2)!, kept.at(-1)!, index) <= 0) kept.pop();
      kept.push(index);
    }
    return kept.slice(0, -1);
  };
  const hull = [...chain(order), ...chain(order.reverse())];
  const hullLine = Float64Array.from(hull.flatMap((i) => [line[2 * i]!, line[2 * i + 1]!]));
  return Math.abs(areaOf(line)) / Math.max(1e-9, Math.abs(areaOf(hullLine)));
}

/** Area within a closed line; negative where it runs against the clock on the screen. */
function areaOf(line: Float64Array): number {
  let doubled = 0;
  for (let i = 0; i < line.length; i += 2) {
    const j = (i + 2) % line.length;
    doubled += line[i]! * line[j + 1]! - line[j]! * line[i + 1]!;
  }
  return doubled / 2;
}

/** Disc of the same area as a closed line; null where it is not round or lies about a hole. */
function wholeDisc(line: Float64Array, leastRoundness: number): Disc | null {
  const count = line.length / 2;
  let [area, mx, my] = [0, 0, 0];
  const moments = { xx: 0, xy: 0, yy: 0 };
  const [ox, oy] = [line[0]!, line[1]!];
  for (let i = 0; i < count; i++) {
    const j = (i + 1) % count;
    const [x, y] = [line[2 * i]! - ox, line[2 * i + 1]! - oy];
    const [u, v] = [line[2 * j]! - ox, line[2 * j + 1]! - oy];
    const cross = x * v - u * y;
    area += cross / 2;
    mx += (cross * (x + u)) / 6;
    my += (cross * (y + v)) / 6;
    moments.xx += (cross * (x * x + x * u + u * u)) / 12;
    moments.yy += (cross * (y * y + y * v + v * v)) / 12;
    moments.xy += (cross * (x * v + 2 * x * y + 2 * u * v + u * y)) / 24;
  }
  // With y down, a line that has what lies above the level on its left runs clockwise: area < 0.
  if (area >= 0) return null;
  const [cx, cy] = [mx / area, my / area];
  const xx = moments.xx / area - cx * cx;
  const yy = moments.yy / area - cy * cy;
  const xy = moments.xy / area - cx * cy;
  const spread = Math.hypot((xx - yy) / 2, xy);
  const mean = (xx + yy) / 2;
  const roundness = Math.sqrt(Math.max(0, mean - spread) / (mean + spread));
  if (!(roundness >= leastRoundness)) return null;
  return { x: ox + cx, y: oy + cy, diameter: 2 * Math.sqrt(-area / Math.PI), coverage: 1 };
}

/** Circle through an arc in the least-squares sense (Kåsa 1976); null where it fits badly. */
function arcDisc(arc: Float64Array): Disc | null {
  const count = arc.length / 2;
  let [mx, my] = [0, 0];
  for (let i = 0; i < count; i++) {
    mx += arc[2 * i]! / count;
    my += arc[2 * i + 1]! / count;
  }
  let [uu, uv, vv, u3, v3] = [0, 0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const [u, v] = [arc[2 * i]! - mx, arc[2 * i + 1]! - my];
    uu += u * u;
    uv += u * v;
    vv += v * v;
    u3 += u * (u * u + v * v);
    v3 += v * (u * u + v * v);
  }
  const determinant = uu * vv - uv * uv;
  if (determinant < 1e-6 * uu * vv) return null;
  const cu = (u3 * vv - v3 * uv) / (2 * determinant);
  const cv = (v3 * uu - u3 * uv) / (2 * determinant);
  const radius = Math.sqrt(cu * cu + cv * cv + (uu + vv) / count);
  const [x, y] = [mx + cu, my + cv];
  let square = 0;
  let turned = 0;
  for (let i = 0; i < count; i++) {
    const [dx, dy] = [arc[2 * i]! - x, arc[2 * i + 1]! - y];
    square += (Math.hypot(dx, dy) - radius) ** 2 / count;
    if (i === 0) continue;
    const [ex, ey] = [arc[2 * i - 2]! - x, arc[2 * i - 1]! - y];
    turned -= Math.atan2(ex * dy - ey * dx, ex * dx + ey * dy);
  }
  const coverage = Math.min(1, turned / (2 * Math.PI));
  if (coverage < LEAST_COVERAGE || Math.sqrt(square) > LARGEST_RESIDUAL * radius) return null;
  return { x, y, diameter: 2 * radius, coverage };
}
