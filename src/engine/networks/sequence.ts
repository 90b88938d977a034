import * as tf from '@tensorflow/tfjs-core';
import type { Pace } from '../pace.ts';

/** One synchronous piece of a network. */
export type Step = (x: tf.Tensor4D) => tf.Tensor4D;

/**
 * Runs steps one after the other, freeing each intermediate result and breathing in between, so
 * that a network of seconds stays cancellable.
 * @param x stays the caller's
 * @param onResult called with the result of each step while it lives
 * @returns the last step's result, which is the caller's
 * @throws DOMException 'AbortError' when cancelled; nothing is left behind then
 */
export async function runSteps(
  x: tf.Tensor4D,
  steps: readonly Step[],
  pace: Pace,
  onResult?: (index: number, result: tf.Tensor4D) => void,
): Promise<tf.Tensor4D> {
  let current = x;
  try {
    for (const [index, step] of steps.entries()) {
      const input = current;
      current = tf.tidy(() => step(input));
      if (input !== x) input.dispose();
      onResult?.(index, current);
      await pace.breathe();
    }
    return current;
  } catch (error) {
    if (current !== x) current.dispose();
    throw error;
  }
}
