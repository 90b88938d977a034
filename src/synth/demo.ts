import { DEFAULT_FIELD, type FieldSpec } from './spec.ts';

/** One field of a demonstration case: its spec and the seed that fixes it. */
export interface DemoField {
  readonly spec: FieldSpec;
  readonly seed: number;
}

/** A demonstration case: rendered fields of one imaginary child's marrow. */
export interface DemoCase {
  /** Stable identifier, also the case's id in the workstation. */
  readonly id: string;
  readonly name: string;
  readonly fields: readonly DemoField[];
}

const FIELDS_PER_CASE = 5;

/**
 * The fields of a case: one marrow under one stain, but as an operator moves the stage, the
 * crowding, the platelets, the focus and the number of cells change.
 */
function fieldsOf(spec: FieldSpec, firstSeed: number): DemoField[] {
  return Array.from({ length: FIELDS_PER_CASE }, (_, i) => ({
    seed: firstSeed + i,
    spec: {
      ...spec,
      nucleatedCells: spec.nucleatedCells + ([0, 2, -1, 1, -2][i] as number),
      redCellDensity: spec.redCellDensity * ([1, 0.8, 1.15, 0.9, 1.05][i] as number),
      platelets: Math.round(spec.platelets * ([1, 0.5, 1.2, 0.8, 1.5][i] as number)),
      blur: spec.blur * ([1, 1.1, 0.95, 1.25, 1][i] as number),
    },
  }));
}

const clearLeukaemia: FieldSpec = {
  ...DEFAULT_FIELD,
  composition: { LBL: 85, LYM: 5, PCE: 3, OCE: 2, SEG: 2, MYC: 1.5, BND: 1, EOS: 0.5 },
  nucleatedCells: 20,
  uncountableShare: 0.1,
  redCellDensity: 9,
  platelets: 2,
  stain: { hue: 0.15, strength: 1 },
  light: { vignette: 0.1, gradient: 0.05, direction: 20, white: [247, 244, 250] },
};

const nearThreshold: FieldSpec = {
  ...DEFAULT_FIELD,
  composition: {
    LBL: 20,
    LYM: 12,
    MBL: 1,
    PMO: 3,
    MYC: 10,
    MMC: 9,
    BND: 9,
    SEG: 11,
    EOS: 3,
    MON: 3,
    PEB: 1,
    BEB: 3,
    PCE: 9,
    OCE: 5,
    OTH: 1,
  },
  nucleatedCells: 18,
  uncountableShare: 0.1,
  redCellDensity: 11,
  platelets: 7,
  stain: { hue: -0.1, strength: 1.02 },
  light: { vignette: 0.08, gradient: 0.06, direction: 140, white: [251, 246, 246] },
};

const regenerating: FieldSpec = {
  ...DEFAULT_FIELD,
  composition: {
    LBL: 2,
    MBL: 2,
    PMO: 5,
    MYC: 12,
    MMC: 10,
    BND: 9,
    SEG: 9,
    EOS: 4,
    MON: 4,
    LYM: 18,
    PEB: 2,
    BEB: 6,
    PCE: 11,
    OCE: 6,
    MKB: 0.5,
    OTH: 1.5,
  },
  nucleatedCells: 18,
  uncountableShare: 0.08,
  // Young B-cell precursors, which a reader must not take for lymphoblasts.
  haematogoneShare: 0.6,
  redCellDensity: 11,
  platelets: 14,
  stain: { hue: 0, strength: 0.97 },
  light: { vignette: 0.07, gradient: 0.03, direction: 250, white: [250, 246, 249] },
};

/** The demonstration cases, in the order in which they are shown. */
export const DEMO_CASES: readonly DemoCase[] = [
  {
    id: 'demonstration-clear-all',
    name: 'Demonstration – clear ALL',
    fields: fieldsOf(clearLeukaemia, 4101),
  },
  {
    id: 'demonstration-near-threshold',
    name: 'Demonstration – near the threshold',
    fields: fieldsOf(nearThreshold, 4201),
  },
  {
    id: 'demonstration-regenerating',
    name: 'Demonstration – regenerating marrow',
    fields: fieldsOf(regenerating, 4301),
  },
];
