import type { Phrases } from '../phrase.ts';

/** Packs that are picked from files, kept in the browser, or listed beside the workstation. */
export const packFiles = {
  'pack.noManifest': ({ count }) => `None of the ${count} picked files is called manifest.json.`,
  'pack.severalManifests': () => 'More than one manifest.json was picked.',
  'pack.notPicked': ({ file }) => `The pack's file ${file} was not among the picked ones.`,
  'pack.notKept': ({ hash }) =>
    `The model pack ${hash}… is no longer kept in this browser, or not the whole of it.`,
  'pack.noIndex': ({ url, reason }) => `The list of model packs ${url} cannot be read: ${reason}.`,
  'pack.remedy.pickFolder': () =>
    'Pick the folder of one pack, or all of its files: manifest.json and the weight files that it names.',
  'pack.remedy.pickAgain': () => 'Open the pack from its files again.',
} as const satisfies Phrases;
