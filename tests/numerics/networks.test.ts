import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { RetinaNet } from '../../src/engine/networks/retinanet.ts';
import { Pace } from '../../src/engine/pace.ts';
import {
  CLASSIFIER_NAMES,
  classifierErrors,
  DETECTOR_NAMES,
  DETECTOR_OUTPUTS,
  detectorArchitecture,
  detectorErrors,
} from './checks/networks.ts';
import { fixture, NODE_BACKENDS, tensorOf, useBackend } from './support.ts';

const TOLERANCE = 1e-5;

describe.each(NODE_BACKENDS)('on %s, against PyTorch', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(CLASSIFIER_NAMES)('%s gives the same logits', async (name) => {
    const baseline = tf.memory().numTensors;
    const errors = await classifierErrors(fixture, name);
    expect(errors.logits).toBeLessThan(TOLERANCE);
    expect(tf.memory().numTensors).toBe(baseline);
  });

  it.each(DETECTOR_NAMES)('%s gives the same pyramid and raw outputs', async (name) => {
    const baseline = tf.memory().numTensors;
    const errors = await detectorErrors(fixture, name);
    for (const output of DETECTOR_OUTPUTS) expect(errors[output], output).toBeLessThan(TOLERANCE);
    expect(tf.memory().numTensors).toBe(baseline);
  });

  it('leaves no tensor behind when it is cancelled between two layers', async () => {
    const network = new RetinaNet(fixture('retinanet'), detectorArchitecture('retinanet'));
    const x = tensorOf(fixture('retinanet.golden').read('input'));
    const baseline = tf.memory().numTensors;
    for (let steps = 0; steps < 25; steps++) {
      const cancel = new AbortController();
      const pace = new Pace(cancel.signal);
      let left = steps;
      const breathe = pace.breathe.bind(pace);
      pace.breathe = () => {
        if (left-- === 0) cancel.abort();
        return breathe();
      };
      await expect(network.forward(x, pace)).rejects.toThrow(
        expect.objectContaining({ name: 'AbortError' }),
      );
      expect(tf.memory().numTensors).toBe(baseline);
    }
    x.dispose();
    network.dispose();
  });
});
