import { say } from '../../domain/text/index.ts';
import { Safetensors } from './safetensors.ts';
import {
  byPlace,
  damaged,
  headerLength,
  LENGTH_BYTES,
  readHeader,
  type TensorEntries,
  type TensorEntry,
} from './safetensorsHeader.ts';

/**
 * Takes a safetensors file in chunks as they arrive and gives every tensor a buffer of its own.
 *
 * A network then lets go of each tensor's bytes once it lies on the backend: the file is never
 * held beside the network that is made of it.
 */
export class SafetensorsStream {
  readonly #file: string;
  readonly #fileBytes: number;
  /** Length and header until they are complete. */
  #head = new Uint8Array(LENGTH_BYTES);
  #headFilled = 0;
  #entries: TensorEntries | undefined;
  readonly #tensors = new Map<string, Uint8Array>();
  /** Tensors still to be filled, the next one last. */
  #waiting: [string, TensorEntry][] = [];
  /** Bytes of data seen. */
  #at = 0;

  /**
   * @param file name used in error messages
   * @param fileBytes size of the whole file
   */
  constructor(file: string, fileBytes: number) {
    this.#file = file;
    this.#fileBytes = fileBytes;
  }

  /**
   * Takes the next bytes; they may be overwritten afterwards.
   * @throws PackError where the header is not one of a weight file
   */
  push(chunk: Uint8Array): void {
    let rest = chunk;
    while (!this.#entries && rest.length > 0) rest = this.#fillHead(rest);
    while (rest.length > 0 && this.#waiting.length > 0) rest = this.#fillTensor(rest);
  }

  /** The file, once all of it was given. @throws PackError where bytes are missing */
  finish(): Safetensors {
    if (!this.#entries) throw damaged(this.#file, say('pack.damaged.short'));
    const [missing] = this.#waiting.at(-1) ?? [];
    if (missing !== undefined)
      throw damaged(this.#file, say('pack.damaged.outside', { tensor: missing }));
    return new Safetensors(this.#file, { entries: this.#entries, bytes: this.#tensors });
  }

  #fillHead(chunk: Uint8Array): Uint8Array {
    const taken = chunk.subarray(0, this.#head.length - this.#headFilled);
    this.#head.set(taken, this.#headFilled);
    this.#headFilled += taken.length;
    if (this.#headFilled === this.#head.length) this.#headFull();
    return chunk.subarray(taken.length);
  }

  #headFull(): void {
    const end = LENGTH_BYTES + headerLength(this.#file, this.#head, this.#fileBytes);
    if (this.#head.length < end) {
      const whole = new Uint8Array(end);
      whole.set(this.#head);
      this.#head = whole;
      return;
    }
    const json = this.#head.subarray(LENGTH_BYTES);
    this.#entries = readHeader(this.#file, json, this.#fileBytes - end);
    this.#waiting = byPlace(this.#entries).reverse();
    this.#head = new Uint8Array(0);
    this.#startTensors();
  }

  /** Makes room for the tensor that comes next; those without a byte are complete at once. */
  #startTensors(): void {
    for (;;) {
      const next = this.#waiting.at(-1);
      if (!next) return;
      const [name, { begin, end }] = next;
      if (!this.#tensors.has(name)) this.#tensors.set(name, new Uint8Array(end - begin));
      if (this.#at < end) return;
      this.#waiting.pop();
    }
  }

  #fillTensor(chunk: Uint8Array): Uint8Array {
    const [name, { begin, end }] = this.#waiting.at(-1) as [string, TensorEntry];
    // Bytes before the tensor belong to none.
    const skipped = Math.min(Math.max(0, begin - this.#at), chunk.length);
    const taken = chunk.subarray(skipped, skipped + end - Math.max(this.#at, begin));
    (this.#tensors.get(name) as Uint8Array).set(taken, Math.max(0, this.#at - begin));
    this.#at += skipped + taken.length;
    this.#startTensors();
    return chunk.subarray(skipped + taken.length);
  }
}
