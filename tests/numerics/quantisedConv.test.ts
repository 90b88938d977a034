import { setFlagsFromString } from 'node:v8';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasRelaxedSimd } from '../../src/engine/backend/capabilities.ts';
import { startNodeBackend } from '../../src/engine/backend/node.ts';
import {
  QUANTISED_CONV_2D,
  quantiseConvolution,
} from '../../src/engine/kernels/quantisedConv2D.ts';
import { quantiseFilter } from '../../src/engine/kernels/wasm/packing.ts';
import { pictureSlices } from '../../src/engine/kernels/wasm/plan.ts';
import { PACKED_TOLERANCE } from './checks/packedConv.ts';
import { quantisedProblem } from './checks/packedProblems.ts';
import { quantisedErrorAgainstReference } from './checks/quantisedConv.ts';

/** In browsers the kernels are tested by tests/e2e/numerics.spec.ts, over as many shapes. */
describe('8-bit convolution on wasm', () => {
  it('is right in Node, or is refused', async () => {
    // Node 20 has relaxed SIMD behind a flag, and unfinished.
    if (!hasRelaxedSimd()) setFlagsFromString('--experimental-wasm-relaxed-simd');
    const session = await startNodeBackend('wasm-int8').catch((error: Error) => error);
    if (session instanceof Error) {
      expect(session.message).toMatch(/8-bit dot products are wrong|no relaxed SIMD/);
      return;
    }
    expect(session.choice.name).toBe('wasm-int8');
    await fc.assert(
      fc.asyncProperty(quantisedProblem, async (problem) => {
        const error = await quantisedErrorAgainstReference(problem);
        if (error !== null) expect(error).toBeLessThan(PACKED_TOLERANCE);
      }),
    );
    session.dispose();
  });

  it('is gone once WebAssembly starts in float32', async () => {
    await startNodeBackend('wasm');
    expect(tf.getKernel(QUANTISED_CONV_2D, 'wasm')).toBeUndefined();
    const layer = quantiseConvolution(new Float32Array(32), [1, 1, 4, 8], new Float32Array(8), {
      ...{ stride: 1, pad: 0, groups: 1 },
    });
    expect(layer).toBeNull();
  });

  it('keeps the values of a filter that was stored in 8 bits', () => {
    const stored = Float32Array.from({ length: 4 * 8 }, (_, i) =>
      i < 8 ? 127 : ((i * 41) % 255) - 127,
    );
    const filter = stored.map((value, i) => value * 0.003 * (1 + (i % 8)));
    const { values, steps } = quantiseFilter(filter, [1, 1, 4, 8], 1);
    for (let o = 0; o < 8; o++) {
      expect(steps[o]).toBeCloseTo(0.003 * (1 + o), 7);
      for (let k = 0; k < 4; k++) expect(values[o * 4 + k]).toBe(stored[k * 8 + o]);
    }
  });
});

describe('slices of pictures', () => {
  it('cover every value once', () => {
    const count = (max: number) => fc.integer({ min: 1, max });
    fc.assert(
      fc.property(count(8), count(200_000), count(8), (batch, values, threads) => {
        const { span, channelSlices, slices } = pictureSlices(batch, values, threads);
        expect(slices).toBe(batch * channelSlices);
        expect(span % 16).toBe(0);
        expect((channelSlices - 1) * span).toBeLessThan(values);
        expect(channelSlices * span).toBeGreaterThanOrEqual(values);
      }),
    );
  });
});
