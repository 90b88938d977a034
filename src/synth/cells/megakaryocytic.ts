import type { Morphology } from './morphology.ts';

/** Megakaryoblast and promegakaryocyte. */
export const MEGAKARYOCYTIC: readonly Morphology[] = [
  {
    code: 'MKB',
    name: 'Megakaryoblast',
    weight: 1,
    diameter: [16, 24],
    elongation: [1, 1.2],
    roughness: 0.0375,
    blebs: [4, 8],
    nucleus: {
      shape: { kind: 'round', elongation: [1, 1.2], dent: [0, 0.15] },
      ratio: [0.74, 0.82],
      eccentricity: [0.1, 0.5],
      irregularity: 0.3,
      chromatin: { density: [0.779, 0.902], grain: 0.24, lace: 0.24, clumps: 0.2, clumpSize: 1.4 },
      nucleoli: { count: [1, 3], radius: [0.6, 1], prominence: 0.45 },
    },
    cytoplasm: { dyes: { basophilia: 1.05, chromatin: 0.06 }, texture: 0.3, rim: 0.25 },
    granules: [
      {
        dye: 'azurophil',
        amount: 0.4,
        radius: [0.12, 0.2],
        density: [0, 0.3],
        overNucleus: 0,
      },
    ],
  },
  {
    code: 'PMK',
    name: 'Promegakaryocyte',
    weight: 1,
    diameter: [25, 36],
    elongation: [1, 1.25],
    roughness: 0.045,
    blebs: [1, 4],
    nucleus: {
      shape: { kind: 'lobulated', lobes: [3, 6] },
      ratio: [0.6, 0.68],
      eccentricity: [0.1, 0.5],
      irregularity: 0.45,
      chromatin: { density: [0.924, 1.04], grain: 0.16, lace: 0.1, clumps: 0.32, clumpSize: 1.8 },
    },
    cytoplasm: {
      dyes: { basophilia: 0.72, eosin: 0.25, chromatin: 0.04 },
      texture: 0.35,
      rim: 0.35,
      hof: 0.2,
    },
    granules: [
      {
        dye: 'azurophil',
        amount: 0.45,
        radius: [0.14, 0.24],
        density: [1, 2],
        overNucleus: 0.05,
        fromHof: true,
      },
    ],
  },
];
