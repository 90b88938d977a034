import { z } from 'zod';
import type { Message } from '../../domain/message.ts';
import { say } from '../../domain/text/index.ts';
import { PackError, reasonOf } from '../errors.ts';
import { decodeFloat16 } from './float16.ts';

/**
 * Reader of the safetensors format: an 8-byte little-endian header length, a JSON header naming
 * dtype, shape and byte range of each tensor, then the bytes.
 * https://github.com/huggingface/safetensors#format
 */

const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});

/** One tensor, decoded to float32, row-major. */
export interface WeightTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** One tensor as the file stores it, row-major. */
export type StoredTensor = { readonly shape: readonly number[] } & (
  | { readonly dtype: 'F32'; readonly values: Float32Array }
  /** Bit patterns of IEEE 754 binary16. */
  | { readonly dtype: 'F16'; readonly values: Uint16Array }
  /** The value at [o, …] is `values[o, …] × scale[o]`. */
  | { readonly dtype: 'I8'; readonly values: Int8Array; readonly scale: Float32Array }
);

const BYTES_PER_VALUE: Readonly<Record<string, number>> = { F16: 2, F32: 4 };
const LENGTH_BYTES = 8;
/** The reference implementation's own limit; keeps a damaged length from asking for gigabytes. */
const MAX_HEADER_BYTES = 100_000_000;

const elementCount = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** An opened safetensors file. Tensors are decoded one at a time, when asked for. */
export class Safetensors {
  readonly file: string;
  readonly #bytes: Uint8Array;
  readonly #dataStart: number;
  readonly #entries: ReadonlyMap<string, z.infer<typeof entrySchema>>;

  /**
   * @param file name used in error messages
   * @throws PackError naming the file where it is not a well-formed safetensors file of F16 or F32
   */
  constructor(file: string, bytes: Uint8Array) {
    this.file = file;
    this.#bytes = bytes;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < LENGTH_BYTES) throw damaged(file, say('pack.damaged.short'));
    const headerBytes = Number(view.getBigUint64(0, true));
    if (headerBytes > MAX_HEADER_BYTES || LENGTH_BYTES + headerBytes > bytes.length)
      throw damaged(file, say('pack.damaged.header'));
    this.#dataStart = LENGTH_BYTES + headerBytes;
    this.#entries = readHeader(file, bytes.subarray(LENGTH_BYTES, this.#dataStart));
    for (const [name, entry] of this.#entries)
      checkEntry(file, name, entry, bytes.length - this.#dataStart);
  }

  /** Tensor names in the order of the header. */
  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** Shape of a tensor; undefined where the file holds none of that name. */
  shapeOf(name: string): readonly number[] | undefined {
    return this.#entries.get(name)?.shape;
  }

  /**
   * One tensor as it is stored: for kernels that unpack it themselves.
   * @throws PackError where the file holds none of that name
   */
  stored(name: string): StoredTensor {
    const entry = this.#entries.get(name);
    if (!entry) throw damaged(this.file, say('pack.damaged.noTensor', { tensor: name }));
    const { shape, data_offsets } = entry;
    const [begin, end] = data_offsets;
    // A copy, because the data need not be aligned for a typed array within the file.
    const start = this.#dataStart + begin;
    const raw = this.#bytes.slice(start, start + (end - begin)).buffer;
    return entry.dtype === 'F16'
      ? { dtype: 'F16', shape, values: new Uint16Array(raw) }
      : { dtype: 'F32', shape, values: new Float32Array(raw) };
  }

  /** Decodes one tensor. @throws PackError where the file holds none of that name */
  read(name: string): WeightTensor {
    const { dtype, shape, values } = this.stored(name);
    return { shape, values: dtype === 'F16' ? decodeFloat16(values) : (values as Float32Array) };
  }
}

function readHeader(file: string, bytes: Uint8Array): Map<string, z.infer<typeof entrySchema>> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw damaged(file, say('pack.damaged.headerNotJson', { reason: reasonOf(error) }));
  }
  if (typeof json !== 'object' || json === null)
    throw damaged(file, say('pack.damaged.headerNoObject'));
  const entries = new Map<string, z.infer<typeof entrySchema>>();
  for (const [name, value] of Object.entries(json)) {
    if (name === '__metadata__') continue;
    const entry = entrySchema.safeParse(value);
    if (!entry.success) throw damaged(file, say('pack.damaged.entry', { tensor: name }));
    entries.set(name, entry.data);
  }
  return entries;
}

function checkEntry(
  file: string,
  name: string,
  { dtype, shape, data_offsets: [begin, end] }: z.infer<typeof entrySchema>,
  dataBytes: number,
): void {
  const width = BYTES_PER_VALUE[dtype];
  if (width === undefined)
    throw new PackError({
      problem: say('pack.dtype', { file, tensor: name, dtype }),
      remedy: say('pack.remedy.convert'),
    });
  if (end < begin || end > dataBytes)
    throw damaged(file, say('pack.damaged.outside', { tensor: name }));
  if (end - begin !== elementCount(shape) * width)
    throw damaged(
      file,
      say('pack.damaged.size', { tensor: name, bytes: end - begin, shape: shape.join(', ') }),
    );
}

const damaged = (file: string, why: Message): PackError =>
  new PackError({
    problem: say('pack.damaged', { file, why }),
    remedy: say('pack.remedy.incomplete'),
  });
