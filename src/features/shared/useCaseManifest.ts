import { useMemo } from 'react';
import type { Case } from '../../domain/case.ts';
import type { PackManifest } from '../../domain/pack.ts';
import { manifestsOfCase } from '../../store/packs/known.ts';
import { useWorkstationState } from '../../store/react.tsx';

/** The manifest of the one pack that speaks for the case; null where several do, or it is not here. */
export function useCaseManifest(document: Case): PackManifest | null {
  const pack = useWorkstationState((state) => state.pack);
  const packs = useWorkstationState((state) => state.packs);
  return useMemo(() => {
    const [manifest = null, ...others] = manifestsOfCase({ pack, packs }, document);
    return others.length > 0 ? null : manifest;
  }, [pack, packs, document]);
}
