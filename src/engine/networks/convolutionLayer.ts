import * as tf from '@tensorflow/tfjs-core';
import { toBackend } from '../backend/upload.ts';
import {
  type ConvolutionWeights,
  convolution2D,
  disposeConvolution,
  hasConvolution2D,
  uploadConvolution,
} from '../kernels/convolution.ts';
import { groupedConv2D } from '../kernels/groupedConv2D.ts';
import { type PackedConvolution, packConvolution, packedConv2D } from '../kernels/packedConv2D.ts';
import {
  type QuantisedConvolution,
  quantiseConvolution,
  quantisedConv2D,
} from '../kernels/quantisedConv2D.ts';
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
  /**
   * Whether it may be computed in 8 bits where the backend does so: its input is nowhere negative, and
   * what it serves bears the rounding.
   */
  readonly quantisable?: boolean;
}

/** What follows the sums of a convolution. */
interface Epilogue {
  readonly relu: boolean;
  /** Added before the ReLU; of the output's shape. Stays the caller's. */
  readonly residual?: tf.Tensor4D;
}

/** The weights in the form that the current backend's best kernel wants. */
type Weights =
  /** WebGPU: as the file stores them. */
  | ({ readonly kind: 'stored' } & ConvolutionWeights)
  /** WASM: folded and laid out for the kernel. */
  | ({ readonly kind: 'packed' } & PackedConvolution)
  /** WASM in 8-bit arithmetic. */
  | ({ readonly kind: 'quantised' } & QuantisedConvolution)
  /** Folded, for tfjs's own kernels and the grouped one. */
  | { readonly kind: 'plain'; readonly filter: tf.Tensor4D; readonly bias: tf.Tensor1D };

/** A convolution with its weights on the current backend. */
export class ConvolutionLayer {
  readonly #spec: ConvolutionSpec;
  readonly #weights: Weights;

  constructor(weights: Safetensors, spec: ConvolutionSpec) {
    this.#spec = spec;
    this.#weights = upload(weights, spec);
  }

  /** @param x NHWC; stays the caller's */
  apply(x: tf.Tensor4D): tf.Tensor4D {
    return this.#run(x, { relu: this.#spec.relu });
  }

  /**
   * The convolution and a shortcut added to it, in one pass where the backend can.
   * @param x NHWC; stays the caller's
   * @param shortcut of the output's shape; stays the caller's
   * @param relu whether a ReLU follows the addition, as it does where a residual block ends
   */
  applyOnto(x: tf.Tensor4D, shortcut: tf.Tensor4D, relu = true): tf.Tensor4D {
    return this.#run(x, { relu, residual: shortcut });
  }

  #run(x: tf.Tensor4D, { relu, residual }: Epilogue): tf.Tensor4D {
    const weights = this.#weights;
    const { stride, pad } = this.#spec;
    if (weights.kind === 'stored')
      return convolution2D(x, weights, { stride, pad, relu, residual });
    if (weights.kind === 'quantised')
      return quantisedConv2D(x, weights, { relu, ...(residual && { residual }) });
    if (weights.kind === 'packed')
      return packedConv2D(x, weights, { relu, ...(residual && { residual }) });
    if (!residual) return this.#plain(x, weights, relu);
    return tf.tidy(() => {
      const sum = tf.add<tf.Tensor4D>(this.#plain(x, weights, false), residual);
      return relu ? tf.relu(sum) : sum;
    });
  }

  #plain(
    x: tf.Tensor4D,
    { filter, bias }: Extract<Weights, { kind: 'plain' }>,
    relu: boolean,
  ): tf.Tensor4D {
    const { kernel, stride, pad, groups } = this.#spec;
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

  dispose(): void {
    const weights = this.#weights;
    if (weights.kind === 'stored') disposeConvolution(weights);
    else if (weights.kind === 'quantised')
      tf.dispose([weights.filter, weights.steps, weights.bias]);
    else tf.dispose([weights.filter, weights.bias]);
  }
}

function upload(weights: Safetensors, spec: ConvolutionSpec): Weights {
  if (hasConvolution2D())
    return { kind: 'stored', ...uploadConvolution(takeConvolution(weights, spec), spec.groups) };
  const { filter, shape, bias } = foldConvolution(weights, spec);
  const { kernel, stride, pad, groups, quantisable = false } = spec;
  const options = { stride, pad, groups };
  // Winograd's 3 × 3 is as fast in float32 as the plain sum is in 8 bits.
  if (quantisable && !(kernel === 3 && stride === 1 && groups === 1)) {
    const quantised = quantiseConvolution(filter, shape, bias, options);
    if (quantised) return { kind: 'quantised', ...quantised };
  }
  const packed = packConvolution(filter, shape, bias, options);
  if (packed) return { kind: 'packed', ...packed };
  return {
    kind: 'plain',
    filter: toBackend(tf.tensor4d(filter, [...shape])),
    bias: toBackend(tf.tensor1d(bias)),
  };
}
