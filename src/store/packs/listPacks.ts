import type { Message } from '../../domain/message.ts';
import { keptLocation } from '../../engine/weights/keptSource.ts';
import { packBytes, weightFiles } from '../../engine/weights/pack.ts';
import { type PackAccess, problemOf } from '../services.ts';
import type { PackEntry } from '../state.ts';

/** The sha256 of a pack's weight files; none where its manifest cannot be read. */
export const weightsOf = ({ described }: Pick<PackEntry, 'described'>): readonly string[] =>
  described ? weightFiles(described.manifest).map(({ sha256 }) => sha256) : [];

/**
 * Every pack there is: those beside the workstation, then those that the user picked. Where the list
 * is whole, kept weights that none of them names are forgotten.
 * @returns the problem that leaves the list incomplete, else null
 */
export async function listPacks(
  access: PackAccess,
): Promise<{ readonly entries: readonly PackEntry[]; readonly problem: Message | null }> {
  const { storage } = access;
  const [own, picked] = await Promise.all([
    problemOr(access.index()),
    problemOr(storage.picked().then((packs) => packs.map(({ hash }) => keptLocation(hash)))),
  ]);
  const entries = await Promise.all([
    ...('value' in own ? own.value : [access.shipped]).map((id) =>
      entryOf(id, 'workstation', access),
    ),
    ...('value' in picked ? picked.value : []).map((id) => entryOf(id, 'files', access)),
  ]);
  const problem = 'problem' in own ? own.problem : 'problem' in picked ? picked.problem : null;
  if (!problem && entries.every(({ described }) => described))
    await storage.keepOnly(new Set(entries.flatMap(weightsOf))).catch(() => undefined);
  return { entries, problem };
}

async function entryOf(
  id: string,
  origin: PackEntry['origin'],
  access: PackAccess,
): Promise<PackEntry> {
  const read = await problemOr(access.describe(id));
  if ('problem' in read)
    return { id, origin, described: null, problem: read.problem, bytes: 0, keptBytes: 0 };
  const described = read.value;
  const kept = await Promise.all(
    weightsOf({ described }).map((sha256) => access.storage.keptBytes(sha256).catch(() => 0)),
  );
  return {
    id,
    origin,
    described,
    problem: null,
    bytes: packBytes(described.manifest),
    keptBytes: kept.reduce((sum, bytes) => sum + bytes, 0),
  };
}

const problemOr = <Value>(
  work: Promise<Value>,
): Promise<{ readonly value: Value } | { readonly problem: Message }> =>
  work.then(
    (value) => ({ value }),
    (error: unknown) => ({ problem: problemOf(error) }),
  );
