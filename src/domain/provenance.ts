import type { AnalysisRecord, Case, Cell, PackIdentity } from './case.ts';
import { readCell } from './cellReading.ts';
import type { Label } from './classes.ts';
import { fieldsInCount } from './differential.ts';
import type { Language } from './language.ts';
import { researchUseNotice, syntheticNotice } from './notice.ts';
import type { PackManifest } from './pack.ts';
import { tell } from './text/index.ts';

/** Where a case's result comes from: packs, backends, and the reviewers' part. */

/** Whether anything of the case was rendered rather than photographed. */
export const isSynthetic = (document: Case): boolean =>
  document.synthetic || document.fields.some((field) => field.synthetic !== null);

/** The notices that every export of the case carries. */
export const noticesOf = (document: Case, language: Language = 'en'): readonly string[] =>
  isSynthetic(document)
    ? [researchUseNotice(language), syntheticNotice(language)]
    : [researchUseNotice(language)];

export interface AnalysisSummary {
  /** Distinct packs, that of the most recent analysis first; more than one is worth a remark. */
  readonly packs: readonly PackIdentity[];
  /** Distinct backends, the most recent first. */
  readonly backends: readonly string[];
  /** Over all fields, ms. */
  readonly elapsedMs: number;
}

/** How the case's fields were analysed. */
export function analysisSummary(document: Case): AnalysisSummary {
  const records = document.fields
    .flatMap((field): AnalysisRecord[] => (field.analysis ? [field.analysis] : []))
    .sort((a, b) => b.at.localeCompare(a.at));
  return {
    packs: [...new Map(records.map(({ pack }) => [pack.hash, pack])).values()],
    backends: [...new Set(records.map((record) => record.backend))],
    elapsedMs: records.reduce((sum, record) => sum + record.elapsedMs, 0),
  };
}

/**
 * The manifest, if it is that of the one pack that analysed the case: another pack's evidence must
 * not stand beside this case's cells.
 */
export function manifestOfCase(document: Case, manifest: PackManifest | null): PackManifest | null {
  const { packs } = analysisSummary(document);
  return manifest && packs.length === 1 && packs.every((pack) => isOf(pack, manifest))
    ? manifest
    : null;
}

const isOf = (pack: PackIdentity, { name, version }: PackManifest): boolean =>
  pack.name === name && pack.version === version;

/** Fields that could not be analysed, each with its reason. */
export const fieldProblems = (
  document: Case,
  language: Language = 'en',
): readonly { readonly file: string; readonly problem: string }[] =>
  document.fields.flatMap(({ name, problem }) =>
    problem === null ? [] : [{ file: name, problem: tell(problem, language) }],
  );

/** What reviewers did to the model's cells, in the fields in the count. */
export interface ReviewSummary {
  readonly cells: number;
  readonly reviewed: number;
  /** Found by the model; a reviewer said the same. */
  readonly confirmed: number;
  /** Found by the model; a reviewer gave another class or another countability. */
  readonly changed: number;
  /** Boxes drawn by a reviewer. */
  readonly drawn: number;
  /** Boxes of the model that were moved or resized. */
  readonly moved: number;
  /** Boxes of the model that were deleted. */
  readonly deleted: number;
  /** Who spoke on how many cells. */
  readonly reviewers: readonly { readonly name: string; readonly cells: number }[];
}

/** The reviewers' part in what is counted. */
export function reviewSummary(document: Pick<Case, 'fields'>): ReviewSummary {
  const fields = fieldsInCount(document);
  const cells = fields.flatMap((field) => field.cells);
  const spoken = cells.flatMap(({ review }) => (review ? [review.by] : []));
  const count = (test: (cell: Cell) => boolean) => cells.filter(test).length;
  return {
    cells: cells.length,
    reviewed: count((cell) => readCell(cell).reviewed),
    confirmed: count((cell) => cell.review !== null && cell.model !== null && !isChanged(cell)),
    changed: count(isChanged),
    drawn: count((cell) => cell.origin === 'reviewer'),
    moved: count((cell) => cell.origin === 'model' && isMoved(cell)),
    deleted: fields.reduce((sum, field) => sum + (field.deletedBoxes?.length ?? 0), 0),
    reviewers: [...new Set(spoken)].map((name) => ({
      name,
      cells: spoken.filter((by) => by === name).length,
    })),
  };
}

/** Whether a reviewer took another view than the model; a name for an uncountable cell is none. */
export function isChanged(cell: Cell): boolean {
  if (!cell.model || !cell.review) return false;
  const { countable, label } = readCell(cell);
  return countable !== cell.model.countable || (countable && label !== cell.model.label);
}

const isMoved = ({ box, model }: Cell): boolean =>
  model !== null &&
  (box.x !== model.box.x ||
    box.y !== model.box.y ||
    box.width !== model.box.width ||
    box.height !== model.box.height);

/** Cells that went from one name to another; null is uncountable. */
export interface ReviewChange {
  readonly from: Label | null;
  readonly to: Label | null;
  readonly cells: number;
}

/** What reviewers made of the model's names in the fields in the count, the most frequent first. */
export function reviewChanges(document: Pick<Case, 'fields'>): ReviewChange[] {
  const found = new Map<string, ReviewChange>();
  for (const cell of fieldsInCount(document).flatMap((field) => field.cells)) {
    if (!cell.model || !isChanged(cell)) continue;
    const { countable, label } = readCell(cell);
    const from = cell.model.countable ? cell.model.label : null;
    const to = countable ? label : null;
    const key = `${from} ${to}`;
    found.set(key, { from, to, cells: (found.get(key)?.cells ?? 0) + 1 });
  }
  return [...found.values()].sort((a, b) => b.cells - a.cells);
}
