import type { Random, Range } from '../random.ts';
import type { Chromatin, Cytoplasm, Granules, Morphology, Nucleoli } from './morphology.ts';

/**
 * Morphology strays from the plate: by patient, smear and stain. A network that learns from varied
 * cells cannot rely on any one number of ours.
 */

/** Draws the factors of one variation. */
class Stray {
  readonly #random: Random;
  readonly #amount: number;

  constructor(random: Random, amount: number) {
    this.#random = random;
    this.#amount = amount;
  }

  /** A log-normal factor; `spread` is its standard deviation at full variation. */
  factor(spread: number): number {
    return Math.exp(spread * this.#amount * this.#random.normal());
  }

  /** A share multiplied by a factor, at most `most`. */
  share(value: number, spread: number, most = 1): number {
    return Math.min(most, value * this.factor(spread));
  }
}

const scaled = ([low, high]: Range, by: number): Range => [low * by, high * by];

const capped = ([low, high]: Range, most: number): Range => [
  Math.min(low, most),
  Math.min(high, most),
];

function varyChromatin(chromatin: Chromatin, stray: Stray): Chromatin {
  return {
    ...chromatin,
    density: scaled(chromatin.density, stray.factor(0.14)),
    grain: stray.share(chromatin.grain, 0.5),
    lace: stray.share(chromatin.lace, 0.5),
    clumps: stray.share(chromatin.clumps, 0.45),
    clumpSize: chromatin.clumpSize * stray.factor(0.25),
  };
}

const varyNucleoli = (nucleoli: Nucleoli, stray: Stray): Nucleoli => ({
  count: nucleoli.count,
  radius: scaled(nucleoli.radius, stray.factor(0.15)),
  prominence: stray.share(nucleoli.prominence, 0.4),
});

function varyCytoplasm(cytoplasm: Cytoplasm, stray: Stray): Cytoplasm {
  const dyes = Object.fromEntries(
    Object.entries(cytoplasm.dyes).map(([dye, amount]) => [dye, amount * stray.factor(0.4)]),
  );
  const { rim, hof, halo } = cytoplasm;
  return {
    ...cytoplasm,
    dyes,
    texture: stray.share(cytoplasm.texture, 0.4),
    ...(rim === undefined ? {} : { rim: rim * stray.factor(0.5) }),
    ...(hof === undefined ? {} : { hof: stray.share(hof, 0.5, 0.9) }),
    ...(halo === undefined ? {} : { halo: stray.share(halo, 0.5, 0.8) }),
  };
}

const varyGranules = (granules: Granules, stray: Stray): Granules => ({
  ...granules,
  amount: granules.amount * stray.factor(0.3),
  radius: scaled(granules.radius, stray.factor(0.15)),
  density: scaled(granules.density, stray.factor(0.35)),
});

/**
 * A kind of cell as another slide would show it.
 * @param amount 0 leaves it as it is; 1 is as far as slides of different laboratories lie apart
 */
export function varyMorphology(kind: Morphology, random: Random, amount: number): Morphology {
  const stray = new Stray(random, amount);
  const { nucleus } = kind;
  return {
    ...kind,
    roughness: kind.roughness * stray.factor(0.45),
    nucleus: {
      ...nucleus,
      ratio: capped(scaled(nucleus.ratio, stray.factor(0.05)), 0.99),
      irregularity: nucleus.irregularity * stray.factor(0.4),
      chromatin: varyChromatin(nucleus.chromatin, stray),
      ...(nucleus.nucleoli ? { nucleoli: varyNucleoli(nucleus.nucleoli, stray) } : {}),
    },
    cytoplasm: varyCytoplasm(kind.cytoplasm, stray),
    ...(kind.granules ? { granules: kind.granules.map((g) => varyGranules(g, stray)) } : {}),
  };
}
