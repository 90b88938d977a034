import { type PlaneNoise, smoothstep } from '../noise.ts';
import type { Random } from '../random.ts';
import type { Chromatin, Nucleoli } from './morphology.ts';
import type { NuclearGeometry } from './nucleus.ts';

/** A disc in the cell's frame, micrometres. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/** Chromatin and basophilia at a point of the nucleus, in amounts of dye. */
export interface NuclearStain {
  chromatin: number;
  basophilia: number;
}

/** Draws the nucleoli of a nucleus, well within it. */
export function placeNucleoli(
  nucleoli: Nucleoli | undefined,
  distance: (x: number, y: number) => number,
  radius: number,
  random: Random,
): Disc[] {
  if (!nucleoli) return [];
  const count = random.whole(nucleoli.count);
  const placed: Disc[] = [];
  for (let attempt = 0; attempt < 60 && placed.length < count; attempt++) {
    const r = random.between(nucleoli.radius);
    const x = random.between([-radius, radius]);
    const y = random.between([-radius, radius]);
    if (distance(x, y) > -r - 0.4) continue;
    if (placed.some((p) => Math.hypot(p.x - x, p.y - y) < p.r + r + 0.5)) continue;
    placed.push({ x, y, r });
  }
  return placed;
}

/**
 * Makes the stain of a nucleus: a function of a point in the nucleus's frame and its signed
 * distance to the nuclear membrane (both micrometres). The result object is reused.
 */
export function nuclearStain(
  chromatin: Chromatin,
  geometry: NuclearGeometry,
  nucleoli: readonly Disc[],
  prominence: number,
  radius: number,
  noise: PlaneNoise,
  random: Random,
): (x: number, y: number, distance: number, crease: number) => NuclearStain {
  const density = random.between(chromatin.density);
  const spokes = chromatin.spokes ?? 0;
  const phase = random.between([0, 2 * Math.PI]);
  const size = chromatin.clumpSize;
  const creased = geometry.creases.length > 0;
  const stain: NuclearStain = { chromatin: 0, basophilia: 0 };

  return (x, y, distance, crease) => {
    const depth = smoothstep(0, 0.55 * radius, -distance);
    let amount = 0.84 + 0.16 * depth;
    // The membrane carries a thin rim of heterochromatin.
    amount += (0.06 + 0.1 * chromatin.clumps) * Math.exp(-(((distance + 0.3) / 0.28) ** 2));

    const warpX = 0.5 * noise.sample(x * 0.7 + 31, y * 0.7);
    const warpY = 0.5 * noise.sample(x * 0.7, y * 0.7 + 57);
    let modulation = chromatin.grain * noise.fractal(x / 0.62, y / 0.62, 2);
    // Broad clouds: a nucleus is never equally thick throughout.
    modulation += 0.26 * noise.fractal(x / 2.4 + 7, y / 2.4, 3);
    if (chromatin.lace > 0) {
      // The openings of the net differ in depth, most of them shallow.
      const net = noise.cellular((x + 1.6 * warpX) / 0.95, (y + 1.6 * warpY) / 0.95);
      const depthHere = 0.85 + 1.2 * noise.sample(x / 1.4 + 47, y / 1.4);
      modulation += chromatin.lace * (0.34 - Math.max(0.1, depthHere) * smoothstep(0, 0.7, net));
    }
    if (chromatin.clumps > 0) {
      const field = noise.fractal((x + warpX) / size + 83, (y + warpY) / size, 2);
      let block = smoothstep(-0.22, 0.2, field);
      if (spokes > 0) {
        const angle = Math.atan2(y, x);
        const wave = Math.cos(spokes * angle + phase + 1.3 * warpX + 2 * field);
        const outward = smoothstep(0.25, 0.75, Math.hypot(x, y) / radius);
        block += 0.65 * outward * (smoothstep(-0.5, 0.4, wave) - block);
      }
      modulation += chromatin.clumps * (block - 0.55);
    }
    amount *= Math.max(0.3, 1 + modulation);

    if (creased) {
      const line = Math.exp(-((crease / 0.32) ** 2));
      const beside = Math.exp(-(((crease - 0.75) / 0.4) ** 2));
      amount *= 1 - 0.26 * line + 0.12 * beside;
    }

    stain.basophilia = 0;
    for (const n of nucleoli) {
      const d = Math.hypot(x - n.x + 0.25 * warpX, y - n.y + 0.25 * warpY) - n.r;
      if (d > 0.7) continue;
      const within = prominence * smoothstep(0.18, -0.22, d);
      amount *= 1 - 0.5 * within + 0.14 * prominence * Math.exp(-(((d - 0.12) / 0.2) ** 2));
      stain.basophilia += 0.5 * within;
    }
    stain.chromatin = density * amount;
    return stain;
  };
}
