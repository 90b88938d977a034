import { describe, expect, it } from 'vitest';
import { classifierMacs, detectorMacs } from '../../bench/macs.ts';
import {
  classifierTensors,
  detectorTensors,
  PAPER_CLASSIFIERS,
  PAPER_DETECTOR,
  type PaperClassifier,
  parameterCount,
} from '../../numerics/checks/paperNetworks.ts';

/** Sizes that torchvision documents for its own networks; no weights are made here. */
describe("the paper's networks at full size", () => {
  it.each<[PaperClassifier, number, number, number]>([
    ['resnet50', 25_557_032, 4.09, 2048],
    ['resnext50_32x4d', 25_028_904, 4.23, 2048],
    ['resnext101_32x8d', 88_791_336, 16.41, 2048],
  ])('%s has %i parameters with 1000 classes and %f GMAC at 224²', (name, parameters, gmac) => {
    expect(parameterCount(classifierTensors(name, 1000))).toBe(parameters);
    // Of the classes only the last layer knows: 2,048 weights and a bias each.
    for (const classes of [2, 20])
      expect(parameterCount(classifierTensors(name, classes))).toBe(
        parameters - (1000 - classes) * 2049,
      );
    const macs = classifierMacs(PAPER_CLASSIFIERS[name], 1000, [224, 224]);
    expect(macs / 1e9).toBeCloseTo(gmac, 2);
  });

  it('RetinaNet-VGG16-FPN has 23.4 million parameters and 172 GMAC at 640²', () => {
    // VGG16's convolutions 14,714,688, the pyramid 3,868,672, both heads 4,824,365.
    expect(parameterCount(detectorTensors())).toBe(23_407_725);
    expect(Math.round(detectorMacs(PAPER_DETECTOR, [640, 640]) / 1e9)).toBe(172);
  });
});
