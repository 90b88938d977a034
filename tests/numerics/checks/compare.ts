import * as tf from '@tensorflow/tfjs-core';
import type { WeightTensor } from '../../../src/engine/weights/safetensors.ts';

/** How results are measured against frozen ones, in Node and in a browser alike. */

/**
 * Largest absolute difference ÷ largest absolute expected value; NaN where any value is NaN.
 * @throws RangeError where the lengths differ
 */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let size = 0;
  for (let i = 0; i < expected.length; i++) size = Math.max(size, Math.abs(expected[i] as number));
  const difference = largestDifference(actual, expected);
  // Where all is expected to be 0, as behind a ReLU it may be, there is nothing to divide by.
  return size === 0 ? difference : difference / size;
}

/** Largest absolute difference. @throws RangeError where the lengths differ */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length)
    throw new RangeError(`${actual.length} values instead of ${expected.length}`);
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs((actual[i] as number) - (expected[i] as number));
    // NaN compares false with everything and would pass for a match.
    if (Number.isNaN(difference)) return Number.NaN;
    largest = Math.max(largest, difference);
  }
  return largest;
}

/** Relative error of a tensor's values. @throws RangeError where its shape is another */
export async function tensorError(actual: tf.Tensor, expected: WeightTensor): Promise<number> {
  if (actual.shape.join() !== expected.shape.join())
    throw new RangeError(`shape [${actual.shape}] instead of [${expected.shape}]`);
  return relativeError(await actual.data(), expected.values);
}

export const tensorOf = ({ shape, values }: WeightTensor): tf.Tensor4D =>
  tf.tensor4d(values, shape as [number, number, number, number]);
