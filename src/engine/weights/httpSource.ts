import { throwIfAborted } from '../errors.ts';
import { keptParts, PartWriter, type WeightCache } from './cache.ts';
import { type DownloadOptions, download } from './download.ts';
import { assertPlainFileName, collected, type PackSource } from './source.ts';

/**
 * A pack on a web server. Works in pages and in workers.
 * @param location absolute URL of its folder
 * @param cache keeps weight files by their hash, also those of which only a part has come
 */
export function httpPackSource(
  location: string,
  cache: WeightCache | null = null,
  { pauses }: Pick<DownloadOptions, 'pauses'> = {},
): PackSource {
  const folder = location.endsWith('/') ? location : `${location}/`;
  /** Hashes of the files of which a kept part was used. */
  const fromCopy = new Set<string>();
  const stream: PackSource['stream'] = async (
    file,
    expectedBytes,
    onChunk,
    signal,
    contentHash,
  ) => {
    assertPlainFileName(file);
    throwIfAborted(signal);
    let taken = 0;
    const take = (bytes: Uint8Array) => {
      throwIfAborted(signal);
      taken += bytes.length;
      onChunk(bytes);
    };
    const url = new URL(file, folder).href;
    // Another content has another address: a cache never serves the weights of a former pack.
    const versioned = contentHash === undefined ? url : `${url}?sha256=${contentHash}`;
    const copy = cache && contentHash !== undefined ? new Copy(cache, contentHash) : null;
    await copy?.read(take);
    if (contentHash !== undefined && taken > 0) fromCopy.add(contentHash);
    if (taken === expectedBytes) return;
    const chunks = download(versioned, {
      expectedBytes,
      from: taken,
      validator: copy?.validator ?? null,
      // A manifest is small and read again by the user's next try.
      pauses: expectedBytes === null ? [] : pauses,
      unstored: copy !== null,
      signal,
    });
    for await (const { bytes, validator } of chunks) {
      take(bytes);
      await copy?.add(bytes, validator);
    }
    await copy?.finish();
  };
  return {
    location: folder,
    stream,
    read: collected(stream),
    async discard(contentHash) {
      await cache?.remove(contentHash).catch(() => undefined);
      return fromCopy.delete(contentHash);
    },
  };
}

/** The kept copy of one file. Where it cannot be read or written, the file is read without it. */
class Copy {
  readonly #cache: WeightCache;
  readonly #sha256: string;
  #writer: PartWriter | null = null;
  validator: string | null = null;

  constructor(cache: WeightCache, sha256: string) {
    this.#cache = cache;
    this.#sha256 = sha256;
  }

  /** Gives what is kept; what comes after is to be added. */
  async read(take: (bytes: Uint8Array) => void): Promise<void> {
    let kept = 0;
    const parts = keptParts(this.#cache, this.#sha256);
    for (;;) {
      const next = await parts.next().catch(() => null);
      if (next === null) return;
      if (next.done) break;
      kept += next.value.bytes.length;
      this.validator = next.value.validator;
      take(next.value.bytes);
    }
    if (kept % this.#cache.partBytes === 0)
      this.#writer = new PartWriter(this.#cache, this.#sha256, kept);
  }

  async add(bytes: Uint8Array, validator: string | null): Promise<void> {
    this.validator = validator;
    await this.#writing((writer) => writer.push(bytes, validator));
  }

  async finish(): Promise<void> {
    await this.#writing((writer) => writer.finish(this.validator));
  }

  async #writing(work: (writer: PartWriter) => Promise<void>): Promise<void> {
    if (!this.#writer) return;
    try {
      await work(this.#writer);
    } catch {
      // The disk is full or closed to the page: the rest goes without.
      this.#writer = null;
    }
  }
}
