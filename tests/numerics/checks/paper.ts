import * as tf from '@tensorflow/tfjs-core';
import { ResNet } from '../../../src/engine/networks/resnet.ts';
import { RetinaNet } from '../../../src/engine/networks/retinanet.ts';
import { Pace } from '../../../src/engine/pace.ts';
import { Safetensors } from '../../../src/engine/weights/safetensors.ts';
import { relativeError } from './compare.ts';
import type { Errors } from './networks.ts';
import {
  classifierTensors,
  detectorTensors,
  PAPER_CLASSIFIERS,
  PAPER_DETECTOR,
  type PaperClassifier,
} from './paperNetworks.ts';
import { paperInput, paperWeightFile } from './paperWeights.ts';

/**
 * Checks of the paper's networks against tests/fixtures/make_paper_answers.py on whatever backend
 * is current. Errors are the largest absolute difference ÷ the largest absolute value expected of
 * that output.
 */

/** As in make_paper_answers.py: of larger outputs every 29th value is frozen. */
const KEEP_WHOLE = 20_000;
const STRIDE = 29;

/** Error of one output against its frozen values. @throws RangeError where its size is another */
function outputError(actual: ArrayLike<number>, golden: Safetensors, name: string): number {
  const { values } = golden.read(name);
  if (actual.length <= KEEP_WHOLE) return relativeError(actual, values);
  const length = Math.ceil(actual.length / STRIDE);
  const sample = Float32Array.from({ length }, (_, i) => actual[i * STRIDE] as number);
  return relativeError(sample, values);
}

function picture(name: string, height: number, width: number): tf.Tensor4D {
  return tf.tensor4d(paperInput(name, height * width * 3), [1, height, width, 3]);
}

/** A classifier with as many classes, for one picture of `side` × `side` px. */
export type PaperClassifierCase = readonly [name: PaperClassifier, classes: number, side: number];

/** Error of a classifier's logits. */
export async function paperClassifierErrors(
  golden: Safetensors,
  [name, classes, side]: PaperClassifierCase,
): Promise<Errors> {
  const weights = new Safetensors(name, paperWeightFile(classifierTensors(name, classes)));
  const network = new ResNet(weights, PAPER_CLASSIFIERS[name], classes);
  const x = picture(`cell${side}`, side, side);
  const logits = await network.forward(x, new Pace());
  const error = outputError(await logits.data(), golden, `${name}.${classes}.${side}`);
  tf.dispose([x, logits]);
  network.dispose();
  return { logits: error };
}

/** Outputs of the detector that are checked: of each level its features, logits and deltas. */
export const PAPER_DETECTOR_OUTPUTS = [3, 4, 5, 6, 7].flatMap((level) => [
  `p${level}`,
  `logits${level}`,
  `deltas${level}`,
]);

/** Errors of the detector on one field, output by output. */
export async function paperDetectorErrors(
  golden: Safetensors,
  height: number,
  width: number,
): Promise<Errors> {
  const weights = new Safetensors('retinanet', paperWeightFile(detectorTensors()));
  const network = new RetinaNet(weights, PAPER_DETECTOR);
  const x = picture(`field${height}x${width}`, height, width);
  const errors: Record<string, number> = {};
  const levels = await network.pyramid(x, new Pace());
  for (const [i, level] of levels.entries()) {
    const { logits, deltas } = await network.heads(level, new Pace());
    for (const [part, tensor] of Object.entries({ p: level, logits, deltas })) {
      const output = `${part}${i + 3}`;
      const key = `retinanet.${height}x${width}.${output}`;
      errors[output] = outputError(await tensor.data(), golden, key);
    }
    tf.dispose([logits, deltas]);
  }
  tf.dispose([x, levels]);
  network.dispose();
  return errors;
}
