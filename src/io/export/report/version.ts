import { replacedVersion, type SignedVersion } from '../../../domain/versions.ts';
import { utc } from './dates.ts';
import type { ReportSubject } from './input.ts';
import type { VersionState } from './words/types.ts';

/** How the version of a report stands, in words. */

const written = (of: SignedVersion): SignedVersion => ({ ...of, at: utc(of.at) });

export function versionState({ document, newer }: ReportSubject): VersionState {
  if (newer) return 'superseded';
  const isLater = replacedVersion(document) !== null;
  if (document.signature) return isLater ? 'amended' : 'signed';
  return isLater ? 'amending' : 'unsigned';
}

/** A sentence of a version and another one, with the other's signer in it. */
export interface VersionSentence {
  readonly by: string;
  /** With as much of the signer's name as there is room for. */
  readonly saying: (by: string) => string;
}

/** What this version replaces, and what replaced it; nothing for a first version that stands. */
export function versionSentences({ document, newer, words }: ReportSubject): VersionSentence[] {
  const { versions } = words;
  const { version, signature } = document;
  const replaced = replacedVersion(document);
  const say = signature ? versions.amended : versions.amending;
  const sentence = (of: SignedVersion, saying: typeof say): VersionSentence => ({
    by: of.by,
    saying: (by) => saying(version, { ...written(of), by }),
  });
  return [
    ...(newer ? [sentence(newer, versions.superseded)] : []),
    ...(replaced ? [sentence(replaced, say)] : []),
  ];
}
