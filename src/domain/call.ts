import type { BlastReading, CaseSettings } from './case.ts';
import { countLabels, type Tally, totalOf } from './differential.ts';
import { type Hint, hintText, raisedHints } from './hints.ts';
import type { Language } from './language.ts';
import { type Numerator, numeratorOf } from './numerator.ts';
import { countMeets, criterionText, PAPER_RULE, type Rule, ruleOf, ruleWords } from './rules.ts';
import { cellsToSettle, type Proportion, proportion } from './statistics.ts';
import type { CallWords, Verdict } from './text/callWords.ts';
import { call as english } from './text/en/call.ts';
import { call as chinese } from './text/zh/call.ts';

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
  /**
   * What would settle an indeterminate call if the share stayed as it is, at the cells per field of
   * the fields read. Counted on, a true share of that size settles it in about half of all cases.
   */
  readonly more: { readonly cells: number; readonly fields: number | null } | null;
  readonly unresolvedBlasts: number;
  readonly blastReading: BlastReading;
  /** How many blasts are of unresolved lineage and how they were counted; null where none is. */
  readonly unresolvedText: string | null;
  readonly hints: readonly string[];
  /** Ids of these hints, in the same order. */
  readonly hintIds: readonly string[];
}

const WORDS: Readonly<Record<Language, CallWords>> = { en: english, zh: chinese };

/** The whole interval on one side of the threshold, or across it; `none` without one. */
export function stateOfShare(rule: Rule, { interval }: Proportion): CallState {
  if (interval === null) return 'none';
  const threshold = rule.thresholdPercent / 100;
  const strict = rule.comparison === 'above';
  if (strict ? interval.low > threshold : interval.low >= threshold) return 'meets';
  if (strict ? interval.high <= threshold : interval.high < threshold) return 'does-not-meet';
  return 'indeterminate';
}

/** What holds for both ends of a bounded share; nothing in between is excluded. */
function boundedState(rule: Rule, { lower, upper }: CallBounds): CallState {
  const [low, high] = [stateOfShare(rule, lower), stateOfShare(rule, upper)];
  return low === high ? low : 'indeterminate';
}

/**
 * The call of a tally under the case's settings.
 * @param fields fields that were read
 * @param language of the sentences
 * @param inFields what of the tally these fields hold: less than all where cells were counted by hand
 */
export function callOf(
  tally: Tally,
  settings: CaseSettings,
  fields: number,
  language: Language = 'en',
  inFields: Tally = tally,
): Call {
  const words = WORDS[language];
  const rule = ruleOf(settings) ?? null;
  const reading = settings.blastReading;
  const blasts = countLabels(tally, ['BLAST']);
  const bare = bareCall(tally, reading, language);
  const bareRules = bare.bareMet === true ? [PAPER_RULE] : [];
  const hinted = (met: readonly Rule[]) => hintsIn(raisedHints(tally, met), tally, language);
  const common = {
    rule,
    ...bare,
    // What was found stands whether or not the rule can be read.
    ...hinted(bareRules),
    unresolvedBlasts: blasts,
    blastReading: reading,
    unresolvedText: blasts === 0 ? null : words.unresolvedBlasts(blasts, reading),
  };
  if (rule === null) return { ...common, ...EMPTY, sentence: words.unknownRule(settings.ruleId) };
  const threshold = rule.thresholdPercent / 100;
  const numerator = numeratorOf(rule, tally, reading);
  const { lower, upper, total } = numerator;
  if (total === 0)
    return { ...common, ...EMPTY, threshold, sentence: words.nothingCounted(tally.counted) };
  const bounds = { lower: proportion(lower, total), upper: proportion(upper, total) };
  const state = boundedState(rule, bounds);
  return {
    ...common,
    state,
    threshold,
    total,
    sentence: sentenceOf(rule, numerator, bounds, state as Verdict, language),
    proportion: lower === upper ? bounds.lower : { count: lower, share: null, interval: null },
    bounds: lower === upper ? null : bounds,
    more:
      state === 'indeterminate'
        ? moreOf(rule, numerator, totalOf(inFields, rule.denominator) / fields)
        : null,
    ...hinted(state === 'meets' ? [rule, ...bareRules] : bareRules),
  };
}

const hintsIn = (raised: readonly Hint[], tally: Tally, language: Language) => ({
  hints: raised.map((hint) => hintText(hint, tally, language)),
  hintIds: raised.map(({ id }) => id),
});

const EMPTY = {
  state: 'none',
  proportion: proportion(0, 0),
  total: 0,
  bounds: null,
  threshold: 0,
  more: null,
} as const;

/**
 * Cells that settle the reading which lies nearest to the threshold.
 * @param perField cells of the denominator in a field; not above 0 where no field holds any
 */
function moreOf(rule: Rule, numerator: Numerator, perField: number): Call['more'] {
  const { lower, upper, total } = numerator;
  const threshold = rule.thresholdPercent / 100;
  // Readings on both sides of the threshold are settled by lineage, never by number.
  if (countMeets(rule, lower, total) !== countMeets(rule, upper, total)) return null;
  const nearest = countMeets(rule, lower, total) ? lower : upper;
  const cells = cellsToSettle(nearest / total, total, threshold);
  if (cells === null || cells > AFFORDABLE_CELLS) return null;
  const needed = Math.max(1, cells);
  return { cells: needed, fields: perField > 0 ? Math.ceil(needed / perField) : null };
}

function bareCall(
  tally: Tally,
  reading: BlastReading,
  language: Language,
): Pick<Call, 'bareMet' | 'bareText'> {
  const words = WORDS[language];
  const { lower, upper, total } = numeratorOf(PAPER_RULE, tally, reading);
  const criterion = words.bareCriterion(criterionText(PAPER_RULE, language));
  if (total === 0) return { bareMet: null, bareText: criterion };
  const [low, high] = [lower, upper].map((count) => countMeets(PAPER_RULE, count, total));
  const share =
    lower === upper ? words.bareKnown(lower, total) : words.bareBounded(lower, upper, total);
  const separator = { en: '; ', zh: '；' }[language];
  return { bareMet: low === high ? (low ?? null) : null, bareText: share + separator + criterion };
}

function sentenceOf(
  rule: Rule,
  { named, lower, upper, total, open }: Numerator,
  bounds: CallBounds,
  verdict: Verdict,
  language: Language,
): string {
  const words = WORDS[language];
  const { name, numeratorName } = ruleWords(rule, language);
  const { denominator } = rule;
  const facts = { rule: name, numerator: numeratorName, denominator, total, verdict };
  if (lower === upper) return words.known({ ...facts, named, proportion: bounds.lower });
  const settledByLineage = countMeets(rule, lower, total) !== countMeets(rule, upper, total);
  const undecided = settledByLineage ? 'lineage-decides' : 'interval-spans';
  return words.bounded({
    ...facts,
    ...bounds,
    open,
    asksForLymphoid: rule.numerator.includes('LBL') && !rule.numerator.includes('MBL'),
    why: verdict === 'indeterminate' ? undecided : 'readings-agree',
  });
}
