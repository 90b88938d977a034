import * as tf from '@tensorflow/tfjs-core';
import { toBackend } from '../backend/upload.ts';
import { groupedConv2D } from '../kernels/groupedConv2D.ts';
import { type PackedConvolution, packConvolution, packedConv2D } from '../kernels/packedConv2D.ts';
import { type ConvolutionSource, foldConvolution } from '../weights/convolution.ts';
import type { Safetensors } from '../weights/safetensors.ts';

/** A convolution of a network: where its numbers come from and how it is applied. */
export interface ConvolutionSpec extends ConvolutionSource {
  readonly stride: 1 | 2;
  /** Zero padding on every side, px. */
  readonly pad: number;
  readonly groups: number;
  readonly relu: boolean;
}

/** A convolution with its weights on the current backend. */
export class ConvolutionLayer {
  readonly #spec: ConvolutionSpec;
  readonly #weights: Weights;

  constructor(weights: Safetensors, spec: ConvolutionSpec) {
    const { filter, shape, bias } = foldConvolution(weights, spec);
    this.#spec = spec;
    const packed = spec.groups === 1 ? packConvolution(filter, shape, bias, spec) : null;
    this.#weights = packed
      ? { kind: 'packed', ...packed }
      : {
          kind: 'plain',
          filter: toBackend(tf.tensor4d(filter, [...shape])),
          bias: toBackend(tf.tensor1d(bias)),
        };
  }

  /** @param x NHWC; stays the caller's */
  apply(x: tf.Tensor4D): tf.Tensor4D {
    const weights = this.#weights;
    const { kernel, stride, pad, groups, relu } = this.#spec;
    if (weights.kind === 'packed') return packedConv2D(x, weights, { relu });
    const { filter, bias } = weights;
    if (groups > 1) return groupedConv2D(x, filter, bias, { stride, pad, relu });
    return tf.fused.conv2d({
      x,
      filter,
      bias,
      strides: stride,
      // An explicit padding, even of 0, would keep tfjs from its fast path for 1 × 1 filters.
      pad:
        kernel === 1
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

  /**
   * The end of a residual block: ReLU(convolution + shortcut), in one pass where the backend can.
   * @param x NHWC; stays the caller's
   * @param shortcut of the output's shape; stays the caller's
   */
  applyOnto(x: tf.Tensor4D, shortcut: tf.Tensor4D): tf.Tensor4D {
    const weights = this.#weights;
    if (weights.kind === 'packed')
      return packedConv2D(x, weights, { relu: true, residual: shortcut });
    return tf.relu(tf.add<tf.Tensor4D>(this.apply(x), shortcut));
  }

  dispose(): void {
    this.#weights.filter.dispose();
    this.#weights.bias.dispose();
  }
}

type Weights =
  | ({ readonly kind: 'packed' } & PackedConvolution)
  | { readonly kind: 'plain'; readonly filter: tf.Tensor4D; readonly bias: tf.Tensor1D };
