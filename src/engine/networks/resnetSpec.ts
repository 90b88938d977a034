import type { ResNetArchitecture } from '../../domain/pack.ts';
import { convolutionTensors } from '../weights/convolution.ts';
import type { ConvolutionSpec } from './convolutionLayer.ts';

/** A bottleneck block: 1×1 reduce, 3×3 (grouped, strided), 1×1 expand, and the shortcut's 1×1. */
export interface BottleneckSpec {
  readonly convs: readonly [ConvolutionSpec, ConvolutionSpec, ConvolutionSpec];
  /** null where the shortcut is the identity. */
  readonly downsample: ConvolutionSpec | null;
}

/** Every layer of a ResNet or ResNeXt, as torchvision builds it. */
export interface ResNetSpec {
  readonly stem: ConvolutionSpec;
  readonly blocks: readonly BottleneckSpec[];
  /** `<name>.weight` is [outputs, features], `<name>.bias` is [outputs]. */
  readonly head: { readonly name: string; readonly features: number; readonly outputs: number };
}

const convolution = (
  conv: string,
  batchNorm: string,
  inChannels: number,
  outChannels: number,
  kernel: number,
  rest: { stride?: 1 | 2; groups?: number; relu: boolean; quantisable: boolean },
): ConvolutionSpec => {
  const { stride = 1, groups = 1, relu, quantisable } = rest;
  const groupChannels = inChannels / groups;
  const pad = (kernel - 1) / 2;
  const shape = { outChannels, groupChannels, kernel };
  return { conv, batchNorm, bias: false, ...shape, stride, pad, groups, relu, quantisable };
};

/**
 * Works out the layers of torchvision's `ResNet` with `Bottleneck` blocks.
 * @param outputs number of logits
 */
export function resNetSpec(architecture: ResNetArchitecture, outputs: number): ResNetSpec {
  const { stemWidth, depths, planes, expansion, groups, widthPerGroup } = architecture;
  // Pixels may be negative; all that follows comes out of a ReLU.
  const stem = convolution('conv1', 'bn1', 3, stemWidth, 7, {
    stride: 2,
    relu: true,
    quantisable: false,
  });
  const blocks: BottleneckSpec[] = [];
  let inChannels = stemWidth;
  for (const [stage, depth] of depths.entries()) {
    const plane = planes[stage] as number;
    const inner = Math.floor(plane * (widthPerGroup / 64)) * groups;
    const outChannels = plane * expansion;
    for (let index = 0; index < depth; index++) {
      const name = `layer${stage + 1}.${index}`;
      const stride = stage > 0 && index === 0 ? 2 : 1;
      const conv = (n: number, from: number, to: number, kernel: number, rest: object = {}) =>
        convolution(`${name}.conv${n}`, `${name}.bn${n}`, from, to, kernel, {
          relu: n < 3,
          quantisable: true,
          ...rest,
        });
      const shortcut = `${name}.downsample`;
      blocks.push({
        convs: [
          conv(1, inChannels, inner, 1),
          conv(2, inner, inner, 3, { stride, groups }),
          conv(3, inner, outChannels, 1),
        ],
        downsample:
          stride === 1 && inChannels === outChannels
            ? null
            : convolution(`${shortcut}.0`, `${shortcut}.1`, inChannels, outChannels, 1, {
                stride,
                relu: false,
                quantisable: true,
              }),
      });
      inChannels = outChannels;
    }
  }
  return { stem, blocks, head: { name: 'fc', features: inChannels, outputs } };
}

/** Every convolution in the order of the forward pass. */
export const resNetConvolutions = ({ stem, blocks }: ResNetSpec): readonly ConvolutionSpec[] => [
  stem,
  ...blocks.flatMap(({ convs, downsample }) => (downsample ? [...convs, downsample] : convs)),
];

/** Names and shapes of the tensors in the network's state dict. */
export function resNetTensors(spec: ResNetSpec): ReadonlyMap<string, readonly number[]> {
  const { name, features, outputs } = spec.head;
  return new Map([
    ...resNetConvolutions(spec).flatMap(convolutionTensors),
    [`${name}.weight`, [outputs, features]],
    [`${name}.bias`, [outputs]],
  ]);
}
