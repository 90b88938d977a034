import { stateOfShare } from './call.ts';
import { cellsFound } from './inference/countDistribution.ts';
import { countMeets, type Rule } from './rules.ts';
import { proportion } from './statistics.ts';

/** What a number of cells can and cannot tell under a rule. */

export interface Sampling {
  readonly fields: number;
  /** In the denominator, of each field. */
  readonly cellsPerField: number;
  /** Correlation of two cells of one field, 0 ≤ correlation < 1; 0 where fields do not differ. */
  readonly correlation: number;
  /** Chance that a cell of the numerator's classes is named within them, 0–1. */
  readonly sensitivity: number;
  /** Chance that any other cell is named outside them, 0–1. */
  readonly specificity: number;
}

/** Most cells that are worked out: beyond, the picture no longer changes and the time does. */
export const MOST_CELLS = 2000;

/** Probabilities of each reading at one true share; the three states sum to 1. */
export interface Outcome {
  /** True share, 0–1. */
  readonly share: number;
  readonly meets: number;
  readonly indeterminate: number;
  readonly doesNotMeet: number;
  /** The threshold alone, without an interval. */
  readonly bare: number;
}

/**
 * The chances of each reading, exactly: the count found is binomial, or beta-binomial by field where
 * cells of a field are alike, about the share that confusion leaves of the true one.
 * @param shares true ones, each 0–1
 * @throws RangeError without a cell or with more than MOST_CELLS
 */
export function outcomesOf(
  rule: Rule,
  { fields, cellsPerField, correlation, sensitivity, specificity }: Sampling,
  shares: readonly number[],
): Outcome[] {
  const total = fields * cellsPerField;
  if (!(total >= 1 && total <= MOST_CELLS))
    throw new RangeError(`Between 1 and ${MOST_CELLS} cells can be worked out, not ${total}.`);
  const readings = Array.from({ length: total + 1 }, (_, count) => ({
    state: stateOfShare(rule, proportion(count, total)),
    bare: countMeets(rule, count, total),
  }));
  return shares.map((share) => {
    const named = share * sensitivity + (1 - share) * (1 - specificity);
    const chances = cellsFound(fields, cellsPerField, named, correlation);
    const chanceOf = (test: (reading: (typeof readings)[number]) => boolean) =>
      readings.reduce((sum, reading, k) => (test(reading) ? sum + (chances[k] as number) : sum), 0);
    return {
      share,
      meets: chanceOf(({ state }) => state === 'meets'),
      indeterminate: chanceOf(({ state }) => state === 'indeterminate'),
      doesNotMeet: chanceOf(({ state }) => state === 'does-not-meet'),
      bare: chanceOf(({ bare }) => bare),
    };
  });
}

/** A rule's figures over patients whose true shares are spread evenly over two ranges. */
export interface ExpectedFigures {
  /** Of patients with the disease: those whose count meets the rule; indeterminate ones do not. */
  readonly sensitivity: number;
  /** Of the others: those whose count does not. */
  readonly specificity: number;
  /** Of each, those that stay indeterminate. */
  readonly indeterminate: { readonly diseased: number; readonly others: number };
  /** The same by the threshold alone. */
  readonly bare: { readonly sensitivity: number; readonly specificity: number };
}

/** Shares of a range, inclusive, 0–1. */
export type ShareRange = readonly [low: number, high: number];

const STEPS = 40;
const stepsOf = ([low, high]: ShareRange): number[] =>
  Array.from({ length: STEPS + 1 }, (_, i) => low + ((high - low) * i) / STEPS);

/** Mean over the range by the trapezoid rule. */
function meanOver(outcomes: readonly Outcome[], of: (outcome: Outcome) => number): number {
  const sum = outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const ends = (of(outcomes[0] as Outcome) + of(outcomes.at(-1) as Outcome)) / 2;
  return (sum - ends) / (outcomes.length - 1);
}

/** @throws RangeError as `outcomesOf` */
export function expectedFigures(
  rule: Rule,
  sampling: Sampling,
  diseased: ShareRange,
  others: ShareRange,
): ExpectedFigures {
  const ill = outcomesOf(rule, sampling, stepsOf(diseased));
  const well = outcomesOf(rule, sampling, stepsOf(others));
  return {
    sensitivity: meanOver(ill, ({ meets }) => meets),
    specificity: meanOver(well, ({ doesNotMeet }) => doesNotMeet),
    indeterminate: {
      diseased: meanOver(ill, ({ indeterminate }) => indeterminate),
      others: meanOver(well, ({ indeterminate }) => indeterminate),
    },
    bare: {
      sensitivity: meanOver(ill, ({ bare }) => bare),
      specificity: 1 - meanOver(well, ({ bare }) => bare),
    },
  };
}
