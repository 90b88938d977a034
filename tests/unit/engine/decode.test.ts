import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLASS_CODES, type ClassCode } from '../../../src/domain/classes.ts';
import { topIndices } from '../../../src/engine/decode/boxes.ts';
import { nonMaximumSuppression } from '../../../src/engine/decode/nms.ts';
import { decideLabel, ensembleMean, softmax } from '../../../src/engine/decode/probabilities.ts';

describe('softmax', () => {
  it('sums to one and survives large logits', () => {
    const p = softmax([1000, 1001, -1000]);
    expect(p.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect((p[1] as number) / (p[0] as number)).toBeCloseTo(Math.E, 10);
  });

  it('divides the logits by the temperature', () => {
    const p = softmax([2, 0], 2);
    expect(p[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 12);
  });
});

describe('the ensemble', () => {
  it('is the mean of the probabilities', () => {
    const mean = ensembleMean([Float64Array.of(0.8, 0.2), Float64Array.of(0.2, 0.8)]);
    expect([...mean]).toEqual([0.5, 0.5]);
    expect(() => ensembleMean([])).toThrow(RangeError);
  });
});

describe('the decision', () => {
  const blast = {
    id: 'BLAST' as const,
    members: ['LBL', 'MBL', 'MOB', 'MKB'] as const satisfies ClassCode[],
  };
  const having = (p: Partial<Record<ClassCode, number>>) => CLASS_CODES.map((code) => p[code] ?? 0);

  it('sums a group: many small members beat one larger class', () => {
    const p = having({ LYM: 0.4, LBL: 0.2, MBL: 0.2, MOB: 0.2 });
    expect(decideLabel(p, CLASS_CODES, [blast])).toBe('BLAST');
    expect(decideLabel(p, CLASS_CODES, [])).toBe('LYM');
  });

  it('never names a member of an unresolved group', () => {
    expect(decideLabel(having({ LBL: 1 }), CLASS_CODES, [blast])).toBe('BLAST');
  });

  it('leaves single classes alone', () => {
    const p = having({ SEG: 0.5, LBL: 0.3, MBL: 0.19 });
    expect(decideLabel(p, CLASS_CODES, [blast])).toBe('SEG');
  });
});

describe('the best of a level', () => {
  it('are strictly above the floor, best first, ties by index', () => {
    const values = Float32Array.of(0.25, 0.5, 0.5, 0.9, 0.1);
    expect(topIndices(values, 0.25, 10)).toEqual([3, 1, 2]);
    expect(topIndices(values, 0, 2)).toEqual([3, 1]);
  });
});

describe('non-maximum suppression', () => {
  const box = fc.tuple(
    fc.integer({ min: 0, max: 60 }),
    fc.integer({ min: 0, max: 60 }),
    fc.integer({ min: 1, max: 30 }),
    fc.integer({ min: 1, max: 30 }),
    fc.integer({ min: 0, max: 20 }),
  );
  type Candidate = [number, number, number, number, number];
  const iou = ([ax, ay, aw, ah]: Candidate, [bx, by, bw, bh]: Candidate) => {
    const width = Math.max(0, Math.min(ax + aw, bx + bw) - Math.max(ax, bx));
    const height = Math.max(0, Math.min(ay + ah, by + bh) - Math.max(ay, by));
    return (width * height) / (aw * ah + bw * bh - width * height);
  };

  it('keeps a set in which nothing overlaps and outside which everything is overlapped', () => {
    fc.assert(
      fc.property(fc.array(box, { maxLength: 60 }), (candidates) => {
        const boxes = Float32Array.from(candidates.flatMap(([x, y, w, h]) => [x, y, x + w, y + h]));
        const scores = Float32Array.from(candidates.map(([, , , , score]) => score / 20));
        const kept = nonMaximumSuppression({ boxes, scores }, 0.5, 1000);
        const at = (i: number) => candidates[i] as Candidate;
        for (const [position, i] of kept.entries())
          for (const j of kept.slice(0, position))
            expect(iou(at(i), at(j))).toBeLessThanOrEqual(0.5);
        for (const i of candidates.keys()) {
          if (kept.includes(i)) continue;
          const better = kept.filter((k) => (scores[k] as number) >= (scores[i] as number));
          expect(better.some((k) => iou(at(i), at(k)) > 0.5)).toBe(true);
        }
      }),
    );
  });

  it('takes 5,000 candidates that hardly overlap in a fraction of a second', () => {
    const count = 5000;
    const boxes = new Float32Array(count * 4);
    for (let i = 0; i < count; i++) {
      const [x, y] = [(i % 100) * 10, Math.floor(i / 100) * 10];
      boxes.set([x, y, x + 11, y + 11], i * 4);
    }
    const started = performance.now();
    const kept = nonMaximumSuppression({ boxes, scores: new Float32Array(count) }, 0.5, count);
    expect(kept).toHaveLength(count);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
