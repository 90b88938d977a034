import type { Random } from './random.ts';

/**
 * Wright–Giemsa colours as optical densities. Light through a stained cell follows Beer–Lambert:
 * densities of the dyes add, and the transmitted share of each channel is 10^−density.
 */

/** What takes up stain, each with its own colour. */
export const DYES = [
  /** Azure B–eosin Y complex on DNA (the Romanowsky effect): violet. */
  'chromatin',
  /** Azure B on RNA: blue cytoplasm, nucleoli. */
  'basophilia',
  /** Eosin on protein: pink cytoplasm. */
  'eosin',
  /** Haemoglobin with eosin: salmon. */
  'haemoglobin',
  /** Primary granules: red-violet. */
  'azurophil',
  /** Specific neutrophil granules: lilac-pink. */
  'neutrophil',
  /** Eosinophil granules: orange-red. */
  'eosinophil',
  /** Basophil granules: blue-black. */
  'basophil',
] as const;
export type Dye = (typeof DYES)[number];

/** Amounts of dye; 1 gives the dye's reference colour below. */
export type DyeMix = Readonly<Partial<Record<Dye, number>>>;

/** Density of one unit of the dye in red, green and blue. */
export type Density = readonly [number, number, number];

/** How a slide took the stain. */
export interface StainSpec {
  /** −1 (acid buffer: red) … 0 … +1 (alkaline buffer: blue). */
  readonly hue: number;
  /** Multiplies every density; 1 is a well-stained slide. */
  readonly strength: number;
}

/** Reference colours of the dyes (transmitted, of 255) at amount 1. */
const REFERENCE: Readonly<Record<Dye, Density>> = {
  chromatin: [96, 36, 148],
  basophilia: [112, 130, 204],
  eosin: [236, 190, 202],
  haemoglobin: [224, 186, 183],
  azurophil: [128, 52, 142],
  neutrophil: [178, 118, 180],
  eosinophil: [216, 122, 108],
  basophil: [58, 28, 96],
};

/** Share by which a dye of the blue (basic) family gains, or of the red (acid) family loses. */
const BASIC: ReadonlySet<Dye> = new Set(['chromatin', 'basophilia', 'azurophil', 'basophil']);

/** The dyes' density vectors on one slide. */
export type StainedSlide = Readonly<Record<Dye, Density>>;

/** Density vectors under the slide's stain. */
export function stainSlide(stain: StainSpec): StainedSlide {
  const vectors = {} as Record<Dye, Density>;
  for (const dye of DYES) {
    const [r, g, b] = REFERENCE[dye].map((c) => -Math.log10(c / 255)) as [number, number, number];
    const basic = BASIC.has(dye);
    const amount = stain.strength * (basic ? 1 + 0.08 * stain.hue : 1 - 0.3 * stain.hue);
    // More azure absorbs more red light; more eosin absorbs more blue light.
    const red = basic ? 1 + 0.3 * stain.hue : 1;
    const blue = basic ? 1 - 0.15 * stain.hue : 1;
    vectors[dye] = [r * amount * red, g * amount, b * amount * blue];
  }
  return vectors;
}

/** The slide as another laboratory's bottles would have stained it: each dye's amount and colour. */
export function varySlide(slide: StainedSlide, random: Random, amount: number): StainedSlide {
  const factor = (spread: number) => Math.exp(spread * amount * random.normal());
  const vectors = {} as Record<Dye, Density>;
  for (const dye of DYES) {
    const all = factor(0.2);
    const [r, g, b] = slide[dye];
    vectors[dye] = [r * all * factor(0.25), g * all * factor(0.12), b * all * factor(0.25)];
  }
  return vectors;
}

/** Density of a mix of dyes in red, green and blue. */
export function mixDensity(slide: StainedSlide, mix: DyeMix): Density {
  let r = 0;
  let g = 0;
  let b = 0;
  for (const dye of DYES) {
    const amount = mix[dye];
    if (!amount) continue;
    const vector = slide[dye];
    r += amount * vector[0];
    g += amount * vector[1];
    b += amount * vector[2];
  }
  return [r, g, b];
}
