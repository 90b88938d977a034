import { describe, expect, it } from 'vitest';
import { fieldBootstrap } from '../../src/domain/inference/fieldBootstrap.ts';
import { randomBits } from '../../src/domain/inference/random.ts';

/** How often the interval by fields holds the true share: what its warning rests on (docs/adr/0019). */

const CELLS = 14;
const COUNTS = 1000;

/**
 * Share of the counts with an interval whose interval holds the true share.
 * @param correlation of two cells of one field, above 0: fields are beta-binomial, drawn cell by cell
 *   (Pólya's urn)
 */
function coverage(fields: number, share: number, correlation: number): number {
  const bits = randomBits(1);
  const weight = 1 / correlation - 1;
  const field = () => {
    let count = 0;
    for (let cell = 0; cell < CELLS; cell++)
      if (bits() / 2 ** 32 < (share * weight + count) / (weight + cell)) count++;
    return { count, total: CELLS };
  };
  let [held, shown] = [0, 0];
  for (let i = 0; i < COUNTS; i++) {
    const interval = fieldBootstrap(Array.from({ length: fields }, field));
    if (!interval) continue;
    shown++;
    if (interval.low <= share && share <= interval.high) held++;
  }
  return held / shown;
}

// The standard error of a coverage is 0.7 to 1.0 percentage points.
describe('the interval by fields', () => {
  it.each([
    ['few fields', 10, 0.2],
    ['few fields and few cells of the rule', 10, 0.05],
    ['few cells of the rule', 20, 0.02],
  ])('is too narrow with %s: %d fields, true share %d', (_, fields, share) => {
    const held = coverage(fields, share, 0.05);
    expect(held).toBeGreaterThan(0.85);
    expect(held).toBeLessThan(0.92);
  });

  it.each([
    [20, 0.1],
    [30, 0.1],
  ])('comes near its 95 % with enough of both: %d fields, true share %d', (fields, share) => {
    const held = coverage(fields, share, 0.05);
    expect(held).toBeGreaterThan(0.925);
    expect(held).toBeLessThan(0.97);
  });
});
