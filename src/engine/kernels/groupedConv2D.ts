import * as tf from '@tensorflow/tfjs-core';

/**
 * Grouped 2-D convolution with bias and optional ReLU, as one tfjs kernel.
 *
 * tfjs has no grouped convolution, and ResNeXt is made of it. `x` is NHWC; `filter` is
 * [3, 3, inChannels / groups, outChannels], its output channels ordered by group as in PyTorch.
 * Implementations: ./cpu.ts, ./wasmPlain.ts, ./webgl.ts, ./webgpu.ts. WebAssembly with SIMD has
 * ./packedConv2D.ts for groups too.
 */
export const GROUPED_CONV_2D = 'GroupedConv2D';

/** The only kernel side that the implementations cover, and that ResNeXt has. */
export const KERNEL_SIDE = 3;

/** Channels of one group, in and out, are vectors of four on every backend. */
export const CHANNEL_ALIGNMENT = 4;

export interface GroupedConv2DAttrs {
  readonly stride: 1 | 2;
  /** Zero padding on every side, px. */
  readonly pad: number;
  readonly relu: boolean;
}

export interface GroupedConv2DInputs {
  readonly x: tf.TensorInfo;
  readonly filter: tf.TensorInfo;
  readonly bias: tf.TensorInfo;
}

/** Every number that the implementations need, in one place. */
export interface GroupedConvGeometry {
  readonly batch: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outChannels: number;
  readonly groups: number;
  /** Input channels of one group. */
  readonly groupIn: number;
  /** Output channels of one group. */
  readonly groupOut: number;
  readonly stride: 1 | 2;
  readonly pad: number;
  readonly outShape: [number, number, number, number];
}

/**
 * Works out and checks the geometry of a grouped convolution.
 * @throws RangeError where the shapes do not fit each other or no implementation covers them
 */
export function groupedConvGeometry(
  { x, filter, bias }: { x: Shaped; filter: Shaped; bias: Shaped },
  { stride, pad }: GroupedConv2DAttrs,
): GroupedConvGeometry {
  const [batch, inHeight, inWidth, inChannels] = dimensions(x, 'x');
  const [kernelHeight, kernelWidth, groupIn, outChannels] = dimensions(filter, 'filter');
  const check = (holds: boolean, what: string): void => {
    if (!holds) throw new RangeError(`${GROUPED_CONV_2D}: ${what}`);
  };
  check(kernelHeight === KERNEL_SIDE && kernelWidth === KERNEL_SIDE, 'the filter must be 3 × 3');
  check(stride === 1 || stride === 2, `stride ${stride} is neither 1 nor 2`);
  check(Number.isInteger(pad) && pad >= 0, `padding ${pad} is no whole number of pixels`);
  const groups = inChannels / groupIn;
  const groupOut = outChannels / groups;
  check(
    Number.isInteger(groups) && Number.isInteger(groupOut),
    `${inChannels} input and ${outChannels} output channels do not divide into groups of ${groupIn}`,
  );
  check(
    groupIn % CHANNEL_ALIGNMENT === 0 && groupOut % CHANNEL_ALIGNMENT === 0,
    `channels per group must be a multiple of ${CHANNEL_ALIGNMENT}, not ${groupIn} in and ${groupOut} out`,
  );
  check(bias.shape.length === 1 && bias.shape[0] === outChannels, 'one bias per output channel');
  const outSide = (side: number) => Math.floor((side + 2 * pad - KERNEL_SIDE) / stride) + 1;
  const outHeight = outSide(inHeight);
  const outWidth = outSide(inWidth);
  check(outHeight > 0 && outWidth > 0, `an input of ${inHeight} × ${inWidth} gives no output`);
  return {
    batch,
    inHeight,
    inWidth,
    inChannels,
    outHeight,
    outWidth,
    outChannels,
    groups,
    groupIn,
    groupOut,
    stride,
    pad,
    outShape: [batch, outHeight, outWidth, outChannels],
  };
}

interface Shaped {
  readonly shape: readonly number[];
}

function dimensions({ shape }: Shaped, name: string): [number, number, number, number] {
  if (shape.length !== 4)
    throw new RangeError(`${GROUPED_CONV_2D}: ${name} must have 4 dimensions, not ${shape.length}`);
  return shape as unknown as [number, number, number, number];
}

/**
 * Runs the kernel of the current backend.
 * @throws RangeError on shapes that do not fit; Error where the backend has no such kernel
 */
export function groupedConv2D(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor1D,
  attrs: GroupedConv2DAttrs,
): tf.Tensor4D {
  groupedConvGeometry({ x, filter, bias }, attrs);
  return tf.engine().runKernel(GROUPED_CONV_2D, { x, filter, bias }, { ...attrs });
}

/** Registers one backend's implementation, replacing an earlier one (whose memory may be gone). */
export function registerGroupedConv2D<Backend>(
  backendName: string,
  run: (
    backend: Backend,
    inputs: GroupedConv2DInputs,
    geometry: GroupedConvGeometry,
    relu: boolean,
  ) => tf.TensorInfo,
): void {
  if (tf.getKernel(GROUPED_CONV_2D, backendName)) tf.unregisterKernel(GROUPED_CONV_2D, backendName);
  tf.registerKernel({
    kernelName: GROUPED_CONV_2D,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const operands = inputs as unknown as GroupedConv2DInputs;
      const attributes = attrs as unknown as GroupedConv2DAttrs;
      const geometry = groupedConvGeometry(operands, attributes);
      return run(backend as Backend, operands, geometry, attributes.relu);
    },
  });
}
