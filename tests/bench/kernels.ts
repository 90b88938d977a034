import type { ConvolutionSpec } from '../../src/engine/networks/convolutionLayer.ts';
import { convolutionTensors } from '../../src/engine/weights/convolution.ts';
import { Safetensors } from '../../src/engine/weights/safetensors.ts';
import { paperInput, paperWeightFile } from '../numerics/checks/paperWeights.ts';
import type { NetworkInput } from './inputs.ts';

/** Single convolutions of the paper's networks. */
interface KernelCase {
  /** Pixels. */
  readonly height: number;
  readonly width: number;
  /** In and out. */
  readonly channels: number;
  readonly kernel: 1 | 3;
  readonly groups: number;
}

const square = (side: number, channels: number, kernel: 1 | 3, groups: number): KernelCase => ({
  height: side,
  width: side,
  channels,
  kernel,
  groups,
});

const CASES: readonly KernelCase[] = [
  square(56, 256, 3, 32),
  square(28, 512, 3, 32),
  square(14, 1024, 3, 32),
  square(7, 2048, 3, 32),
  square(28, 512, 1, 1),
  square(14, 1024, 1, 1),
  square(14, 256, 3, 1),
  { height: 60, width: 80, channels: 256, kernel: 3, groups: 1 },
  { height: 240, width: 320, channels: 64, kernel: 3, groups: 1 },
];

/** As many equal convolutions one after the other, so that copying in and out weighs little. */
const REPEATS = 6;

/** A stack of equal convolutions with its weights and its input. */
export interface KernelStack {
  readonly name: string;
  readonly convolutions: readonly ConvolutionSpec[];
  /** Multiplications with addition of the whole stack. */
  readonly macs: number;
  input(): NetworkInput;
  weights(): Safetensors;
}

function kernelStack({ height, width, channels, kernel, groups }: KernelCase): KernelStack {
  const name = `${kernel}×${kernel} ${height}×${width}×${channels}${groups > 1 ? ` C=${groups}` : ''}`;
  const groupChannels = channels / groups;
  const convolutions = Array.from(
    { length: REPEATS },
    (_, index): ConvolutionSpec => ({
      conv: `conv${index}`,
      bias: true,
      batchNorm: null,
      outChannels: channels,
      groupChannels,
      kernel,
      stride: 1,
      pad: (kernel - 1) / 2,
      groups,
      relu: true,
    }),
  );
  return {
    name,
    convolutions,
    macs: REPEATS * height * width * channels * groupChannels * kernel ** 2,
    input: () => ({
      name,
      values: paperInput('kernel', height * width * channels),
      shape: [1, height, width, channels],
    }),
    weights: () =>
      new Safetensors(name, paperWeightFile(new Map(convolutions.flatMap(convolutionTensors)))),
  };
}

export const KERNELS: readonly KernelStack[] = CASES.map(kernelStack);
