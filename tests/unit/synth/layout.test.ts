import { describe, expect, it } from 'vitest';
import type { ClassCode } from '../../../src/domain/classes.ts';
import { shareOut } from '../../../src/synth/layout.ts';
import { createRandom } from '../../../src/synth/random.ts';

const COMPOSITION = { LBL: 20, SEG: 35, PCE: 25, LYM: 17, OTH: 3 } as const;

const tally = (codes: readonly ClassCode[]) => {
  const counts = new Map<ClassCode, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
};

describe('shareOut', () => {
  it('gives every class its expected number rounded down or up', () => {
    for (let seed = 0; seed < 200; seed++) {
      const counts = tally(shareOut(COMPOSITION, 17, createRandom(seed)));
      for (const [code, weight] of Object.entries(COMPOSITION)) {
        const expected = (weight / 100) * 17;
        const got = counts.get(code as ClassCode) ?? 0;
        expect(got).toBeGreaterThanOrEqual(Math.floor(expected));
        expect(got).toBeLessThanOrEqual(Math.ceil(expected));
      }
    }
  });

  it('meets the composition on average', () => {
    const all: ClassCode[] = [];
    for (let seed = 0; seed < 2000; seed++)
      all.push(...shareOut(COMPOSITION, 7, createRandom(seed)));
    const counts = tally(all);
    for (const [code, weight] of Object.entries(COMPOSITION)) {
      expect((counts.get(code as ClassCode) ?? 0) / all.length).toBeCloseTo(weight / 100, 2);
    }
  });

  it('draws the whole number asked for, whatever the weights sum to', () => {
    const random = createRandom(1);
    for (let count = 0; count < 40; count++) {
      expect(shareOut({ LBL: 0.1, SEG: 0.2, EOS: 1e-9 }, count, random)).toHaveLength(count);
    }
  });
});
