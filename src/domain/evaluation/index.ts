import type { PackIdentity } from '../case.ts';
import type { Rule } from '../rules.ts';
import { evaluateAgreement, type SubjectAgreement } from './agreement.ts';
import type { EvaluatedCase } from './cases.ts';
import { type ClassEvaluation, evaluateClasses, type Scheme } from './classes.ts';
import { clustersOf, type Resampled } from './clusters.ts';
import { type DetectionEvaluation, evaluateDetection } from './detection.ts';
import { evaluateGate, type GateEvaluation } from './gate.ts';
import { evaluatePatients, type PatientEvaluation } from './patients.ts';
import { evaluateRecognition, type MeasuredRecognition } from './recognition.ts';

export { type EvaluatedCase, evaluatedCaseOf } from './cases.ts';

/** The paper's evaluation (Zhou et al. 2021, Results) of a set of cases with truth. */
export interface Evaluation {
  readonly cases: number;
  readonly fields: number;
  readonly truthCells: number;
  /** Anything of it was rendered. */
  readonly synthetic: boolean;
  /** More than one: the figures are of none of them. */
  readonly packs: readonly PackIdentity[];
  /** What intervals by resampling draw. */
  readonly resampled: Resampled;
  readonly detection: DetectionEvaluation | null;
  readonly gate: GateEvaluation | null;
  readonly classes: Readonly<Record<Scheme, ClassEvaluation | null>>;
  readonly agreement: readonly SubjectAgreement[];
  readonly patients: PatientEvaluation | null;
  /** Of the cells that the rule counts, against all others. */
  readonly recognition: MeasuredRecognition | null;
  readonly remarks: readonly Remark[];
}

/**
 * What a reader of the figures must know.
 * - `waiting`: fields that were not analysed yet and are in no figure.
 * - `excluded`: fields that reviewers left out of the count.
 * - `detection-only`: cases whose truth names no cell: only the detector is measured on them.
 * - `truncated`: fields whose analysis kept no boxes below the operating score; AP is a lower bound.
 * - `lost`: words of the model that reviewers deleted; only the detector is measured on these boxes.
 * - `packs`: different packs analysed the fields.
 * - `unnamed`: countable cells of the truth without a name, in cases where others have one.
 * - `ungraded`: cells that the truth names as a group only.
 * - `open-groups`: cells that the pack named as a group only: among the 20 its first guess is none.
 */
export interface Remark {
  readonly kind:
    | 'waiting'
    | 'excluded'
    | 'detection-only'
    | 'truncated'
    | 'lost'
    | 'packs'
    | 'unnamed'
    | 'ungraded'
    | 'open-groups';
  readonly count: number;
}

/** `Patient 2` before `Patient 10`, in every browser alike. */
const byName = new Intl.Collator('en', { numeric: true }).compare;

/** Fewer patients than this are a few: rates of them say little. */
export const FEW_PATIENTS = 10;

/**
 * Measures the pipeline on cases with truth. The order of cases, and of fields in them, changes nothing.
 * @param rule by which patients are read
 */
export function evaluate(set: readonly EvaluatedCase[], rule: Rule): Evaluation {
  const cases = [...set].sort((a, b) => byName(a.name, b.name) || (a.id < b.id ? -1 : 1));
  const clusters = clustersOf(cases);
  const detection = evaluateDetection(clusters);
  const classes = {
    classes: evaluateClasses(clusters, 'classes'),
    grouped: evaluateClasses(clusters, 'grouped'),
  };
  const packs = [...new Map(cases.flatMap((of) => of.packs).map((p) => [p.hash, p])).values()];
  const sum = (of: (item: EvaluatedCase) => number) =>
    cases.reduce((all, item) => all + of(item), 0);
  const remarks: readonly Remark[] = [
    { kind: 'waiting', count: sum(({ waiting }) => waiting) },
    { kind: 'excluded', count: sum(({ excluded }) => excluded) },
    { kind: 'detection-only', count: cases.filter(({ named }) => !named).length },
    { kind: 'truncated', count: detection?.truncated ?? 0 },
    { kind: 'lost', count: sum(({ lost }) => lost) },
    { kind: 'packs', count: packs.length > 1 ? packs.length : 0 },
    { kind: 'unnamed', count: sum(({ unnamed }) => unnamed) },
    { kind: 'ungraded', count: classes.classes?.ungraded ?? 0 },
    { kind: 'open-groups', count: classes.classes?.openGroups ?? 0 },
  ];
  return {
    cases: cases.filter(({ fields }) => fields.length > 0).length,
    fields: clusters.fields.length,
    truthCells: clusters.fields.reduce((all, { field }) => all + field.truths.length, 0),
    synthetic: cases.some(({ synthetic, fields }) => synthetic && fields.length > 0),
    packs,
    resampled: clusters.resampled,
    detection,
    gate: evaluateGate(clusters),
    classes,
    agreement: evaluateAgreement(cases),
    patients: evaluatePatients(cases, rule),
    recognition: evaluateRecognition(clusters, rule),
    remarks: remarks.filter(({ count }) => count > 0),
  };
}
