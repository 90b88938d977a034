import { CELL_CLASSES, GROUP_CODES, type Label, labelName } from './classes.ts';
import { LABELS } from './differential.ts';
import { LANGUAGES } from './language.ts';

/** How class names of other programs are read. */

/** What a foreign class becomes here; `omit`: its boxes are left out. */
export const MAPPING_TARGETS = ['uncountable', 'unnamed', 'omit'] as const;
export type MappingTarget = Label | (typeof MAPPING_TARGETS)[number];

/** Letters and digits only, lower case: `Pro-erythroblast`, `proerythroblast` and `PROERYTHROBLAST` are one. */
const folded = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Other names in common use, by label. Only what can mean nothing else. */
const SYNONYMS: Readonly<Partial<Record<Label, readonly string[]>>> = {
  MYC: ['Myelocyte'],
  MMC: ['Metamyelocyte'],
  BND: ['Band neutrophil', 'Neutrophil band', 'Band form', 'Band'],
  SEG: ['Segmented neutrophil', 'Neutrophil segmented', 'Segmented form', 'Segmented'],
  PEB: ['Proerythroblast', 'Pronormoblast'],
  BEB: ['Basophilic normoblast'],
  PCE: ['Polychromatophilic erythroblast', 'Polychromatophilic normoblast'],
  OCE: ['Orthochromatic normoblast', 'Orthochromic normoblast'],
  BLAST: ['Blast'],
  ERB: ['Erythroblast', 'Normoblast', 'Nucleated red cell'],
};

const BY_NAME = new Map<string, MappingTarget>([
  ...LABELS.flatMap((label): [string, MappingTarget][] =>
    [label, ...LANGUAGES.map((language) => labelName(label, language)), ...(SYNONYMS[label] ?? [])]
      .flatMap((name) => [name, `${name}s`])
      .map((name) => [folded(name), label]),
  ),
  ['uncountable', 'uncountable'],
  ['unnamed', 'unnamed'],
]);

/** What a name means here; null where it is not understood. */
export const targetOfName = (name: string): MappingTarget | null =>
  BY_NAME.get(folded(name)) ?? null;

/** Everything that a class can be mapped to, in the order of lists. */
export const ALL_TARGETS: readonly MappingTarget[] = [
  ...CELL_CLASSES.map(({ code }) => code),
  ...GROUP_CODES,
  ...MAPPING_TARGETS,
];
