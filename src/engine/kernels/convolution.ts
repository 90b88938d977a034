import * as tf from '@tensorflow/tfjs-core';
import { toBackend } from '../backend/upload.ts';
import type { StoredConvolution } from '../weights/convolution.ts';

/**
 * 2-D convolution of any group count with scale, bias, residual and ReLU, as one tfjs kernel:
 *
 *   y = ReLU(scale · conv(x; filter) + bias + residual)
 *
 * The weights stay as the file stores them (float32, float16 or int8) and are unpacked in the kernel;
 * batch norm is the scale and the bias of an output channel, in float32, so that nothing is rounded
 * twice. Implementation: ./webgpu.ts. Other backends use stock kernels and ./groupedConv2D.ts.
 */
export const CONVOLUTION_2D = 'Convolution2D';

/** How a filter lies in memory: float32 in words of their own, halves by two, bytes by four. */
export type FilterFormat = 'float32' | 'float16' | 'int8';

/** Convolution weights on the backend, in the layout of the kernel. */
export interface ConvolutionWeights {
  /**
   * [kernel, kernel, input channels of a group, words of output channels]. Output channels are
   * filled up with zeros to a multiple of four, and so are input channels where there is one group.
   */
  readonly filter: tf.Tensor4D;
  /** [outChannels, filled up to a multiple of four], as `bias`. */
  readonly scale: tf.Tensor1D;
  readonly bias: tf.Tensor1D;
  readonly format: FilterFormat;
  readonly outChannels: number;
  readonly groups: number;
}

export interface ConvolutionOptions {
  readonly stride: 1 | 2;
  /** Zero padding on every side, px. */
  readonly pad: number;
  readonly relu: boolean;
  /** Added before the ReLU; of the output's shape. Stays the caller's. */
  readonly residual?: tf.Tensor4D | undefined;
}

/** What the kernel is told beside its tensors. */
export interface Convolution2DAttrs extends Omit<ConvolutionOptions, 'residual'> {
  readonly format: FilterFormat;
  readonly outChannels: number;
  readonly groups: number;
}

export interface Convolution2DInputs {
  readonly x: tf.TensorInfo;
  readonly filter: tf.TensorInfo;
  readonly scale: tf.TensorInfo;
  readonly bias: tf.TensorInfo;
  readonly residual?: tf.TensorInfo;
}

/** Every number that an implementation needs. */
export interface ConvolutionGeometry {
  readonly batch: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outChannels: number;
  readonly kernel: number;
  readonly groups: number;
  /** Input channels of one group. */
  readonly groupIn: number;
  /** Output channels of one group. */
  readonly groupOut: number;
  readonly stride: 1 | 2;
  readonly pad: number;
  readonly outShape: [number, number, number, number];
}

interface Shaped {
  readonly shape: readonly number[];
}

/**
 * Works out and checks the geometry of a convolution.
 * @throws RangeError where the shapes do not fit each other or the kernel does not cover them
 */
export function convolutionGeometry(
  x: Shaped,
  filter: Shaped,
  {
    stride,
    pad,
    outChannels,
    groups,
  }: Pick<Convolution2DAttrs, 'stride' | 'pad' | 'outChannels' | 'groups'>,
): ConvolutionGeometry {
  const [batch, inHeight, inWidth, inChannels] = x.shape as [number, number, number, number];
  const [kernel, kernelWidth, filterIn] = filter.shape as [number, number, number, number];
  const check = (holds: boolean, what: string): void => {
    if (!holds) throw new RangeError(`${CONVOLUTION_2D}: ${what}`);
  };
  check(x.shape.length === 4 && filter.shape.length === 4, 'x and filter have four dimensions');
  check(kernel === kernelWidth, `a filter of ${kernel} × ${kernelWidth} is not square`);
  const groupIn = inChannels / groups;
  const groupOut = outChannels / groups;
  check(
    filterIn === (groups === 1 ? filledUp(inChannels) : groupIn),
    `a filter for ${filterIn} channels does not fit ${inChannels} channels in ${groups} group(s)`,
  );
  check(
    groups === 1 || (groupIn % 4 === 0 && groupOut % 4 === 0),
    `channels per group must be a multiple of 4, not ${groupIn} in and ${groupOut} out`,
  );
  const outSide = (side: number) => Math.floor((side + 2 * pad - kernel) / stride) + 1;
  const outHeight = outSide(inHeight);
  const outWidth = outSide(inWidth);
  check(outHeight > 0 && outWidth > 0, `an input of ${inHeight} × ${inWidth} gives no output`);
  return {
    ...{ batch, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels },
    ...{ kernel, groups, groupIn, groupOut, stride, pad },
    outShape: [batch, outHeight, outWidth, outChannels],
  };
}

