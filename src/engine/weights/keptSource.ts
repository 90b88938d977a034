import { say } from '../../domain/text/index.ts';
import { PackError, throwIfAborted } from '../errors.ts';
import { keptParts, type WeightCache } from './cache.ts';
import { httpPackSource } from './httpSource.ts';
import { collected, type PackSource } from './source.ts';

/** Where packs are kept that the user picked from files. */
export interface KeptPacks extends WeightCache {
  /** The pack's manifest, as it was; undefined where no such pack is kept. @param hash its identity */
  manifest(hash: string): Promise<unknown>;
}

const SCHEME = 'kept:';

/** Place of a pack that is kept in this browser. @param hash its identity */
export const keptLocation = (hash: string): string => `${SCHEME}${hash}`;

/** The identity in such a place; null for a web address. */
export const keptHash = (location: string): string | null =>
  location.startsWith(SCHEME) ? location.slice(SCHEME.length) : null;

/** A pack at a web address, or kept in this browser. */
export function browserPackSource(location: string, kept: KeptPacks): PackSource {
  const hash = keptHash(location);
  return hash === null ? httpPackSource(location, kept) : keptPackSource(hash, kept);
}

function keptPackSource(hash: string, kept: KeptPacks): PackSource {
  const gone = () =>
    new PackError({
      problem: say('pack.notKept', { hash: hash.slice(0, 16) }),
      remedy: say('pack.remedy.pickAgain'),
    });
  const stream: PackSource['stream'] = async (
    _file,
    _expectedBytes,
    onChunk,
    signal,
    contentHash,
  ) => {
    throwIfAborted(signal);
    if (contentHash === undefined) {
      const manifest = await kept.manifest(hash);
      if (manifest === undefined) throw gone();
      onChunk(new TextEncoder().encode(JSON.stringify(manifest)));
      return;
    }
    let found = false;
    for await (const { bytes } of keptParts(kept, contentHash)) {
      throwIfAborted(signal);
      found = true;
      onChunk(bytes);
    }
    if (!found) throw gone();
  };
  return { location: keptLocation(hash.slice(0, 16)), stream, read: collected(stream) };
}
