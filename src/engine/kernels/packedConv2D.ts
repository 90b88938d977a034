import * as tf from '@tensorflow/tfjs-core';
import { PANEL } from './wasm/job.ts';
import {
  type FilterShape,
  joinPairs,
  packBias,
  packFilter,
  packWinogradFilter,
  panelCount,
} from './wasm/packing.ts';
import { gatherFits, winogradFits } from './wasm/plan.ts';
import { WINOGRAD_PRODUCTS } from './wasm/winograd.ts';

/**
 * 2-D convolution of any group count with bias, optional residual and optional ReLU in one tfjs kernel, its filter laid
 * out beforehand. WASM only (./wasm.ts): there it replaces XNNPACK's.
 */
export const PACKED_CONV_2D = 'PackedConv2D';

/**
 * `winograd` needs four times fewer products for a 3 × 3 filter, and four times its memory;
 * `gather` is the plain sum and takes any filter of one group, `lookUp` that of several.
 */
export type ConvolutionMethod = 'winograd' | 'gather' | 'lookUp';

export interface PackedConv2DAttrs {
  readonly kernel: number;
  readonly stride: 1 | 2;
  /** Zero padding on every side, px. */
  readonly pad: number;
  readonly relu: boolean;
  readonly outChannels: number;
  readonly groups: number;
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

/** How a convolution is applied, as far as its filter does not say it. */
export interface PackedConvolutionOptions {
  readonly stride: 1 | 2;
  /** Zero padding on every side, px. */
  readonly pad: number;
  readonly groups: number;
}

/**
 * Lays a filter out and uploads it.
 * @param filter HWIO, its sides equal, its output channels ordered by group as in PyTorch
 * @returns the caller's; null where the current backend has no such kernel for this filter
 */
export function packConvolution(
  filter: Float32Array,
  shape: FilterShape,
  bias: Float32Array,
  options: PackedConvolutionOptions,
): PackedConvolution | null {
  if (!tf.getKernel(PACKED_CONV_2D, tf.getBackend())) return null;
  const joined = pairsJoined(filter, shape, options);
  if (joined) return packConvolution(joined.filter, joined.shape, bias, joined.options);
  const method = methodFor(shape, options);
  if (method === null) return null;
  const { groups } = options;
  const packed =
    method === 'winograd' ? packWinogradFilter(filter, shape) : packFilter(filter, shape, groups);
  const [kernel, , , outChannels] = shape;
  return {
    filter: tf.tensor1d(packed),
    bias: tf.tensor1d(packBias(bias, groups)),
    attrs: { ...options, kernel, outChannels, method },
  };
}

/** The best method; null where none has the memory it needs. */
function methodFor(
  [kernel, , groupIn, outChannels]: FilterShape,
  { stride, groups }: PackedConvolutionOptions,
): ConvolutionMethod | null {
  const whole = groupIn % 4 === 0 && (outChannels / groups) % PANEL === 0;
  if (kernel === 3 && stride === 1 && whole && winogradFits(groupIn, groups)) return 'winograd';
  if (groups > 1) return 'lookUp';
  return gatherFits(kernel, groupIn) ? 'gather' : null;
}

/**
 * Groups of half a panel in pairs, each blind to the other's input: Winograd's method takes them then,
 * and half of its products are by zero rather than half of the plain sum's.
 */
function pairsJoined(filter: Float32Array, shape: FilterShape, options: PackedConvolutionOptions) {
  const [height, width, groupIn, outChannels] = shape;
  const { groups, stride } = options;
  const isHalf = groupIn === PANEL / 2 && outChannels / groups === PANEL / 2;
  if (!isHalf || groups % 2 !== 0 || height !== 3 || stride !== 1) return null;
  return {
    filter: joinPairs(filter, shape, groups),
    shape: [height, width, 2 * groupIn, outChannels] as const,
    options: { ...options, groups: groups / 2 },
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
  inputs: PackedConv2DInputs,
  attrs: PackedConv2DAttrs,
): PackedConvGeometry {
  const products = attrs.method === 'winograd' ? WINOGRAD_PRODUCTS : attrs.kernel * attrs.kernel;
  return geometryOf(PACKED_CONV_2D, inputs, attrs, products);
}

/** What the geometry of a convolution with a packed filter hangs on. */
export interface Windows extends PackedConvolutionOptions {
  readonly kernel: number;
  readonly outChannels: number;
}

/**
 * @param name of the kernel, for its errors
 * @param filterLength of the packed filter ÷ panels and input channels of a group
 * @throws RangeError where the shapes do not fit each other
 */
export function geometryOf(
  name: string,
  { x, filter, residual }: Omit<PackedConv2DInputs, 'bias'>,
  { kernel, stride, pad, outChannels, groups }: Windows,
  filterLength: number,
): PackedConvGeometry {
  const [batch = 0, inHeight = 0, inWidth = 0, inChannels = 0] = x.shape;
  const check = (holds: boolean, what: string): void => {
    if (!holds) throw new RangeError(`${name}: ${what}`);
  };
  check(x.shape.length === 4, `x must have 4 dimensions, not ${x.shape.length}`);
  check(
    filter.shape[0] ===
      (panelCount(outChannels, groups) * PANEL * filterLength * inChannels) / groups,
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
