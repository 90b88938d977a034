import type { Case } from './case.ts';

/** Versions of a case that were signed, and which of them stands. */

/** A version that somebody signed. */
export interface SignedVersion {
  readonly version: number;
  readonly by: string;
  readonly at: string;
}

/** The signed version that this one replaces, or would replace once it is signed; null for the first. */
export function replacedVersion({ earlier }: Pick<Case, 'earlier'>): SignedVersion | null {
  const last = earlier.at(-1);
  return last ? { version: last.version, by: last.signature.by, at: last.signature.at } : null;
}

/**
 * The newest signed version of the same case after this one; null where there is none.
 * @param current the case as it stands now
 */
export function newerVersion(
  document: Pick<Case, 'id' | 'version'>,
  current: Pick<Case, 'id' | 'version' | 'signature' | 'earlier'> | null,
): SignedVersion | null {
  if (!current || current.id !== document.id) return null;
  const { version, signature } = current;
  const newest = signature
    ? { version, by: signature.by, at: signature.at }
    : replacedVersion(current);
  return newest && newest.version > document.version ? newest : null;
}
