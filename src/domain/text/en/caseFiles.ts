import type { Phrases } from '../phrase.ts';

/** What can be wrong with a case file or with a case that another tab holds. */
export const caseFiles = {
  'caseFile.copyName': ({ name }) => `${name} (copy)`,
  'caseFile.unsigned': ({ by, at }) =>
    `The signature by ${by} at ${at} stands for the original; this copy under a new id is unsigned`,
  'caseFile.signatureBroken': ({ by, at }) =>
    `The signature by ${by} at ${at} does not stand for this content, which is not what was signed; the case is unsigned`,
  'caseFile.versionBroken': ({ version }) =>
    `Version ${version} is not what was signed and was left out`,
  'caseFile.noZip': () => 'It is no case file, or it is cut short: it cannot be read as a .zip.',
  'caseFile.noManifest': () =>
    'It is no case file of this workstation: it holds no manifest.json and no case files.',
  'caseFile.badManifest': ({ where }) =>
    `Its manifest.json is damaged (at ${where}), so nothing in it can be checked.`,
  'caseFile.newer': ({ version, known }) =>
    `It was written by a newer version of the workstation (case file format ${version}; this one reads up to ${known}). Reload the page to get the newer version.`,
  'caseFile.missing': ({ file }) => `${file} is named in its manifest but is not in it.`,
  'caseFile.broken': ({ file }) =>
    `${file} in it is damaged: its content is not what was written. Nothing was imported.`,
  'caseFile.unlisted': ({ file }) =>
    `${file} in it is not named in its manifest: the file was changed after it was written.`,
  'caseFile.badCase': ({ file, problem }) => `${file} in it cannot be read: ${problem}`,
  'caseFile.tooLarge': ({ size, limit }) =>
    `It would take ${size} MB of memory; this workstation opens case files of up to ${limit} MB.`,
  'case.elsewhere': () => 'The case is being edited in another tab.',
} as const satisfies Phrases;
