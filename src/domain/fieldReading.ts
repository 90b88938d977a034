import type { Case } from './case.ts';
import type { Lineage } from './classes.ts';
import {
  countLabels,
  fieldsInCount,
  LINEAGES,
  labelsOfLineage,
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
  /** Whether the fields share one share of the subject; null where nothing can be compared. */
  readonly test: HeterogeneityTest | null;
  /** The same over all lineages at once. */
  readonly lineages: HeterogeneityTest | null;
}

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
  const labels = labelsOfLineage(subject, reading);
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
  const fields = fieldsInCount(document).map((field) => {
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
        LINEAGES.map((lineage) => countLabels(tally, labelsOfLineage(lineage, reading))),
      ),
    ),
  };
}

/**
 * What the fields say together: that fewer than two have cells, that none or all of their cells are
 * of the subject, that they differ more than chance has it (p below 0.05), or not.
 */
export type FieldVerdict = 'too-few' | 'none' | 'all' | 'differ' | 'alike';

/** The overall test comes first; which single field stands out is another question. */
export function fieldVerdict({ rows, whole, test }: FieldComparison): FieldVerdict {
  if (rows.filter(({ total }) => total > 0).length < 2) return 'too-few';
  if (!test) return whole.count === 0 ? 'none' : 'all';
  return test.p < SIGNIFICANT ? 'differ' : 'alike';
}

/** How surely the fields, rather than the cells, give the rule's share. */
export interface FieldSampling {
  /** Fields with cells in the rule's denominator. */
  readonly fields: number;
  readonly cells: number;
  /**
   * 95 %, by resampling fields; over both bounds where the share is bounded. null with one field, and
   * where all fields have one share.
   */
  readonly interval: Interval | null;
  /** Cells of the numerator, or of the denominator outside it, whichever are fewer. */
  readonly fewest: number;
  /** Correlation of two cells of one field; null where it is not defined. */
  readonly correlation: number | null;
}

/**
 * With fewer fields, or fewer cells within or outside the numerator, percentile intervals are too
 * narrow. In counts drawn from 10 to 50 fields of 14 cells (true shares of 1 to 30 %, intraclass
 * correlation 0 and 0.05, four or more cells of the numerator expected) the interval held the true
 * share in 86 to 95 of 100, 92 in the mean, where either number was not reached, and in 93 to 95 where
 * both were. `tests/numerics/fieldCoverage.test.ts` repeats some of them.
 */
export const FEW_FIELDS = 20;
export const FEW_CELLS = 20;

/** Whether an interval by fields promises more than it keeps. */
export const isTooNarrow = ({ fields, fewest }: FieldSampling): boolean =>
  fields < FEW_FIELDS || fewest < FEW_CELLS;

/** The rule's share by fields; null under an unknown rule. Cells counted by hand are not in it. */
export function fieldSampling(document: Pick<Case, 'fields' | 'settings'>): FieldSampling | null {
  const rule: Rule | undefined = ruleOf(document.settings);
  if (!rule) return null;
  const numerators = fieldsInCount(document)
    .map(
      (field): Numerator => numeratorOf(rule, tallyCells([field]), document.settings.blastReading),
    )
    .filter(({ total }) => total > 0);
  const bound = (end: 'lower' | 'upper') =>
    numerators.map((item) => ({ count: item[end], total: item.total }));
  const [low, high] = [fieldBootstrap(bound('lower')), fieldBootstrap(bound('upper'))];
  const sum = (part: 'lower' | 'upper' | 'total') =>
    numerators.reduce((all, item) => all + item[part], 0);
  const cells = sum('total');
  const sides = [sum('lower'), sum('upper')].flatMap((count) => [count, cells - count]);
  return {
    fields: numerators.length,
    cells,
    fewest: Math.min(...sides),
    interval: low && high && { low: low.low, high: high.high },
    correlation: intraclassCorrelation(bound('lower')),
  };
}
