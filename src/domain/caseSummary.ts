import type { CallState } from './call.ts';
import type { Case, Description } from './case.ts';
import { readCase } from './caseReading.ts';
import { reviewProgress } from './cellReading.ts';

/** What the list of cases shows of one. */

export const CASE_STATES = ['new', 'analysed', 'in-review', 'signed'] as const;
export type CaseState = (typeof CASE_STATES)[number];

export interface CaseSummary {
  readonly id: string;
  readonly name: string;
  readonly synthetic: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archivedAt: string | null;
  readonly description: Description;
  readonly state: CaseState;
  readonly fields: number;
  /** Fields not analysed yet, those left out of the count not included. */
  readonly waiting: number;
  readonly cells: number;
  readonly reviewed: number;
  readonly call: CallState;
  /** Key of the picture that stands for the case; null where it has none. */
  readonly pictureId: string | null;
}

/** How far a case has come. */
export function stateOfCase(document: Case): CaseState {
  if (document.signature) return 'signed';
  const touched = document.fields.some(
    ({ reviewed, cells }) => reviewed !== null || cells.some((cell) => cell.review !== null),
  );
  if (touched || Object.keys(document.manual.counts).length > 0) return 'in-review';
  return document.fields.some(({ status }) => status === 'analysed') ? 'analysed' : 'new';
}

/** The case's line in the list. */
export function summaryOf(document: Case): CaseSummary {
  const { id, name, synthetic, createdAt, updatedAt, archivedAt, description, fields } = document;
  const { reviewed, total } = reviewProgress(document);
  return {
    id,
    name,
    synthetic,
    createdAt,
    updatedAt,
    archivedAt,
    description,
    state: stateOfCase(document),
    fields: fields.length,
    waiting: fields.filter((field) => field.status !== 'analysed' && field.excluded === null)
      .length,
    cells: total,
    reviewed,
    call: readCase(document).call.state,
    pictureId: fields[0]?.imageId ?? null,
  };
}
