import * as tf from '@tensorflow/tfjs-core';
import { toBackend } from '../backend/upload.ts';
import { groupedConv2D } from '../kernels/groupedConv2D.ts';
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
  readonly #filter: tf.Tensor4D;
  readonly #bias: tf.Tensor1D;

  constructor(weights: Safetensors, spec: ConvolutionSpec) {
    const { filter, shape, bias } = foldConvolution(weights, spec);
    this.#spec = spec;
    this.#filter = toBackend(tf.tensor4d(filter, [...shape]));
    this.#bias = toBackend(tf.tensor1d(bias));
  }

  /** @param x NHWC; stays the caller's */
  apply(x: tf.Tensor4D): tf.Tensor4D {
    const { kernel, stride, pad, groups, relu } = this.#spec;
    if (groups > 1) return groupedConv2D(x, this.#filter, this.#bias, { stride, pad, relu });
    return tf.fused.conv2d({
      x,
      filter: this.#filter,
      bias: this.#bias,
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

  dispose(): void {
    this.#filter.dispose();
    this.#bias.dispose();
  }
}