/** Channels with those that fill the last vector of four. */
const filledUp = (channels: number): number => Math.ceil(channels / 4) * 4;

/** Whether the current backend has the kernel. */
export const hasConvolution2D = (): boolean =>
  tf.getKernel(CONVOLUTION_2D, tf.getBackend()) !== undefined;

/**
 * Puts a convolution on the current backend, its weights in no more bytes than the file gives them.
 * @param groups output channels are ordered by group, as in PyTorch
 * @returns the caller's; see `disposeConvolution`
 */
export function uploadConvolution(
  { weight, scale, bias }: StoredConvolution,
  groups: number,
): ConvolutionWeights {
  const [outChannels, groupIn, kernel] = weight.shape as [number, number, number, number];
  const inFilled = groups === 1 ? filledUp(groupIn) : groupIn;
  const outFilled = filledUp(outChannels);
  const area = kernel * kernel;
  const length = area * inFilled * outFilled;
  const { dtype, values } = weight;
  const into = { F32: Float32Array, F16: Uint16Array, I8: Int8Array }[dtype];
  const packed = new into(length);
  let from = 0;
  for (let o = 0; o < outChannels; o++)
    for (let i = 0; i < groupIn; i++)
      for (let k = 0; k < area; k++)
        packed[(k * inFilled + i) * outFilled + o] = values[from++] as number;
  const words = outFilled / (4 / packed.BYTES_PER_ELEMENT);
  const shape: [number, number, number, number] = [kernel, kernel, inFilled, words];
  const filter =
    dtype === 'F32'
      ? tf.tensor4d(packed as Float32Array, shape)
      : tf.tensor4d(new Int32Array(packed.buffer), shape, 'int32');
  const perChannel = (of: (channel: number) => number) => {
    const filled = new Float32Array(outFilled);
    for (let o = 0; o < outChannels; o++) filled[o] = of(o);
    return toBackend(tf.tensor1d(filled));
  };
  const own = weight.dtype === 'I8' ? weight.scale : null;
  return {
    filter: toBackend(filter),
    scale: perChannel((o) => (scale[o] as number) * (own?.[o] ?? 1)),
    bias: perChannel((o) => bias[o] as number),
    format: ({ F32: 'float32', F16: 'float16', I8: 'int8' } as const)[dtype],
    ...{ outChannels, groups },
  };
}

/** Frees the weights. */
export const disposeConvolution = ({ filter, scale, bias }: ConvolutionWeights): void =>
  tf.dispose([filter, scale, bias]);

/**
 * Runs the kernel of the current backend.
 * @param x NHWC; stays the caller's
 * @throws RangeError on shapes that do not fit; Error where the backend has no such kernel
 */
export function convolution2D(
  x: tf.Tensor4D,
  { filter, scale, bias, ...packed }: ConvolutionWeights,
  { residual, ...options }: ConvolutionOptions,
): tf.Tensor4D {
  const attrs: Convolution2DAttrs = { ...packed, ...options };
  const { outShape } = convolutionGeometry(x, filter, attrs);
  if (residual && residual.shape.join() !== outShape.join())
    throw new RangeError(
      `${CONVOLUTION_2D}: a residual of [${residual.shape}] cannot be added to [${outShape}]`,
    );
  const inputs = { x, filter, scale, bias, ...(residual && { residual }) };
  return tf.engine().runKernel(CONVOLUTION_2D, inputs, { ...attrs });
}
