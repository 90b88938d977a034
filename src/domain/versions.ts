import type { Case, Signature } from './case.ts';

/** A signed version by its number. */
export interface SignedVersion {
  readonly version: number;
  readonly signature: Signature;
}

/**
 * The last signed version of a case that came after a given one; null where that is the last which
 * was signed. An amendment in work supersedes nothing.
 */
export function successorOf(
  version: number,
  { earlier, signature, version: present }: Pick<Case, 'earlier' | 'signature' | 'version'>,
): SignedVersion | null {
  const signed: readonly SignedVersion[] = [
    ...earlier,
    ...(signature ? [{ version: present, signature }] : []),
  ];
  const last = signed.reduce<SignedVersion | null>(
    (latest, item) => (item.version > (latest?.version ?? version) ? item : latest),
    null,
  );
  return last && { version: last.version, signature: last.signature };
}
