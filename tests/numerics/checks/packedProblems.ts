import fc from 'fast-check';
import type { PackedProblem } from './packedConv.ts';

/** Any shape of a packed convolution. Apart from the checks, so that no browser loads fast-check. */
export const packedProblem: fc.Arbitrary<PackedProblem> = fc.record({
  seed: fc.integer(),
  batch: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 1, max: 14 }),
  width: fc.integer({ min: 1, max: 14 }),
  groups: fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 5 })),
  groupIn: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(4, 8, 20)),
  groupOut: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(8, 16, 24)),
  kernel: fc.constantFrom<1 | 3 | 7>(1, 3, 3, 7),
  stride: fc.constantFrom<1 | 2>(1, 1, 2),
  pad: fc.integer({ min: 0, max: 3 }),
  relu: fc.boolean(),
  residual: fc.boolean(),
});

/** Any shape of an 8-bit convolution, whose input channels come in fours. */
export const quantisedProblem: fc.Arbitrary<PackedProblem> = fc
  .tuple(packedProblem, fc.constantFrom(4, 8, 12, 20))
  .map(([problem, groupIn]) => ({ ...problem, groupIn }));
