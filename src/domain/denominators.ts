import { cellClass, isClassCode, type Label } from './classes.ts';

/**
 * `karyocytes`: every countable cell of the 20 classes, as in Zhou et al. 2021.
 * `icsh`: without the classes that ICSH 2008 (Lee et al.) leaves out of a marrow differential.
 */
export const DENOMINATORS = ['karyocytes', 'icsh'] as const;
export type Denominator = (typeof DENOMINATORS)[number];

/** Whether the label counts in the ICSH denominator; every member of the groups does. */
export const isIcsh = (label: Label): boolean => !isClassCode(label) || cellClass(label).icsh;
