import type { Case } from '../../domain/case.ts';
import type { PackManifest } from '../../domain/pack.ts';
import { manifestOfCase } from '../../domain/provenance.ts';
import { useWorkstationState } from '../../store/react.tsx';

/** The open pack's manifest, where it is the one pack that analysed the case. */
export function useCaseManifest(document: Case): PackManifest | null {
  const engine = useWorkstationState((state) => state.engine);
  return engine.phase === 'open' ? manifestOfCase(document, engine.info.manifest) : null;
}
