import type { RetinaNetArchitecture } from '../../domain/pack.ts';
import { convolutionTensors } from '../weights/convolution.ts';
import type { ConvolutionSpec } from './convolutionLayer.ts';

/** One detected class: cell. */
export const DETECTOR_CLASSES = 1;

/** Every layer of the detector, under torchvision 0.14's names. */
export interface RetinaNetSpec {
  /** VGG stages; each ends with a 2×2 max-pool. C3, C4, C5 are the outputs of the last three. */
  readonly stages: readonly (readonly ConvolutionSpec[])[];
  /** 1×1 laterals of C3, C4, C5. */
  readonly laterals: readonly ConvolutionSpec[];
  /** 3×3 smoothing of P3, P4, P5. */
  readonly smoothings: readonly ConvolutionSpec[];
  /** P6 from C5. */
  readonly p6: ConvolutionSpec;
  /** P7 from ReLU(P6). */
  readonly p7: ConvolutionSpec;
  /** Towers shared by all levels; the last convolution of each gives its outputs. */
  readonly classification: readonly ConvolutionSpec[];
  readonly regression: readonly ConvolutionSpec[];
  readonly anchorsPerLocation: number;
}

const biased = (
  conv: string,
  inChannels: number,
  outChannels: number,
  kernel: 1 | 3,
  rest: { stride?: 1 | 2; relu?: boolean; batchNorm?: string | null } = {},
): ConvolutionSpec => ({
  conv,
  bias: true,
  batchNorm: rest.batchNorm ?? null,
  outChannels,
  groupChannels: inChannels,
  kernel,
  stride: rest.stride ?? 1,
  pad: (kernel - 1) / 2,
  groups: 1,
  relu: rest.relu ?? false,
});

/** Works out the layers of torchvision's `RetinaNet` on `vgg*.features` with a feature pyramid. */
export function retinaNetSpec(architecture: RetinaNetArchitecture): RetinaNetSpec {
  const { fpnChannels, headConvs, anchors } = architecture;
  const { widths } = architecture.trunk;
  const pyramid = widths.slice(2);
  const fpn = (kind: string, index: number) => `backbone.fpn.${kind}_blocks.${index}.0`;
  const anchorsPerLocation = anchors.ratios.length * anchors.scales.length;
  const tower = (head: string, last: string, outputs: number): ConvolutionSpec[] => [
    ...Array.from({ length: headConvs }, (_, index) =>
      biased(`head.${head}.conv.${index}.0`, fpnChannels, fpnChannels, 3, { relu: true }),
    ),
    biased(`head.${head}.${last}`, fpnChannels, anchorsPerLocation * outputs, 3),
  ];
  return {
    stages: vggStages(architecture.trunk),
    laterals: pyramid.map((width, i) => biased(fpn('inner', i), width, fpnChannels, 1)),
    smoothings: pyramid.map((_, i) => biased(fpn('layer', i), fpnChannels, fpnChannels, 3)),
    p6: biased('backbone.fpn.extra_blocks.p6', widths[4] as number, fpnChannels, 3, { stride: 2 }),
    p7: biased('backbone.fpn.extra_blocks.p7', fpnChannels, fpnChannels, 3, { stride: 2 }),
    classification: tower('classification_head', 'cls_logits', DETECTOR_CLASSES),
    regression: tower('regression_head', 'bbox_reg', 4),
    anchorsPerLocation,
  };
}

/** Stages of `vgg*.features`, a flat list of conv, [batch norm], ReLU and max-pool modules. */
function vggStages({
  widths,
  convsPerStage,
  batchNorm,
}: RetinaNetArchitecture['trunk']): ConvolutionSpec[][] {
  let module = 0;
  let inChannels = 3;
  return widths.map((width, stage) => {
    const convs = Array.from({ length: convsPerStage[stage] as number }, () => {
      const name = (index: number) => `backbone.body.${index}`;
      const conv = biased(name(module), inChannels, width, 3, {
        relu: true,
        batchNorm: batchNorm ? name(module + 1) : null,
      });
      module += batchNorm ? 3 : 2;
      inChannels = width;
      return conv;
    });
    module += 1;
    return convs;
  });
}

/** Every convolution of the network. */
export const retinaNetConvolutions = (spec: RetinaNetSpec): readonly ConvolutionSpec[] => [
  ...spec.stages.flat(),
  ...spec.laterals,
  ...spec.smoothings,
  spec.p6,
  spec.p7,
  ...spec.classification,
  ...spec.regression,
];

/** Names and shapes of the tensors in the network's state dict. */
export const retinaNetTensors = (spec: RetinaNetSpec): ReadonlyMap<string, readonly number[]> =>
  new Map(retinaNetConvolutions(spec).flatMap(convolutionTensors));
