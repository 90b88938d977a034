import type { Morphology } from './morphology.ts';

/** Name of the lymphocyte kind that a regenerating marrow holds in numbers. */
export const HAEMATOGONE = 'Haematogone';

/** Lymphoblasts (FAB L1 and L2), lymphocytes and haematogones. */
export const LYMPHOID: readonly Morphology[] = [
  {
    code: 'LBL',
    name: 'Lymphoblast, L1',
    weight: 3,
    diameter: [10.5, 13.5],
    elongation: [1, 1.14],
    roughness: 0.034,
    nucleus: {
      shape: { kind: 'round', elongation: [1, 1.15], dent: [0, 0.1] },
      ratio: [0.86, 0.92],
      eccentricity: [0.3, 0.9],
      irregularity: 0.16,
      chromatin: { density: [0.72, 0.84], grain: 0.208, lace: 0.26, clumps: 0.12, clumpSize: 1.6 },
      nucleoli: { count: [0, 1], radius: [0.5, 0.8], prominence: 0.35 },
    },
    cytoplasm: { dyes: { basophilia: 0.85, chromatin: 0.05 }, texture: 0.3, rim: 0.15 },
  },
  {
    code: 'LBL',
    name: 'Lymphoblast, L2',
    weight: 2,
    diameter: [13, 16.5],
    elongation: [1, 1.22],
    roughness: 0.052,
    blebs: [0, 1],
    nucleus: {
      shape: { kind: 'round', elongation: [1, 1.2], dent: [0, 0.22] },
      ratio: [0.78, 0.86],
      eccentricity: [0.3, 0.9],
      irregularity: 0.26,
      chromatin: {
        density: [0.64, 0.749],
        grain: 0.208,
        lace: 0.338,
        clumps: 0.12,
        clumpSize: 1.6,
      },
      nucleoli: { count: [1, 2], radius: [0.6, 1], prominence: 0.55 },
    },
    cytoplasm: {
      dyes: { basophilia: 0.8, chromatin: 0.04 },
      texture: 0.34,
      rim: 0.2,
      hof: 0.15,
      vacuoles: { count: [0, 2], radius: [0.3, 0.5] },
    },
  },
  {
    code: 'LYM',
    name: 'Small lymphocyte',
    weight: 3,
    diameter: [8.5, 10.5],
    elongation: [1, 1.12],
    roughness: 0.038,
    nucleus: {
      shape: { kind: 'round', elongation: [1, 1.1], dent: [0, 0.1] },
      ratio: [0.84, 0.9],
      eccentricity: [0.4, 1],
      irregularity: 0.12,
      chromatin: { density: [1.12, 1.27], grain: 0.08, lace: 0, clumps: 0.4, clumpSize: 2 },
    },
    cytoplasm: { dyes: { basophilia: 0.55 }, texture: 0.12 },
  },
  {
    code: 'LYM',
    name: 'Large lymphocyte',
    weight: 1.2,
    diameter: [12, 15],
    elongation: [1, 1.2],
    roughness: 0.073,
    nucleus: {
      shape: { kind: 'round', elongation: [1, 1.2], dent: [0, 0.15] },
      ratio: [0.58, 0.68],
      eccentricity: [0.5, 1],
      irregularity: 0.15,
      chromatin: { density: [1.01, 1.12], grain: 0.1, lace: 0, clumps: 0.35, clumpSize: 2.2 },
    },
    cytoplasm: { dyes: { basophilia: 0.36 }, texture: 0.15, rim: 0.25 },
    granules: [
      {
        dye: 'azurophil',
        amount: 0.7,
        radius: [0.18, 0.28],
        density: [0, 0.2],
        overNucleus: 0,
      },
    ],
  },
  {
    code: 'LYM',
    name: HAEMATOGONE,
    // Drawn only at a field's own `haematogoneShare`.
    weight: 0,
    diameter: [9, 12],
    elongation: [1, 1.12],
    roughness: 0.029,
    nucleus: {
      shape: { kind: 'round', elongation: [1, 1.12], dent: [0, 0.16] },
      ratio: [0.92, 0.95],
      eccentricity: [0.2, 0.8],
      irregularity: 0.1,
      chromatin: { density: [0.98, 1.1], grain: 0.07, lace: 0.04, clumps: 0.1, clumpSize: 2 },
    },
    cytoplasm: { dyes: { basophilia: 0.7 }, texture: 0.1 },
  },
];
