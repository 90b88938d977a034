import * as tf from '@tensorflow/tfjs-core';
import {
  geometryOf,
  type PackedConv2DEpilogue,
  type PackedConvGeometry,
  type PackedConvolutionOptions,
} from './packedConv2D.ts';
import { type FilterShape, packBias, quantiseFilter } from './wasm/packing.ts';

/**
 * 2-D convolution in 8-bit arithmetic: weights are rounded by output channel, activations by picture,
 * sums are exact. WASM with relaxed SIMD only (./wasmQuantised.ts), and there only where it was asked for:
 * its results differ from every other backend's by what is rounded (docs/adr/0023).
 */
export const QUANTISED_CONV_2D = 'QuantisedConv2D';

export interface QuantisedConv2DAttrs extends PackedConvolutionOptions {
  readonly kernel: number;
  readonly outChannels: number;
  readonly relu: boolean;
}

export interface QuantisedConv2DInputs {
  readonly x: tf.TensorInfo;
  readonly filter: tf.TensorInfo;
  readonly steps: tf.TensorInfo;
  readonly bias: tf.TensorInfo;
  readonly residual?: tf.TensorInfo;
}

/** A filter and its bias on the current backend, laid out for the kernel. */
export interface QuantisedConvolution {
  /** Four values in each 32-bit word. */
  readonly filter: tf.Tensor1D;
  readonly steps: tf.Tensor1D;
  readonly bias: tf.Tensor1D;
  readonly attrs: Omit<QuantisedConv2DAttrs, 'relu'>;
}

/**
 * Rounds a filter, lays it out and uploads it.
 * @param filter HWIO, its sides equal, its output channels ordered by group as in PyTorch
 * @returns the caller's; null where the current backend has no such kernel for this filter
 */
export function quantiseConvolution(
  filter: Float32Array,
  shape: FilterShape,
  bias: Float32Array,
  options: PackedConvolutionOptions,
): QuantisedConvolution | null {
  const [kernel, , groupIn, outChannels] = shape;
  if (!tf.getKernel(QUANTISED_CONV_2D, tf.getBackend())) return null;
  if (groupIn % 4 !== 0) return null;
  const { values, steps } = quantiseFilter(filter, shape, options.groups);
  return {
    filter: tf.tensor1d(new Int32Array(values.buffer), 'int32'),
    steps: tf.tensor1d(steps),
    bias: tf.tensor1d(packBias(bias, options.groups)),
    attrs: { ...options, kernel, outChannels },
  };
}

/**
 * Runs the kernel.
 * @param x NHWC, nowhere negative
 * @throws RangeError on shapes that do not fit
 */
export function quantisedConv2D(
  x: tf.Tensor4D,
  { filter, steps, bias, attrs: unfinished }: QuantisedConvolution,
  { relu, residual }: PackedConv2DEpilogue,
): tf.Tensor4D {
  const attrs: QuantisedConv2DAttrs = { ...unfinished, relu };
  const inputs = { x, filter, steps, bias, ...(residual && { residual }) };
  quantisedConvGeometry(inputs, attrs);
  return tf.engine().runKernel(QUANTISED_CONV_2D, inputs, { ...attrs });
}

/** @throws RangeError where the shapes do not fit each other */
export const quantisedConvGeometry = (
  inputs: QuantisedConv2DInputs,
  attrs: QuantisedConv2DAttrs,
): PackedConvGeometry =>
  // Four values lie in a word.
  geometryOf(QUANTISED_CONV_2D, inputs, attrs, (attrs.kernel * attrs.kernel) / 4);
