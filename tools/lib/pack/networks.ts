import type { ResNetArchitecture, RetinaNetArchitecture } from '../../../src/domain/pack.ts';
import { resNetSpec, resNetTensors } from '../../../src/engine/networks/resnetSpec.ts';
import { retinaNetSpec, retinaNetTensors } from '../../../src/engine/networks/retinanetSpec.ts';
import type { Safetensors, WeightTensor } from '../../../src/engine/weights/safetensors.ts';
import { CheckpointError, checkTensors, shapeNeeded, type TensorShapes } from './checkpoint.ts';
import { resNetOf, resNetWords } from './resnetOf.ts';
import { cellColumn, retinaNetOf, retinaNetWords } from './retinaNetOf.ts';

/** A state dict that fits a network. */
export interface Fitted<Architecture> {
  readonly architecture: Architecture;
  /** The architecture in words. */
  readonly words: string;
  /** The network's tensors, in the order of its forward pass. */
  readonly tensors: TensorShapes;
  /** Decodes one of them, as the network wants it. */
  read(name: string): WeightTensor;
}

/**
 * Fits a state dict to a classifier.
 * @param outputs that it must have
 * @param role in the pack, for messages
 * @throws CheckpointError where it does not fit
 */
export function fitClassifier(
  weights: Safetensors,
  outputs: number,
  role: string,
): Fitted<ResNetArchitecture> {
  const architecture = resNetOf(weights);
  const [found] = shapeNeeded(weights, 'fc.weight');
  if (found !== outputs)
    throw new CheckpointError(
      `${weights.file} has ${found} outputs, and ${role} needs ${outputs} (fc.weight).`,
    );
  const tensors = resNetTensors(resNetSpec(architecture, outputs));
  const words = resNetWords(architecture);
  checkTensors(weights, words, tensors);
  return { architecture, words, tensors, read: (name) => weights.read(name) };
}

/** Fits a state dict to a detector. @throws CheckpointError where it does not fit */
export function fitDetector(
  weights: Safetensors,
  anchors: RetinaNetArchitecture['anchors'],
): Fitted<RetinaNetArchitecture> {
  const { architecture, classes } = retinaNetOf(weights, anchors);
  const tensors = retinaNetTensors(retinaNetSpec(architecture));
  const withClasses = (name: string, shape: readonly number[]): readonly number[] =>
    name.includes('.cls_logits.') ? [(shape[0] as number) * classes, ...shape.slice(1)] : shape;
  const words = retinaNetWords(architecture);
  checkTensors(
    weights,
    words,
    new Map([...tensors].map(([name, shape]) => [name, withClasses(name, shape)])),
  );
  const read = (name: string): WeightTensor => {
    const tensor = weights.read(name);
    if (classes === 1) return tensor;
    const values = cellColumn(name, tensor.values, tensor.shape[0] as number);
    return { shape: tensors.get(name) as readonly number[], values };
  };
  return { architecture, words, tensors, read };
}
