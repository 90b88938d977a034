import { PartWriter } from '../../engine/weights/cache.ts';
import type { PickedPack } from '../../engine/weights/fileSource.ts';
import { keptLocation } from '../../engine/weights/keptSource.ts';
import { describePack, packBytes, VerifiedFile, weightFiles } from '../../engine/weights/pack.ts';
import type { PackStorage } from '../services.ts';

/**
 * Checks the files of a pack that the user picked, and keeps them in this browser. One that is faulty
 * or cancelled leaves nothing behind.
 * @param onBytes called with the pack's name and the bytes read, of all of its weights
 * @returns the kept pack's id
 * @throws PackError naming the file that is missing, damaged or not the manifest's; StorageError where
 *   there is no room; DOMException 'AbortError' when cancelled
 */
export async function keepPickedPack(
  source: PickedPack,
  storage: PackStorage,
  onBytes: (name: string, done: number, total: number) => void,
  signal: AbortSignal,
): Promise<{ readonly id: string; readonly name: string }> {
  const { manifest, identity } = await describePack(source, signal);
  const { hash, name } = identity;
  const known = (await storage.picked()).some((pack) => pack.hash === hash);
  const total = packBytes(manifest);
  let before = 0;
  const added: string[] = [];
  try {
    // First of all: no other tab takes the weights for forgotten then.
    await storage.putPack(hash, manifest);
    for (const spec of weightFiles(manifest)) {
      const isKept = (await storage.keptBytes(spec.sha256)) === spec.bytes;
      if (!isKept) added.push(spec.sha256);
      const writer = isKept ? null : new PartWriter(storage, spec.sha256);
      const verified = await VerifiedFile.start(spec);
      for await (const chunk of source.chunks(spec.file, signal)) {
        verified.push(chunk);
        await writer?.push(chunk, null);
        onBytes(name, Math.min(before + verified.bytes, total), total);
      }
      await writer?.finish(null);
      verified.finish();
      signal.throwIfAborted();
      before += spec.bytes;
    }
    return { id: keptLocation(hash), name };
  } catch (error) {
    for (const sha256 of added) await storage.remove(sha256).catch(() => undefined);
    if (!known) await storage.removePack(hash).catch(() => undefined);
    throw error;
  }
}
