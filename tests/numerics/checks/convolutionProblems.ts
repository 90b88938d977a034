import fc from 'fast-check';
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
