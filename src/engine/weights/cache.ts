/** A piece of a weight file as it is kept. */
export interface KeptPart {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What the server called the version that it came from (`download.ts`); null for a user's file. */
  readonly validator: string | null;
}

/**
 * Weight files kept by the sha256 of their content, in parts of one size, the last one shorter: what
 * was read of a file before a download broke is there for the next. Any method may reject: weights
 * that cannot be kept are read anew each time.
 */
export interface WeightCache {
  /** Size of every part but a file's last. */
  readonly partBytes: number;
  /** Null where that part is not kept. */
  part(sha256: string, index: number): Promise<KeptPart | null>;
  putPart(sha256: string, index: number, part: KeptPart): Promise<void>;
  /** Forgets a file. */
  remove(sha256: string): Promise<void>;
}

/** The kept parts of a file, in order, up to the first that is missing. */
export async function* keptParts(cache: WeightCache, sha256: string): AsyncGenerator<KeptPart> {
  for (let index = 0; ; index++) {
    const part = await cache.part(sha256, index);
    if (!part) return;
    yield part;
    if (part.bytes.length < cache.partBytes) return;
  }
}

/** Keeps a file that comes in chunks of any size, a part at a time. */
export class PartWriter {
  readonly #cache: WeightCache;
  readonly #sha256: string;
  #index: number;
  #part: Uint8Array<ArrayBuffer>;
  #filled = 0;

  /** @param from bytes that are kept already, in whole parts */
  constructor(cache: WeightCache, sha256: string, from = 0) {
    this.#cache = cache;
    this.#sha256 = sha256;
    this.#index = from / cache.partBytes;
    this.#part = new Uint8Array(cache.partBytes);
  }

  async push(chunk: Uint8Array, validator: string | null): Promise<void> {
    for (let at = 0; at < chunk.length; ) {
      const taken = chunk.subarray(at, at + this.#part.length - this.#filled);
      this.#part.set(taken, this.#filled);
      this.#filled += taken.length;
      at += taken.length;
      if (this.#filled === this.#part.length) await this.#put(validator);
    }
  }

  /** Keeps the last part: all of the file has been pushed. */
  async finish(validator: string | null): Promise<void> {
    if (this.#filled > 0) await this.#put(validator);
  }

  async #put(validator: string | null): Promise<void> {
    const bytes = this.#part.slice(0, this.#filled);
    await this.#cache.putPart(this.#sha256, this.#index++, { bytes, validator });
    this.#filled = 0;
  }
}
