import type { EvaluatedCase, EvaluatedField } from './cases.ts';

/** What is resampled for intervals: whole patients where there are enough of them, else whole fields. */

/** With fewer patients resampling them says little. */
const FEWEST_PATIENTS = 10;

export type Resampled = 'patients' | 'fields';

/** A field with its case and the cluster that it is resampled with. */
export interface ClusteredField {
  readonly field: EvaluatedField;
  readonly of: EvaluatedCase;
  /** Index from 0. */
  readonly cluster: number;
}

export interface Clusters {
  readonly resampled: Resampled;
  readonly count: number;
  readonly fields: readonly ClusteredField[];
}

/** All fields of a set with their clusters. */
export function clustersOf(cases: readonly EvaluatedCase[]): Clusters {
  const measured = cases.filter(({ fields }) => fields.length > 0);
  const byPatient = measured.length >= FEWEST_PATIENTS;
  let index = 0;
  const fields = measured.flatMap((of, patient) =>
    of.fields.map((field) => ({ field, of, cluster: byPatient ? patient : index++ })),
  );
  return {
    resampled: byPatient ? 'patients' : 'fields',
    count: byPatient ? measured.length : fields.length,
    fields,
  };
}
