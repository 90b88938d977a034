import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { startNodeBackend } from '../../src/engine/backend/node.ts';
import { Safetensors, type WeightTensor } from '../../src/engine/weights/safetensors.ts';

/** Backends that run in Node. */
export const NODE_BACKENDS = ['cpu', 'wasm'] as const;

/** A file made by tests/fixtures/make_networks.py. */
export function fixture(name: string): Safetensors {
  const file = new URL(`../fixtures/numerics/${name}.safetensors`, import.meta.url);
  return new Safetensors(`${name}.safetensors`, new Uint8Array(readFileSync(file)));
}

export const tensorOf = ({ shape, values }: WeightTensor): tf.Tensor4D =>
  tf.tensor4d(values, shape as [number, number, number, number]);

/** Largest absolute difference ÷ largest absolute expected value. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  let difference = 0;
  let size = 0;
  for (let i = 0; i < expected.length; i++) {
    const delta = Math.abs((actual[i] as number) - (expected[i] as number));
    // NaN compares false with everything and would pass for a match.
    if (Number.isNaN(delta)) return Number.NaN;
    difference = Math.max(difference, delta);
    size = Math.max(size, Math.abs(expected[i] as number));
  }
  return difference / size;
}

/** Makes a backend the current one; both stay registered, so that tests can go back and forth. */
export async function useBackend(name: (typeof NODE_BACKENDS)[number]): Promise<void> {
  await startNodeBackend(name);
  expect(tf.getBackend()).toBe(name);
}
