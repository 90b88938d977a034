import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PackError } from '../../../src/engine/errors.ts';
import { halfToFloat } from '../../../src/engine/weights/float16.ts';
import { decodeRow, Safetensors } from '../../../src/engine/weights/safetensors.ts';
import { SafetensorsStream } from '../../../src/engine/weights/safetensorsStream.ts';
import { sha256Hex, startSha256 } from '../../../src/engine/weights/sha256.ts';
import { writeSafetensors } from './packs.ts';

function raw(header: unknown, data: Uint8Array): Uint8Array {
  const json = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  );
  const bytes = new Uint8Array(8 + json.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(data, 8 + json.length);
  return bytes;
}

describe('half floats', () => {
  it.each([
    [0x0000, 0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x7bff, 65504],
    [0x0400, 2 ** -14],
    [0x0001, 2 ** -24],
    [0x83ff, -1023 * 2 ** -24],
    [0x3555, 0.333251953125],
    [0x7c00, Number.POSITIVE_INFINITY],
    [0xfc00, Number.NEGATIVE_INFINITY],
    [0x7e00, Number.NaN],
  ])('%i is %f', (bits, value) => {
    expect(halfToFloat(bits)).toBe(value);
  });

  it('keep the sign of zero', () => {
    expect(halfToFloat(0x8000)).toBe(-0);
  });
});

