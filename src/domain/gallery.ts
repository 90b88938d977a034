import { type AttentionReason, attentionOf, confidenceOf } from './attention.ts';
import type { Case, Cell, Field } from './case.ts';
import { readCell } from './cellReading.ts';
import { LABELS_BY_LINEAGE, type Label } from './classes.ts';

/** The cells of a case sorted into bins: what the gallery shows, without a word on how. */

/** What a cell is filed under by its state in force. */
export type ClassBin = Label | 'uncountable' | 'unnamed';
/** A section of the gallery; the first one borrows from all the others. */
export type Section = 'needs-a-look' | ClassBin;

/** The labels by lineage, then what has none: the order of the sections. */
export const CLASS_BINS: readonly ClassBin[] = [
  ...LABELS_BY_LINEAGE.flatMap(({ labels }) => labels),
  'uncountable',
  'unnamed',
];
export const SECTIONS: readonly Section[] = ['needs-a-look', ...CLASS_BINS];

/** Whether cells can be moved into a section: a look cannot be asked for, nor a name taken away. */
export const takesCells = (section: Section): section is Label | 'uncountable' =>
  section !== 'needs-a-look' && section !== 'unnamed';

/** A cell as the gallery shows it. */
export interface GalleryCell {
  readonly id: string;
  readonly cell: Cell;
  readonly field: Field;
  /** 0-based place of the field in the case. */
  readonly fieldIndex: number;
  readonly bin: ClassBin;
  /**
   * Probability that the model gave the label in force, 0–1; null where that label is not the
   * model's own.
   */
  readonly confidence: number | null;
  readonly reasons: readonly AttentionReason[];
  readonly reviewed: boolean;
  /** Longer side of the box: µm, or image pixels where the field has no scale. */
  readonly size: number;
}

type Reading = Pick<GalleryCell, 'bin' | 'confidence' | 'reasons' | 'reviewed'>;

/** A cell never changes, another takes its place: what was read of it once stays true. */
const readings = new WeakMap<Cell, Reading>();

function read(cell: Cell): Reading {
  const known = readings.get(cell);
  if (known) return known;
  const { countable, label, reviewed } = readCell(cell);
  const reading = {
    bin: !countable ? 'uncountable' : (label ?? 'unnamed'),
    confidence: countable && label === cell.model?.label ? confidenceOf(cell) : null,
    reasons: attentionOf(cell),
    reviewed,
  } as const;
  readings.set(cell, reading);
  return reading;
}

/** The section under which a cell is filed by its class. */
export const classBinOf = (cell: Cell): ClassBin => read(cell).bin;

const made = new WeakMap<Field, { readonly index: number; readonly cells: GalleryCell[] }>();

/** The cells of a field, in the field's order; the same objects as long as the field is the same. */
function cellsOf(field: Field, fieldIndex: number): readonly GalleryCell[] {
  const known = made.get(field);
  if (known?.index === fieldIndex) return known.cells;
  const disputed = new Set(field.conflicts.flatMap(({ cellIds }) => cellIds));
  const unit = field.scale?.micrometresPerPixel ?? 1;
  const cells = field.cells.map((cell): GalleryCell => {
    const reading = read(cell);
    return {
      id: cell.id,
      cell,
      field,
      fieldIndex,
      ...reading,
      reasons: disputed.has(cell.id) ? [...reading.reasons, 'conflict'] : reading.reasons,
      size: Math.max(cell.box.width, cell.box.height) * unit,
    };
  });
  made.set(field, { index: fieldIndex, cells });
  return cells;
}

/** Every cell of a case, fields left out of the count included, in the order of the fields. */
export const galleryCells = ({ fields }: Pick<Case, 'fields'>): GalleryCell[] =>
  fields.flatMap((field, index) => cellsOf(field, index));

/** What the gallery is narrowed to; null: no narrowing. */
export interface GalleryFilter {
  /** Ids of fields; null: those in the count. */
  readonly fieldIds: readonly string[] | null;
  readonly review: 'all' | 'open' | 'reviewed';
  readonly bins: readonly ClassBin[] | null;
  /** Bounds of the confidence, 0–1. Cells without one pass only where both bounds are open. */
  readonly confidence: { readonly low: number; readonly high: number };
}
export const NO_FILTER: GalleryFilter = {
  fieldIds: null,
  review: 'all',
  bins: null,
  confidence: { low: 0, high: 1 },
};

export const isFiltering = (filter: GalleryFilter): boolean =>
  filter.fieldIds !== null ||
  filter.review !== 'all' ||
  filter.bins !== null ||
  filter.confidence.low > 0 ||
  filter.confidence.high < 1;

