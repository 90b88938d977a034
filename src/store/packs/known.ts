import type { Case } from '../../domain/case.ts';
import type { PackManifest } from '../../domain/pack.ts';
import { analysisSummary } from '../../domain/provenance.ts';
import type { PackInUse, WorkstationState } from '../state.ts';

type Shelves = Pick<WorkstationState, 'pack' | 'packs'>;

/** The manifest of a pack by its identity's hash; null where the pack is not here. */
export function manifestByHash({ pack, packs }: Shelves, hash: string): PackManifest | null {
  const described = [pack, ...packs.entries].find(
    (candidate) => candidate.described?.identity.hash === hash,
  );
  return described?.described?.manifest ?? null;
}

/**
 * The manifests that speak for a case: those of the packs that analysed it, as far as they are here;
 * that of the pack in use where none has yet.
 */
export function manifestsOfCase(shelves: Shelves, document: Case | null): readonly PackManifest[] {
  const hashes = document ? analysisSummary(document).packs.map(({ hash }) => hash) : [];
  if (hashes.length === 0) {
    const { described } = shelves.pack;
    return described ? [described.manifest] : [];
  }
  return hashes.flatMap((hash) => manifestByHash(shelves, hash) ?? []);
}

/** The manifest of the one pack that speaks for a case; null where several do, or it is not here. */
export function manifestOf(shelves: Shelves, document: Case): PackManifest | null {
  const [manifest = null, ...others] = manifestsOfCase(shelves, document);
  return others.length > 0 ? null : manifest;
}

/** Ids of the counted fields whose cells another pack than the one in use has named. */
export function fieldsOfOtherPacks(pack: PackInUse, document: Case): readonly string[] {
  const hash = pack.described?.identity.hash;
  if (hash === undefined) return [];
  return document.fields
    .filter(
      (field) => field.excluded === null && field.analysis && field.analysis.pack.hash !== hash,
    )
    .map(({ id }) => id);
}
