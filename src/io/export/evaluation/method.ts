import type { Evaluation } from '../../../domain/evaluation/index.ts';
import type { PhraseKey } from '../../../domain/text/index.ts';

/** What must be said of how the figures came about, in the order of the parts that there are. */
export const methodKeys = (evaluation: Evaluation): PhraseKey[] => [
  'evaluation.how-pipeline',
  `evaluation.how-intervals-${evaluation.resampled}`,
  ...(evaluation.detection ? (['evaluation.how-detection'] as const) : []),
  ...(evaluation.gate ? (['evaluation.how-gate'] as const) : []),
  ...(evaluation.classes.classes || evaluation.classes.grouped
    ? (['evaluation.how-classes'] as const)
    : []),
  ...(evaluation.agreement.length > 0 ? (['evaluation.how-agreement'] as const) : []),
  ...(evaluation.patients ? (['evaluation.how-patients'] as const) : []),
  'evaluation.how-paper',
];
