import type { Case } from './case.ts';
import type { Lineage } from './classes.ts';
import {
  countLabels,
  LABELS,
  LINEAGES,
  lineageUnder,
  type Tally,
  tallyCells,
  totalOf,
} from './differential.ts';
import { fieldBootstrap, intraclassCorrelation } from './inference/fieldBootstrap.ts';
import {
  fisherExact,
  type HeterogeneityTest,
  heterogeneityTest,
} from './inference/heterogeneity.ts';
import { type Numerator, numeratorOf } from './numerator.ts';
import { type Rule, ruleOf } from './rules.ts';
import { type Interval, type Proportion, proportion } from './statistics.ts';

/** The count field by field: cells cluster in fields, and a field can be unlike the others. */

/** What is compared: the rule's cells over its denominator, or a lineage over the karyocytes. */
export type FieldSubject = 'rule' | Lineage;

export interface FieldRow {
  readonly id: string;
  readonly name: string;
  readonly tally: Tally;
  /** Of the subject; of unresolved cells only those that are in it for certain. */
  readonly proportion: Proportion;
  readonly total: number;
  /** Fisher's exact p of this field against all others; null where either has no cell. */
  readonly p: number | null;
  /** p is below 0.05 ÷ the number of fields compared (Bonferroni). */
  readonly disagrees: boolean;
}

export interface FieldComparison {
  readonly rows: readonly FieldRow[];
  readonly whole: Proportion;
  /** Whether the fields share one share of the subject; null with fewer than two. */
  readonly test: HeterogeneityTest | null;
  /** The same over all lineages at once. */
  readonly lineages: HeterogeneityTest | null;
}

const countedFields = ({ fields }: Pick<Case, 'fields'>) =>
  fields.filter((field) => field.excluded === null);

function counter(document: Pick<Case, 'settings'>, subject: FieldSubject) {
  const { settings } = document;
  const reading = settings.blastReading;
  if (subject === 'rule') {
    const rule = ruleOf(settings);
    return (tally: Tally) => {
      const { lower, total } = rule ? numeratorOf(rule, tally, reading) : { lower: 0, total: 0 };
      return { count: lower, total };
    };
  }
  const labels = LABELS.filter((label) => lineageUnder(label, reading) === subject);
  return (tally: Tally) => ({
    count: countLabels(tally, labels),
    total: totalOf(tally, 'karyocytes'),
  });
}

const SIGNIFICANT = 0.05;

/** Compares the fields in the count; cells counted by hand belong to none and are not in it. */
export function compareFields(
  document: Pick<Case, 'fields' | 'settings'>,
  subject: FieldSubject,
): FieldComparison {
  const count = counter(document, subject);
  const fields = countedFields(document).map((field) => {
    const tally = tallyCells([field]);
    return { id: field.id, name: field.name, tally, ...count(tally) };
  });
  const all = fields.reduce((sum, field) => sum + field.total, 0);
  const hits = fields.reduce((sum, field) => sum + field.count, 0);
  const compared = fields.filter((field) => field.total > 0).length;
  const reading = document.settings.blastReading;
  return {
    rows: fields.map(({ id, name, tally, count, total }): FieldRow => {
      const p =
        total === 0 || total === all ? null : fisherExact(count, total, hits - count, all - total);
      return {
        id,
        name,
        tally,
        total,
        proportion: proportion(count, total),
        p,
        disagrees: p !== null && p * compared < SIGNIFICANT,
      };
    }),
    whole: proportion(hits, all),
    test: heterogeneityTest(fields.map(({ count, total }) => [count, total - count])),
    lineages: heterogeneityTest(
      fields.map(({ tally }) =>
        LINEAGES.map((lineage) =>
          countLabels(
            tally,
            LABELS.filter((label) => lineageUnder(label, reading) === lineage),
          ),
        ),
      ),
    ),
  };
}

/** How surely the fields, rather than the cells, give the rule's share. */
export interface FieldSampling {
  /** Fields with cells in the rule's denominator. */
  readonly fields: number;
  readonly cells: number;
  /** 95 %, by resampling fields; over both bounds where the share is bounded; null with one field. */
  readonly interval: Interval | null;
  /** Correlation of two cells of one field; null where it is not defined. */
  readonly correlation: number | null;
}

/** Percentile intervals from fewer fields than this are too narrow to be relied on. */
export const FEW_FIELDS = 10;

/** The rule's share by fields; null under an unknown rule. Cells counted by hand are not in it. */
export function fieldSampling(document: Pick<Case, 'fields' | 'settings'>): FieldSampling | null {
  const rule: Rule | undefined = ruleOf(document.settings);
  if (!rule) return null;
  const numerators = countedFields(document)
    .map(
      (field): Numerator => numeratorOf(rule, tallyCells([field]), document.settings.blastReading),
    )
    .filter(({ total }) => total > 0);
  const bound = (end: 'lower' | 'upper') =>
    numerators.map((item) => ({ count: item[end], total: item.total }));
  const [low, high] = [fieldBootstrap(bound('lower')), fieldBootstrap(bound('upper'))];
  return {
    fields: numerators.length,
    cells: numerators.reduce((sum, { total }) => sum + total, 0),
    interval: low && high && { low: low.low, high: high.high },
    correlation: intraclassCorrelation(bound('lower')),
  };
}
