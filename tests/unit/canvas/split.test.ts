import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAt, longerAxis, MIN_SPLIT_SIDE, splitBox } from '../../../src/canvas/split.ts';
import { boxArea } from '../../../src/domain/geometry.ts';

const side = fc.integer({ min: 2 * MIN_SPLIT_SIDE, max: 300 });
const boxes = fc.record({ x: fc.nat(2000), y: fc.nat(2000), width: side, height: side });

describe('splitting a box', () => {
  it('cuts across the longer side', () => {
    expect(longerAxis({ x: 0, y: 0, width: 40, height: 20 })).toBe('x');
    expect(longerAxis({ x: 0, y: 0, width: 20, height: 40 })).toBe('y');
  });

  it('gives two parts that share the cut and together are the box', () => {
    fc.assert(
      fc.property(
        boxes,
        fc.integer({ min: -100, max: 2500 }),
        fc.constantFrom('x' as const, 'y' as const),
        (box, at, axis) => {
          const cut = cutAt(box, { x: at, y: at }, axis);
          if (!cut) throw new Error('The box is wide enough.');
          const [first, second] = splitBox(box, cut);
          const [length, other] =
            axis === 'x' ? (['width', 'height'] as const) : (['height', 'width'] as const);
          expect(first[length] + second[length]).toBe(box[length]);
          expect(first[axis] + first[length]).toBe(second[axis]);
          expect([first[other], second[other]]).toEqual([box[other], box[other]]);
          expect(Math.min(first[length], second[length])).toBeGreaterThanOrEqual(MIN_SPLIT_SIDE);
          expect(boxArea(first) + boxArea(second)).toBe(boxArea(box));
        },
      ),
    );
  });

  it('cuts where the pointer is', () => {
    const box = { x: 100, y: 50, width: 60, height: 30 };
    expect(splitBox(box, cutAt(box, { x: 120.4, y: 60 }, 'x')!)).toEqual([
      { x: 100, y: 50, width: 20, height: 30 },
      { x: 120, y: 50, width: 40, height: 30 },
    ]);
  });

  it('leaves a box alone that is too narrow for two parts', () => {
    expect(cutAt({ x: 0, y: 0, width: 11, height: 50 }, { x: 5, y: 5 }, 'x')).toBeNull();
    expect(cutAt({ x: 0, y: 0, width: 11, height: 50 }, { x: 5, y: 5 }, 'y')).not.toBeNull();
  });
});
