import type { RetinaNetArchitecture } from '../../../src/domain/pack.ts';
import type { Safetensors } from '../../../src/engine/weights/safetensors.ts';
import { CheckpointError, shapeNeeded } from './checkpoint.ts';

const STAGES = 5;
const CLASSES = 'head.classification_head.cls_logits';

/** A detector's architecture, and what its class head predicts. */
export interface FoundRetinaNet {
  readonly architecture: RetinaNetArchitecture;
  /**
   * Classes that the head predicts: 1, or 2 where torchvision's background column is among them,
   * which no target of training ever was.
   */
  readonly classes: 1 | 2;
}

/**
 * Works out a RetinaNet on a VGG trunk from the names and shapes of its state dict.
 * @param anchors which no shape tells
 * @throws CheckpointError where the shapes are not those of one, or not for these anchors
 */
export function retinaNetOf(
  weights: Safetensors,
  anchors: RetinaNetArchitecture['anchors'],
): FoundRetinaNet {
  const first = (name: string): number => shapeNeeded(weights, name)[0] as number;
  const trunk = trunkOf(weights);
  const perLocation = first('head.regression_head.bbox_reg.weight') / 4;
  const given = anchors.ratios.length * anchors.scales.length;
  if (perLocation !== given)
    throw new CheckpointError(
      `${weights.file} predicts ${perLocation} anchors a location, not ${anchors.ratios.length} ratios × ${anchors.scales.length} scales. Give its anchors by --settings: {"detector": {"anchors": {…}}}.`,
    );
  const classes = first(`${CLASSES}.weight`) / perLocation;
  if (classes !== 1 && classes !== 2)
    throw new CheckpointError(
      `${weights.file} tells ${classes} classes apart. The detector finds cells of one class; the ensemble names them.`,
    );
  let headConvs = 0;
  while (weights.shapeOf(`head.classification_head.conv.${headConvs}.0.weight`)) headConvs++;
  return {
    architecture: {
      kind: 'retinanet-vgg-fpn',
      trunk,
      fpnChannels: first('backbone.fpn.inner_blocks.0.0.weight'),
      headConvs,
      anchors,
    },
    classes,
  };
}

/**
 * Stages of `vgg*.features`. Between two convolutions lie a ReLU and maybe a batch norm; one place
 * more, and a max-pool lies there too.
 */
function trunkOf(weights: Safetensors): RetinaNetArchitecture['trunk'] {
  shapeNeeded(weights, 'backbone.body.0.weight');
  const batchNorm = weights.shapeOf('backbone.body.1.running_mean') !== undefined;
  const apart = batchNorm ? 3 : 2;
  const places = weights.names
    .map((name) => Number(/^backbone\.body\.(\d+)\.weight$/.exec(name)?.[1] ?? Number.NaN))
    .filter((place) => weights.shapeOf(`backbone.body.${place}.weight`)?.length === 4)
    .sort((a, b) => a - b);
  const stages: number[][] = [];
  for (const [i, place] of places.entries()) {
    const gap = i === 0 ? apart + 1 : place - (places[i - 1] as number);
    if (gap === apart + 1) stages.push([place]);
    else if (gap === apart) stages.at(-1)?.push(place);
    else
      throw new CheckpointError(
        `${weights.file} has no VGG trunk: backbone.body.${place} follows ${gap} places after the convolution before it.`,
      );
  }
  if (stages.length !== STAGES)
    throw new CheckpointError(
      `${weights.file} has a trunk of ${stages.length} stages; a VGG trunk has ${STAGES}.`,
    );
  return {
    widths: stages.map(
      ([place]) => shapeNeeded(weights, `backbone.body.${place}.weight`)[0] as number,
    ),
    convsPerStage: stages.map((stage) => stage.length),
    batchNorm,
  };
}

/** A detector's architecture in words. */
export const retinaNetWords = ({ trunk, fpnChannels }: RetinaNetArchitecture): string => {
  const layers = trunk.convsPerStage.reduce((sum, convs) => sum + convs, 3);
  const norm = trunk.batchNorm ? ' with batch norm' : '';
  return `RetinaNet on VGG${layers}${norm}, pyramid of ${fpnChannels} channels`;
};

/** Values of a class head's tensor for the class "cell" alone. */
export function cellColumn(name: string, values: Float32Array, rows: number): Float32Array {
  if (!name.startsWith(`${CLASSES}.`)) return values;
  const row = values.length / rows;
  // Rows go anchor by anchor, within each background then cell.
  const kept = new Float32Array(values.length / 2);
  for (let anchor = 0; anchor < rows / 2; anchor++)
    kept.set(values.subarray((anchor * 2 + 1) * row, (anchor * 2 + 2) * row), anchor * row);
  return kept;
}
