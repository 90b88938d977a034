import type { Random } from './random.ts';

/** Signed distance functions in micrometres: negative inside, positive outside. */

/** Smooth minimum (polynomial): joins two shapes with a fillet of about `k` micrometres. */
export function smoothMin(a: number, b: number, k: number): number {
  const h = Math.max(k - Math.abs(a - b), 0) / k;
  return Math.min(a, b) - h * h * k * 0.25;
}

/** Smooth maximum: intersects two shapes with a rounded corner of about `k` micrometres. */
export const smoothMax = (a: number, b: number, k: number): number => -smoothMin(-a, -b, k);

const STEPS = 256;

/** A closed outline given by its radius at every angle. */
export class RadialOutline {
  private readonly radii: Float64Array;
  /** Largest radius, micrometres. */
  readonly reach: number;

  private constructor(radii: Float64Array) {
    this.radii = radii;
    this.reach = radii.reduce((most, r) => Math.max(most, r), 0);
  }

  /**
   * An ellipse of mean radius `radius` and axis ratio `elongation`, made irregular by harmonics.
   * `roughness` is their amplitude as a share of the radius (0.02 smooth, 0.1 ragged);
   * `blebs` adds that many cytoplasmic knobs.
   */
  static irregular(
    random: Random,
    shape: { radius: number; elongation: number; roughness: number; blebs?: number },
  ): RadialOutline {
    const radii = new Float64Array(STEPS);
    const { radius, elongation, roughness } = shape;
    const harmonics = [2, 3, 4, 5, 6, 7, 9, 11, 13].map((k) => ({
      k,
      amplitude: (2.2 * roughness * random.normal()) / k,
      phase: random.between([0, 2 * Math.PI]),
    }));
    const knobs = Array.from({ length: shape.blebs ?? 0 }, () => ({
      at: random.between([0, 2 * Math.PI]),
      width: random.between([0.12, 0.24]),
      height: random.between([0.08, 0.17]),
    }));
    const long = radius * Math.sqrt(elongation);
    const short = radius / Math.sqrt(elongation);
    for (let i = 0; i < STEPS; i++) {
      const angle = (2 * Math.PI * i) / STEPS;
      let scale = 1;
      for (const h of harmonics) scale += h.amplitude * Math.cos(h.k * angle + h.phase);
      for (const knob of knobs) {
        const away = Math.atan2(Math.sin(angle - knob.at), Math.cos(angle - knob.at));
        scale += knob.height * Math.exp(-((away / knob.width) ** 2));
      }
      const ellipse = (long * short) / Math.hypot(short * Math.cos(angle), long * Math.sin(angle));
      radii[i] = ellipse * Math.max(0.5, scale);
    }
    return new RadialOutline(radii);
  }

  /** Radius in the direction of a point. */
  radiusTowards(x: number, y: number): number {
    const turn = (Math.atan2(y, x) / (2 * Math.PI) + 1) * STEPS;
    const i = Math.floor(turn);
    const a = this.radii[i % STEPS] as number;
    const b = this.radii[(i + 1) % STEPS] as number;
    return a + (turn - i) * (b - a);
  }

  distance(x: number, y: number): number {
    return Math.hypot(x, y) - this.radiusTowards(x, y);
  }
}

/** A stadium whose two ends may differ in radius. */
export interface Lobe {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly r1: number;
  readonly r2: number;
}

/** Distance to a lobe (exact for equal ends, close for slightly different ones). */
export function lobeDistance(lobe: Lobe, x: number, y: number): number {
  const dx = lobe.x2 - lobe.x1;
  const dy = lobe.y2 - lobe.y1;
  const length = dx * dx + dy * dy;
  const along =
    length > 0 ? Math.min(1, Math.max(0, ((x - lobe.x1) * dx + (y - lobe.y1) * dy) / length)) : 0;
  return (
    Math.hypot(x - lobe.x1 - along * dx, y - lobe.y1 - along * dy) -
    (lobe.r1 + along * (lobe.r2 - lobe.r1))
  );
}
