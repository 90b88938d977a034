import { z } from 'zod';
import { RANGE_SUBJECTS } from './ageBands.ts';
import type { Case } from './case.ts';
import { CLASS_CODES, GROUP_CODES } from './classes.ts';
import type { CaseFigures } from './figures.ts';
import { UNCOUNTABLE_REASONS } from './uncountable.ts';

/** The figures beside count and call in `result.json`: schema, and how they become it. */

const probability = z.number().min(0).max(1);
const count = z.int().nonnegative();
const interval = z.object({ low: probability, high: probability }).readonly();

/** A count of cells as a share, with its 95 % Wilson interval. */
export const proportionShape = {
  count,
  share: probability.nullable(),
  interval: interval.nullable(),
};

const testSchema = z
  .object({
    /** Pearson's chi-square. */
    statistic: z.number().nonnegative(),
    degrees: z.int().positive(),
    p: probability,
    method: z.enum(['chi-square', 'monte-carlo']),
  })
  .readonly();

/** A name that a reviewer changed; null is uncountable. */
const nameSchema = z.enum([...CLASS_CODES, ...GROUP_CODES]).nullable();

const rateSchema = z.object({ right: count, total: count }).readonly();

export const figuresSchema = z
  .object({
    /** Uncountable cells of the fields in the count; `unknown` where nobody said what they are. */
    uncountableKinds: z.partialRecord(z.enum(UNCOUNTABLE_REASONS), count).readonly(),
    /** Why the rule was chosen; null under the default that nobody chose. */
    ruleReason: z.string().nullable(),
    /** The rule's share by fields; cells counted by hand belong to none. null under an unknown rule. */
    byFields: z
      .object({
        /** Fields with cells in the rule's denominator. */
        fields: count,
        cells: count,
        /** Cells of the numerator, or of the denominator outside it, whichever are fewer. */
        fewest: count,
        /** 95 %, by resampling fields; null where all have one share. */
        interval: interval.nullable(),
        /** Of two cells of one field. */
        correlation: z.number().nullable(),
      })
      .readonly()
      .nullable(),
    heterogeneity: z
      .object({ rule: testSchema.nullable(), lineages: testSchema.nullable() })
      .readonly(),
    /** The rule's cells field by field: those in the count, by their index in `fields`. */
    fields: z
      .array(
        z
          .object({
            field: count,
            counted: count,
            uncountable: count,
            ...proportionShape,
            total: count,
            /** Fisher's exact p of the field against all others. */
            p: probability.nullable(),
            disagrees: z.boolean(),
          })
          .readonly(),
      )
      .readonly(),
    /** Per cent of the ICSH count; null where the case has no age band, or one that is not at hand. */
    references: z
      .object({
        band: z
          .object({
            id: z.string(),
            name: z.string(),
            source: z.string(),
            fromYears: z.number(),
            toYears: z.number(),
            indicative: z.boolean(),
          })
          .readonly(),
        rows: z
          .array(
            z
              .object({
                of: z.enum(RANGE_SUBJECTS),
                low: z.number().nullable(),
                mean: z.number().nullable(),
                high: z.number().nullable(),
                ...proportionShape,
                open: count,
                verdict: z.enum(['below', 'within', 'above', 'spans', 'unresolved']).nullable(),
              })
              .readonly(),
          )
          .readonly(),
      })
      .readonly()
      .nullable(),
    /** The share without the pack's known confusion (Rogan–Gladen); no part of the call. */
    adjusted: z
      .object({
        share: probability,
        interval,
        clipped: z.boolean(),
        sensitivity: rateSchema,
        specificity: rateSchema,
        on: z.string(),
      })
      .readonly()
      .nullable(),
    review: z
      .object({
        confirmed: count,
        changed: count,
        drawn: count,
        moved: count,
        deleted: count,
        changes: z
          .array(z.object({ from: nameSchema, to: nameSchema, cells: count }).readonly())
          .readonly(),
      })
      .readonly(),
  })
  .readonly();
export type ResultFigures = z.infer<typeof figuresSchema>;

/** The figures as `result.json` has them. */
export function resultFigures(
  { fields, settings }: Pick<Case, 'fields' | 'settings'>,
  { kinds, comparison, sampling, ranges, adjusted, review, changes }: CaseFigures,
): ResultFigures {
  const indices = new Map(fields.map(({ id }, index) => [id, index]));
  return {
    uncountableKinds: Object.fromEntries(kinds),
    ruleReason: settings.ruleReason ?? null,
    byFields: sampling,
    heterogeneity: { rule: comparison.test, lineages: comparison.lineages },
    fields: comparison.rows.map(({ id, tally, proportion, total, p, disagrees }) => ({
      field: indices.get(id) ?? 0,
      counted: tally.counted,
      uncountable: tally.uncountable,
      ...proportion,
      total,
      p,
      disagrees,
    })),
    references: ranges && {
      band: {
        id: ranges.band.id,
        name: ranges.band.name,
        source: ranges.band.source,
        fromYears: ranges.band.fromYears,
        toYears: ranges.band.toYears,
        indicative: ranges.band.indicative,
      },
      rows: ranges.rows.map(({ range, proportion, verdict }) => ({
        ...range,
        ...proportion,
        verdict,
      })),
    },
    adjusted: adjusted && {
      ...adjusted.adjusted,
      sensitivity: adjusted.measured.sensitivity,
      specificity: adjusted.measured.specificity,
      on: adjusted.measured.on,
    },
    review: {
      confirmed: review.confirmed,
      changed: review.changed,
      drawn: review.drawn,
      moved: review.moved,
      deleted: review.deleted,
      changes,
    },
  };
}
