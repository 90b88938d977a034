import { useEffect, useState } from 'react';
import type { EvaluatedCase, Evaluation } from '../../domain/evaluation/index.ts';
import type { Message } from '../../domain/message.ts';
import type { Rule } from '../../domain/rules.ts';
import { useWorkstation } from '../../store/react.tsx';
import { problemOf } from '../../store/services.ts';

interface EvaluationState {
  /** The last figures; null before there are any. */
  readonly evaluation: Evaluation | null;
  /** Newer ones are being worked out. */
  readonly busy: boolean;
  readonly problem: Message | null;
}

/** The figures of the cases, worked out anew whenever they or the rule change. */
export function useEvaluation(cases: readonly EvaluatedCase[], rule: Rule): EvaluationState {
  const { services } = useWorkstation();
  const [state, setState] = useState<EvaluationState>({
    evaluation: null,
    busy: true,
    problem: null,
  });
  useEffect(() => {
    let over = false;
    setState(({ evaluation }) => ({ evaluation, busy: true, problem: null }));
    services.evaluate(cases, rule).then(
      (evaluation) => {
        if (!over) setState({ evaluation, busy: false, problem: null });
      },
      (error: unknown) => {
        if (!over) setState({ evaluation: null, busy: false, problem: problemOf(error) });
      },
    );
    return () => {
      over = true;
    };
  }, [services, cases, rule]);
  return state;
}
