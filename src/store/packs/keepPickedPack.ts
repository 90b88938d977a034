import { PartWriter } from '../../engine/weights/cache.ts';
import { keptLocation } from '../../engine/weights/keptSource.ts';
import { describePack, packBytes, VerifiedFile, weightFiles } from '../../engine/weights/pack.ts';
import type { PackSource } from '../../engine/weights/source.ts';
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
  source: PackSource,
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
      const report = (bytes: number) => onBytes(name, Math.min(before + bytes, total), total);
      const bytes = await source.read(spec.file, spec.bytes, report, signal, spec.sha256);
      const verified = await VerifiedFile.start(spec);
      verified.push(bytes);
      verified.finish();
      if ((await storage.keptBytes(spec.sha256)) !== spec.bytes) {
        added.push(spec.sha256);
        const writer = new PartWriter(storage, spec.sha256);
        await writer.push(bytes, null);
        await writer.finish(null);
      }
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
