import { type CallState, callOf } from '../call.ts';
import type { BlastReading } from '../case.ts';
import { countLabels, type Tally } from '../differential.ts';
import { numeratorOf } from '../numerator.ts';
import { countMeets, type Rule } from '../rules.ts';
import { type Proportion, proportion } from '../statistics.ts';
import { talliesOf } from './agreement.ts';
import type { EvaluatedCase } from './cases.ts';

/** How well the rule on the pipeline's differential tells patients with ALL from others. */

export interface PatientRow {
  readonly caseId: string;
  readonly name: string;
  /** Whether the patient has ALL; null where it cannot be told. */
  readonly hasAll: boolean | null;
  /** `diagnosis`: known by other means. `truth`: the bare rule on the truth's own whole differential. */
  readonly basis: 'diagnosis' | 'truth' | null;
  /** The rule's share by the truth; null where nothing was counted or it can only be bounded. */
  readonly truthShare: Proportion;
  /** The rule's share by the pipeline. */
  readonly share: Proportion;
  /** The call with its interval. */
  readonly call: CallState;
  /** The threshold alone; null where the share can only be bounded across it, or nothing was counted. */
  readonly bareMet: boolean | null;
}

/** A two-by-two table with what stands outside it. */
export interface PatientTable {
  readonly truePositive: number;
  readonly falseNegative: number;
  readonly falsePositive: number;
  readonly trueNegative: number;
  /** Patients with ALL, and others, whose reading says neither. */
  readonly openAll: number;
  readonly openOthers: number;
  /** Read as meeting the rule ÷ patients with ALL, those left open among them. */
  readonly sensitivity: Proportion;
  readonly specificity: Proportion;
  /** Rightly read ÷ all whose diagnosis is known. */
  readonly accuracy: Proportion;
  /** With ALL ÷ read as meeting the rule: of this set's mixture of patients, no other. */
  readonly positivePredictiveValue: Proportion;
  readonly negativePredictiveValue: Proportion;
}

export interface PatientEvaluation {
  readonly rule: Rule;
  readonly rows: readonly PatientRow[];
  /** The rule's threshold without an interval, as the paper reads. */
  readonly bare: PatientTable;
  /** With the interval: an indeterminate call is neither a hit nor a miss. */
  readonly threeStates: PatientTable;
  /** Blasts of open lineage that the pipeline's counts take for one, by the settings of the cases. */
  readonly assumed: Readonly<Record<Exclude<BlastReading, 'unresolved'>, number>>;
}

/** What the counts take for granted of blasts whose lineage the pack leaves open, in words with numbers. */
export const assumptions = ({ assumed }: PatientEvaluation) =>
  (['lymphoid', 'myeloid'] as const)
    .map((reading) => ({ key: `evaluation.assumed-${reading}`, count: assumed[reading] }) as const)
    .filter(({ count }) => count > 0);

/** The patients of a set under one rule, each case's blasts under its own reading. */
export function evaluatePatients(
  cases: readonly EvaluatedCase[],
  rule: Rule,
): PatientEvaluation | null {
  const patients = cases.filter(
    ({ named, diagnosis, fields }) => fields.length > 0 && (named || diagnosis !== null),
  );
  const rows = patients.map((of) => rowOf(of, rule));
  const assumedAs = (reading: BlastReading) =>
    patients
      .filter(({ settings }) => settings.blastReading === reading)
      .reduce((sum, of) => sum + countLabels(talliesOf(of).found, ['BLAST']), 0);
  if (rows.length === 0) return null;
  return {
    rule,
    rows,
    bare: tableOf(rows, ({ bareMet }) => bareMet),
    threeStates: tableOf(rows, ({ call }) =>
      call === 'meets' ? true : call === 'does-not-meet' ? false : null,
    ),
    assumed: { lymphoid: assumedAs('lymphoid'), myeloid: assumedAs('myeloid') },
  };
}

function rowOf(of: EvaluatedCase, rule: Rule): PatientRow {
  const { truth, found } = talliesOf(of);
  const reading = of.settings.blastReading;
  const bare = (tally: Tally): { met: boolean | null; share: Proportion } => {
    const { lower, upper, total } = numeratorOf(rule, tally, reading);
    const [low, high] = [lower, upper].map((count) => countMeets(rule, count, total));
    return {
      met: total > 0 && low === high ? (low as boolean) : null,
      share:
        lower === upper ? proportion(lower, total) : { count: lower, share: null, interval: null },
    };
  };
  const byTruth =
    of.named && of.unnamed === 0 ? bare(truth) : { met: null, share: proportion(0, 0) };
  const byPipeline = bare(found);
  const basis = of.diagnosis ? 'diagnosis' : byTruth.met === null ? null : 'truth';
  return {
    caseId: of.id,
    name: of.name,
    hasAll: of.diagnosis ? of.diagnosis === 'all' : byTruth.met,
    basis,
    truthShare: byTruth.share,
    share: byPipeline.share,
    call: callOf(found, { ...of.settings, ruleId: rule.id, ownRule: rule }, of.fields.length).state,
    bareMet: byPipeline.met,
  };
}

function tableOf(
  rows: readonly PatientRow[],
  readingOf: (row: PatientRow) => boolean | null,
): PatientTable {
  const count = (hasAll: boolean, reading: boolean | null) =>
    rows.filter((row) => row.hasAll === hasAll && readingOf(row) === reading).length;
  const truePositive = count(true, true);
  const falseNegative = count(true, false);
  const falsePositive = count(false, true);
  const trueNegative = count(false, false);
  const openAll = count(true, null);
  const openOthers = count(false, null);
  const withAll = truePositive + falseNegative + openAll;
  const others = falsePositive + trueNegative + openOthers;
  return {
    truePositive,
    falseNegative,
    falsePositive,
    trueNegative,
    openAll,
    openOthers,
    sensitivity: proportion(truePositive, withAll),
    specificity: proportion(trueNegative, others),
    accuracy: proportion(truePositive + trueNegative, withAll + others),
    positivePredictiveValue: proportion(truePositive, truePositive + falsePositive),
    negativePredictiveValue: proportion(trueNegative, trueNegative + falseNegative),
  };
}
