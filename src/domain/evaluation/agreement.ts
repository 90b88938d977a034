import type { Label, Lineage } from '../classes.ts';
import { countLabels, LINEAGES, lineageUnder, type Tally, tallyWords } from '../differential.ts';
import { type Agreement, blandAltman } from '../metrics/blandAltman.ts';
import type { EvaluatedCase } from './cases.ts';
import { inScheme, SCHEME_LABELS } from './classes.ts';

/** Agreement of the pipeline's differential with that of the truth, patient by patient. */

/** What is compared: a class, a group of classes taken as one, or a lineage. */
export type AgreementSubject = Label | `lineage:${Lineage}`;

/** One patient's share of the subject, per cent of the counted cells of the same fields. */
export interface AgreementPoint {
  readonly caseId: string;
  readonly name: string;
  /** By the truth. */
  readonly reference: number;
  /** By the pipeline. */
  readonly measured: number;
  /** Counted cells of the truth and of the pipeline. */
  readonly cells: readonly [reference: number, measured: number];
}

export interface SubjectAgreement {
  readonly subject: AgreementSubject;
  /** Patients whose truth and pipeline both counted cells. */
  readonly points: readonly AgreementPoint[];
  /** Percentage points; null with fewer than three patients. */
  readonly figures: Agreement | null;
}

interface Tallies {
  readonly of: EvaluatedCase;
  readonly truth: Tally;
  readonly found: Tally;
}

/** The differential of the truth and that of the pipeline, over the same fields. */
export const talliesOf = (of: EvaluatedCase): Tallies => ({
  of,
  truth: tallyWords(of.fields.flatMap(({ truths }) => truths)),
  found: tallyWords(of.fields.flatMap(({ words }) => words)),
});

/** Blasts and erythroblasts as one each, and lineages: what packs that leave groups open can be held to. */
const SUBJECTS: readonly AgreementSubject[] = [
  ...SCHEME_LABELS.grouped,
  ...SCHEME_LABELS.classes.filter((label) => !SCHEME_LABELS.grouped.includes(label)),
  ...LINEAGES.map((lineage): AgreementSubject => `lineage:${lineage}`),
];

function countOf(tally: Tally, subject: AgreementSubject, { settings }: EvaluatedCase): number {
  const labels = [...tally.byLabel.keys()];
  if (subject.startsWith('lineage:'))
    return countLabels(
      tally,
      labels.filter((label) => `lineage:${lineageUnder(label, settings.blastReading)}` === subject),
    );
  // A group is the sum of its members; a member is what was named so, and no part of the group.
  const isGroup = SCHEME_LABELS.grouped.includes(subject as Label);
  return countLabels(
    tally,
    labels.filter((label) => (isGroup ? inScheme(label, 'grouped') : label) === subject),
  );
}

/**
 * Bland–Altman figures of every class and lineage that occurs in truth or pipeline. Cases with countable
 * cells that the truth leaves without a name are left out: their shares would be of the others alone.
 */
export function evaluateAgreement(cases: readonly EvaluatedCase[]): SubjectAgreement[] {
  const measured = cases
    .filter(({ named, unnamed, fields }) => named && unnamed === 0 && fields.length > 0)
    .map(talliesOf)
    .filter(({ truth, found }) => truth.counted > 0 && found.counted > 0);
  return SUBJECTS.map((subject): SubjectAgreement => {
    const points = measured.map(({ of, truth, found }): AgreementPoint => {
      const percent = (tally: Tally) => (100 * countOf(tally, subject, of)) / tally.counted;
      return {
        caseId: of.id,
        name: of.name,
        reference: percent(truth),
        measured: percent(found),
        cells: [truth.counted, found.counted],
      };
    });
    return { subject, points, figures: blandAltman(points) };
  }).filter(({ points }) => points.some(({ reference, measured: by }) => reference + by > 0));
}
