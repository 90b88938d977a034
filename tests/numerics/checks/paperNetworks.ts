import type { ResNetArchitecture, RetinaNetArchitecture } from '../../../src/domain/pack.ts';
import { resNetSpec, resNetTensors } from '../../../src/engine/networks/resnetSpec.ts';
import { retinaNetSpec, retinaNetTensors } from '../../../src/engine/networks/retinanetSpec.ts';

/** The networks of Zhou et al. 2021 at their full size. */

const resnet50: ResNetArchitecture = {
  kind: 'resnet',
  stemWidth: 64,
  depths: [3, 4, 6, 3],
  planes: [64, 128, 256, 512],
  expansion: 4,
  groups: 1,
  widthPerGroup: 64,
};

/** By the names of torchvision's constructors. */
export const PAPER_CLASSIFIERS = {
  resnet50,
  resnext50_32x4d: { ...resnet50, groups: 32, widthPerGroup: 4 },
  resnext101_32x8d: { ...resnet50, depths: [3, 4, 23, 3], groups: 32, widthPerGroup: 8 },
} as const satisfies Record<string, ResNetArchitecture>;
export type PaperClassifier = keyof typeof PAPER_CLASSIFIERS;

/** RetinaNet (Lin et al. 2017) on VGG16 (Simonyan and Zisserman 2015, configuration D). */
export const PAPER_DETECTOR: RetinaNetArchitecture = {
  kind: 'retinanet-vgg-fpn',
  trunk: {
    widths: [64, 128, 256, 512, 512],
    convsPerStage: [2, 2, 3, 3, 3],
    batchNorm: false,
  },
  fpnChannels: 256,
  headConvs: 4,
  anchors: {
    sizes: [32, 64, 128, 256, 512],
    ratios: [0.5, 1, 2],
    scales: [1, 2 ** (1 / 3), 2 ** (2 / 3)],
  },
};

/** Names and shapes by tensor of a network's state dict. */
type Tensors = ReadonlyMap<string, readonly number[]>;

export const classifierTensors = (name: PaperClassifier, outputs: number): Tensors =>
  resNetTensors(resNetSpec(PAPER_CLASSIFIERS[name], outputs));

export const detectorTensors = (): Tensors => retinaNetTensors(retinaNetSpec(PAPER_DETECTOR));

/** Number of learned values: all but the running statistics of batch norms. */
export function parameterCount(tensors: Tensors): number {
  let count = 0;
  for (const [name, shape] of tensors)
    if (!/\.running_(mean|var)$/.test(name)) count += shape.reduce((a, b) => a * b, 1);
  return count;
}
