import { say } from '../../domain/text/index.ts';
import { PackError } from '../errors.ts';

/** Called with the bytes read of a file so far. */
export type BytesListener = (bytes: number) => void;

/** Where a pack's files come from. */
export interface PackSource {
  /** The pack's place in words for the user: a URL or a directory. */
  readonly location: string;
  /**
   * Reads one file of the pack.
   * @param expectedBytes size by the manifest; null for the manifest itself
   * @param contentHash of the file by the manifest, where a cache is to tell its versions apart
   * @throws PackError where the file cannot be read; DOMException 'AbortError' when cancelled
   */
  read(
    file: string,
    expectedBytes: number | null,
    onBytes?: BytesListener,
    signal?: AbortSignal,
    contentHash?: string,
  ): Promise<Uint8Array>;
  /**
   * Reads one file of the pack as `read` does, but hands its bytes on in their order as they come
   * and holds none of them. A source that has its files in one piece may leave it out.
   * @param onChunk may be given the same memory again with other bytes
   */
  stream?(
    file: string,
    expectedBytes: number | null,
    onChunk: (chunk: Uint8Array) => void,
    signal?: AbortSignal,
    contentHash?: string,
  ): Promise<void>;
  /**
   * Forgets what is kept of a weight file: it is not what the manifest names.
   * @returns whether the bytes came from what was kept, so that another read may give others
   */
  discard?(contentHash: string): Promise<boolean>;
}

/** The chunks of a stream in order; the stream is let go when its reader stops. */
export async function* chunksOf(
  stream: ReadableStream<Uint8Array> | null,
): AsyncGenerator<Uint8Array> {
  const reader = stream?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** File names of a manifest are plain names: a pack never reaches outside its own folder. */
export function assertPlainFileName(file: string): void {
  if (!/^[\w][\w.-]*$/.test(file))
    throw new PackError({
      problem: say('pack.fileName', { file }),
      remedy: say('pack.remedy.fileNames'),
    });
}

/** A source's `read` by its `stream`. */
export const collected =
  (stream: NonNullable<PackSource['stream']>): PackSource['read'] =>
  async (file, expectedBytes, onBytes, signal, contentHash) => {
    const collector = new ByteCollector(expectedBytes);
    const onChunk = (chunk: Uint8Array) => {
      collector.push(chunk);
      onBytes?.(collector.length);
    };
    await stream(file, expectedBytes, onChunk, signal, contentHash);
    return collector.finish();
  };

/**
 * Collects a stream of chunks whose total size may be known.
 *
 * Writes into one buffer of the known size, so that a file of hundreds of megabytes is never held
 * twice.
 */
export class ByteCollector {
  #buffer: Uint8Array;
  #length = 0;

  constructor(expectedBytes: number | null) {
    this.#buffer = new Uint8Array(expectedBytes ?? 0x1000);
  }

  get length(): number {
    return this.#length;
  }

  push(chunk: Uint8Array): void {
    const needed = this.#length + chunk.length;
    if (needed > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    this.#buffer.set(chunk, this.#length);
    this.#length = needed;
  }

  finish(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }
}
