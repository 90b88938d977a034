import type { Morphology } from './morphology.ts';

/** The group of infrequent cells. */
export const INFREQUENT: readonly Morphology[] = [
  {
    code: 'OTH',
    name: 'Basophil',
    weight: 1,
    diameter: [11, 13.5],
    elongation: [1, 1.12],
    roughness: 0.045,
    nucleus: {
      shape: { kind: 'segmented', lobes: [2, 3] },
      ratio: [0.74, 0.82],
      eccentricity: [0.1, 0.5],
      irregularity: 0.25,
      chromatin: { density: [0.9, 1.02], grain: 0.1, lace: 0.05, clumps: 0.2, clumpSize: 1.6 },
    },
    cytoplasm: { dyes: { neutrophil: 0.3, eosin: 0.25, basophilia: 0.12 }, texture: 0.2 },
    granules: [
      {
        dye: 'basophil',
        amount: 0.8,
        radius: [0.28, 0.55],
        density: [0.7, 1.2],
        overNucleus: 0.75,
      },
    ],
  },
  {
    code: 'OTH',
    name: 'Plasma cell',
    weight: 1,
    diameter: [13, 18],
    elongation: [1.2, 1.5],
    roughness: 0.045,
    nucleus: {
      shape: { kind: 'round', elongation: [1, 1.1], dent: [0, 0] },
      ratio: [0.46, 0.54],
      eccentricity: [0.9, 1],
      irregularity: 0.1,
      chromatin: {
        density: [1.2, 1.34],
        grain: 0.08,
        lace: 0,
        clumps: 0.5,
        clumpSize: 1.6,
        spokes: 8,
      },
    },
    cytoplasm: {
      dyes: { basophilia: 1.2, chromatin: 0.12 },
      texture: 0.3,
      rim: 0.15,
      hof: 0.75,
      vacuoles: { count: [0, 3], radius: [0.25, 0.45] },
    },
  },
];
