import { describe, expect, it } from 'vitest';
import { topLabels } from '../../src/features/cell/ProbabilityBars.tsx';

const probabilities = { LYM: 0.48, LBL: 0.2, MKB: 0.25, MBL: 0.05, SEG: 0.02 };

describe('the most probable labels', () => {
  it('show the group that won with the sum of its members', () => {
    const [first, second, third] = topLabels(probabilities, 'BLAST', 5);
    expect(first).toMatchObject({ label: 'BLAST' });
    expect(first?.probability).toBeCloseTo(0.5);
    expect(second).toEqual({ label: 'LYM', probability: 0.48 });
    expect(third).toEqual({ label: 'SEG', probability: 0.02 });
  });

  it('show single classes where no group won', () => {
    expect(topLabels(probabilities, 'LYM', 3).map(({ label }) => label)).toEqual([
      'LYM',
      'MKB',
      'LBL',
    ]);
  });
});
