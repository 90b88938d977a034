import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  PAPER_DETECTOR_OUTPUTS,
  type PaperClassifierCase,
  paperClassifierErrors,
  paperDetectorErrors,
} from './checks/paper.ts';
import { fixture, NODE_BACKENDS, useBackend } from './support.ts';

/** Largest absolute difference ÷ largest absolute value, of every output by itself. */
const TOLERANCE = 1e-5;

/**
 * The plain backend needs a dozen times as long: the same networks on smaller pictures, and the
 * gate, which differs from a member in its last layer alone, once.
 */
const CASES: Record<
  (typeof NODE_BACKENDS)[number],
  { classifiers: readonly PaperClassifierCase[]; field: readonly [height: number, width: number] }
> = {
  wasm: {
    classifiers: [
      ['resnet50', 20, 224],
      ['resnext50_32x4d', 20, 224],
      ['resnext101_32x8d', 20, 224],
      ['resnext101_32x8d', 2, 224],
    ],
    field: [480, 640],
  },
  cpu: {
    classifiers: [
      ['resnet50', 20, 64],
      ['resnext50_32x4d', 20, 64],
      ['resnext101_32x8d', 20, 64],
    ],
    field: [64, 96],
  },
};

// Seconds each on two cores of their own; far more where other work has the processor.
describe.each(NODE_BACKENDS)(
  "the paper's networks on %s, against PyTorch",
  {
    timeout: 600_000,
  },
  (backend) => {
    const golden = fixture('paper.golden');
    const { classifiers, field } = CASES[backend];
    beforeAll(() => useBackend(backend));

    it.each(classifiers)('%s gives the same %i logits of %i px', async (...network) => {
      const baseline = tf.memory().numTensors;
      const { logits } = await paperClassifierErrors(golden, network);
      expect(logits).toBeLessThan(TOLERANCE);
      expect(tf.memory().numTensors).toBe(baseline);
    });

    it('RetinaNet-VGG16-FPN gives the same on every level', async () => {
      const baseline = tf.memory().numTensors;
      const errors = await paperDetectorErrors(golden, ...field);
      expect(Object.keys(errors)).toEqual(PAPER_DETECTOR_OUTPUTS);
      for (const [output, error] of Object.entries(errors))
        expect(error, output).toBeLessThan(TOLERANCE);
      expect(tf.memory().numTensors).toBe(baseline);
    });
  },
);
