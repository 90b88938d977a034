import type { Case } from './case.ts';

/** JSON with sorted keys: equal content gives equal text. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(
    await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)),
  );
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * What a signature stands for: everything but itself, the trail, what changes no content, and what
 * is known beside it: other readers, the diagnosis. That is what format 2 had, whose number it therefore keeps: a
 * signature of then holds.
 */
function signedContent(document: Case) {
  const {
    audit: _audit,
    signature: _signature,
    updatedAt: _updatedAt,
    archivedAt: _archivedAt,
    readers: _readers,
    diagnosis: _diagnosis,
    fields,
    ...content
  } = document;
  return {
    ...content,
    schema: 2,
    fields: fields.map(({ readings: _readings, ...field }) => field),
  };
}

/**
 * sha256, hex, of what a signature stands for: the whole case (description, settings, fields with
 * every cell, the count by hand, version and earlier versions) without the signature itself, the
 * audit trail, the date of change, the archive mark, other readers and the known diagnosis. Pictures are named in it, not contained.
 */
export const contentHash = (document: Case): Promise<string> => sha256(signedText(document));

/** The text of which `contentHash` is the sha256. */
export const signedText = (document: Case): string => canonicalJson(signedContent(document));

/** The content as a case of format 1 had it, whose signatures were made without what 2 adds. */
function contentOfFormat1(document: Case): unknown {
  const {
    description: _description,
    manual: _manual,
    version: _version,
    earlier: _earlier,
    settings: { target: _target, ...settings },
    ...content
  } = signedContent(document);
  return {
    ...content,
    schema: 1,
    settings,
    fields: content.fields.map(
      ({ conflicts: _conflicts, excluded: _excluded, reviewed: _reviewed, problem, ...field }) => ({
        ...field,
        problem: problem?.text ?? null,
      }),
    ),
  };
}

/** Nothing that format 2 adds is in use: the case can have been signed in format 1. */
const holdsFormat1 = ({ description, settings, manual, version, earlier, fields }: Case): boolean =>
  version === 1 &&
  earlier.length === 0 &&
  settings.target === 200 &&
  !manual.merged &&
  Object.keys(manual.counts).length === 0 &&
  Object.values(description).every((text) => text === '') &&
  fields.every(
    ({ reviewed, excluded, conflicts }) =>
      reviewed === null && excluded === null && conflicts.length === 0,
  );

/** Whether a signed case still is what was signed; null where it is not signed. */
export async function signatureHolds(document: Case): Promise<boolean | null> {
  const { signature } = document;
  if (!signature) return null;
  if ((await contentHash(document)) === signature.contentHash) return true;
  return (
    holdsFormat1(document) &&
    (await sha256(canonicalJson(contentOfFormat1(document)))) === signature.contentHash
  );
}

/** The case as it may be written: signed where the signature holds, and else unsigned. */
export const asItHolds = async (document: Case): Promise<Case> =>
  (await signatureHolds(document)) === false ? { ...document, signature: null } : document;
