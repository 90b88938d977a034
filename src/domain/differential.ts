import type { BlastReading, Case } from './case.ts';
import { type CellReading, readCell } from './cellReading.ts';
import {
  CELL_CLASSES,
  type ClassCode,
  GROUP_CODES,
  type Label,
  type Lineage,
  labelLineage,
} from './classes.ts';
import { type Denominator, isIcsh } from './denominators.ts';
import type { Language } from './language.ts';
import { type OpenProportion, openGroups, openProportion } from './openCells.ts';
import { type Interval, ratioInterval } from './statistics.ts';
import { ratio as english } from './text/en/ratio.ts';
import type { RatioWords } from './text/ratioWords.ts';
import { ratio as chinese } from './text/zh/ratio.ts';

/** The differential count of a case: from labelled cells to shares. */

export { DENOMINATORS, type Denominator, isIcsh } from './denominators.ts';

/** The classes in id order, then the unresolved groups: the order of the rows. */
export const LABELS: readonly Label[] = [...CELL_CLASSES.map((item) => item.code), ...GROUP_CODES];

/** In the order of the roll-up. */
export const LINEAGES: readonly Lineage[] = [
  'granulocytic',
  'monocytic',
  'erythroid',
  'lymphoid',
  'megakaryocytic',
  'abnormal',
  'other',
];

/** Cells of a case, or of one field, by their state in force. */
export interface Tally {
  readonly byLabel: ReadonlyMap<Label, number>;
  /** Countable and named: the karyocytes. */
  readonly counted: number;
  readonly uncountable: number;
  /** Counted among the karyocytes but not by ICSH 2008. */
  readonly notIcsh: number;
  /** Countable cells without a label. */
  readonly unnamed: number;
}

export interface Differential {
  readonly total: number;
  readonly rows: readonly (OpenProportion & { readonly label: Label })[];
  readonly lineages: readonly (OpenProportion & { readonly lineage: Lineage })[];
}

/** What anybody says of a cell. */
type Word = Pick<CellReading, 'countable' | 'label'>;

/** Those that a reviewer did not leave out of the count. */
export const fieldsInCount = ({ fields }: Pick<Case, 'fields'>): Case['fields'] =>
  fields.filter((field) => field.excluded === null);

/** Counts cells by label, in one pass. */
export const tallyCells = (fields: Pick<Case, 'fields'>['fields']): Tally =>
  tallyWords(wordsIn(fields));

function* wordsIn(fields: Pick<Case, 'fields'>['fields']): Generator<Word> {
  for (const field of fields) for (const cell of field.cells) yield readCell(cell);
}

/** Counts what was said of cells, whoever said it. */
export function tallyWords(words: Iterable<Word>): Tally {
  const byLabel = new Map<Label, number>(LABELS.map((label) => [label, 0]));
  let [counted, uncountable, notIcsh, unnamed] = [0, 0, 0, 0];
  for (const { countable, label } of words) {
    if (!countable) uncountable++;
    else if (label === null) unnamed++;
    else {
      counted++;
      if (!isIcsh(label)) notIcsh++;
      byLabel.set(label, countOf(byLabel, label) + 1);
    }
  }
  return { byLabel, counted, uncountable, notIcsh, unnamed };
}

const countOf = (counts: Tally['byLabel'], label: Label): number => counts.get(label) ?? 0;

/** Cells that carry one of the labels. */
export const countLabels = ({ byLabel }: Tally, labels: readonly Label[]): number =>
  labels.reduce((sum, label) => sum + countOf(byLabel, label), 0);

/** Cells in a denominator. */
export const totalOf = (tally: Tally, denominator: Denominator): number =>
  denominator === 'icsh' ? tally.counted - tally.notIcsh : tally.counted;

/** The lineage into which a label is rolled up; that of unresolved blasts is the case's setting. */
export function lineageUnder(label: Label, reading: BlastReading): Lineage {
  if (label !== 'BLAST' || reading === 'unresolved') return labelLineage(label);
  // With the myeloblasts, as for the M:E ratio.
  return reading === 'lymphoid' ? 'lymphoid' : 'granulocytic';
}

/** The labels that a lineage sums under a reading. */
export const labelsOfLineage = (lineage: Lineage, reading: BlastReading): readonly Label[] =>
  LABELS.filter((label) => lineageUnder(label, reading) === lineage);

/**
 * Shares of classes and lineages. Unresolved groups keep rows of their own under every reading;
 * only the roll-up follows the reading. Rows that a denominator leaves out are 0 in it; those to which
 * cells of a group may belong are bounds.
 */
export function differentialOf(
  tally: Tally,
  denominator: Denominator,
  reading: BlastReading,
): Differential {
  const total = totalOf(tally, denominator);
  const counts = LABELS.map((label) => ({
    label,
    count: denominator === 'icsh' && !isIcsh(label) ? 0 : countOf(tally.byLabel, label),
  }));
  return {
    total,
    rows: counts.map(({ label, count }) => ({
      label,
      ...openProportion(count, openGroups([label], tally), total),
    })),
    lineages: LINEAGES.map((lineage) => {
      const labels = labelsOfLineage(lineage, reading);
      const count = counts
        .filter(({ label }) => labels.includes(label))
        .reduce((sum, row) => sum + row.count, 0);
      return { lineage, ...openProportion(count, openGroups(labels, tally, reading), total) };
    }),
  };
}

/** Myeloblast to segmented form, eosinophil, promonocyte, monocyte. */
const MYELOID: readonly ClassCode[] = [
  'MBL',
  'PMO',
  'MYC',
  'MMC',
  'BND',
  'SEG',
  'EOS',
  'MOB',
  'MON',
];
const ERYTHROID: readonly Label[] = ['PEB', 'BEB', 'PCE', 'OCE', 'ERB'];

const WORDS: Readonly<Record<Language, RatioWords>> = { en: english, zh: chinese };

export interface MeRatio {
  /** null where there are no erythroblasts: undefined, neither infinite nor 0. */
  readonly value: number | null;
  readonly myeloid: number;
  readonly erythroid: number;
  /** With every blast left unresolved taken as myeloid; null where none is or without erythroblasts. */
  readonly upper: number | null;
  /**
   * 95 %, from the Wilson interval of the myeloid share of both counts, as odds; from the lowest
   * to the highest where blasts are left unresolved. null where the ratio is not defined.
   */
  readonly interval: Interval | null;
  readonly convention: string;
}

/** Myeloid to erythroid (ICSH 2008), with unresolved blasts under the case's reading. */
export function meRatioOf(tally: Tally, reading: BlastReading, language: Language = 'en'): MeRatio {
  const erythroid = countLabels(tally, ERYTHROID);
  const blasts = countLabels(tally, ['BLAST']);
  const myeloid = countLabels(tally, MYELOID) + (reading === 'myeloid' ? blasts : 0);
  const over = (count: number) => (erythroid === 0 ? null : count / erythroid);
  const upper = reading === 'unresolved' && blasts > 0 ? over(myeloid + blasts) : null;
  const words = WORDS[language];
  const low = ratioInterval(myeloid, erythroid);
  const high = upper === null ? low : ratioInterval(myeloid + blasts, erythroid);
  return {
    value: over(myeloid),
    myeloid,
    erythroid,
    upper,
    interval: low && high && { low: low.low, high: high.high },
    convention: words.convention + (blasts === 0 ? '' : words.blasts(blasts, reading, upper)),
  };
}
