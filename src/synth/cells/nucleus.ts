import type { Random } from '../random.ts';
import { type Lobe, lobeDistance, smoothMax, smoothMin } from '../shape.ts';
import type { NuclearShape } from './morphology.ts';

/** A fold line across a nucleus, from its middle outwards. */
export interface Crease {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** A nucleus about the origin; the hof lies towards negative x. Micrometres. */
export interface NuclearGeometry {
  readonly lobes: readonly Lobe[];
  /** Fillet between lobes. */
  readonly blend: number;
  /** Circle bitten out on the hof's side. */
  readonly bite: { readonly x: number; readonly y: number; readonly r: number } | null;
  readonly creases: readonly Crease[];
}

const RADIANS = Math.PI / 180;
const ball = (x: number, y: number, r: number): Lobe => ({
  x1: x,
  y1: y,
  x2: x,
  y2: y,
  r1: r,
  r2: r,
});

function rounded(
  shape: Extract<NuclearShape, { kind: 'round' }>,
  radius: number,
  random: Random,
): NuclearGeometry {
  const elongation = random.between(shape.elongation);
  const short = radius / Math.sqrt(elongation);
  const half = radius * Math.sqrt(elongation) - short;
  const dent = random.between(shape.dent);
  const biter = radius * random.between([0.7, 1.1]);
  return {
    lobes: [
      { x1: 0, y1: -half, x2: 0, y2: half, r1: short * random.between([0.92, 1]), r2: short },
    ],
    blend: 0.1,
    bite:
      dent > 0.02
        ? { x: -(short + biter - 2 * dent * short), y: random.normal(0, 0.15) * radius, r: biter }
        : null,
    creases: [],
  };
}

function bent(
  shape: Extract<NuclearShape, { kind: 'arc' }>,
  radius: number,
  random: Random,
): NuclearGeometry {
  const thickness = random.between(shape.thickness) * radius;
  const bend = radius - thickness;
  const span = random.between(shape.degrees) * RADIANS;
  const pieces = 8;
  const wander = random.normal(0, 0.12);
  const nodes = Array.from({ length: pieces + 1 }, (_, i) => {
    const t = i / pieces - 0.5;
    const angle = t * span + random.normal(0, 0.03);
    const away = bend * (1 + wander * Math.sin(5 * t) + random.normal(0, 0.02));
    // A rod is a little fuller at its ends than at its waist.
    const r = thickness * (0.9 + 0.5 * t * t + random.normal(0, 0.045));
    return { x: away * Math.cos(angle), y: away * Math.sin(angle), r };
  });
  const shift = nodes.reduce((sum, n) => sum + n.x, 0) / nodes.length;
  const lobes: Lobe[] = [];
  for (let i = 0; i < pieces; i++) {
    const a = nodes[i] as (typeof nodes)[number];
    const b = nodes[i + 1] as (typeof nodes)[number];
    lobes.push({ x1: a.x - shift, y1: a.y, x2: b.x - shift, y2: b.y, r1: a.r, r2: b.r });
  }
  return { lobes, blend: 0.3, bite: null, creases: [] };
}

function segmented(
  shape: Extract<NuclearShape, { kind: 'segmented' }>,
  radius: number,
  random: Random,
): NuclearGeometry {
  const count = random.whole(shape.lobes);
  const step =
    (count === 2 ? random.between([120, 165]) : random.between([62, 92 - 7 * (count - 3)])) *
    RADIANS;
  const size = count === 2 ? 0.56 : count === 3 ? 0.48 : count === 4 ? 0.42 : 0.37;
  const lobes: Lobe[] = [];
  let before: { x: number; y: number } | null = null;
  let angle = (-step * (count - 1)) / 2;
  for (let i = 0; i < count; i++) {
    const r = size * radius * random.between([0.82, 1.08]);
    const away = (radius - r) * random.between([0.86, 1.05]);
    const x = away * Math.cos(angle);
    const y = away * Math.sin(angle);
    const turn = angle + Math.PI / 2 + random.normal(0, 0.5);
    const half = r * random.between([0.25, 0.55]);
    const dx = half * Math.cos(turn);
    const dy = half * Math.sin(turn);
    const narrow = r * 0.82;
    lobes.push({
      x1: x - dx,
      y1: y - dy,
      x2: x + dx,
      y2: y + dy,
      r1: narrow * random.between([0.85, 1]),
      r2: narrow,
    });
    if (before) {
      // Some lobes hang on a thread, others have barely parted.
      const thread = random.chance(0.65)
        ? random.between([0.16, 0.3])
        : random.between([0.35, 0.6]);
      lobes.push({ x1: before.x, y1: before.y, x2: x, y2: y, r1: thread, r2: thread });
    }
    before = { x, y };
    angle += step * random.between([0.85, 1.15]);
  }
  return { lobes, blend: 0.35, bite: null, creases: [] };
}

function folded(
  shape: Extract<NuclearShape, { kind: 'folded' }>,
  radius: number,
  random: Random,
): NuclearGeometry {
  const count = random.whole(shape.lobes);
  const span = random.between([120, 190]) * RADIANS;
  const lobes: Lobe[] = [];
  const creases: Crease[] = [];
  let x = 0;
  for (let i = 0; i < count; i++) {
    const angle = (i / (count - 1) - 0.5) * span + random.normal(0, 0.1);
    const r = radius * random.between([0.46, 0.6]);
    const away = radius - r;
    x += (away * Math.cos(angle)) / count;
    lobes.push(ball(away * Math.cos(angle), away * Math.sin(angle), r));
  }
  // Fills the middle so that the folds lie upon one body.
  lobes.push(ball(radius * 0.12, 0, radius * 0.44));
  for (let i = 0; i + 1 < count; i++) {
    const angle = ((i + 0.5) / (count - 1) - 0.5) * span + random.normal(0, 0.2);
    const inner = radius * random.between([-0.15, 0.1]);
    creases.push({
      x1: inner * Math.cos(angle) - x,
      y1: inner * Math.sin(angle) + random.normal(0, 0.1) * radius,
      x2: radius * 0.85 * Math.cos(angle) - x,
      y2: radius * 0.85 * Math.sin(angle),
    });
  }
  return {
    lobes: lobes.map((l) => ({ ...l, x1: l.x1 - x, x2: l.x2 - x })),
    blend: radius * 0.16,
    bite: null,
    creases,
  };
}

function lobulated(
  shape: Extract<NuclearShape, { kind: 'lobulated' }>,
  radius: number,
  random: Random,
): NuclearGeometry {
  const count = random.whole(shape.lobes);
  const lobes = [ball(0, 0, radius * 0.5)];
  const creases: Crease[] = [];
  const start = random.between([0, 6]);
  for (let i = 0; i < count; i++) {
    const angle = start + ((i + random.normal(0, 0.12)) / count) * 2 * Math.PI;
    const r = radius * random.between([0.38, 0.56]);
    const away = radius - r;
    lobes.push(ball(away * Math.cos(angle), away * Math.sin(angle), r));
    const between = angle + Math.PI / count;
    creases.push({
      x1: radius * 0.3 * Math.cos(between),
      y1: radius * 0.3 * Math.sin(between),
      x2: radius * 0.9 * Math.cos(between),
      y2: radius * 0.9 * Math.sin(between),
    });
  }
  return { lobes, blend: radius * 0.1, bite: null, creases };
}

function fragments(
  shape: Extract<NuclearShape, { kind: 'fragments' }>,
  radius: number,
  random: Random,
): NuclearGeometry {
  const count = random.whole(shape.count);
  if (count === 1)
    return { lobes: [ball(0, 0, radius * 0.8)], blend: 0.1, bite: null, creases: [] };
  const lobes = Array.from({ length: count }, (_, i) => {
    const angle = (i / count) * 2 * Math.PI + random.normal(0, 0.25);
    const r = radius * random.between([0.28, 0.62]) * (count > 2 ? 0.8 : 1);
    return ball((radius - r) * Math.cos(angle), (radius - r) * Math.sin(angle), r);
  });
  return { lobes, blend: 0.1, bite: null, creases: [] };
}

/** Draws a nucleus of the shape with the nominal radius `radius`, micrometres. */
export function buildNucleus(shape: NuclearShape, radius: number, random: Random): NuclearGeometry {
  switch (shape.kind) {
    case 'round':
      return rounded(shape, radius, random);
    case 'arc':
      return bent(shape, radius, random);
    case 'segmented':
      return segmented(shape, radius, random);
    case 'folded':
      return folded(shape, radius, random);
    case 'lobulated':
      return lobulated(shape, radius, random);
    case 'fragments':
      return fragments(shape, radius, random);
  }
}

/** Signed distance to the nucleus, micrometres. */
export function nuclearDistance(nucleus: NuclearGeometry, x: number, y: number): number {
  let d = lobeDistance(nucleus.lobes[0] as Lobe, x, y);
  for (let i = 1; i < nucleus.lobes.length; i++) {
    d = smoothMin(d, lobeDistance(nucleus.lobes[i] as Lobe, x, y), nucleus.blend);
  }
  const bite = nucleus.bite;
  return bite ? smoothMax(d, bite.r - Math.hypot(x - bite.x, y - bite.y), 1.2) : d;
}

/** Distance to the nearest crease, micrometres; far where there is none. */
export function creaseDistance(nucleus: NuclearGeometry, x: number, y: number): number {
  let nearest = 99;
  for (const c of nucleus.creases) {
    nearest = Math.min(nearest, lobeDistance({ ...c, r1: 0, r2: 0 }, x, y));
  }
  return nearest;
}
