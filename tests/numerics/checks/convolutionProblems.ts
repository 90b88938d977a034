import fc from 'fast-check';
import type { Convolution2DProblem } from './convolution.ts';
import type { ConvolutionProblem } from './groupedConv.ts';

/** Any shape of a grouped convolution. Apart from the checks, so that no browser loads fast-check. */
export const convolutionProblem: fc.Arbitrary<ConvolutionProblem> = fc.record({
  seed: fc.integer(),
  batch: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 3, max: 12 }),
  width: fc.integer({ min: 3, max: 20 }),
  groups: fc.integer({ min: 1, max: 5 }),
  quadsIn: fc.integer({ min: 1, max: 3 }),
  quadsOut: fc.integer({ min: 1, max: 3 }),
  stride: fc.constantFrom<1 | 2>(1, 2),
  pad: fc.integer({ min: 0, max: 3 }),
  relu: fc.boolean(),
});

/**
 * Any shape of a fused convolution but the stem's 7 × 7, which takes seconds to compile and is
 * among the edges.
 */
export const convolution2DProblem: fc.Arbitrary<Convolution2DProblem> = fc
  .record({
    seed: fc.integer(),
    batch: fc.integer({ min: 1, max: 2 }),
    height: fc.integer({ min: 1, max: 10 }),
    width: fc.integer({ min: 1, max: 18 }),
    kernel: fc.constantFrom<Convolution2DProblem['kernel']>(1, 3),
    stride: fc.constantFrom<1 | 2>(1, 2),
    pad: fc.integer({ min: 0, max: 3 }),
    format: fc.constantFrom<Convolution2DProblem['format']>('float32', 'float16', 'int8'),
    residual: fc.boolean(),
    relu: fc.boolean(),
    channels: fc.oneof(
      fc.record({
        groups: fc.constant(1),
        groupIn: fc.integer({ min: 1, max: 20 }),
        groupOut: fc.integer({ min: 1, max: 80 }),
      }),
      fc.record({
        groups: fc.integer({ min: 2, max: 5 }),
        groupIn: fc.constantFrom(4, 8, 12),
        groupOut: fc.constantFrom(4, 8, 12),
      }),
    ),
  })
  .map(({ channels, ...problem }) => ({ ...problem, ...channels }));
