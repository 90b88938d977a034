import { type Laboratory, laboratorySchema, NO_LABORATORY } from '../../domain/laboratory.ts';

const KEY = 'marrow-workstation.laboratory';
/** Where a text that cannot be read is put, so that nothing written later destroys it. */
const UNREADABLE_KEY = `${KEY}.unreadable`;

/** What the laboratory added in this browser; nothing where it is missing, closed or damaged. */
export function readLaboratory(): Laboratory {
  let text: string | null = null;
  try {
    text = localStorage.getItem(KEY);
    return text === null ? NO_LABORATORY : laboratorySchema.parse(JSON.parse(text));
  } catch {
    if (text !== null) keep(UNREADABLE_KEY, text);
    return NO_LABORATORY;
  }
}

/** Keeps what the laboratory added; false where the storage is closed or full. */
export const writeLaboratory = (laboratory: Laboratory): boolean =>
  keep(KEY, JSON.stringify(laboratory));

function keep(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
