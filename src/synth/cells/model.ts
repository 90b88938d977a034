import { PlaneNoise, smoothstep } from '../noise.ts';
import type { Random } from '../random.ts';
import { RadialOutline } from '../shape.ts';
import type { Morphology } from './morphology.ts';
import { buildNucleus, creaseDistance, type NuclearGeometry, nuclearDistance } from './nucleus.ts';
import { type Disc, nuclearStain, placeNucleoli } from './texture.ts';

/** Reach beyond its outline within which a cell bounds its neighbours, micrometres. */
export const MARGIN = 2;

/** Geometry and texture of one cell, as functions of a point in the cell's own frame. */
export class CellModel {
  readonly outline: RadialOutline;
  readonly radius: number;
  readonly nuclearRadius: number;
  readonly nucleusX: number;
  readonly hof: Disc;
  readonly noise: PlaneNoise;
  private readonly nucleus: NuclearGeometry;
  private readonly morphology: Morphology;

  constructor(morphology: Morphology, radius: number, random: Random) {
    this.morphology = morphology;
    this.radius = radius;
    this.noise = new PlaneNoise(random.fork());
    this.outline = RadialOutline.irregular(random, {
      radius,
      elongation: random.between(morphology.elongation),
      roughness: morphology.roughness,
      blebs: morphology.blebs ? random.whole(morphology.blebs) : 0,
    });
    const { nucleus } = morphology;
    this.nuclearRadius = radius * random.between(nucleus.ratio);
    this.nucleus = buildNucleus(nucleus.shape, this.nuclearRadius, random);
    const room = Math.max(0, radius - this.nuclearRadius - 0.15);
    this.nucleusX = room * random.between(nucleus.eccentricity);
    const bite = this.nucleus.bite;
    const hofRadius = Math.min(0.36 * radius, 0.8 * (radius - this.nuclearRadius) + 0.6);
    const side = bite ? bite.x + bite.r : -this.nuclearRadius;
    this.hof = { x: this.nucleusX + side - 0.35 * hofRadius, y: 0, r: hofRadius };
  }

  /** Signed distance to the cell membrane. */
  outlineAt(x: number, y: number): number {
    const d = this.outline.distance(x, y);
    const ruffle = 0.1 + 4 * this.morphology.roughness;
    return d > MARGIN ? d : d + ruffle * this.noise.fractal(x / 1.7 + 13, y / 1.7 + 29, 2);
  }

  /** Signed distance to the nuclear membrane. */
  nucleusAt(x: number, y: number): number {
    const { irregularity } = this.morphology.nucleus;
    const smear = this.morphology.smear ?? 0;
    let d = nuclearDistance(this.nucleus, x - this.nucleusX, y);
    d += irregularity * this.noise.fractal(x / 2.6 + 11, y / 2.6 + 5, 2);
    if (smear > 0) d += 2 * smear * this.noise.fractal(x / 2.8, y / 1.9 + 40, 3);
    return d;
  }

  creaseAt(x: number, y: number): number {
    if (this.nucleus.creases.length === 0) return 99;
    const bend = 0.8 * this.noise.sample(x / 2.5, y / 2.5 + 71);
    return creaseDistance(this.nucleus, x - this.nucleusX + bend, y + bend);
  }

  /** Stain of the nucleus; see `nuclearStain`. */
  stain(random: Random) {
    const { chromatin, nucleoli } = this.morphology.nucleus;
    const discs = placeNucleoli(
      nucleoli,
      (x, y) => nuclearDistance(this.nucleus, x, y),
      this.nuclearRadius,
      random,
    );
    return nuclearStain(
      chromatin,
      this.nucleus,
      discs,
      nucleoli?.prominence ?? 0,
      this.nuclearRadius,
      this.noise,
      random,
    );
  }

  /** Vacuoles, in the cytoplasm for the most part. */
  vacuoles(random: Random): Disc[] {
    const spec = this.morphology.cytoplasm.vacuoles;
    if (!spec) return [];
    const count = random.whole(spec.count);
    const placed: Disc[] = [];
    for (let attempt = 0; attempt < 40 * count && placed.length < count; attempt++) {
      const r = random.between(spec.radius);
      const x = random.between([-this.radius, this.radius]);
      const y = random.between([-this.radius, this.radius]);
      if (this.outline.distance(x, y) > -r - 0.25) continue;
      if (this.nucleusAt(x, y) < 0.1 && !random.chance(0.06)) continue;
      if (placed.some((p) => Math.hypot(p.x - x, p.y - y) < p.r + r)) continue;
      placed.push({ x, y, r });
    }
    return placed;
  }
}

/** Clearance of vacuoles at a point: 1 within one, 0 outside. */
export function vacuoleAt(vacuoles: readonly Disc[], x: number, y: number): number {
  let most = 0;
  for (const v of vacuoles) {
    const d = Math.hypot(x - v.x, y - v.y) - v.r;
    if (d < 0.2) most = Math.max(most, smoothstep(0.16, -0.12, d));
  }
  return most;
}
