import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { freePooledBuffers } from '../../src/engine/backend/gpuPools.ts';
import { disposeConvolution, uploadConvolution } from '../../src/engine/kernels/convolution.ts';
import type { StoredTensor } from '../../src/engine/weights/safetensors.ts';
import { convolution2DError, EDGE_CONVOLUTIONS } from '../numerics/checks/convolution.ts';
import { convolution2DProblem } from '../numerics/checks/convolutionProblems.ts';
import { useDawn } from './support.ts';

/** Sums of float32 against sums of float64: the weights are the same numbers on both sides. */
const TOLERANCE = 1e-5;

const hasDriver = process.env['DAWN_DRIVER'] !== undefined;
if (!hasDriver)
  console.warn(
    'No Chromium with a software Vulkan driver was found: WebGPU is not tested in Node.',
  );

describe.skipIf(!hasDriver)('convolution weights', () => {
  it.each([
    ['F32', Float32Array, 4],
    ['F16', Uint16Array, 2],
    ['I8', Int8Array, 1],
  ] as const)('take as many bytes on the GPU as in the file: %s', async (dtype, Values, bytes) => {
    const backend = await useDawn('software');
    const before = { tensors: tf.memory().numTensors, bytes: backend.memory() };
    const shape = [64, 32, 3, 3];
    const values = new Values(64 * 32 * 9);
    const scale = new Float32Array(64);
    const weight = { dtype, shape, values, scale } as StoredTensor;
    const packed = uploadConvolution(
      { weight, scale: new Float64Array(64), bias: new Float32Array(64) },
      1,
    );
    const used = (backend.memory() as unknown as { numBytesInGPU: number }).numBytesInGPU;
    expect(used - before.bytes.numBytesInGPU).toBe(values.length * bytes + 2 * 64 * 4);
    disposeConvolution(packed);
    freePooledBuffers(backend);
    expect(tf.memory().numTensors).toBe(before.tensors);
    expect(backend.memory()).toEqual(before.bytes);
  });
});

describe.skipIf(!hasDriver).each(['software', 'hardware'] as const)(
  'convolution on WebGPU, tiles for %s',
  (adapter) => {
    beforeAll(async () => {
      await useDawn(adapter);
    });

    it.each(EDGE_CONVOLUTIONS)('equals the float64 reference: %o', async (problem) => {
      expect(await convolution2DError(problem)).toBeLessThan(TOLERANCE);
    });

    it('equals the float64 reference for any shape, and leaves nothing behind', async () => {
      const backend = await useDawn(adapter);
      freePooledBuffers(backend);
      const baseline = { tensors: tf.memory().numTensors, bytes: backend.memory() };
      await fc.assert(
        fc.asyncProperty(convolution2DProblem, async (problem) => {
          expect(await convolution2DError(problem)).toBeLessThan(TOLERANCE);
        }),
        // Each is a program of its own, compiled for the processor.
        { numRuns: 10 },
      );
      freePooledBuffers(backend);
      expect(tf.memory().numTensors).toBe(baseline.tensors);
      expect(backend.memory()).toEqual(baseline.bytes);
    });
  },
);
