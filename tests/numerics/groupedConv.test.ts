import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { groupedConvReference } from '../../src/engine/kernels/cpu.ts';
import { groupedConv2D, groupedConvGeometry } from '../../src/engine/kernels/groupedConv2D.ts';
import { compileGroupedConv, groupedConvBinary } from '../../tools/build-wasm.ts';
import { fixture, NODE_BACKENDS, relativeError, tensorOf, useBackend } from './support.ts';

/** Numbers in −1 … 1 from a seed (mulberry32). */
function randomNumbers(seed: number, length: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  });
}

const problem = fc.record({
  seed: fc.integer(),
  batch: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 3, max: 12 }),
  width: fc.integer({ min: 3, max: 20 }),
  groups: fc.integer({ min: 1, max: 5 }),
  quadsIn: fc.integer({ min: 1, max: 3 }),
  quadsOut: fc.integer({ min: 1, max: 3 }),
  stride: fc.constantFrom<1 | 2>(1, 2),
  pad: fc.integer({ min: 0, max: 3 }),
  relu: fc.boolean(),
});

describe('the compiled WASM kernel', () => {
  it.each([false, true])('is what its source compiles to (shared memory: %s)', async (shared) => {
    const compiled = await compileGroupedConv(shared);
    const committed = readFileSync(groupedConvBinary(shared));
    expect(Buffer.from(compiled).equals(committed)).toBe(true);
  });

  it.each([false, true])('has no data segment (shared memory: %s)', (shared) => {
    // Data would be written into the middle of tfjs's heap. Section 11 is the data section.
    const bytes = readFileSync(groupedConvBinary(shared));
    const sections: number[] = [];
    for (let at = 8; at < bytes.length; ) {
      sections.push(bytes[at++] as number);
      let size = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++] as number;
        size |= (byte & 0x7f) << shift;
        if (byte < 0x80) break;
      }
      at += size;
    }
    expect(sections).toContain(10);
    expect(sections).not.toContain(11);
  });
});

describe.each(NODE_BACKENDS)('grouped convolution on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each([
    ['s1_p1_g8', 1, 1],
    ['s2_p1_g4', 2, 1],
    ['s1_p0_g2', 1, 0],
    ['s2_p2_g3', 2, 2],
  ] as const)('equals PyTorch (%s)', async (key, stride, pad) => {
    const golden = fixture('grouped-conv.golden');
    const x = tensorOf(golden.read(`${key}.x`));
    const filter = tensorOf(golden.read(`${key}.filter`));
    const bias = tf.tensor1d(golden.read(`${key}.bias`).values);
    const y = groupedConv2D(x, filter, bias, { stride, pad, relu: false });
    const expected = golden.read(`${key}.y`);
    expect(y.shape).toEqual(expected.shape);
    expect(relativeError(await y.data(), expected.values)).toBeLessThan(1e-6);
    tf.dispose([x, filter, bias, y]);
  });

  it('equals the float64 reference for any shape', async () => {
    const baseline = tf.memory().numTensors;
    await fc.assert(
      fc.asyncProperty(problem, async ({ seed, stride, pad, relu, ...size }) => {
        const inChannels = size.groups * size.quadsIn * 4;
        const outChannels = size.groups * size.quadsOut * 4;
        const xShape = [size.batch, size.height, size.width, inChannels] as const;
        const filterShape = [3, 3, size.quadsIn * 4, outChannels] as const;
        const length = (shape: readonly number[]) => shape.reduce((a, b) => a * b);
        const x = randomNumbers(seed, length(xShape));
        const filter = randomNumbers(seed + 1, length(filterShape));
        const bias = randomNumbers(seed + 2, outChannels);
        const tensors = [
          tf.tensor4d(x, [...xShape]),
          tf.tensor4d(filter, [...filterShape]),
          tf.tensor1d(bias),
        ] as const;
        const y = groupedConv2D(...tensors, { stride, pad, relu });
        const actual = Float32Array.from(await y.data());
        tf.dispose([...tensors, y]);
        const geometry = groupedConvGeometry(
          { x: { shape: xShape }, filter: { shape: filterShape }, bias: { shape: [outChannels] } },
          { stride, pad, relu },
        );
        const expected = groupedConvReference(x, filter, bias, geometry, relu);
        const worst = actual.reduce(
          (most, value, i) => Math.max(most, Math.abs(value - (expected[i] as number))),
          0,
        );
        // Sums of up to 108 products of numbers within ±1.
        expect(worst).toBeLessThan(2e-5);
      }),
      { numRuns: 60 },
    );
    expect(tf.memory().numTensors).toBe(baseline);
  });

  it('refuses channels per group that are no multiple of four', () => {
    tf.tidy(() => {
      const attrs = { stride: 1, pad: 1, relu: false } as const;
      const run = () =>
        groupedConv2D(tf.zeros([1, 4, 4, 6]), tf.zeros([3, 3, 3, 6]), tf.zeros([6]), attrs);
      expect(run).toThrow(/multiple of 4/);
    });
  });
});
