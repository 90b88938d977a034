import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { startNodeBackend } from '../../src/engine/backend/node.ts';
import { Safetensors } from '../../src/engine/weights/safetensors.ts';

export { relativeError, tensorOf } from './checks/compare.ts';

/** Backends that run in Node. */
export const NODE_BACKENDS = ['cpu', 'wasm'] as const;

/** A file made by tests/fixtures/make_networks.py. */
export function fixture(name: string): Safetensors {
  const file = new URL(`../fixtures/numerics/${name}.safetensors`, import.meta.url);
  return new Safetensors(`${name}.safetensors`, new Uint8Array(readFileSync(file)));
}

/** Makes a backend the current one; both stay registered, so that tests can go back and forth. */
export async function useBackend(name: (typeof NODE_BACKENDS)[number]): Promise<void> {
  await startNodeBackend(name);
  expect(tf.getBackend()).toBe(name);
}
