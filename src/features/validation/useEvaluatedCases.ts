import { useEffect, useState } from 'react';
import type { EvaluatedCase } from '../../domain/evaluation/index.ts';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';

interface EvaluatedCases {
  /** Those with truth, in the order of the list of cases; null until they are read for the first time. */
  readonly cases: readonly EvaluatedCase[] | null;
  /** Cases are being read. */
  readonly reading: boolean;
}

/** What can be measured of every case on the list, kept up as cases change. */
export function useEvaluatedCases(): EvaluatedCases {
  const { validation } = useWorkstation();
  const entries = useWorkstationState((state) => state.cases);
  const ready = useWorkstationState((state) => state.start.phase !== 'loading');
  const [state, setState] = useState<EvaluatedCases>({ cases: null, reading: true });
  useEffect(() => {
    if (!ready) return;
    let over = false;
    const read = async () => {
      setState(({ cases }) => ({ cases, reading: true }));
      const found: EvaluatedCase[] = [];
      for (const entry of entries) {
        if (entry.unreadable !== null || entry.archivedAt !== null) continue;
        const of = await validation.read(entry);
        if (over) return;
        if (of) found.push(of);
      }
      setState({ cases: found, reading: false });
    };
    void read();
    return () => {
      over = true;
    };
  }, [entries, ready, validation]);
  return state;
}
