import * as tf from '@tensorflow/tfjs-core';
import type { ResNetArchitecture, RetinaNetArchitecture } from '../../../src/domain/pack.ts';
import { ResNet } from '../../../src/engine/networks/resnet.ts';
import { type LevelOutputs, RetinaNet } from '../../../src/engine/networks/retinanet.ts';
import { Pace } from '../../../src/engine/pace.ts';
import type { Safetensors } from '../../../src/engine/weights/safetensors.ts';
import { relativeError, tensorError, tensorOf } from './compare.ts';

/** Checks of the tiny networks of tests/fixtures/make_networks.py on whatever backend is current. */

/** Gives a file of tests/fixtures/numerics by its name without ending. */
export type Fixtures = (name: string) => Safetensors;

/** Relative errors by the name of the output. */
export type Errors = Readonly<Record<string, number>>;

const resnet: ResNetArchitecture = {
  kind: 'resnet',
  stemWidth: 8,
  depths: [1, 2, 1, 1],
  planes: [8, 8, 16, 16],
  expansion: 4,
  groups: 1,
  widthPerGroup: 64,
};
const resnext: ResNetArchitecture = {
  ...resnet,
  depths: [2, 1, 1, 1],
  planes: [16, 16, 32, 32],
  groups: 4,
  widthPerGroup: 16,
};
const CLASSIFIERS = { resnet, resnext };
export type ClassifierName = keyof typeof CLASSIFIERS;
export const CLASSIFIER_NAMES = Object.keys(CLASSIFIERS) as readonly ClassifierName[];

export const DETECTOR_NAMES = ['retinanet', 'retinanet-bn'] as const;
export type DetectorName = (typeof DETECTOR_NAMES)[number];
export const isDetector = (name: ClassifierName | DetectorName): name is DetectorName =>
  (DETECTOR_NAMES as readonly string[]).includes(name);

/** The outputs of a detector that are checked. */
export const DETECTOR_OUTPUTS = ['p3', 'p4', 'p5', 'p6', 'p7', 'logits', 'deltas'] as const;

export const detectorArchitecture = (name: DetectorName): RetinaNetArchitecture => ({
  kind: 'retinanet-vgg-fpn',
  trunk: {
    widths: [4, 8, 8, 12, 12],
    convsPerStage: [1, 2, 1, 2, 1],
    batchNorm: name === 'retinanet-bn',
  },
  fpnChannels: 8,
  headConvs: 4,
  anchors: { sizes: [32, 64, 128, 256, 512], ratios: [0.5, 1, 2], scales: [1, 1.2599, 1.5874] },
});

/** Error of a classifier's logits. */
export async function classifierErrors(fixtures: Fixtures, name: ClassifierName): Promise<Errors> {
  const golden = fixtures(`${name}.golden`);
  const network = new ResNet(fixtures(name), CLASSIFIERS[name], 20);
  const x = tensorOf(golden.read('x'));
  const logits = await network.forward(x, new Pace());
  const error = await tensorError(logits, golden.read('logits'));
  tf.dispose([x, logits]);
  network.dispose();
  return { logits: error };
}

/** Errors of a detector's pyramid levels, logits and deltas. */
export async function detectorErrors(fixtures: Fixtures, name: DetectorName): Promise<Errors> {
  const golden = fixtures(`${name}.golden`);
  const network = new RetinaNet(fixtures(name), detectorArchitecture(name));
  const x = tensorOf(golden.read('input'));
  const errors: Record<string, number> = {};
  const levels = await network.pyramid(x, new Pace());
  for (const [i, level] of levels.entries())
    errors[`p${i + 3}`] = await tensorError(level, golden.read(`p${i + 3}`));
  const outputs: LevelOutputs[] = [];
  for (const level of levels) outputs.push(await network.heads(level, new Pace()));
  for (const part of ['logits', 'deltas'] as const) {
    const values = await Promise.all(outputs.map((level) => level[part].data()));
    const all = values.flatMap((level) => [...level]);
    errors[part] = relativeError(all, golden.read(part).values);
  }
  tf.dispose([x, levels, outputs.flatMap(({ logits, deltas }) => [logits, deltas])]);
  network.dispose();
  return errors;
}
