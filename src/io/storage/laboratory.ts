import { type Laboratory, laboratorySchema, NO_LABORATORY } from '../../domain/laboratory.ts';
import { readKept, writeKept } from './kept.ts';

const KEY = 'marrow-workstation.laboratory';

/** What the laboratory added in this browser; nothing where it is missing, closed or damaged. */
export const readLaboratory = (): Laboratory => readKept(KEY, laboratorySchema, NO_LABORATORY);

/** Keeps what the laboratory added; false where the storage is closed or full. */
export const writeLaboratory = (laboratory: Laboratory): boolean => writeKept(KEY, laboratory);
