import type { Diagnosis } from '../../domain/case.ts';
import { say } from '../../domain/text/index.ts';
import type { Command } from './command.ts';

/** Says what is known of the patient by other means; null: nothing. A signed case takes it too. */
export const setDiagnosis = (diagnosis: Diagnosis | null): Command => ({
  id: 'case.diagnosis',
  undo: 'step',
  onSigned: 'allowed',
  summary: (before) =>
    say('audit.case.diagnosis', {
      before: before.diagnosis ?? 'unknown',
      after: diagnosis ?? 'unknown',
    }),
  apply: (draft) => {
    if (diagnosis === null) delete draft.diagnosis;
    else draft.diagnosis = diagnosis;
  },
});
