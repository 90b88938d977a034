import * as tf from '@tensorflow/tfjs-core';
import {
  type ConvolutionOptions,
  type ConvolutionWeights,
  convolution2D,
  disposeConvolution,
  hasConvolution2D,
  uploadConvolution,
} from '../kernels/convolution.ts';
import { groupedConv2D } from '../kernels/groupedConv2D.ts';
import {
  type ConvolutionSource,
  foldConvolution,
  takeConvolution,
} from '../weights/convolution.ts';
import type { Safetensors } from '../weights/safetensors.ts';

/** A convolution of a network: where its numbers come from and how it is applied. */
export interface ConvolutionSpec extends ConvolutionSource {
  readonly stride: 1 | 2;
  /** Zero padding on every side, px. */
  readonly pad: number;
  readonly groups: number;
  readonly relu: boolean;
}

/** Weights with their batch norm folded in, for stock kernels and the grouped one. */
interface FoldedWeights {
  readonly filter: tf.Tensor4D;
  readonly bias: tf.Tensor1D;
  readonly groups: number;
}

/** A convolution with its weights on the current backend. */
export class ConvolutionLayer {
  readonly #spec: ConvolutionSpec;
  readonly #weights: ConvolutionWeights | FoldedWeights;

  constructor(weights: Safetensors, spec: ConvolutionSpec) {
    this.#spec = spec;
    this.#weights = hasConvolution2D()
      ? uploadConvolution(takeConvolution(weights, spec), spec.groups)
      : foldedWeights(weights, spec);
  }

  /** @param x NHWC; stays the caller's */
  apply(x: tf.Tensor4D): tf.Tensor4D {
    return convolution(x, this.#weights, this.#spec);
  }

  /**
   * The convolution and a shortcut added to it, in one pass where the backend can.
   * @param x NHWC; stays the caller's
   * @param shortcut of the output's shape; stays the caller's
   * @param relu whether a ReLU follows the addition, as it does where a residual block ends
   */
  applyOnto(x: tf.Tensor4D, shortcut: tf.Tensor4D, relu = true): tf.Tensor4D {
    return convolution(x, this.#weights, { ...this.#spec, relu, residual: shortcut });
  }

  dispose(): void {
    if ('format' in this.#weights) disposeConvolution(this.#weights);
    else tf.dispose([this.#weights.filter, this.#weights.bias]);
  }
}

function foldedWeights(weights: Safetensors, spec: ConvolutionSpec): FoldedWeights {
  const { filter, shape, bias } = foldConvolution(weights, spec);
  return { filter: tf.tensor4d(filter, [...shape]), bias: tf.tensor1d(bias), groups: spec.groups };
}

/** ReLU(conv(x) + residual) by the best kernels that the current backend has. */
function convolution(
  x: tf.Tensor4D,
  weights: ConvolutionWeights | FoldedWeights,
  { stride, pad, relu, residual }: ConvolutionOptions,
): tf.Tensor4D {
  if ('format' in weights) return convolution2D(x, weights, { stride, pad, relu, residual });
  if (residual)
    return tf.tidy(() => {
      const alone = convolution(x, weights, { stride, pad, relu: false });
      const sum = tf.add<tf.Tensor4D>(alone, residual);
      return relu ? tf.relu(sum) : sum;
    });
  const { filter, bias, groups } = weights;
  if (groups > 1) return groupedConv2D(x, filter, bias, { stride, pad, relu });
  return tf.fused.conv2d({
    x,
    filter,
    bias,
    strides: stride,
    // An explicit padding, even of 0, would keep tfjs from its fast path for 1 × 1 filters.
    pad:
      filter.shape[0] === 1
        ? 'valid'
        : [
            [0, 0],
            [pad, pad],
            [pad, pad],
            [0, 0],
          ],
    activation: relu ? 'relu' : 'linear',
  });
}
