import { say } from '../../domain/text/index.ts';
import { decodeFloat16 } from './float16.ts';
import {
  damaged,
  headerLength,
  LENGTH_BYTES,
  readHeader,
  scaleName,
  type TensorEntries,
  type TensorEntry,
} from './safetensorsHeader.ts';

/** One tensor, decoded to float32, row-major. */
export interface WeightTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** One tensor as the file stores it, row-major, without a copy where the alignment allows. */
export type StoredTensor = { readonly shape: readonly number[] } & (
  | { readonly dtype: 'F32'; readonly values: Float32Array }
  /** Bit patterns of IEEE 754 binary16. */
  | { readonly dtype: 'F16'; readonly values: Uint16Array }
  /** The value at [o, …] is `values[o, …] × scale[o]`. */
  | { readonly dtype: 'I8'; readonly values: Int8Array; readonly scale: Float32Array }
);

/** A file whose tensors lie in buffers of their own; see `SafetensorsStream`. */
export interface SeparateTensors {
  readonly entries: TensorEntries;
  /** Bytes by name. */
  readonly bytes: Map<string, Uint8Array>;
}

/** An opened safetensors file. Tensors are decoded one at a time, when asked for. */
export class Safetensors {
  readonly file: string;
  readonly #entries: TensorEntries;
  readonly #bytes: Map<string, Uint8Array>;
  /** Whether a tensor's bytes can be let go without the file's. */
  readonly #separate: boolean;

  /**
   * @param file name used in error messages
   * @param content the whole file, or its tensors
   * @throws PackError naming the file where it is not a well-formed safetensors file of F32, F16
   *   and scaled I8
   */
  constructor(file: string, content: Uint8Array | SeparateTensors) {
    this.file = file;
    this.#separate = !(content instanceof Uint8Array);
    if (!(content instanceof Uint8Array)) {
      this.#entries = content.entries;
      this.#bytes = content.bytes;
      return;
    }
    const dataStart = LENGTH_BYTES + headerLength(file, content, content.length);
    const json = content.subarray(LENGTH_BYTES, dataStart);
    this.#entries = readHeader(file, json, content.length - dataStart);
    this.#bytes = new Map(
      [...this.#entries].map(([name, { begin, end }]) => [
        name,
        content.subarray(dataStart + begin, dataStart + end),
      ]),
    );
  }

  /** Tensor names in the order of the header; scales of I8 tensors belong to these. */
  get names(): readonly string[] {
    const names = [...this.#entries.keys()];
    const scales = new Set(
      names.filter((name) => this.#entries.get(name)?.dtype === 'I8').map(scaleName),
    );
    return names.filter((name) => !scales.has(name));
  }

  /** Shape of a tensor; undefined where the file holds none of that name. */
  shapeOf(name: string): readonly number[] | undefined {
    return this.#entries.get(name)?.shape;
  }

  /**
   * One tensor as it is stored: for kernels that unpack it themselves.
   * @throws PackError where the file holds none of that name, or has let it go
   */
  stored(name: string): StoredTensor {
    const [{ dtype, shape }, bytes] = this.#find(name);
    if (dtype === 'F32') return { dtype, shape, values: new Float32Array(...aligned(bytes, 4)) };
    if (dtype === 'F16') return { dtype, shape, values: new Uint16Array(...aligned(bytes, 2)) };
    const [, scale] = this.#find(scaleName(name));
    return {
      dtype,
      shape,
      values: new Int8Array(...aligned(bytes, 1)),
      scale: new Float32Array(...aligned(scale, 4)),
    };
  }

  /** Decodes one tensor. @throws PackError where the file holds none of that name */
  read(name: string): WeightTensor {
    const stored = this.stored(name);
    const { shape } = stored;
    if (stored.dtype === 'F32') return { shape, values: stored.values };
    const values = new Float32Array(stored.values.length);
    const rows = stored.dtype === 'I8' ? stored.scale.length : 1;
    const length = values.length / rows;
    for (let row = 0; row < rows; row++)
      decodeRow(stored, row, values.subarray(row * length, (row + 1) * length));
    return { shape, values };
  }

  /**
   * Lets go of a tensor's bytes, so that a network never stands beside its whole file. Of a file
   * in one piece nothing would be gained: its tensors stay.
   */
  release(name: string): void {
    if (!this.#separate) return;
    this.#bytes.delete(name);
    if (this.#entries.get(name)?.dtype === 'I8') this.#bytes.delete(scaleName(name));
  }

  #find(name: string): [TensorEntry, Uint8Array] {
    const entry = this.#entries.get(name);
    const bytes = this.#bytes.get(name);
    if (entry && bytes) return [entry, bytes];
    throw damaged(this.file, say('pack.damaged.noTensor', { tensor: name }));
  }
}

/** Arguments of a typed array's constructor on these bytes, copied where they lie unaligned. */
function aligned(bytes: Uint8Array, width: number): [ArrayBuffer, number, number] {
  // Not `slice`, which gives a view where the bytes are Node's Buffer.
  const fit = bytes.byteOffset % width === 0 ? bytes : new Uint8Array(bytes);
  return [fit.buffer as ArrayBuffer, fit.byteOffset, fit.length / width];
}

/**
 * Decodes one output channel of a tensor: values `row × into.length` and on.
 * @param into takes the values, all of the channel's
 */
export function decodeRow(tensor: StoredTensor, row: number, into: Float32Array): void {
  const { dtype, values } = tensor;
  const own = values.subarray(row * into.length, (row + 1) * into.length);
  if (dtype === 'F32') into.set(own);
  else if (dtype === 'F16') decodeFloat16(own as Uint16Array, into);
  else {
    const scale = tensor.scale[row] as number;
    for (let i = 0; i < into.length; i++) into[i] = (own[i] as number) * scale;
  }
}
