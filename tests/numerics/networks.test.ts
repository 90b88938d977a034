import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ResNetArchitecture, RetinaNetArchitecture } from '../../src/domain/pack.ts';
import { ResNet } from '../../src/engine/networks/resnet.ts';
import { RetinaNet } from '../../src/engine/networks/retinanet.ts';
import { Pace } from '../../src/engine/pace.ts';
import { fixture, NODE_BACKENDS, relativeError, tensorOf, useBackend } from './support.ts';

const TOLERANCE = 1e-5;

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
const retinanet = (batchNorm: boolean): RetinaNetArchitecture => ({
  kind: 'retinanet-vgg-fpn',
  trunk: { widths: [4, 8, 8, 12, 12], convsPerStage: [1, 2, 1, 2, 1], batchNorm },
  fpnChannels: 8,
  headConvs: 4,
  anchors: { sizes: [32, 64, 128, 256, 512], ratios: [0.5, 1, 2], scales: [1, 1.2599, 1.5874] },
});

describe.each(NODE_BACKENDS)('on %s, against PyTorch', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each([
    ['resnet', resnet],
    ['resnext', resnext],
  ])('%s gives the same logits', async (name, architecture) => {
    const baseline = tf.memory().numTensors;
    const golden = fixture(`${name}.golden`);
    const network = new ResNet(fixture(name), architecture, 20);
    const x = tensorOf(golden.read('x'));
    const logits = await network.forward(x, new Pace());
    const values = await logits.data();
    tf.dispose([x, logits]);
    network.dispose();
    expect(relativeError(values, golden.read('logits').values)).toBeLessThan(TOLERANCE);
    expect(tf.memory().numTensors).toBe(baseline);
  });

  it.each([
    ['retinanet', false],
    ['retinanet-bn', true],
  ])('%s gives the same pyramid and raw outputs', async (name, batchNorm) => {
    const baseline = tf.memory().numTensors;
    const golden = fixture(`${name}.golden`);
    const network = new RetinaNet(fixture(name), retinanet(batchNorm));
    const x = tensorOf(golden.read('input'));
    const levels = await network.pyramid(x, new Pace());
    for (const [i, level] of levels.entries()) {
      const expected = golden.read(`p${i + 3}`);
      expect(level.shape).toEqual(expected.shape);
      expect(relativeError(await level.data(), expected.values)).toBeLessThan(TOLERANCE);
    }
    const outputs = await network.forward(x, new Pace());
    const all = async (part: 'logits' | 'deltas') =>
      (await Promise.all(outputs.map((level) => level[part].data()))).flatMap((v) => [...v]);
    expect(relativeError(await all('logits'), golden.read('logits').values)).toBeLessThan(
      TOLERANCE,
    );
    expect(relativeError(await all('deltas'), golden.read('deltas').values)).toBeLessThan(
      TOLERANCE,
    );
    tf.dispose([x, levels, outputs.flatMap(({ logits, deltas }) => [logits, deltas])]);
    network.dispose();
    expect(tf.memory().numTensors).toBe(baseline);
  });

  it('leaves no tensor behind when it is cancelled between two layers', async () => {
    const network = new RetinaNet(fixture('retinanet'), retinanet(false));
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
