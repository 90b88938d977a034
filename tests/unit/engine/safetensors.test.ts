import { describe, expect, it } from 'vitest';
import { PackError } from '../../../src/engine/errors.ts';
import { halfToFloat } from '../../../src/engine/weights/float16.ts';
import { Safetensors } from '../../../src/engine/weights/safetensors.ts';
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