/** Whether a cell passes the filter. */
export function passes(item: GalleryCell, filter: GalleryFilter): boolean {
  const { fieldIds, review, bins, confidence } = filter;
  const { low, high } = confidence;
  if (fieldIds ? !fieldIds.includes(item.field.id) : item.field.excluded !== null) return false;
  if (review !== 'all' && item.reviewed !== (review === 'reviewed')) return false;
  if (bins && !bins.includes(item.bin)) return false;
  if (low <= 0 && high >= 1) return true;
  return item.confidence !== null && item.confidence >= low && item.confidence <= high;
}

export const GALLERY_ORDERS = [
  'confidence-rising',
  'confidence-falling',
  'size',
  'field',
  'recent',
] as const;
export type GalleryOrder = (typeof GALLERY_ORDERS)[number];

/** Cells without a value come last, whichever way the others run. */
const byValue =
  (value: (item: GalleryCell) => number | null, direction: 1 | -1) =>
  (a: GalleryCell, b: GalleryCell): number => {
    const [first, second] = [value(a), value(b)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return direction * (first - second);
  };

/** Drawn cells and unnamed ones have no confidence, and need a name first of all. */
const confidenceWithNone = (item: GalleryCell): number | null =>
  item.bin === 'unnamed' ? 0 : item.confidence;

const COMPARE: Readonly<Record<GalleryOrder, (a: GalleryCell, b: GalleryCell) => number>> = {
  'confidence-rising': byValue(confidenceWithNone, 1),
  'confidence-falling': byValue(confidenceWithNone, -1),
  // A size in pixels compares with no size in µm: fields without a scale come after the others.
  size: (a, b) =>
    Number(a.field.scale === null) - Number(b.field.scale === null) || b.size - a.size,
  field: () => 0,
  recent: byValue(({ cell }) => (cell.review ? Date.parse(cell.review.at) : null), -1),
};

/**
 * The cells in an order; those that it does not tell apart stay in the order of the fields, from
 * the first box of each to the last.
 */
export const sortCells = (cells: readonly GalleryCell[], order: GalleryOrder): GalleryCell[] =>
  cells.toSorted(COMPARE[order]);

/** A section with its cells in order. */
export interface SectionContent {
  readonly section: Section;
  readonly cells: readonly GalleryCell[];
  /** Cells of the class that stand in the section of those that need a look. */
  readonly elsewhere: number;
}

/**
 * Sorts the cells that pass into sections. Each cell stands in one: in the first while it needs a
 * look, else under its class. Every section is there, also the empty ones.
 */
export function groupCells(
  cells: readonly GalleryCell[],
  filter: GalleryFilter,
  order: GalleryOrder,
): SectionContent[] {
  const bySection = new Map<Section, GalleryCell[]>(SECTIONS.map((section) => [section, []]));
  const elsewhere = new Map<Section, number>();
  for (const item of sortCells(
    cells.filter((cell) => passes(cell, filter)),
    order,
  )) {
    bySection.get(sectionOf(item))!.push(item);
    if (sectionOf(item) !== item.bin) elsewhere.set(item.bin, (elsewhere.get(item.bin) ?? 0) + 1);
  }
  return SECTIONS.map((section) => ({
    section,
    cells: bySection.get(section)!,
    elsewhere: elsewhere.get(section) ?? 0,
  }));
}

/** The section in which a cell stands. Cells left out of the count ask for no look. */
export const sectionOf = (item: GalleryCell): Section =>
  item.reasons.length > 0 && item.field.excluded === null ? 'needs-a-look' : item.bin;

/** Numbers beside the sections: over the fields in the count, whatever the filter hides. */
export interface BinCounts {
  readonly byBin: ReadonlyMap<ClassBin, number>;
  /** Countable and named: what the shares are of. */
  readonly counted: number;
  readonly needALook: number;
}

/** Counts the cells of the fields in the count by class. */
export function countBins(cells: readonly GalleryCell[]): BinCounts {
  const byBin = new Map<ClassBin, number>(CLASS_BINS.map((bin) => [bin, 0]));
  let [counted, needALook] = [0, 0];
  for (const { field, bin, reasons } of cells) {
    if (field.excluded !== null) continue;
    byBin.set(bin, byBin.get(bin)! + 1);
    if (bin !== 'uncountable' && bin !== 'unnamed') counted++;
    if (reasons.length > 0) needALook++;
  }
  return { byBin, counted, needALook };
}

/** Width of a tile's window in a field without a scale, in lengths of its median cell. */
const WINDOW_IN_CELLS = 2;

const medians = new WeakMap<Field, number>();

/** Side of the square around a cell that a tile shows, image pixels. */
export function windowPixels(field: Field, micrometres: number): number {
  if (field.scale) return micrometres / field.scale.micrometresPerPixel;
  const known = medians.get(field);
  if (known !== undefined) return known;
  const sides = field.cells.map(({ box }) => Math.max(box.width, box.height)).sort((a, b) => a - b);
  const window = Math.max(1, WINDOW_IN_CELLS * (sides[sides.length >> 1] ?? 1));
  medians.set(field, window);
  return window;
}
