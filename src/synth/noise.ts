import type { Random } from './random.ts';

/** Smooth step from 0 at `low` to 1 at `high`; the ends may come in either order. */
export function smoothstep(low: number, high: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - low) / (high - low)));
  return t * t * (3 - 2 * t);
}

const GRADIENTS = 16;

/** Lattice noise in the plane with a seeded permutation; one feature per unit length. */
export class PlaneNoise {
  private readonly permutation = new Uint8Array(512);
  private readonly gradientX = new Float64Array(GRADIENTS);
  private readonly gradientY = new Float64Array(GRADIENTS);

  constructor(random: Random) {
    const p = this.permutation;
    for (let i = 0; i < 256; i++) p[i] = i;
    for (let i = 255; i > 0; i--) {
      const j = random.whole([0, i]);
      const held = p[i] as number;
      p[i] = p[j] as number;
      p[j] = held;
    }
    p.copyWithin(256, 0, 256);
    for (let i = 0; i < GRADIENTS; i++) {
      const angle = (2 * Math.PI * (i + 0.5)) / GRADIENTS;
      this.gradientX[i] = Math.cos(angle);
      this.gradientY[i] = Math.sin(angle);
    }
  }

  private hash(ix: number, iy: number): number {
    return this.permutation[(this.permutation[ix & 255] as number) + (iy & 255)] as number;
  }

  private corner(ix: number, iy: number, dx: number, dy: number): number {
    const g = this.hash(ix, iy) & (GRADIENTS - 1);
    return (this.gradientX[g] as number) * dx + (this.gradientY[g] as number) * dy;
  }

  /** Gradient noise, about −1…1, mean 0. */
  sample(x: number, y: number): number {
    const ix = Math.floor(x);
    const iy = Math.floor(y);
    const fx = x - ix;
    const fy = y - iy;
    const u = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
    const v = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
    const top = this.corner(ix, iy, fx, fy);
    const topRight = this.corner(ix + 1, iy, fx - 1, fy);
    const low = this.corner(ix, iy + 1, fx, fy - 1);
    const lowRight = this.corner(ix + 1, iy + 1, fx - 1, fy - 1);
    const a = top + u * (topRight - top);
    const b = low + u * (lowRight - low);
    return 1.5 * (a + v * (b - a));
  }

  /** Fractal sum of `octaves` of noise, each twice as fine and half as strong; about −1…1. */
  fractal(x: number, y: number, octaves: number): number {
    let sum = 0;
    let amplitude = 1;
    let total = 0;
    let px = x;
    let py = y;
    for (let i = 0; i < octaves; i++) {
      sum += amplitude * this.sample(px, py);
      total += amplitude;
      amplitude *= 0.5;
      // The turn (3-4-5 triangle, scaled to 2) hides the lattice from the eye.
      const turned = 1.6 * px - 1.2 * py + 17.3;
      py = 1.2 * px + 1.6 * py - 9.1;
      px = turned;
    }
    return sum / total;
  }

  /**
   * Cellular noise (Worley 1996): 0 on the borders between cells of about unit size, rising to
   * about 1 in their middles (distance to the second nearest feature point less the nearest).
   */
  cellular(x: number, y: number): number {
    const ix = Math.floor(x);
    const iy = Math.floor(y);
    let nearest = 9;
    let second = 9;
    for (let j = -1; j <= 1; j++) {
      for (let i = -1; i <= 1; i++) {
        const h = this.hash(ix + i, iy + j);
        const h2 = this.permutation[h + 1] as number;
        const dx = ix + i + (h + 0.5) / 256 - x;
        const dy = iy + j + (h2 + 0.5) / 256 - y;
        const d = dx * dx + dy * dy;
        if (d < nearest) {
          second = nearest;
          nearest = d;
        } else if (d < second) second = d;
      }
    }
    return Math.sqrt(second) - Math.sqrt(nearest);
  }
}
