import { z } from 'zod';
import type { BlastReading } from './case.ts';
import { CLASS_CODES, GROUP_CODES, type Label, type Lineage } from './classes.ts';
import shipped from './data/referenceRanges.json' with { type: 'json' };
import { countLabels, isIcsh, LABELS, lineageUnder, type Tally, totalOf } from './differential.ts';
import { LANGUAGES, type Language } from './language.ts';
import { type OpenProportion, openGroups, openProportion } from './openCells.ts';
import { type Proportion, proportion } from './statistics.ts';

/** Reference values by age as data: those shipped, and the laboratory's own. */

/**
 * What a reference value can be of: a class, an unresolved group, a lineage of the roll-up, or
 * `myeloid`, the granulocytic and monocytic lineages together.
 */
export const RANGE_SUBJECTS = [
  'myeloid',
  'granulocytic',
  'monocytic',
  'erythroid',
  'lymphoid',
  'megakaryocytic',
  'abnormal',
  'other',
  ...CLASS_CODES,
  ...GROUP_CODES,
] as const;
export type RangeSubject = (typeof RANGE_SUBJECTS)[number];

const percent = z.number().min(0).max(100).nullable();

const rangeSchema = z
  .object({ of: z.enum(RANGE_SUBJECTS), low: percent, mean: percent, high: percent })
  .refine(({ low, mean, high }) => low !== null || mean !== null || high !== null, {
    message: 'has no value',
  })
  .refine(
    ({ low, mean, high }) => {
      const given = [low, mean, high].filter((value) => value !== null);
      return given.every((value, index) => index === 0 || value >= (given[index - 1] as number));
    },
    { message: 'is not in order' },
  )
  .readonly();
/** Reference values of one subject, per cent of the cells of the ICSH count; null where not known. */
export type ReferenceRange = z.infer<typeof rangeSchema>;

const wordsSchema = z.object({
  name: z.string().trim().min(1).max(80),
  source: z.string().trim().min(1).max(200),
  note: z.string().trim().max(400),
});

export const bandSchema = z
  .object({
    id: z.string().min(1),
    ...wordsSchema.shape,
    /** Ages from this on, years. */
    fromYears: z.number().min(0).max(120),
    /** Ages below this. */
    toYears: z.number().min(0).max(120),
    /** Whether the values only give an idea. */
    indicative: z.boolean(),
    rows: z.array(rangeSchema).min(1).readonly(),
    translations: z.partialRecord(z.enum(LANGUAGES), wordsSchema.readonly()).exactOptional(),
  })
  .refine(({ fromYears, toYears }) => fromYears < toYears, {
    path: ['toYears'],
    message: 'the band ends before it begins',
  })
  .refine(({ rows }) => new Set(rows.map((row) => row.of)).size === rows.length, {
    path: ['rows'],
    message: 'two rows are of the same cells',
  })
  .readonly();
export type AgeBand = z.infer<typeof bandSchema>;

const rangeFileSchema = z.object({
  format: z.literal('marrow-workstation.ranges'),
  schema: z.literal(1),
  bands: z.array(bandSchema).readonly(),
});

/** The bands that come with the workstation: lineage means alone, marked indicative. */
export const AGE_BANDS: readonly AgeBand[] = rangeFileSchema.parse(shipped).bands;

/** What a reader is told of a band. */
export function bandWords(band: AgeBand, language: Language): z.infer<typeof wordsSchema> {
  const { name, source, note, translations } = band;
  return { name, source, note, ...translations?.[language] };
}

/** Labels that the subject sums. */
function labelsOf(subject: RangeSubject, reading: BlastReading): Label[] {
  const own = LABELS.find((label) => label === subject);
  if (own) return [own];
  const lineages: readonly Lineage[] =
    subject === 'myeloid' ? ['granulocytic', 'monocytic'] : [subject as Lineage];
  return LABELS.filter((label) => lineages.includes(lineageUnder(label, reading)));
}

export interface RangeReading {
  readonly range: ReferenceRange;
  readonly proportion: OpenProportion;
  /**
   * `below`, `above`: the whole 95 % interval is outside the range; `spans`: a part of it is;
   * `within`. `unresolved`: it is one of these or another by what the cells are that are named only
   * within a group. null where the range has no bounds or nothing was counted.
   */
  readonly verdict: 'below' | 'within' | 'above' | 'spans' | 'unresolved' | null;
}

/** The count beside the band's values, over the ICSH count. */
export function readRanges(band: AgeBand, tally: Tally, reading: BlastReading): RangeReading[] {
  const total = totalOf(tally, 'icsh');
  return band.rows.map((range) => {
    const labels = labelsOf(range.of, reading).filter(isIcsh);
    const count = countLabels(tally, labels);
    const isLabel = LABELS.some((label) => label === range.of);
    const share = openProportion(
      count,
      // The reading assumes a lineage of blasts, not a class.
      openGroups(labels, tally, isLabel ? 'unresolved' : reading),
      total,
    );
    const least = verdictOf(range, proportion(count, total));
    const most = verdictOf(range, proportion(count + share.open, total));
    return { range, proportion: share, verdict: least === most ? least : 'unresolved' };
  });
}

function verdictOf(
  { low, high }: ReferenceRange,
  { interval }: Proportion,
): RangeReading['verdict'] {
  if (interval === null || (low === null && high === null)) return null;
  const [least, most] = [interval.low * 100, interval.high * 100];
  if (low !== null && most < low) return 'below';
  if (high !== null && least > high) return 'above';
  return least >= (low ?? 0) && most <= (high ?? 100) ? 'within' : 'spans';
}
