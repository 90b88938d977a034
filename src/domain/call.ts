import type { BlastReading, CaseSettings } from './case.ts';
import { unresolvedGroup } from './classes.ts';
import { countLabels, type Denominator, type Tally, totalOf } from './differential.ts';
import { hintsOf } from './hints.ts';
import { countMeets, criterionText, PAPER_RULE, type Rule, ruleById } from './rules.ts';
import { cellsToSettle, type Proportion, proportion } from './statistics.ts';
import { percentText, plural, proportionText, unresolvedBlastText } from './wording.ts';

/** How a differential reads under a case's rule. */

export const CALL_STATES = ['meets', 'does-not-meet', 'indeterminate', 'none'] as const;
export type CallState = (typeof CALL_STATES)[number];

/** Beyond this many more cells a count is no answer: ten smears' worth of the largest ICSH count. */
export const AFFORDABLE_CELLS = 5000;

/** The readings between which the truth lies where some blasts have no lineage. */
export interface CallBounds {
  /** None of them is in the numerator. */
  readonly lower: Proportion;
  /** All of them are. */
  readonly upper: Proportion;
}

export interface Call {
  readonly state: CallState;
  /** null where this version does not know the case's rule. */
  readonly rule: Rule | null;
  /** The reading with its reasons, in words. */
  readonly sentence: string;
  /** The numerator in force. Where it can only be bounded: the lower count, without share and interval. */
  readonly proportion: Proportion;
  /** Cells in the rule's denominator. */
  readonly total: number;
  /** null where the share is known, not bounded. */
  readonly bounds: CallBounds | null;
  /** The rule's threshold, 0–1. */
  readonly threshold: number;
  /** The paper's rule without an interval; null where it cannot be said. */
  readonly bareMet: boolean | null;
  readonly bareText: string;
  /** What would settle an indeterminate call at this case's own cells per field. */
  readonly more: { readonly cells: number; readonly fields: number | null } | null;
  readonly unresolvedBlasts: number;
  readonly blastReading: BlastReading;
  /** How many blasts are of unresolved lineage and how they were counted; null where none is. */
  readonly unresolvedText: string | null;
  readonly hints: readonly string[];
}

interface Numerator {
  /** Cells named as the rule asks. */
  readonly named: number;
  readonly lower: number;
  readonly upper: number;
  readonly total: number;
}

function numeratorOf(rule: Rule, tally: Tally, reading: BlastReading): Numerator {
  const named = countLabels(tally, rule.numerator);
  const blasts = countLabels(tally, ['BLAST']);
  const asked = unresolvedGroup('BLAST').members.map((code) => rule.numerator.includes(code));
  const [least, most] = {
    lymphoid: [rule.numerator.includes('LBL'), rule.numerator.includes('LBL')],
    myeloid: [rule.numerator.includes('MBL'), rule.numerator.includes('MBL')],
    unresolved: [asked.every(Boolean), asked.some(Boolean)],
  }[reading] as [boolean, boolean];
  return {
    named,
    lower: named + (least ? blasts : 0),
    upper: named + (most ? blasts : 0),
    total: totalOf(tally, rule.denominator),
  };
}

const DENOMINATOR_NAMES: Readonly<Record<Denominator, string>> = {
  karyocytes: 'karyocytes',
  icsh: 'cells of the ICSH count',
};

/** The whole interval on one side of the threshold, or across it. */
function stateOf(rule: Rule, { interval }: Proportion): CallState {
  if (interval === null) return 'none';
  const threshold = rule.thresholdPercent / 100;
  const strict = rule.comparison === 'above';
  if (strict ? interval.low > threshold : interval.low >= threshold) return 'meets';
  if (strict ? interval.high <= threshold : interval.high < threshold) return 'does-not-meet';
  return 'indeterminate';
}

/** What holds for both ends of a bounded share; nothing in between is excluded. */
function boundedState(rule: Rule, { lower, upper }: CallBounds): CallState {
  const [low, high] = [stateOf(rule, lower), stateOf(rule, upper)];
  return low === high ? low : 'indeterminate';
}

/**
 * The call of a tally under the case's settings.
 * @param fields fields that the tally comes from, for the number of cells per field
 */
