import { z } from 'zod';
import type { Message } from '../../domain/message.ts';
import { PACK_DTYPES, type PackDtype } from '../../domain/pack.ts';
import { say } from '../../domain/text/index.ts';
import { PackError, reasonOf } from '../errors.ts';

/**
 * Header of the safetensors format: an 8-byte little-endian length, then JSON that names dtype,
 * shape and byte range of each tensor. https://github.com/huggingface/safetensors#format
 *
 * Tensors are F32, F16, or I8 with one scale per output channel (ADR 0014): the tensor `t` of
 * dtype I8 and shape [out, …] has a companion `t.scale`, F32, shape [out], and stands for
 * `t[o, …] × t.scale[o]`.
 */

export const LENGTH_BYTES = 8;
/** The reference implementation's own limit; keeps a damaged length from asking for gigabytes. */
const MAX_HEADER_BYTES = 100_000_000;
const BYTES_PER_VALUE: Readonly<Record<PackDtype, number>> = { F32: 4, F16: 2, I8: 1 };
/** Counters that PyTorch keeps beside a batch norm (as I64), of no use to inference: left out. */
const IGNORED = /(^|\.)num_batches_tracked$/;

/** Where a tensor lies in a weight file. */
export interface TensorEntry {
  readonly dtype: PackDtype;
  readonly shape: readonly number[];
  /** Byte range after the header. */
  readonly begin: number;
  readonly end: number;
}

/** Tensors by name, in the order of the header. */
export type TensorEntries = ReadonlyMap<string, TensorEntry>;

/** Name of the tensor that holds the scales of an I8 tensor. */
export const scaleName = (tensor: string): string => `${tensor}.scale`;

const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});

const elementCount = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/**
 * Length of the JSON header.
 * @param start the first 8 bytes of the file, or more
 * @throws PackError where they are fewer, or the length is more than the file can hold
 */
export function headerLength(file: string, start: Uint8Array, fileBytes: number): number {
  if (start.length < LENGTH_BYTES) throw damaged(file, say('pack.damaged.short'));
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > MAX_HEADER_BYTES || LENGTH_BYTES + length > fileBytes)
    throw damaged(file, say('pack.damaged.header'));
  return length;
}

/**
 * Reads and checks a header.
 * @param json its bytes, without the length before them
 * @param dataBytes of the file after the header
 * @throws PackError naming the file and the tensor that is described wrongly
 */
export function readHeader(file: string, json: Uint8Array, dataBytes: number): TensorEntries {
  const entries = new Map<string, TensorEntry>();
  for (const [name, value] of Object.entries(parse(file, json))) {
    if (name === '__metadata__' || IGNORED.test(name)) continue;
    entries.set(name, checkEntry(file, name, value, dataBytes));
  }
  checkRanges(file, entries);
  for (const [name, { dtype, shape }] of entries)
    if (dtype === 'I8') checkScale(file, name, shape, entries.get(scaleName(name)));
  return entries;
}

function parse(file: string, bytes: Uint8Array): object {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw damaged(file, say('pack.damaged.headerNotJson', { reason: reasonOf(error) }));
  }
  if (typeof json === 'object' && json !== null) return json;
  throw damaged(file, say('pack.damaged.headerNoObject'));
}

function checkEntry(file: string, name: string, value: unknown, dataBytes: number): TensorEntry {
  const parsed = entrySchema.safeParse(value);
  if (!parsed.success) throw damaged(file, say('pack.damaged.entry', { tensor: name }));
  const { shape, data_offsets: range } = parsed.data;
  const [begin, end] = range;
  const dtype = PACK_DTYPES.find((known) => known === parsed.data.dtype);
  if (!dtype)
    throw new PackError({
      problem: say('pack.dtype', { file, tensor: name, dtype: parsed.data.dtype }),
      remedy: say('pack.remedy.convert'),
    });
  if (end < begin || end > dataBytes)
    throw damaged(file, say('pack.damaged.outside', { tensor: name }));
  if (end - begin !== elementCount(shape) * BYTES_PER_VALUE[dtype])
    throw damaged(
      file,
      say('pack.damaged.size', { tensor: name, bytes: end - begin, shape: shape.join(', ') }),
    );
  return { dtype, shape, begin, end };
}

/** The format forbids tensors that share bytes, and a file that is streamed could not give them. */
function checkRanges(file: string, entries: TensorEntries): void {
  let before = 0;
  for (const [tensor, { begin, end }] of byPlace(entries)) {
    if (begin < before) throw damaged(file, say('pack.damaged.overlap', { tensor }));
    before = Math.max(before, end);
  }
}

/** Tensors in the order of their bytes. */
export const byPlace = (entries: TensorEntries): [string, TensorEntry][] =>
  [...entries].sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end);

function checkScale(
  file: string,
  name: string,
  shape: readonly number[],
  scale: TensorEntry | undefined,
): void {
  const fits =
    scale?.dtype === 'F32' && scale.shape.length === 1 && scale.shape[0] === (shape[0] ?? -1);
  if (!fits) throw damaged(file, say('pack.damaged.scale', { tensor: name }));
}

/** @throws never; makes the error of a file that is no weight file, or part of one */
export const damaged = (file: string, why: Message): PackError =>
  new PackError({
    problem: say('pack.damaged', { file, why }),
    remedy: say('pack.remedy.incomplete'),
  });
