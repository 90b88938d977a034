import * as tf from '@tensorflow/tfjs-core';
import { PANEL } from './wasm/job.ts';
import { type FilterShape, packBias, packFilter, packWinogradFilter } from './wasm/packing.ts';
import { fitsScratch, winogradFits } from './wasm/plan.ts';
import { WINOGRAD_PRODUCTS } from './wasm/winograd.ts';

/**
 * 2-D convolution with bias, optional residual and optional ReLU in one tfjs kernel, its filter laid
 * out beforehand. WASM only (./wasm.ts): there it replaces XNNPACK's.
 */
export const PACKED_CONV_2D = 'PackedConv2D';

/**
 * `winograd` needs four times fewer products for a 3 × 3 filter, and four times its memory;
 * `gather` is the plain sum and takes any filter.
 */
export type ConvolutionMethod = 'winograd' | 'gather';

export interface PackedConv2DAttrs {
  readonly kernel: number;
  readonly stride: 1 | 2;
  /** Zero padding on every side, px. */
  readonly pad: number;
  readonly relu: boolean;
  readonly outChannels: number;
  readonly method: ConvolutionMethod;
}

export interface PackedConv2DInputs {
  readonly x: tf.TensorInfo;
  readonly filter: tf.TensorInfo;
  readonly bias: tf.TensorInfo;
  readonly residual?: tf.TensorInfo;
}

/** A filter and its bias on the current backend, laid out for the kernel. */
export interface PackedConvolution {
  readonly filter: tf.Tensor1D;
  readonly bias: tf.Tensor1D;
  readonly attrs: Omit<PackedConv2DAttrs, 'relu'>;
}

/**
 * Lays a filter out and uploads it.
 * @param filter HWIO, its sides equal
 * @returns the caller's; null where the current backend has no such kernel for this filter
 */
export function packConvolution(
  filter: Float32Array,
  shape: FilterShape,
  bias: Float32Array,
  { stride, pad }: { readonly stride: 1 | 2; readonly pad: number },
): PackedConvolution | null {
  const [kernel, , inChannels, outChannels] = shape;
  if (!tf.getKernel(PACKED_CONV_2D, tf.getBackend())) return null;
  if (!fitsScratch(kernel * kernel * inChannels)) return null;
  const winograd =
    kernel === 3 &&
    stride === 1 &&
    inChannels % 4 === 0 &&
    outChannels % PANEL === 0 &&
    winogradFits(inChannels);
  return {
    filter: tf.tensor1d((winograd ? packWinogradFilter : packFilter)(filter, shape)),
    bias: tf.tensor1d(packBias(bias)),
    attrs: { stride, pad, kernel, outChannels, method: winograd ? 'winograd' : 'gather' },
  };
}

/** What happens to the sums before they are stored. */
export interface PackedConv2DEpilogue {
  readonly relu: boolean;
  /** Of the output's shape; added before the ReLU. */
  readonly residual?: tf.Tensor4D;
}

/**
 * Runs the kernel.
 * @param x NHWC
 * @throws RangeError on shapes that do not fit
 */
export function packedConv2D(
  x: tf.Tensor4D,
  { filter, bias, attrs: unfinished }: PackedConvolution,
  { relu, residual }: PackedConv2DEpilogue,
): tf.Tensor4D {
  const attrs: PackedConv2DAttrs = { ...unfinished, relu };
  const inputs = { x, filter, bias, ...(residual && { residual }) };
  packedConvGeometry(inputs, attrs);
  return tf.engine().runKernel(PACKED_CONV_2D, inputs, { ...attrs });
}

/** Shapes of the input and the output. */
export interface PackedConvGeometry {
  readonly batch: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outShape: [number, number, number, number];
}

/** @throws RangeError where the shapes do not fit each other */
export function packedConvGeometry(
  { x, filter, residual }: PackedConv2DInputs,
  { kernel, stride, pad, outChannels, method }: PackedConv2DAttrs,
): PackedConvGeometry {
  const [batch = 0, inHeight = 0, inWidth = 0, inChannels = 0] = x.shape;
  const check = (holds: boolean, what: string): void => {
    if (!holds) throw new RangeError(`${PACKED_CONV_2D}: ${what}`);
  };
  check(x.shape.length === 4, `x must have 4 dimensions, not ${x.shape.length}`);
  const products = method === 'winograd' ? WINOGRAD_PRODUCTS : kernel * kernel;
  check(
    filter.shape[0] === Math.ceil(outChannels / PANEL) * PANEL * products * inChannels,
    `the filter was packed for another number of channels than ${inChannels}`,
  );
  const outSide = (side: number) => Math.floor((side + 2 * pad - kernel) / stride) + 1;
  const outHeight = outSide(inHeight);
  const outWidth = outSide(inWidth);
  check(outHeight > 0 && outWidth > 0, `an input of ${inHeight} × ${inWidth} gives no output`);
  const outShape: [number, number, number, number] = [batch, outHeight, outWidth, outChannels];
  check(
    residual === undefined || residual.shape.join() === outShape.join(),
    `the residual must be [${outShape}], not [${residual?.shape}]`,
  );
  return { batch, inHeight, inWidth, inChannels, outHeight, outWidth, outShape };
}