export function callOf(tally: Tally, settings: CaseSettings, fields: number): Call {
  const rule = ruleById(settings.ruleId) ?? null;
  const reading = settings.blastReading;
  const blasts = countLabels(tally, ['BLAST']);
  const common = {
    rule,
    ...bareCall(tally, reading),
    unresolvedBlasts: blasts,
    blastReading: reading,
    unresolvedText: unresolvedBlastText(blasts, reading),
  };
  if (rule === null)
    return {
      ...common,
      ...EMPTY,
      sentence: `The rule “${settings.ruleId}” is not known to this version of the workstation: no call is made.`,
    };
  const threshold = rule.thresholdPercent / 100;
  const numerator = numeratorOf(rule, tally, reading);
  const { lower, upper, total } = numerator;
  if (total === 0)
    return { ...common, ...EMPTY, threshold, sentence: 'No cell is counted: no call is made.' };
  const bounds = { lower: proportion(lower, total), upper: proportion(upper, total) };
  const state = boundedState(rule, bounds);
  return {
    ...common,
    state,
    threshold,
    total,
    sentence: sentenceOf(rule, numerator, bounds, state),
    proportion: lower === upper ? bounds.lower : { count: lower, share: null, interval: null },
    bounds: lower === upper ? null : bounds,
    more: state === 'indeterminate' ? moreOf(rule, numerator, fields) : null,
    hints: hintsOf(tally, state === 'meets' || common.bareMet === true),
  };
}

const EMPTY = {
  state: 'none',
  proportion: proportion(0, 0),
  total: 0,
  bounds: null,
  threshold: 0,
  more: null,
  hints: [],
} as const;

/** Cells that settle the reading which lies nearest to the threshold. */
function moreOf(rule: Rule, numerator: Numerator, fields: number): Call['more'] {
  const { lower, upper, total } = numerator;
  const threshold = rule.thresholdPercent / 100;
  // Readings on both sides of the threshold are settled by lineage, never by number.
  if (countMeets(rule, lower, total) !== countMeets(rule, upper, total)) return null;
  const nearest = countMeets(rule, lower, total) ? lower : upper;
  const cells = cellsToSettle(nearest / total, total, threshold);
  if (cells === null || cells > AFFORDABLE_CELLS) return null;
  return {
    cells: Math.max(1, cells),
    fields: fields === 0 ? null : Math.ceil((Math.max(1, cells) * fields) / total),
  };
}

function bareCall(tally: Tally, reading: BlastReading): Pick<Call, 'bareMet' | 'bareText'> {
  const { lower, upper, total } = numeratorOf(PAPER_RULE, tally, reading);
  const criterion = `${criterionText(PAPER_RULE)} of karyocytes`;
  if (total === 0) return { bareMet: null, bareText: criterion };
  const [low, high] = [lower, upper].map((count) => countMeets(PAPER_RULE, count, total));
  const share =
    lower === upper
      ? `${lower} of ${total}, ${percentText(lower / total)}`
      : `${lower} to ${upper} of ${total}, ${percentText(lower / total)} to ${percentText(upper / total)}`;
  return { bareMet: low === high ? (low ?? null) : null, bareText: `${share}; ${criterion}` };
}

const VERDICTS: Readonly<Record<Exclude<CallState, 'none'>, string>> = {
  meets: 'meets the configured rule',
  'does-not-meet': 'does not meet the configured rule',
  indeterminate: 'is indeterminate under the configured rule',
};

function sentenceOf(
  rule: Rule,
  { named, lower, upper, total }: Numerator,
  bounds: CallBounds,
  state: CallState,
): string {
  const name = rule.numeratorName;
  const verdict = `The count ${VERDICTS[state as Exclude<CallState, 'none'>]}, ${rule.name}`;
  const of = `of ${total} ${DENOMINATOR_NAMES[rule.denominator]}`;
  if (lower === upper) {
    const assumed = lower > named ? ` (${named} named, ${lower - named} of assumed lineage)` : '';
    const where = {
      meets: 'the whole interval lies above the threshold',
      'does-not-meet': 'the whole interval lies below the threshold',
      indeterminate: 'the interval spans the threshold',
      none: '',
    }[state];
    return `${verdict}: ${name.toLowerCase()}${assumed} are ${lower} ${of}, ${proportionText(bounds.lower)}; ${where}.`;
  }
  const open = plural(upper - lower, 'blast');
  const ends = `${lower} ${of}, ${proportionText(bounds.lower)}, if none of ${open} of unresolved lineage is lymphoid, and ${upper}, ${proportionText(bounds.upper)}, if all are`;
  const why =
    state === 'indeterminate'
      ? countMeets(rule, lower, total) === countMeets(rule, upper, total)
        ? 'an interval spans the threshold'
        : 'only the lineage of these blasts can settle it, not more cells'
      : 'both readings agree';
  return `${verdict}: ${name.toLowerCase()} can only be bounded, between ${ends}; ${why}.`;
}
