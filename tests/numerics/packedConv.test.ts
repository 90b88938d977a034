import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { packConvolution, packedConv2D } from '../../src/engine/kernels/packedConv2D.ts';
import { sliceWork } from '../../src/engine/kernels/wasm/plan.ts';
import { MAX_SLICES } from '../../src/engine/kernels/wasm/team.ts';
import { winogradTransforms } from '../../src/engine/kernels/wasm/winograd.ts';
import {
  PACKED_EDGE_PROBLEMS,
  PACKED_TOLERANCE,
  packedErrorAgainstReference,
} from './checks/packedConv.ts';
import { packedProblem } from './checks/packedProblems.ts';
import { useBackend } from './support.ts';

describe('packed convolution on wasm', () => {
  beforeAll(() => useBackend('wasm'));

  it('equals the float64 reference for any shape', async () => {
    const baseline = tf.memory().numTensors;
    await fc.assert(
      fc.asyncProperty(packedProblem, async (problem) => {
        const error = await packedErrorAgainstReference(problem);
        if (error !== null) expect(error).toBeLessThan(PACKED_TOLERANCE);
      }),
      { numRuns: 150, examples: PACKED_EDGE_PROBLEMS.map((problem) => [problem]) },
    );
    expect(tf.memory().numTensors).toBe(baseline);
  });

  it('refuses an input of another number of channels, and a residual of another shape', () => {
    tf.tidy(() => {
      const packed = packConvolution(new Float32Array(72), [3, 3, 1, 8], new Float32Array(8), {
        stride: 1,
        pad: 1,
        groups: 1,
      });
      if (!packed) throw new Error('WASM has the kernel.');
      const run = (x: tf.Tensor4D, residual?: tf.Tensor4D) => () =>
        packedConv2D(x, packed, { relu: false, ...(residual && { residual }) });
      expect(run(tf.zeros([1, 4, 4, 2]))).toThrow(/packed for another number of channels/);
      expect(run(tf.zeros([1, 4, 4, 1]), tf.zeros([1, 4, 4, 1]))).toThrow(/residual must be/);
    });
  });
});

describe('the transforms of Winograd', () => {
  it('are those of Lavin and Gray for their points', () => {
    const { input, output, filter } = winogradTransforms([0, 1, -1]);
    expect(input).toEqual([
      [-1, 0, 1, 0],
      [0, 1, 1, 0],
      [0, -1, 1, 0],
      [0, -1, 0, 1],
    ]);
    expect(output).toEqual([
      [1, 1, 1, 0],
      [0, 1, -1, 1],
    ]);
    expect(filter[1]).toEqual([0.5, 0.5, 0.5]);
  });
});

describe('slices', () => {
  it('cover all work once, whatever its size', () => {
    const count = (max: number) => fc.integer({ min: 1, max });
    const work = fc.record({
      length: count(200_000),
      block: count(96),
      channels: count(2048),
      channelStep: fc.constant(8),
      products: count(1e9),
      filterCost: count(1e7),
      inputCost: count(1e7),
    });
    fc.assert(
      fc.property(work, count(8), (of, threads) => {
        const { span, block, channelSpan, channelSlices, slices } = sliceWork(of, threads);
        const parts = slices / channelSlices;
        expect(slices).toBeLessThanOrEqual(MAX_SLICES);
        expect(Number.isInteger(parts)).toBe(true);
        expect(block).toBeLessThanOrEqual(of.block);
        expect((parts - 1) * span).toBeLessThan(of.length);
        expect(parts * span).toBeGreaterThanOrEqual(of.length);
        expect((channelSlices - 1) * channelSpan).toBeLessThan(of.channels);
        expect(channelSlices * channelSpan).toBeGreaterThanOrEqual(of.channels);
        if (channelSlices > 1) expect(channelSpan % of.channelStep).toBe(0);
      }),
    );
  });
});
