import * as tf from '@tensorflow/tfjs-core';
import {
  convolution2D,
  disposeConvolution,
  type FilterFormat,
  uploadConvolution,
} from '../../../src/engine/kernels/convolution.ts';
import { halfToFloat } from '../../../src/engine/weights/float16.ts';
import type { StoredTensor } from '../../../src/engine/weights/safetensors.ts';
import { relativeError } from './compare.ts';
import { randomNumbers } from './groupedConv.ts';

/** Checks of the fused convolution on whatever backend is current. */

/** A convolution of random numbers. */
export interface Convolution2DProblem {
  readonly seed: number;
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly kernel: 1 | 3 | 7;
  readonly groups: number;
  /** Channels of one group. */
  readonly groupIn: number;
  readonly groupOut: number;
  readonly stride: 1 | 2;
  readonly pad: number;
  readonly format: FilterFormat;
  readonly residual: boolean;
  readonly relu: boolean;
}

/** Random weights as a file stores them, and what they are worth. */
function storedWeights({ seed, kernel, groups, groupIn, groupOut, format }: Convolution2DProblem): {
  readonly weight: StoredTensor;
  readonly values: Float64Array;
} {
  const outChannels = groups * groupOut;
  const shape = [outChannels, groupIn, kernel, kernel];
  const numbers = randomNumbers(seed + 1, outChannels * groupIn * kernel * kernel);
  if (format === 'float32')
    return { weight: { dtype: 'F32', shape, values: numbers }, values: Float64Array.from(numbers) };
  if (format === 'float16') {
    // Of ±1, with ten bits behind the point and exponents down to the subnormal ones.
    const bits = Uint16Array.from(numbers, (n) => (n < 0 ? 0x8000 : 0) | (Math.abs(n) * 0x3c00));
    return {
      weight: { dtype: 'F16', shape, values: bits },
      values: Float64Array.from(bits, halfToFloat),
    };
  }
  const bytes = Int8Array.from(numbers, (n) => Math.round(n * 127));
  const scale = randomNumbers(seed + 5, outChannels);
  const row = bytes.length / outChannels;
  return {
    weight: { dtype: 'I8', shape, values: bytes, scale },
    values: Float64Array.from(bytes, (byte, i) => byte * (scale[Math.floor(i / row)] as number)),
  };
}

/** The sum, term by term in float64. @param weights OIHW @returns NHWC */
function reference(
  problem: Convolution2DProblem,
  x: Float32Array,
  weights: Float64Array,
  scale: Float64Array,
  bias: Float32Array,
  residual: Float32Array | null,
  [outHeight, outWidth]: readonly [number, number],
): Float64Array {
  const { batch, height, width, kernel, groups, groupIn, groupOut, stride, pad, relu } = problem;
  const inChannels = groups * groupIn;
  const outChannels = groups * groupOut;
  const out = new Float64Array(batch * outHeight * outWidth * outChannels);
  for (let at = 0; at < out.length; at++) {
    const o = at % outChannels;
    const column = Math.floor(at / outChannels) % outWidth;
    const row = Math.floor(at / outChannels / outWidth) % outHeight;
    const image = Math.floor(at / outChannels / outWidth / outHeight);
    let sum = 0;
    for (let ky = 0; ky < kernel; ky++)
      for (let kx = 0; kx < kernel; kx++) {
        const [y, z] = [row * stride + ky - pad, column * stride + kx - pad];
        if (y < 0 || y >= height || z < 0 || z >= width) continue;
        const first = Math.floor(o / groupOut) * groupIn;
        const pixel = ((image * height + y) * width + z) * inChannels + first;
        for (let i = 0; i < groupIn; i++)
          sum +=
            (x[pixel + i] as number) *
            (weights[((o * groupIn + i) * kernel + ky) * kernel + kx] as number);
      }
    const value = sum * (scale[o] as number) + (bias[o] as number) + (residual?.[at] ?? 0);
    out[at] = relu ? Math.max(0, value) : value;
  }
  return out;
}

/** Relative error against the float64 reference; 0 for a picture too small to give any output. */
export async function convolution2DError(problem: Convolution2DProblem): Promise<number> {
  const { seed, batch, height, width, kernel, groups, groupIn, groupOut, stride, pad, relu } =
    problem;
  const outSide = (side: number) => Math.floor((side + 2 * pad - kernel) / stride) + 1;
  const [outHeight, outWidth] = [outSide(height), outSide(width)];
  if (outHeight < 1 || outWidth < 1) return 0;
  const outChannels = groups * groupOut;
  const xShape: [number, number, number, number] = [batch, height, width, groups * groupIn];
  const outShape: [number, number, number, number] = [batch, outHeight, outWidth, outChannels];
  const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b);
  const { weight, values } = storedWeights(problem);
  const x = randomNumbers(seed, size(xShape));
  const scale = Float64Array.from(randomNumbers(seed + 2, outChannels));
  const bias = randomNumbers(seed + 3, outChannels);
  const residual = problem.residual ? randomNumbers(seed + 4, size(outShape)) : null;

  const packed = uploadConvolution({ weight, scale, bias }, groups);
  const y = tf.tidy(() =>
    convolution2D(tf.tensor4d(x, xShape), packed, {
      ...{ stride, pad, relu },
      ...(residual && { residual: tf.tensor4d(residual, outShape) }),
    }),
  );
  const actual = await y.data();
  y.dispose();
  disposeConvolution(packed);
  const expected = reference(problem, x, values, scale, bias, residual, [outHeight, outWidth]);
  return relativeError(actual, expected);
}

/**
 * Shapes at the edges of what the programs cover: channels that are no multiple of four, in and out;
 * more channels than a workgroup holds; a last tile that is not full; one pixel; a row that ends
 * within a tile; the stem.
 */
export const EDGE_CONVOLUTIONS: readonly Convolution2DProblem[] = [
  { height: 9, width: 11, kernel: 7, groupIn: 3, groupOut: 16, stride: 2, pad: 3, relu: true },
  { height: 5, width: 9, kernel: 3, groupIn: 6, groupOut: 9, stride: 1, pad: 1, residual: true },
  { height: 7, width: 11, kernel: 1, groupIn: 40, groupOut: 72, stride: 1, pad: 0, residual: true },
  { height: 6, width: 5, kernel: 1, groupIn: 8, groupOut: 35, stride: 2, pad: 0 },
  { height: 8, width: 17, kernel: 3, groupIn: 4, groupOut: 68, stride: 2, pad: 1, relu: true },
  { height: 1, width: 1, kernel: 3, groupIn: 5, groupOut: 32, stride: 1, pad: 1 },
  { height: 5, width: 8, kernel: 3, groups: 9, groupIn: 4, groupOut: 8, stride: 1, pad: 1 },
].map((edge, seed) => ({
  ...{ seed, batch: 2, groups: 1, residual: false, relu: false },
  format: (['float16', 'float32', 'int8'] as const)[seed % 3],
  ...edge,
})) as Convolution2DProblem[];
