import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { groupedConv2D } from '../../src/engine/kernels/groupedConv2D.ts';
import {
  BINARIES,
  compileKernels,
  compileResampling,
  kernelBinary,
  resamplingModule,
} from '../../tools/build-wasm.ts';
import { convolutionProblem } from './checks/convolutionProblems.ts';
import {
  EDGE_PROBLEMS,
  errorAgainstPyTorch,
  errorAgainstReference,
  GOLDEN_CONVOLUTIONS,
  REFERENCE_TOLERANCE,
} from './checks/groupedConv.ts';
import { fixture, NODE_BACKENDS, useBackend } from './support.ts';

describe('the compiled WASM kernels', () => {
  it.each(BINARIES)(
    'are what their source compiles to (shared memory: $shared, 8-bit: $int8)',
    async (which) => {
      const compiled = await compileKernels(which);
      const committed = readFileSync(kernelBinary(which));
      expect(Buffer.from(compiled).equals(committed)).toBe(true);
    },
    // The compiler takes seconds alone, and a minute where other work has the processor.
    300_000,
  );

  it('of the resampling are, too', async () => {
    const file = new URL('../../src/engine/preprocess/resampleBinary.ts', import.meta.url);
    const compiled = resamplingModule(await compileResampling());
    expect(readFileSync(file, 'utf8')).toBe(compiled);
  }, 300_000);

  it.each(BINARIES)('have no data segment (shared memory: $shared, 8-bit: $int8)', (which) => {
    // Data would be written into the middle of tfjs's heap. Section 11 is the data section.
    const bytes = readFileSync(kernelBinary(which));
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

  it.each(GOLDEN_CONVOLUTIONS)('equals PyTorch (%s)', async (...golden) => {
    const error = await errorAgainstPyTorch(fixture('grouped-conv.golden'), golden);
    expect(error).toBeLessThan(1e-6);
  });

  it('equals the float64 reference for any shape', async () => {
    const baseline = tf.memory().numTensors;
    await fc.assert(
      fc.asyncProperty(convolutionProblem, async (problem) => {
        expect(await errorAgainstReference(problem)).toBeLessThan(REFERENCE_TOLERANCE);
      }),
      { numRuns: 60, examples: EDGE_PROBLEMS.map((problem) => [problem]) },
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
