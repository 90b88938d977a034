import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackDtype } from '../../../src/domain/pack.ts';
import type { WeightFileSpec } from '../../../src/engine/weights/pack.ts';
import type { WeightTensor } from '../../../src/engine/weights/safetensors.ts';
import { scaleName } from '../../../src/engine/weights/safetensorsHeader.ts';
import { CheckpointError } from './checkpoint.ts';
import { floatToHalf, LARGEST_HALF } from './halfFloat.ts';

export const STORES = ['float16', 'int8', 'float32'] as const;
/** How a pack stores the weights of convolutions and heads. */
export type Store = (typeof STORES)[number];

export const STORE_DTYPES: Readonly<Record<Store, PackDtype>> = {
  float32: 'F32',
  float16: 'F16',
  int8: 'I8',
};

/** A tensor as it goes into the file. */
export interface EncodedTensor {
  readonly name: string;
  readonly dtype: PackDtype;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

const LARGEST_INT8 = 127;

/**
 * Encodes a tensor, an int8 one with its scales.
 *
 * What has one dimension (biases, batch norms) stays float32: it is a thousandth of a network and
 * enters every value. A tensor beyond float16's range does too.
 * @throws CheckpointError on a value that is not finite
 */
export function encodeTensor(
  file: string,
  name: string,
  { shape, values }: WeightTensor,
  store: Store,
): EncodedTensor[] {
  const largest = largestMagnitude(file, name, values);
  const encoded = (dtype: PackDtype, of: ArrayBufferView, as = name, itsShape = shape) => ({
    name: as,
    dtype,
    shape: itsShape,
    bytes: new Uint8Array(of.buffer, of.byteOffset, of.byteLength),
  });
  const isFloat16 = store === 'float16' && largest <= LARGEST_HALF;
  if (shape.length > 1 && isFloat16) return [encoded('F16', halved(values))];
  if (shape.length > 1 && store === 'int8') {
    const { quantised, scale } = quantise(values, shape[0] as number);
    const rows = encoded('F32', scale, scaleName(name), [scale.length]);
    return [encoded('I8', quantised), rows];
  }
  return [encoded('F32', values)];
}

function largestMagnitude(file: string, name: string, values: Float32Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const magnitude = Math.abs(values[i] as number);
    // NaN would compare as small.
    if (!(magnitude < Number.POSITIVE_INFINITY))
      throw new CheckpointError(`${file} holds ${values[i]} in "${name}": its training diverged.`);
    if (magnitude > largest) largest = magnitude;
  }
  return largest;
}

/** A loop: `Uint16Array.from` goes through an iterator, for millions of values. */
function halved(values: Float32Array): Uint16Array {
  const bits = new Uint16Array(values.length);
  for (let i = 0; i < bits.length; i++) bits[i] = floatToHalf(values[i] as number);
  return bits;
}

/**
 * Rounds each output channel to whole multiples of its largest magnitude ÷ 127, so that zero stays
 * zero (symmetric, per output channel).
 */
function quantise(
  values: Float32Array,
  rows: number,
): { quantised: Int8Array; scale: Float32Array } {
  const quantised = new Int8Array(values.length);
  const scale = new Float32Array(rows);
  const length = values.length / rows;
  for (let row = 0; row < rows; row++) {
    const [from, to] = [row * length, (row + 1) * length];
    let largest = 0;
    for (let i = from; i < to; i++) largest = Math.max(largest, Math.abs(values[i] as number));
    scale[row] = largest / LARGEST_INT8;
    // As the file has it, rounded to float32; nothing, where there is nothing to tell apart.
    const step = scale[row] as number;
    if (step === 0) continue;
    for (let i = from; i < to; i++) quantised[i] = Math.round((values[i] as number) / step);
  }
  return { quantised, scale };
}

/** Writes a safetensors file. @returns what a manifest says of it */
export async function writeWeightFile(
  folder: string,
  file: string,
  tensors: readonly EncodedTensor[],
): Promise<WeightFileSpec> {
  const header: Record<string, unknown> = {};
  let offset = 0;
  for (const { name, dtype, shape, bytes } of tensors) {
    header[name] = { dtype, shape, data_offsets: [offset, offset + bytes.length] };
    offset += bytes.length;
  }
  const text = JSON.stringify(header);
  // Filled up, so that the data begins at a multiple of eight.
  const json = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  const hash = createHash('sha256');
  const handle = await open(join(folder, file), 'w');
  try {
    for (const bytes of [length, json, ...tensors.map((tensor) => tensor.bytes)]) {
      hash.update(bytes);
      await handle.writeFile(bytes);
    }
  } finally {
    await handle.close();
  }
  return { file, sha256: hash.digest('hex'), bytes: length.length + json.length + offset };
}
