import { useMemo } from 'react';
import type { Case } from '../../domain/case.ts';
import type { PackManifest } from '../../domain/pack.ts';
import { manifestOf } from '../../store/packs/known.ts';
import { useWorkstationState } from '../../store/react.tsx';

/** The manifest of the one pack that speaks for the case; null where several do, or it is not here. */
export function useCaseManifest(document: Case): PackManifest | null {
  const pack = useWorkstationState((state) => state.pack);
  const packs = useWorkstationState((state) => state.packs);
  return useMemo(() => manifestOf({ pack, packs }, document), [pack, packs, document]);
}
