import * as tf from '@tensorflow/tfjs-core';
import {
  quantiseConvolution,
  quantisedConv2D,
} from '../../../src/engine/kernels/quantisedConv2D.ts';
import { largestDifference } from './compare.ts';
import {
  PACKED_EDGE_PROBLEMS,
  type PackedProblem,
  packedReference,
  randomOperands,
} from './packedConv.ts';

/** Checks of the 8-bit convolution on whatever backend is current. */

/** Those edges whose channels come in fours. */
export const QUANTISED_EDGE_PROBLEMS: readonly PackedProblem[] = PACKED_EDGE_PROBLEMS.filter(
  ({ groupIn }) => groupIn % 4 === 0,
);

type Rounding = (value: number, largest: number) => number;

/** As the kernel rounds activations: in float32, so that what lies in the middle falls alike. */
const activation: Rounding = (value, largest) =>
  halfToEven(Math.fround(value * Math.fround(127 / largest))) * Math.fround(largest / 127);

const weight: Rounding = (value, largest) =>
  Math.round((value / largest) * 127) * Math.fround(largest / 127);

/** In whole units of 1/127 of the largest value of each part. */
function rounded(
  values: Float32Array,
  parts: number,
  partOf: (index: number) => number,
  round: Rounding,
): Float64Array {
  const largest = new Float64Array(parts);
  for (const [i, value] of values.entries()) {
    const part = partOf(i);
    largest[part] = Math.max(largest[part] as number, Math.abs(value));
  }
  return Float64Array.from(values, (value, i) => {
    const of = largest[partOf(i)] as number;
    return of === 0 ? 0 : round(value, of);
  });
}

function halfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

/**
 * Largest absolute difference from the float64 convolution of the rounded numbers ÷ number of products
 * in a sum; null where the padded picture is smaller than the filter.
 */
export async function quantisedErrorAgainstReference(
  problem: PackedProblem,
): Promise<number | null> {
  const operands = randomOperands(problem);
  if (!operands) return null;
  const { xShape, filter, filterShape, bias, added, outShape, products } = operands;
  const { stride, pad, groups } = problem;
  const [batch, height, width, inChannels] = xShape;
  const picture = height * width * inChannels;
  // As out of a ReLU, each picture with another largest value.
  const x = operands.x.map((value, i) => Math.max(0, value) * (1 + Math.floor(i / picture)));
  const quantised = quantiseConvolution(filter, filterShape, bias, { stride, pad, groups });
  if (!quantised) throw new Error('The current backend has no 8-bit convolution.');
  const input = tf.tensor4d(x, xShape);
  const residual = added && tf.tensor4d(added, outShape);
  const y = quantisedConv2D(input, quantised, {
    relu: problem.relu,
    ...(residual && { residual }),
  });
  const actual = await y.data();
  const { filter: weights, steps } = quantised;
  tf.dispose([input, weights, steps, quantised.bias, y, ...(residual ? [residual] : [])]);
  const expected = packedReference(
    problem,
    [outShape[1], outShape[2]],
    rounded(x, batch, (i) => Math.floor(i / picture), activation),
    rounded(filter, outShape[3], (i) => i % outShape[3], weight),
    bias,
    added,
  );
  return largestDifference(actual, expected) / products;
}
