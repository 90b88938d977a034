import { beforeAll, describe, expect, it } from 'vitest';
import type { DetectorSpec } from '../../src/domain/pack.ts';
import { anchorAt, baseAnchors, pyramidAnchors } from '../../src/engine/decode/anchors.ts';
import { decodeBox } from '../../src/engine/decode/boxes.ts';
import { nonMaximumSuppression } from '../../src/engine/decode/nms.ts';
import { Detector } from '../../src/engine/detector.ts';
import { Pace } from '../../src/engine/pace.ts';
import { fixture, NODE_BACKENDS, relativeError, useBackend } from './support.ts';

const ANCHORS = {
  sizes: [32, 64, 128, 256, 512],
  ratios: [0.5, 1, 2],
  scales: [1, 1.2599, 1.5874],
};

describe('anchors, against torchvision', () => {
  const golden = fixture('anchors.golden');

  it('equal its base anchors', () => {
    const base = ANCHORS.sizes.flatMap((size) => [
      ...baseAnchors(size, ANCHORS.ratios, ANCHORS.scales),
    ]);
    expect(base).toEqual([...golden.read('base').values]);
  });

  it('equal its base anchors for odd sizes and ratios, halves rounded to even', () => {
    const base = [13, 27, 45, 91, 183].flatMap((size) => [
      ...baseAnchors(size, [0.4, 0.75, 1, 1.3, 2.5], [1, 2 ** 0.5]),
    ]);
    expect(base).toEqual([...golden.read('oddBase').values]);
  });

  it('lie on its grid in its order', () => {
    const grids = [
      [8, 12],
      [4, 6],
      [2, 3],
      [1, 2],
      [1, 1],
    ] as const;
    const all = pyramidAnchors(ANCHORS, 64, 96, grids).flatMap((level) =>
      Array.from({ length: level.gridHeight * level.gridWidth * 9 }, (_, i) =>
        anchorAt(level, i),
      ).flat(),
    );
    expect(all).toEqual([...golden.read('anchors').values]);
  });
});

describe('boxes, against torchvision', () => {
  const golden = fixture('boxes.golden');

  it('are decoded equally, clamped growth included', () => {
    const reference = golden.read('reference').values;
    const deltas = golden.read('deltas').values;
    const decoded = Array.from({ length: reference.length / 4 }, (_, i) => {
      const at = i * 4;
      const [x1, y1, x2, y2] = reference.subarray(at, at + 4) as unknown as [
        number,
        number,
        number,
        number,
      ];
      return decodeBox([x1, y1, x2, y2], deltas, at);
    }).flat();
    expect(relativeError(decoded, golden.read('decoded').values)).toBeLessThan(1e-6);
  });

  it('survive suppression equally', () => {
    const boxes = golden.read('candidates').values;
    const scores = golden.read('scores').values;
    const expected = [...golden.read('kept').values];
    expect(nonMaximumSuppression({ boxes, scores }, 0.5, 1e6)).toEqual(expected);
    expect(nonMaximumSuppression({ boxes, scores }, 0.5, 50)).toEqual(expected.slice(0, 50));
  });
});

describe.each(NODE_BACKENDS)(
  'detection on %s, against torchvision from pixels to boxes',
  (name) => {
    beforeAll(() => useBackend(name));

    it.each([
      ['retinanet', false],
      ['retinanet-bn', true],
    ])('%s', async (network, batchNorm) => {
      const golden = fixture(`${network}.golden`);
      const spec: DetectorSpec = {
        file: '',
        sha256: '',
        bytes: 1,
        dtype: 'F32',
        architecture: {
          kind: 'retinanet-vgg-fpn',
          trunk: { widths: [4, 8, 8, 12, 12], convsPerStage: [1, 2, 1, 2, 1], batchNorm },
          fpnChannels: 8,
          headConvs: 4,
          anchors: ANCHORS,
        },
        input: {
          shortSide: 60,
          longSide: 90,
          sizeDivisor: 32,
          mean: [0.485, 0.456, 0.406],
          std: [0.229, 0.224, 0.225],
        },
        decoding: {
          scoreFloor: 0.05,
          preNmsTopK: 40,
          nmsIou: 0.5,
          maxDetections: 100,
          operatingScore: 0.4,
        },
      };
      const detector = new Detector(fixture(network), spec);
      const data = Uint8Array.from(golden.read('image').values);
      const image = { width: 90, height: 60, channels: 3, data } as const;
      const found = await detector.detect(image, new Pace());
      detector.dispose();
      const expected = golden.read('boxes').values;
      expect(found.length).toBeGreaterThan(10);
      expect(found).toHaveLength(expected.length / 4);
      const boxes = found.flatMap(({ box: { x, y, width, height } }) => [
        x,
        y,
        x + width,
        y + height,
      ]);
      expect(relativeError(boxes, expected)).toBeLessThan(1e-5);
      const scores = found.map(({ score }) => score);
      expect(relativeError(scores, golden.read('scores').values)).toBeLessThan(1e-5);
    });
  },
);
