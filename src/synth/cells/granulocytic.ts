import type { Cytoplasm, Granules, Morphology } from './morphology.ts';

/** Granulopoiesis, myeloblast to segmented forms. */

const pinkCytoplasm: Cytoplasm = {
  dyes: { eosin: 0.42, neutrophil: 0.1, basophilia: 0.05 },
  texture: 0.3,
};

const specificGranules: Granules = {
  dye: 'neutrophil',
  amount: 0.34,
  radius: [0.09, 0.17],
  density: [5, 9],
  overNucleus: 0.05,
};

const eosinophilGranules: Granules = {
  dye: 'eosinophil',
  amount: 0.66,
  radius: [0.26, 0.42],
  density: [3.4, 4.4],
  overNucleus: 0.05,
};

const eosinophilCytoplasm: Cytoplasm = {
  dyes: { eosin: 0.45, basophilia: 0.08, eosinophil: 0.28 },
  texture: 0.2,
};

export const GRANULOCYTIC: readonly Morphology[] = [
  {
    code: 'MBL',
    name: 'Myeloblast',
    weight: 1,
    diameter: [13, 17],
    elongation: [1, 1.18],
    roughness: 0.027,
    nucleus: {
      shape: { kind: 'round', elongation: [1, 1.2], dent: [0, 0.12] },
      ratio: [0.76, 0.84],
      eccentricity: [0.2, 0.6],
      irregularity: 0.15,
      chromatin: {
        density: [0.608, 0.699],
        grain: 0.208,
        lace: 0.39,
        clumps: 0.06,
        clumpSize: 1.2,
      },
      nucleoli: { count: [2, 4], radius: [0.75, 1.15], prominence: 0.85 },
    },
    cytoplasm: { dyes: { basophilia: 0.78, chromatin: 0.05 }, texture: 0.36, rim: 0.2, hof: 0.25 },
    granules: [
      {
        dye: 'azurophil',
        amount: 0.5,
        radius: [0.14, 0.22],
        density: [0, 0.12],
        overNucleus: 0.1,
      },
    ],
  },
  {
    code: 'PMO',
    name: 'Promyelocyte',
    weight: 1,
    diameter: [17, 21],
    elongation: [1, 1.2],
    roughness: 0.027,
    nucleus: {
      shape: { kind: 'round', elongation: [1.05, 1.25], dent: [0.05, 0.2] },
      ratio: [0.62, 0.71],
      eccentricity: [0.6, 0.95],
      irregularity: 0.15,
      chromatin: {
        density: [0.697, 0.82],
        grain: 0.216,
        lace: 0.264,
        clumps: 0.14,
        clumpSize: 1.4,
      },
      nucleoli: { count: [1, 2], radius: [0.7, 1.1], prominence: 0.5 },
    },
    cytoplasm: { dyes: { basophilia: 0.75, eosin: 0.1 }, texture: 0.35, rim: 0.25, hof: 0.6 },
    granules: [
      {
        dye: 'azurophil',
        amount: 0.72,
        radius: [0.11, 0.25],
        density: [2.4, 4.2],
        overNucleus: 0.3,
      },
    ],
  },
  {
    code: 'MYC',
    name: 'Neutrophilic myelocyte',
    weight: 1,
    diameter: [13, 17],
    elongation: [1, 1.2],
    roughness: 0.036,
    nucleus: {
      shape: { kind: 'round', elongation: [1.1, 1.4], dent: [0.04, 0.18] },
      ratio: [0.58, 0.66],
      eccentricity: [0.7, 1],
      irregularity: 0.18,
      chromatin: { density: [0.862, 0.986], grain: 0.14, lace: 0.12, clumps: 0.3, clumpSize: 1.5 },
    },
    cytoplasm: {
      dyes: { eosin: 0.42, basophilia: 0.22, neutrophil: 0.12 },
      texture: 0.22,
      rim: 0.35,
      hof: 0.5,
    },
    granules: [
      { ...specificGranules, fromHof: true },
      {
        dye: 'azurophil',
        amount: 0.5,
        radius: [0.14, 0.22],
        density: [0.15, 0.5],
        overNucleus: 0.1,
      },
    ],
  },
  {
    code: 'MMC',
    name: 'Neutrophilic metamyelocyte',
    weight: 1,
    diameter: [12.5, 15.5],
    elongation: [1, 1.15],
    roughness: 0.036,
    nucleus: {
      shape: { kind: 'arc', degrees: [105, 150], thickness: [0.46, 0.54] },
      ratio: [0.66, 0.74],
      eccentricity: [0.4, 0.8],
      irregularity: 0.34,
      chromatin: { density: [0.966, 1.09], grain: 0.12, lace: 0.05, clumps: 0.4, clumpSize: 1.6 },
    },
    cytoplasm: pinkCytoplasm,
    granules: [specificGranules],
  },
  {
    code: 'BND',
    name: 'Neutrophilic band form',
    weight: 1,
    diameter: [12, 14.5],
    elongation: [1, 1.12],
    roughness: 0.036,
    nucleus: {
      shape: { kind: 'arc', degrees: [190, 270], thickness: [0.29, 0.38] },
      ratio: [0.74, 0.82],
      eccentricity: [0.1, 0.5],
      irregularity: 0.42,
      chromatin: { density: [1.06, 1.2], grain: 0.1, lace: 0, clumps: 0.45, clumpSize: 1.6 },
    },
    cytoplasm: pinkCytoplasm,
    granules: [specificGranules],
  },
  {
    code: 'SEG',
    name: 'Neutrophilic segmented form',
    weight: 1,
    diameter: [11.5, 14],
    elongation: [1, 1.12],
    roughness: 0.04,
    nucleus: {
      shape: { kind: 'segmented', lobes: [2, 5] },
      ratio: [0.72, 0.8],
      eccentricity: [0.1, 0.5],
      irregularity: 0.4,
      chromatin: { density: [1.13, 1.27], grain: 0.1, lace: 0, clumps: 0.42, clumpSize: 1.6 },
    },
    cytoplasm: pinkCytoplasm,
    granules: [specificGranules],
  },
  {
    code: 'EOS',
    name: 'Eosinophil, segmented',
    weight: 3,
    diameter: [12.5, 16],
    elongation: [1, 1.15],
    roughness: 0.036,
    nucleus: {
      shape: { kind: 'segmented', lobes: [2, 3] },
      ratio: [0.66, 0.76],
      eccentricity: [0.4, 0.8],
      irregularity: 0.22,
      chromatin: { density: [0.966, 1.1], grain: 0.1, lace: 0, clumps: 0.38, clumpSize: 1.6 },
    },
    cytoplasm: eosinophilCytoplasm,
    granules: [eosinophilGranules],
  },
  {
    code: 'EOS',
    name: 'Eosinophilic myelocyte',
    weight: 1,
    diameter: [14.5, 17.5],
    elongation: [1, 1.15],
    roughness: 0.032,
    nucleus: {
      shape: { kind: 'round', elongation: [1.05, 1.3], dent: [0.05, 0.2] },
      ratio: [0.52, 0.6],
      eccentricity: [0.8, 1],
      irregularity: 0.18,
      chromatin: { density: [0.836, 0.95], grain: 0.14, lace: 0.1, clumps: 0.28, clumpSize: 1.5 },
    },
    cytoplasm: { ...eosinophilCytoplasm, rim: 0.3 },
    granules: [
      eosinophilGranules,
      { dye: 'basophil', amount: 0.3, radius: [0.28, 0.4], density: [0.05, 0.2], overNucleus: 0 },
    ],
  },
];