describe('Safetensors', () => {
  it('gives back what was written, whatever its alignment in the file', () => {
    const values = Float32Array.of(1, -2.5, 3e-9, 4, 5, 6);
    const bytes = writeSafetensors(new Map([['a.weight', { shape: [2, 3], values }]]));
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    const file = new Safetensors('x.safetensors', shifted.subarray(1));
    expect(file.names).toEqual(['a.weight']);
    expect(file.shapeOf('a.weight')).toEqual([2, 3]);
    expect(file.shapeOf('b')).toBeUndefined();
    expect(file.read('a.weight').values).toEqual(values);
  });

  it('decodes F16', () => {
    const data = new Uint8Array(Uint16Array.of(0x3c00, 0xc000).buffer);
    const header = { a: { dtype: 'F16', shape: [2], data_offsets: [0, 4] } };
    expect([...new Safetensors('x', raw(header, data)).read('a').values]).toEqual([1, -2]);
  });

  const scaled = {
    'a.scale': { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
    a: { dtype: 'I8', shape: [2, 3], data_offsets: [8, 14] },
  };
  const scaledBytes = new Uint8Array([
    ...new Uint8Array(Float32Array.of(0.5, 0.25).buffer),
    ...new Uint8Array(Int8Array.of(1, -2, 127, 4, -127, 0).buffer),
  ]);

  it('decodes I8 with the scale of its output channel, which is no tensor of its own', () => {
    const file = new Safetensors('x', raw(scaled, scaledBytes));
    expect(file.names).toEqual(['a']);
    expect([...file.read('a').values]).toEqual([0.5, -1, 63.5, 1, -31.75, 0]);
    const stored = file.stored('a');
    expect(stored).toMatchObject({ dtype: 'I8', values: Int8Array.of(1, -2, 127, 4, -127, 0) });
    const row = new Float32Array(3);
    decodeRow(stored, 1, row);
    expect([...row]).toEqual([1, -31.75, 0]);
  });

  it('gives half floats as they are stored, for kernels that unpack them', () => {
    const data = new Uint8Array(Uint16Array.of(0x3c00, 0xc000).buffer);
    const header = { a: { dtype: 'F16', shape: [2], data_offsets: [0, 4] } };
    const stored = new Safetensors('x', raw(header, data)).stored('a');
    expect(stored).toEqual({ dtype: 'F16', shape: [2], values: Uint16Array.of(0x3c00, 0xc000) });
  });

  it('passes over the counters that PyTorch keeps beside a batch norm', () => {
    const header = {
      'bn1.num_batches_tracked': { dtype: 'I64', shape: [], data_offsets: [0, 8] },
      'bn1.bias': { dtype: 'F32', shape: [1], data_offsets: [8, 12] },
    };
    expect(new Safetensors('x', raw(header, new Uint8Array(12))).names).toEqual(['bn1.bias']);
  });

  const one = new Uint8Array(4);
  const entry = { dtype: 'F32', shape: [1], data_offsets: [0, 4] };
  it.each([
    ['an empty file', new Uint8Array(3), /ends before its header/],
    ['a header longer than the file', raw({ a: entry }, one).subarray(0, 20), /longer than/],
    ['a header that is not JSON', raw('{"a":', one), /not JSON/],
    ['a malformed entry', raw({ a: { ...entry, shape: 'x' } }, one), /"a" wrongly/],
    ['a tensor beyond the end', raw({ a: { ...entry, data_offsets: [4, 8] } }, one), /outside/],
    [
      'a shape that does not fit',
      raw({ a: { ...entry, shape: [2] } }, one),
      /4 bytes for .* \[2\]/,
    ],
    ['tensors that share bytes', raw({ a: entry, b: entry }, one), /"b" shares bytes/],
    ['I8 without scales', raw({ a: scaled.a }, scaledBytes), /a\.scale/],
    [
      'I8 with scales of another number',
      raw({ ...scaled, a: { ...scaled.a, shape: [3, 2] } }, scaledBytes),
      /a\.scale/,
    ],
    ['another dtype', raw({ a: { ...entry, dtype: 'BF16' } }, one), /as BF16/],
  ])('refuses %s, naming the file', (_, bytes, words) => {
    const open = () => new Safetensors('gate.safetensors', bytes);
    expect(open).toThrow(PackError);
    expect(open).toThrow(/gate\.safetensors/);
    expect(open).toThrow(words);
  });

  it('names a tensor that is asked for and missing', () => {
    const file = new Safetensors('x', raw({ a: entry }, one));
    expect(() => file.read('fc.bias')).toThrow(/no tensor "fc.bias"/);
  });
});

describe('a file that comes in chunks', () => {
  const tensors = new Map(
    [[2, 3], [0], [5], [1]].map((shape, i) => {
      const length = shape.reduce((a, b) => a * b, 1);
      const values = Float32Array.from({ length }, (_, k) => i * 10 + k);
      return [`t${i}`, { shape, values }] as const;
    }),
  );
  const bytes = writeSafetensors(tensors);
  const streamed = (chunks: readonly Uint8Array[]) => {
    const stream = new SafetensorsStream('x', bytes.length);
    for (const chunk of chunks) stream.push(chunk);
    return stream.finish();
  };

  it('is the same however it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: bytes.length })), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const chunks = places.slice(1).map((end, i) => bytes.slice(places[i], end));
        const file = streamed(chunks);
        expect(file.names).toEqual([...tensors.keys()]);
        for (const [name, tensor] of tensors) expect(file.read(name)).toEqual(tensor);
      }),
    );
  });

  it('may hold bytes of no tensor, and tensors in another order than its header', () => {
    const header = {
      late: { dtype: 'F32', shape: [1], data_offsets: [12, 16] },
      early: { dtype: 'F32', shape: [1], data_offsets: [4, 8] },
    };
    const data = new Uint8Array(Float32Array.of(9, 1, 9, 2, 9).buffer);
    const whole = raw(header, data);
    const stream = new SafetensorsStream('x', whole.length);
    for (const byte of whole) stream.push(Uint8Array.of(byte));
    const file = stream.finish();
    expect(file.names).toEqual(['late', 'early']);
    expect([...file.read('late').values, ...file.read('early').values]).toEqual([2, 1]);
  });

  it('is refused where it ends too early', () => {
    expect(() => streamed([bytes.subarray(0, 7)])).toThrow(/ends before its header/);
    expect(() => streamed([bytes.subarray(0, 9)])).toThrow(/ends before its header/);
    expect(() => streamed([bytes.subarray(0, -1)])).toThrow(/"t3" lies outside/);
  });

  it('lets go of one tensor at a time', () => {
    const file = streamed([bytes]);
    file.release('t0');
    expect(() => file.read('t0')).toThrow(/no tensor "t0"/);
    expect(file.shapeOf('t0')).toEqual([2, 3]);
    expect(file.read('t2')).toEqual(tensors.get('t2'));
    const whole = new Safetensors('x', bytes);
    whole.release('t0');
    expect(whole.read('t0')).toEqual(tensors.get('t0'));
  });
});

describe('sha256', () => {
  it('equals Node’s, in one piece or many', async () => {
    const bytes = Uint8Array.from({ length: 100_003 }, (_, i) => (i * 31) >> 3);
    const expected = createHash('sha256').update(bytes).digest('hex');
    expect(await sha256Hex(bytes)).toBe(expected);
    // Two at once, as when the identity of a pack is made while a file comes in.
    const [one, other] = [await startSha256(), await startSha256()];
    for (let at = 0; at < bytes.length; at += 999) {
      one.update(bytes.subarray(at, at + 999));
      other.update(Uint8Array.of(at & 255));
    }
    expect(one.hex()).toBe(expected);
  });
});
