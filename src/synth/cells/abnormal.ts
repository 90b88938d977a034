import type { Morphology } from './morphology.ts';

/** Cells foreign to marrow: neuroblastoma and lymphoma. */
export const ABNORMAL: readonly Morphology[] = [
  {
    code: 'NB',
    name: 'Neuroblastoma cell',
    weight: 1,
    diameter: [11.5, 16],
    elongation: [1.05, 1.45],
    roughness: 0.045,
    clustered: true,
    nucleus: {
      shape: { kind: 'round', elongation: [1.05, 1.4], dent: [0, 0.12] },
      ratio: [0.86, 0.93],
      eccentricity: [0.2, 0.9],
      irregularity: 0.25,
      chromatin: { density: [0.898, 1.04], grain: 0.36, lace: 0.096, clumps: 0.16, clumpSize: 0.9 },
      nucleoli: { count: [0, 1], radius: [0.4, 0.7], prominence: 0.3 },
    },
    cytoplasm: { dyes: { basophilia: 0.42, eosin: 0.3, chromatin: 0.05 }, texture: 0.45 },
  },
  {
    code: 'LYA',
    name: 'Lymphoma cell, Burkitt',
    weight: 2,
    diameter: [14, 19],
    elongation: [1, 1.15],
    roughness: 0.027,
    nucleus: {
      shape: { kind: 'round', elongation: [1, 1.12], dent: [0, 0.06] },
      ratio: [0.72, 0.79],
      eccentricity: [0.2, 0.7],
      irregularity: 0.15,
      chromatin: { density: [0.823, 0.924], grain: 0.312, lace: 0.12, clumps: 0.2, clumpSize: 1.1 },
      nucleoli: { count: [1, 3], radius: [0.6, 0.9], prominence: 0.5 },
    },
    cytoplasm: {
      dyes: { basophilia: 1.35, chromatin: 0.1 },
      texture: 0.15,
      rim: 0.1,
      vacuoles: { count: [8, 18], radius: [0.35, 0.7] },
    },
  },
  {
    code: 'LYA',
    name: 'Lymphoma cell, large',
    weight: 1,
    diameter: [17, 23],
    elongation: [1.05, 1.3],
    roughness: 0.0675,
    nucleus: {
      shape: { kind: 'folded', lobes: [2, 3] },
      ratio: [0.84, 0.9],
      eccentricity: [0.2, 0.7],
      irregularity: 0.4,
      chromatin: {
        density: [0.738, 0.861],
        grain: 0.264,
        lace: 0.216,
        clumps: 0.26,
        clumpSize: 1.5,
      },
      nucleoli: { count: [1, 3], radius: [0.9, 1.4], prominence: 0.7 },
    },
    cytoplasm: {
      dyes: { basophilia: 1.15, chromatin: 0.06 },
      texture: 0.25,
      rim: 0.2,
      vacuoles: { count: [0, 4], radius: [0.3, 0.5] },
    },
  },
];
