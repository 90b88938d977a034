import * as tf from '@tensorflow/tfjs-core';
import { groupedConvReference } from '../../../src/engine/kernels/cpu.ts';
import {
  type GroupedConv2DAttrs,
  groupedConv2D,
  groupedConvGeometry,
} from '../../../src/engine/kernels/groupedConv2D.ts';
import { packConvolution, packedConv2D } from '../../../src/engine/kernels/packedConv2D.ts';
import type { Safetensors } from '../../../src/engine/weights/safetensors.ts';
import { largestDifference, tensorError, tensorOf } from './compare.ts';

/** Checks of the grouped convolution on whatever backend is current. */

/** Name in the fixture `grouped-conv.golden`, stride, padding. */
export type GoldenConvolution = readonly [name: string, stride: 1 | 2, pad: number];

export const GOLDEN_CONVOLUTIONS = [
  ['s1_p1_g8', 1, 1],
  ['s2_p1_g4', 2, 1],
  ['s1_p0_g2', 1, 0],
  ['s2_p2_g3', 2, 2],
] as const satisfies readonly GoldenConvolution[];

type Shape4D = [number, number, number, number];

/** Runs the kernel that the networks would: the packed one where the backend has it. */
export function convolveGroups(
  x: tf.Tensor4D,
  filter: Float32Array,
  shape: Shape4D,
  bias: Float32Array,
  attrs: GroupedConv2DAttrs,
): tf.Tensor4D {
  const groups = (x.shape[3] as number) / shape[2];
  return tf.tidy(() => {
    const packed = packConvolution(filter, shape, bias, { ...attrs, groups });
    return packed
      ? packedConv2D(x, packed, attrs)
      : groupedConv2D(x, tf.tensor4d(filter, shape), tf.tensor1d(bias), attrs);
  });
}

/** Relative error of one frozen PyTorch result. */
export async function errorAgainstPyTorch(
  golden: Safetensors,
  [name, stride, pad]: GoldenConvolution,
): Promise<number> {
  const x = tensorOf(golden.read(`${name}.x`));
  const filter = golden.read(`${name}.filter`);
  const bias = golden.read(`${name}.bias`).values;
  const y = convolveGroups(x, filter.values, filter.shape as Shape4D, bias, {
    stride,
    pad,
    relu: false,
  });
  const error = await tensorError(y, golden.read(`${name}.y`));
  tf.dispose([x, y]);
  return error;
}

/** A grouped convolution of random numbers. */
export interface ConvolutionProblem {
  readonly seed: number;
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly groups: number;
  /** Channels of one group ÷ 4. */
  readonly quadsIn: number;
  readonly quadsOut: number;
  readonly stride: 1 | 2;
  readonly pad: number;
  readonly relu: boolean;
}

/**
 * Shapes at the edges of what the GPU implementations cover: more output channels than one
 * workgroup holds, a single output pixel, a single column, padding wider than the picture, and a
 * width that is no multiple of a tile; and one with work for several threads.
 */
export const EDGE_PROBLEMS: readonly ConvolutionProblem[] = [
  { height: 5, width: 9, groups: 18, quadsOut: 4, stride: 1, pad: 1, relu: false },
  { height: 3, width: 3, groups: 2, quadsOut: 1, stride: 1, pad: 0, relu: false },
  { height: 6, width: 1, groups: 3, quadsOut: 2, stride: 2, pad: 1, relu: true },
  { height: 2, width: 2, groups: 1, quadsOut: 1, stride: 2, pad: 3, relu: false },
  { height: 4, width: 15, groups: 2, quadsOut: 1, stride: 1, pad: 1, relu: true },
  { height: 33, width: 40, groups: 8, quadsOut: 2, stride: 1, pad: 1, relu: true },
].map((problem, i) => ({ seed: i, batch: 2, quadsIn: 1, ...problem }) as ConvolutionProblem);

/** Sums of up to 108 products of numbers within ±1: the rounding of float32 stays below this. */
export const REFERENCE_TOLERANCE = 2e-5;

/** Numbers in −1 … 1 from a seed (mulberry32). */
export function randomNumbers(seed: number, length: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  });
}

/** Largest absolute difference from the float64 reference. */
export async function errorAgainstReference(problem: ConvolutionProblem): Promise<number> {
  const { seed, batch, height, width, groups, quadsIn, quadsOut, stride, pad, relu } = problem;
  const outChannels = groups * quadsOut * 4;
  const xShape: Shape4D = [batch, height, width, groups * quadsIn * 4];
  const filterShape: Shape4D = [3, 3, quadsIn * 4, outChannels];
  const length = (shape: readonly number[]) => shape.reduce((a, b) => a * b);
  const x = randomNumbers(seed, length(xShape));
  const filter = randomNumbers(seed + 1, length(filterShape));
  const bias = randomNumbers(seed + 2, outChannels);
  const input = tf.tensor4d(x, xShape);
  const y = convolveGroups(input, filter, filterShape, bias, { stride, pad, relu });
  const actual = await y.data();
  tf.dispose([input, y]);
  const geometry = groupedConvGeometry(
    { x: { shape: xShape }, filter: { shape: filterShape }, bias: { shape: [outChannels] } },
    { stride, pad, relu },
  );
  return largestDifference(actual, groupedConvReference(x, filter, bias, geometry, relu));
}
