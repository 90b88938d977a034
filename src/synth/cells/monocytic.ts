import type { Morphology } from './morphology.ts';

/** Monoblasts, promonocytes and monocytes. */
export const MONOCYTIC: readonly Morphology[] = [
  {
    code: 'MOB',
    name: 'Monoblast',
    weight: 1,
    diameter: [17, 21],
    elongation: [1, 1.2],
    roughness: 0.0375,
    blebs: [0, 2],
    nucleus: {
      shape: { kind: 'round', elongation: [1, 1.15], dent: [0, 0.12] },
      ratio: [0.68, 0.76],
      eccentricity: [0.2, 0.6],
      irregularity: 0.25,
      chromatin: {
        density: [0.558, 0.656],
        grain: 0.195,
        lace: 0.408,
        clumps: 0.05,
        clumpSize: 1.4,
      },
      nucleoli: { count: [1, 2], radius: [1, 1.5], prominence: 0.95 },
    },
    cytoplasm: { dyes: { basophilia: 0.85, eosin: 0.1 }, texture: 0.38, rim: 0.15, hof: 0.2 },
  },
  {
    code: 'MOB',
    name: 'Promonocyte',
    weight: 1,
    diameter: [16, 20],
    elongation: [1, 1.2],
    roughness: 0.045,
    nucleus: {
      shape: { kind: 'folded', lobes: [2, 3] },
      ratio: [0.8, 0.87],
      eccentricity: [0.2, 0.6],
      irregularity: 0.28,
      chromatin: {
        density: [0.574, 0.672],
        grain: 0.168,
        lace: 0.384,
        clumps: 0.1,
        clumpSize: 1.4,
      },
      nucleoli: { count: [0, 1], radius: [0.9, 1.2], prominence: 0.6 },
    },
    cytoplasm: { dyes: { basophilia: 0.68, eosin: 0.15 }, texture: 0.38, hof: 0.2 },
    granules: [
      { dye: 'azurophil', amount: 0.4, radius: [0.1, 0.16], density: [0.6, 2], overNucleus: 0.1 },
    ],
  },
  {
    code: 'MON',
    name: 'Monocyte',
    weight: 1,
    diameter: [14.5, 19],
    elongation: [1, 1.22],
    roughness: 0.0525,
    blebs: [0, 1],
    nucleus: {
      shape: { kind: 'folded', lobes: [3, 4] },
      ratio: [0.76, 0.84],
      eccentricity: [0.2, 0.7],
      irregularity: 0.32,
      chromatin: {
        density: [0.722, 0.836],
        grain: 0.144,
        lace: 0.264,
        clumps: 0.24,
        clumpSize: 1.8,
      },
    },
    cytoplasm: {
      dyes: { basophilia: 0.44, eosin: 0.25, chromatin: 0.05 },
      texture: 0.45,
      vacuoles: { count: [0, 5], radius: [0.3, 0.9] },
    },
    granules: [
      { dye: 'azurophil', amount: 0.26, radius: [0.08, 0.13], density: [2, 5], overNucleus: 0.1 },
    ],
  },
];
