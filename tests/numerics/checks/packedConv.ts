import * as tf from '@tensorflow/tfjs-core';
import { packConvolution, packedConv2D } from '../../../src/engine/kernels/packedConv2D.ts';
import { largestDifference } from './compare.ts';
import { randomNumbers } from './groupedConv.ts';

/** Checks of the packed convolution on whatever backend is current. */

/** A convolution of random numbers. */
export interface PackedProblem {
  readonly seed: number;
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly groups: number;
  /** Channels of one group. */
  readonly groupIn: number;
  readonly groupOut: number;
  readonly kernel: 1 | 3 | 7;
  readonly stride: 1 | 2;
  readonly pad: number;
  readonly relu: boolean;
  readonly residual: boolean;
}

/** Shapes at the edges: one pixel, a rest of every kind, and work enough for several threads. */
export const PACKED_EDGE_PROBLEMS: readonly PackedProblem[] = [
  { height: 1, width: 1, groupIn: 1, groupOut: 1, kernel: 1, pad: 0 },
  { height: 1, width: 1, groupIn: 4, groupOut: 8, kernel: 3, pad: 1 },
  { height: 9, width: 13, groupIn: 3, groupOut: 20, kernel: 7, stride: 2, pad: 3 },
  { height: 5, width: 6, groupIn: 12, groupOut: 16, kernel: 3, pad: 3 },
  { height: 37, width: 41, groupIn: 16, groupOut: 24, kernel: 3, pad: 1 },
  { height: 3, width: 2, groupIn: 64, groupOut: 256, kernel: 3, pad: 1 },
  { height: 33, width: 31, groupIn: 20, groupOut: 44, kernel: 1, pad: 0 },
  { height: 31, width: 35, groupIn: 20, groupOut: 60, kernel: 3, stride: 2, pad: 1 },
  { height: 3, width: 3, groupIn: 256, groupOut: 300, kernel: 1, pad: 0 },
  { height: 1, width: 1, groups: 3, groupIn: 1, groupOut: 1, kernel: 3, pad: 1 },
  { height: 7, width: 9, groups: 32, groupIn: 4, groupOut: 4, kernel: 3, pad: 1 },
  { height: 9, width: 8, groups: 5, groupIn: 6, groupOut: 11, kernel: 3, stride: 2, pad: 3 },
  { height: 33, width: 40, groups: 8, groupIn: 8, groupOut: 8, kernel: 3, pad: 1 },
  { height: 33, width: 40, groups: 8, groupIn: 8, groupOut: 8, kernel: 3, stride: 2, pad: 1 },
  { height: 13, width: 10, groups: 6, groupIn: 4, groupOut: 4, kernel: 3, pad: 1 },
  { height: 7, width: 7, groups: 32, groupIn: 64, groupOut: 64, kernel: 3, pad: 1 },
].map(
  (problem, i) =>
    ({
      seed: i,
      batch: 2,
      stride: 1,
      groups: 1,
      relu: i % 2 === 0,
      residual: i % 3 !== 0,
      ...problem,
    }) as PackedProblem,
);

/** What the largest difference is measured against: a sum of so many products within ±1. */
export const PACKED_TOLERANCE = 2e-6;

/** The plain sum in float64: [batch, outHeight, outWidth, outChannels], row-major. */
export function packedReference(
  { batch, height, width, groups, groupIn, groupOut, kernel, stride, pad, relu }: PackedProblem,
  [outHeight, outWidth]: readonly [number, number],
  x: Float32Array | Float64Array,
  filter: Float32Array | Float64Array,
  bias: Float32Array,
  residual: Float32Array | null,
): Float64Array {
  const inChannels = groups * groupIn;
  const outChannels = groups * groupOut;
  const out = new Float64Array(batch * outHeight * outWidth * outChannels);
  let at = 0;
  for (let n = 0; n < batch; n++)
    for (let oy = 0; oy < outHeight; oy++)
      for (let ox = 0; ox < outWidth; ox++)
        for (let o = 0; o < outChannels; o++) {
          let sum = bias[o] as number;
          for (let tap = 0; tap < kernel * kernel; tap++) {
            const iy = oy * stride + Math.floor(tap / kernel) - pad;
            const ix = ox * stride + (tap % kernel) - pad;
            if (iy < 0 || iy >= height || ix < 0 || ix >= width) continue;
            const pixel = ((n * height + iy) * width + ix) * inChannels;
            const first = pixel + Math.floor(o / groupOut) * groupIn;
            for (let c = 0; c < groupIn; c++)
              sum +=
                (x[first + c] as number) *
                (filter[(tap * groupIn + c) * outChannels + o] as number);
          }
          if (residual) sum += residual[at] as number;
          out[at++] = relu ? Math.max(0, sum) : sum;
        }
  return out;
}

type Shape4D = [number, number, number, number];

/** Numbers within ±1 for a problem; null where the padded picture is smaller than the filter. */
export function randomOperands(problem: PackedProblem) {
  const { seed, batch, height, width, groups, groupIn, kernel, stride, pad } = problem;
  const outChannels = groups * problem.groupOut;
  const outSide = (side: number) => Math.floor((side + 2 * pad - kernel) / stride) + 1;
  const outShape: Shape4D = [batch, outSide(height), outSide(width), outChannels];
  if (outShape[1] < 1 || outShape[2] < 1) return null;
  const xShape: Shape4D = [batch, height, width, groups * groupIn];
  const filterShape: Shape4D = [kernel, kernel, groupIn, outChannels];
  const length = (shape: Shape4D) => shape.reduce((a, b) => a * b);
  return {
    ...{ xShape, filterShape, outShape },
    x: randomNumbers(seed, length(xShape)),
    filter: randomNumbers(seed + 1, length(filterShape)),
    bias: randomNumbers(seed + 2, outChannels),
    added: problem.residual ? randomNumbers(seed + 3, length(outShape)) : null,
    /** In one sum. */
    products: kernel * kernel * groupIn,
  };
}

/**
 * Largest absolute difference from the float64 reference ÷ number of products in a sum; null where
 * the padded picture is smaller than the filter.
 */
export async function packedErrorAgainstReference(problem: PackedProblem): Promise<number | null> {
  const operands = randomOperands(problem);
  if (!operands) return null;
  const { x, xShape, filter, filterShape, bias, added, outShape, products } = operands;
  const { stride, pad, groups } = problem;
  const packed = packConvolution(filter, filterShape, bias, { stride, pad, groups });
  if (!packed) throw new Error('The current backend has no packed convolution.');
  const input = tf.tensor4d(x, xShape);
  const residual = added && tf.tensor4d(added, outShape);
  const y = packedConv2D(input, packed, {
    relu: problem.relu,
    ...(residual && { residual }),
  });
  const actual = await y.data();
  tf.dispose([input, packed.filter, packed.bias, y, ...(residual ? [residual] : [])]);
  const expected = packedReference(problem, [outShape[1], outShape[2]], x, filter, bias, added);
  return largestDifference(actual, expected) / products;
}
