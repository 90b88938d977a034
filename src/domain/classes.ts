import type { Language } from './language.ts';
import { labels as chineseLabels, lineages as chineseLineages } from './text/zh/names.ts';

/**
 * The 20 cell classes of Zhou et al. 2021 as data.
 *
 * Sixteen classes and the group of infrequent cells are named in the paper's prose
 * (`basis: 'paper-text'`). Three are inferred from the field's standard maturation sequence,
 * because the paper's own table is a picture (`basis: 'inferred'`).
 */

export const CLASS_CODES = [
  'NB',
  'PMO',
  'MYC',
  'MMC',
  'BND',
  'SEG',
  'EOS',
  'PEB',
  'BEB',
  'PCE',
  'OCE',
  'LBL',
  'LYM',
  'MBL',
  'MOB',
  'MON',
  'LYA',
  'MKB',
  'PMK',
  'OTH',
] as const;

/** Short code of one of the 20 classes. */
export type ClassCode = (typeof CLASS_CODES)[number];

/** Lineage a class is rolled up into. */
export type Lineage =
  | 'granulocytic'
  | 'monocytic'
  | 'erythroid'
  | 'lymphoid'
  | 'megakaryocytic'
  | 'abnormal'
  | 'other';

/** One of the 20 classes. */
export interface CellClass {
  /** 1–20, the paper's numbering as far as its prose gives it. */
  readonly id: number;
  readonly code: ClassCode;
  readonly name: string;
  readonly basis: 'paper-text' | 'inferred';
  readonly lineage: Lineage;
  /** Whether the ICSH 2008 guideline counts the class among the nucleated cells of a differential. */
  readonly icsh: boolean;
}

const define = (
  id: number,
  code: ClassCode,
  name: string,
  basis: CellClass['basis'],
  lineage: Lineage,
  icsh = true,
): CellClass => ({ id, code, name, basis, lineage, icsh });

/** The 20 classes in id order; the order of the classifiers' logits. */
export const CELL_CLASSES: readonly CellClass[] = [
  define(1, 'NB', 'Neuroblastoma cell', 'paper-text', 'abnormal', false),
  define(2, 'PMO', 'Promyelocyte', 'paper-text', 'granulocytic'),
  define(3, 'MYC', 'Neutrophilic myelocyte', 'paper-text', 'granulocytic'),
  define(4, 'MMC', 'Neutrophilic metamyelocyte', 'inferred', 'granulocytic'),
  define(5, 'BND', 'Neutrophilic band form', 'paper-text', 'granulocytic'),
  define(6, 'SEG', 'Neutrophilic segmented form', 'paper-text', 'granulocytic'),
  define(7, 'EOS', 'Eosinophil', 'paper-text', 'granulocytic'),
  define(8, 'PEB', 'Pro-erythroblast', 'paper-text', 'erythroid'),
  define(9, 'BEB', 'Basophilic erythroblast', 'paper-text', 'erythroid'),
  define(10, 'PCE', 'Polychromatic erythroblast', 'paper-text', 'erythroid'),
  define(11, 'OCE', 'Orthochromatic erythroblast', 'paper-text', 'erythroid'),
  define(12, 'LBL', 'Lymphoblast', 'paper-text', 'lymphoid'),
  define(13, 'LYM', 'Lymphocyte', 'paper-text', 'lymphoid'),
  define(14, 'MBL', 'Myeloblast', 'inferred', 'granulocytic'),
  define(15, 'MOB', 'Monoblast / promonocyte', 'inferred', 'monocytic'),
  define(16, 'MON', 'Monocyte', 'paper-text', 'monocytic'),
  define(17, 'LYA', 'Lymphoma cell', 'paper-text', 'abnormal'),
  define(18, 'MKB', 'Megakaryoblast', 'paper-text', 'megakaryocytic'),
  define(19, 'PMK', 'Promegakaryocyte', 'paper-text', 'megakaryocytic', false),
  define(20, 'OTH', 'Infrequent cells (group)', 'paper-text', 'other'),
];

