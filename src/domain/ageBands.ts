import { z } from 'zod';
import { CLASS_CODES, GROUP_CODES } from './classes.ts';
import shipped from './data/referenceRanges.json' with { type: 'json' };
import { LANGUAGES, type Language } from './language.ts';

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

/** What a case says of its reference values. */
interface BandChoice {
  readonly ageBandId?: string;
  readonly ownBand?: AgeBand;
}

/**
 * The band that a case is read beside: a shipped one by its id, else the laboratory's, of which the case
 * keeps a copy, so that it reads the same whatever became of the original; null where it has none.
 * @param own the laboratory's bands, for cases that kept no copy
 */
export function bandOf(
  { ageBandId, ownBand }: BandChoice,
  own: readonly AgeBand[],
): AgeBand | null {
  const kept = ownBand?.id === ageBandId ? ownBand : undefined;
  return [...AGE_BANDS, ...(kept ? [kept] : []), ...own].find(({ id }) => id === ageBandId) ?? null;
}
