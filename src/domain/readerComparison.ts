import { type Call, callOf } from './call.ts';
import type { Case, ReaderCell } from './case.ts';
import { type Label, type Lineage, UNRESOLVED_GROUPS } from './classes.ts';
import {
  type Differential,
  differentialOf,
  LABELS,
  LINEAGES,
  lineageUnder,
  tallyWords,
} from './differential.ts';
import type { Box } from './geometry.ts';
import type { Language } from './language.ts';
import {
  cohenKappa,
  type Kappa,
  oneVersusRest,
  type SpecificAgreement,
  specificAgreement,
} from './metrics/kappa.ts';
import { matchReaders } from './metrics/matching.ts';
import type { Reading } from './readers.ts';

/** Two readers of one case side by side; neither is the measure of the other. */

/** Boxes of two readers that overlap so far, as intersection over union, are one cell. */
export const SAME_CELL_IOU = 0.5;

/**
 * How finely two words are told apart. `group`: members of an unresolved group are one class with it,
 * for a reader who left the lineage of blasts or the stage of erythroblasts open.
 */
export const LEVELS = ['class', 'group', 'lineage'] as const;
export type Level = (typeof LEVELS)[number];

/** A word at some level: a label, a lineage, or that the cell does not count. */
export type Category = Label | Lineage | 'uncountable';

/** One cell by whoever found it. A reader who did not is null. */
export interface ComparedCell {
  readonly fieldId: string;
  readonly first: ReaderCell | null;
  readonly second: ReaderCell | null;
  /** Place among the first reader's cells of the field; −1 where they did not find it. */
  readonly firstIndex: number;
  readonly secondIndex: number;
}

/** A class as both readers used it, over the cells that both found and named. */
export interface CategoryAgreement extends SpecificAgreement {
  readonly category: Category;
  /** Of this class against all others; null where neither used it. */
  readonly kappa: Kappa | null;
}

/** The two counts of the same fields, and how each reads. */
export interface ReaderCount {
  readonly name: string;
  readonly differential: Differential;
  readonly call: Call;
}

export interface ReaderComparison {
  readonly level: Level;
  /** Fields that both have read and that are in the count. */
  readonly fieldIds: readonly string[];
  readonly cells: readonly ComparedCell[];
  /** Whether they found the same cells, whatever they called them. */
  readonly finding: SpecificAgreement;
  /** Cells found by both of which one reader, or both, said no class: left out of what follows. */
  readonly unnamed: number;
  readonly categories: readonly Category[];
  /** Rows the first reader's words, columns the second's, in the order of `categories`. */
  readonly table: readonly (readonly number[])[];
  /** null where they named no cell in common. */
  readonly overall: Kappa | null;
  readonly byCategory: readonly CategoryAgreement[];
  /** What one says otherwise than the other, or alone, field by field. */
  readonly disagreements: readonly ComparedCell[];
  readonly counts: readonly [ReaderCount, ReaderCount];
}

const GROUP_OF = new Map<Label, Label>(
  UNRESOLVED_GROUPS.flatMap(({ id, members }) => members.map((member) => [member, id] as const)),
);

/** A reader's word at a level; null for a countable cell that they did not name. */
export function categoryOf(
  { countable, label }: Pick<ReaderCell, 'countable' | 'label'>,
  level: Level,
  reading: Case['settings']['blastReading'],
): Category | null {
  if (!countable) return 'uncountable';
  if (label === null) return null;
  if (level === 'class') return label;
  return level === 'group' ? (GROUP_OF.get(label) ?? label) : lineageUnder(label, reading);
}

const ORDER: readonly Category[] = [...LABELS, ...LINEAGES, 'uncountable'];

/** Pairs the cells of both readers, field by field. */
function pairCells(fieldId: string, first: Reading, second: Reading): ComparedCell[] {
  const [own, others] = [first.cells.get(fieldId) ?? [], second.cells.get(fieldId) ?? []];
  const boxes = (cells: readonly ReaderCell[]): Box[] => cells.map(({ box }) => box);
  const partner = new Map(matchReaders(boxes(own), boxes(others), SAME_CELL_IOU));
  const taken = new Set(partner.values());
  const at = (i: number, j: number): ComparedCell => ({
    fieldId,
    first: own[i] ?? null,
    second: others[j] ?? null,
    firstIndex: i,
    secondIndex: j,
  });
  return [
    ...own.map((_, i) => at(i, partner.get(i) ?? -1)),
    ...others.flatMap((_, j) => (taken.has(j) ? [] : [at(-1, j)])),
  ];
}

function countOfReader(
  { name, cells }: Reading,
  fieldIds: readonly string[],
  settings: Case['settings'],
  language: Language,
): ReaderCount {
  const tally = tallyWords(fieldIds.flatMap((id) => cells.get(id) ?? []));
  return {
    name,
    differential: differentialOf(tally, 'karyocytes', settings.blastReading),
    call: callOf(tally, settings, fieldIds.length, language),
  };
}

/**
 * Compares two readings of a case, over the fields that both have read and that are in the count.
 * Cells counted by hand have no boxes and are in neither.
 * @param language of the calls' sentences
 */
export function compareReaders(
  document: Pick<Case, 'fields' | 'settings'>,
  first: Reading,
  second: Reading,
  level: Level = 'class',
  language: Language = 'en',
): ReaderComparison {
  const { settings } = document;
  const fieldIds = document.fields
    .filter(({ id, excluded }) => excluded === null && first.cells.has(id) && second.cells.has(id))
    .map(({ id }) => id);
  const cells = fieldIds.flatMap((id) => pairCells(id, first, second));
  const wordOf = (cell: ReaderCell | null) =>
    cell && categoryOf(cell, level, settings.blastReading);
  const both = cells.filter((cell) => cell.first && cell.second);
  const words = both.flatMap((cell) => {
    const [a, b] = [wordOf(cell.first), wordOf(cell.second)];
    return a && b ? [[a, b] as const] : [];
  });
  const used = new Set(words.flat());
  const categories = ORDER.filter((category) => used.has(category));
  const place = new Map(categories.map((category, i) => [category, i]));
  const table = categories.map(() => categories.map(() => 0));
  for (const [a, b] of words) {
    const row = table[place.get(a) as number] as number[];
    row[place.get(b) as number]! += 1;
  }
  const only = (side: 'first' | 'second') => cells.filter((cell) => !cell[side]).length;
  return {
    level,
    fieldIds,
    cells,
    finding: specificAgreement(both.length, only('second'), only('first')),
    unnamed: both.length - words.length,
    categories,
    table,
    overall: cohenKappa(table),
    byCategory: categories.map((category, i) => {
      const own = oneVersusRest(table, i);
      const [[a, b], [c]] = own;
      return { category, ...specificAgreement(a, b, c), kappa: cohenKappa(own) };
    }),
    disagreements: cells.filter(
      (cell) => !cell.first || !cell.second || wordOf(cell.first) !== wordOf(cell.second),
    ),
    counts: [
      countOfReader(first, fieldIds, settings, language),
      countOfReader(second, fieldIds, settings, language),
    ],
  };
}
