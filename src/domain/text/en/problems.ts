import type { Phrases } from '../phrase.ts';

/** What can go wrong with what is stored, in words for the user: what happened, and what helps. */
export const problems = {
  'storage.full': () =>
    'The storage of this browser is full, so the last change is not saved. Delete cases that are no longer needed or free space on the disk, then try again; do not close this page before it says that it is saved.',
  'storage.closed': () =>
    'This browser gives the page no storage: in a private window, by a setting, or because a newer version of the workstation is open in another tab. Allow site data for this address, close the other tabs and reload the page; until then nothing is saved.',
  'storage.notWritten': () => 'The last change could not be written.',
  'case.missing': () => 'The case is no longer stored in this browser.',
  'case.versionMissing': ({ version }) => `Version ${version} of the case is not stored here.`,
  'case.noVersion': () =>
    'The record is damaged: it does not say which version of a case it holds.',
  'case.newer': ({ version, known }) =>
    `The case was saved by a newer version of the workstation (case format ${version}; this one reads up to ${known}). Reload the page to get the newer version.`,
  'case.noUpgrade': ({ version, next }) => `Case format ${version} cannot be brought to ${next}.`,
  'case.damaged': ({ where, issue }) => `The record is damaged at ${where}: ${issue}.`,
  'case.theRecord': () => 'the record',
  'case.notReadable': () => 'not readable',
  'rules.noFile': ({ file }) =>
    `${file} is no file of rules. Choose a JSON file that a workstation exported from its rules.`,
  'rules.newer': ({ file, version, known }) =>
    `${file} was written by a newer version of the workstation (rule format ${version}; this one reads up to ${known}). Reload the page to get the newer version.`,
  'rules.wrong': ({ file, where, issue }) =>
    `${file} is wrong at ${where}: ${issue}. Correct the file, or export it again.`,
  'rules.sameVersion': ({ name, version, own }) =>
    `The file’s rule “${name}” and the laboratory’s rule “${own}” are both version ${version} of one rule but say different things. Nothing was imported. Raise the version of the one that is to hold (saving a change does), export it again, or remove the laboratory’s rule first.`,
  'field.noPicture': () => 'The file holds no picture.',
  'field.pictureMissing': () =>
    'Its stored picture is missing. Remove the field and add the file again.',
  'picture.missing': () => 'The stored picture is missing.',
  'renderer.notLoaded': () => 'The renderer could not be loaded.',
} as const satisfies Phrases;
