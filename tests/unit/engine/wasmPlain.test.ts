import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { startNodeBackend } from '../../../src/engine/backend/node.ts';
import { registerPlainWasmGroupedConv2D } from '../../../src/engine/kernels/wasmPlain.ts';
import { convolutionProblem } from '../../numerics/checks/convolutionProblems.ts';
import {
  EDGE_PROBLEMS,
  errorAgainstReference,
  REFERENCE_TOLERANCE,
} from '../../numerics/checks/groupedConv.ts';

/** In a file of its own: which binary tfjs-wasm takes is settled when it first starts. */

it('WebAssembly without SIMD computes grouped convolutions too', async () => {
  tf.env().set('WASM_HAS_SIMD_SUPPORT', false);
  await startNodeBackend('wasm');
  registerPlainWasmGroupedConv2D();
  const before = tf.memory().numTensors;
  for (const problem of [...EDGE_PROBLEMS, ...fc.sample(convolutionProblem, 10)])
    expect(await errorAgainstReference(problem)).toBeLessThan(REFERENCE_TOLERANCE);
  expect(tf.memory().numTensors).toBe(before);
});
