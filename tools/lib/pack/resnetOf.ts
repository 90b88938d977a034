import type { ResNetArchitecture } from '../../../src/domain/pack.ts';
import { CHANNEL_ALIGNMENT } from '../../../src/engine/kernels/groupedConv2D.ts';
import type { Safetensors } from '../../../src/engine/weights/safetensors.ts';
import { CheckpointError, shapeNeeded } from './checkpoint.ts';

const STAGES = [1, 2, 3, 4] as const;
const EXPANSION = 4;
/** Width per group is counted by a stage of 64 planes (torchvision's `Bottleneck`). */
const BASE_WIDTH = 64;

/**
 * Works out a bottleneck ResNet or ResNeXt from the shapes of its state dict: depths from the names,
 * planes from the blocks' last convolutions, groups and width from the 3 × 3 ones.
 * @throws CheckpointError where the shapes are not those of one
 */
export function resNetOf(weights: Safetensors): ResNetArchitecture {
  const refuse = (why: string): never => {
    throw new CheckpointError(`${weights.file} is no bottleneck ResNet of torchvision: ${why}.`);
  };
  const first = (name: string): number => shapeNeeded(weights, name)[0] as number;
  const stemWidth = first('conv1.weight');
  const depths = STAGES.map((stage) => {
    let depth = 0;
    while (weights.shapeOf(`layer${stage}.${depth}.conv1.weight`)) depth++;
    return depth > 0 ? depth : refuse(`it has no layer${stage}.0.conv1.weight`);
  });
  if (!weights.shapeOf('layer1.0.conv3.weight'))
    refuse(
      'its blocks have two convolutions, as those of ResNet-18 and ResNet-34 have; use ResNet-50 or larger',
    );
  const planes = STAGES.map((stage) => first(`layer${stage}.0.conv3.weight`) / EXPANSION);
  const [inner, groupChannels] = shapeNeeded(weights, 'layer1.0.conv2.weight') as [number, number];
  const groups = inner / groupChannels;
  const widthPerGroup = (inner * BASE_WIDTH) / ((planes[0] as number) * groups);
  if (![...planes, groups, widthPerGroup].every(Number.isInteger))
    refuse(
      `${inner} channels in groups of ${groupChannels} for ${planes[0]} planes make no whole groups and widths`,
    );
  if (groups > 1 && groupChannels % CHANNEL_ALIGNMENT !== 0)
    refuse(
      `its groups have ${groupChannels} channels; a multiple of ${CHANNEL_ALIGNMENT} is needed`,
    );
  return {
    kind: 'resnet',
    stemWidth,
    depths,
    planes,
    expansion: EXPANSION,
    groups,
    widthPerGroup,
  };
}

/** A classifier's architecture in words. */
export const resNetWords = ({ depths, groups, widthPerGroup }: ResNetArchitecture): string => {
  const layers = depths.reduce((sum, depth) => sum + depth * 3, 2);
  return groups === 1
    ? `ResNet-${layers}${widthPerGroup === BASE_WIDTH ? '' : ` of width ${widthPerGroup}`}`
    : `ResNeXt-${layers} ${groups}×${widthPerGroup}d`;
};
