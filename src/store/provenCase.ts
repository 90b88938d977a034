import type { Case, Mark, Signature } from '../domain/case.ts';
import type { Language } from '../domain/language.ts';
import type { Message } from '../domain/message.ts';
import { signatureHolds } from '../domain/signing.ts';
import { say, tell } from '../domain/text/index.ts';
import type { StoredVersion } from '../io/caseFile/format.ts';

/** A case with the versions that were signed, as they leave the workstation or come into it. */
export interface CaseWithVersions {
  readonly document: Case;
  readonly versions: readonly StoredVersion[];
}

export interface ProvenCase extends CaseWithVersions {
  /** The signature of the case that did not hold and is gone; null where there was none. */
  readonly broken: Signature | null;
  /** Numbers of the signed versions that were left out: their signature does not hold. */
  readonly leftOut: readonly number[];
  /** What the trail should say of it. */
  readonly said: readonly Message[];
}

/**
 * Takes from a case every signature that does not stand for what is there: the case is unsigned
 * then, and a signed version that is not as it was signed is left out.
 */
export async function provenCase({ document, versions }: CaseWithVersions): Promise<ProvenCase> {
  const { signature } = document;
  const broken = (await signatureHolds(document)) === false ? signature : null;
  const kept: StoredVersion[] = [];
  for (const item of versions) if (await isAsSigned(item, document)) kept.push(item);
  const leftOut = versions
    .filter((item) => !kept.includes(item))
    .map(({ version }) => version)
    // Its own number falls with the case's signature, which is told by itself.
    .filter((version) => broken === null || version !== document.version);
  return {
    document: broken ? { ...document, signature: null } : document,
    versions: kept,
    broken,
    leftOut,
    said: [
      ...(broken ? [brokenSignature(broken)] : []),
      ...leftOut.map((version) => say('caseFile.versionBroken', { version })),
    ],
  };
}

/** What is said of a signature that does not hold. */
export const brokenSignature = ({ by, at }: Signature): Message =>
  say('caseFile.signatureBroken', { by, at });

/** Whether a version is the one that the case names under its number, and still what was signed. */
async function isAsSigned({ version, document }: StoredVersion, of: Case): Promise<boolean> {
  const named =
    version === of.version
      ? of.signature
      : of.earlier.find((earlier) => earlier.version === version)?.signature;
  return (
    document.version === version &&
    document.signature?.contentHash === named?.contentHash &&
    (await signatureHolds(document)) === true
  );
}

/** The case with lines more in its trail. */
export const withLines = (
  document: Case,
  said: readonly Message[],
  mark: Mark,
  command: 'case.import' | 'case.verify',
): Case => ({
  ...document,
  audit: [...document.audit, ...said.map((line) => ({ ...line, ...mark, command }))],
});

/**
 * A case that lost its signature, as the amendment of the version that was signed, where that is at
 * hand: the number of a signed version stands for one content for ever.
 * @param why it lost the signature
 */
export function asAmendment(
  document: Case,
  versions: readonly StoredVersion[],
  why: Message,
  mark: Mark,
  language: Language,
): Case {
  const { version, earlier } = document;
  const signature = versions.find((item) => item.version === version)?.document.signature;
  if (!signature) return document;
  const amended = { ...mark, reason: tell(why, language) };
  return {
    ...document,
    version: version + 1,
    earlier: [...earlier, { version, signature, amended }],
  };
}