/**
 * Labels for cells whose class a model pack could place only within a group of classes.
 * `BLAST`: a blast of unresolved lineage (LBL, MBL, MOB, MKB).
 * `ERB`: an erythroblast of unresolved stage (PEB, BEB, PCE, OCE).
 */
export const GROUP_CODES = ['BLAST', 'ERB'] as const;
export type GroupCode = (typeof GROUP_CODES)[number];

/** What a cell can be called: one of the 20 classes or an unresolved group. */
export type Label = ClassCode | GroupCode;

/** An unresolved group: classes that a pack's training data could not tell apart. */
export interface UnresolvedGroup {
  readonly id: GroupCode;
  readonly name: string;
  readonly members: readonly ClassCode[];
  readonly lineage: Lineage;
}

export const UNRESOLVED_GROUPS: readonly UnresolvedGroup[] = [
  {
    id: 'BLAST',
    name: 'Blast, lineage unresolved',
    members: ['LBL', 'MBL', 'MOB', 'MKB'],
    lineage: 'other',
  },
  {
    id: 'ERB',
    name: 'Erythroblast, stage unresolved',
    members: ['PEB', 'BEB', 'PCE', 'OCE'],
    lineage: 'erythroid',
  },
];

const CLASS_BY_CODE = new Map<string, CellClass>(CELL_CLASSES.map((c) => [c.code, c]));
const GROUP_BY_CODE = new Map<string, UnresolvedGroup>(UNRESOLVED_GROUPS.map((g) => [g.id, g]));

/** The class with this code. */
export const cellClass = (code: ClassCode): CellClass => CLASS_BY_CODE.get(code) as CellClass;

/** The unresolved group with this code. */
export const unresolvedGroup = (code: GroupCode): UnresolvedGroup =>
  GROUP_BY_CODE.get(code) as UnresolvedGroup;

export const isClassCode = (code: string): code is ClassCode => CLASS_BY_CODE.has(code);
export const isGroupCode = (code: string): code is GroupCode => GROUP_BY_CODE.has(code);

const LABEL_NAMES: Readonly<Record<Language, Readonly<Record<Label, string>>>> = {
  en: Object.fromEntries([
    ...CELL_CLASSES.map(({ code, name }) => [code, name]),
    ...UNRESOLVED_GROUPS.map(({ id, name }) => [id, name]),
  ]) as Record<Label, string>,
  zh: chineseLabels,
};

/** Name of a class or an unresolved group. */
export const labelName = (label: Label, language: Language = 'en'): string =>
  LABEL_NAMES[language][label];

const LINEAGE_NAMES: Readonly<Record<Language, Readonly<Record<Lineage, string>>>> = {
  en: {
    granulocytic: 'Granulocytic',
    monocytic: 'Monocytic',
    erythroid: 'Erythroid',
    lymphoid: 'Lymphoid',
    megakaryocytic: 'Megakaryocytic',
    abnormal: 'Lymphoma, neuroblastoma',
    other: 'Other and unresolved',
  },
  zh: chineseLineages,
};

/** Name of a lineage. */
export const lineageName = (lineage: Lineage, language: Language = 'en'): string =>
  LINEAGE_NAMES[language][lineage];

/** Lineage of a class or an unresolved group. */
export const labelLineage = (label: Label): Lineage =>
  isGroupCode(label) ? unresolvedGroup(label).lineage : cellClass(label).lineage;

/** Lineages as lists of labels show them: those that decide the call first. */
const LISTED_LINEAGES: readonly Lineage[] = [
  'lymphoid',
  'granulocytic',
  'monocytic',
  'erythroid',
  'megakaryocytic',
  'abnormal',
  'other',
];

/** Every label by lineage, in the order in which lists show them. */
export const LABELS_BY_LINEAGE: readonly {
  readonly lineage: Lineage;
  readonly labels: readonly Label[];
}[] = LISTED_LINEAGES.map((lineage) => ({
  lineage,
  labels: [...CELL_CLASSES.map(({ code }): Label => code), ...GROUP_CODES].filter(
    (label) => labelLineage(label) === lineage,
  ),
}));
