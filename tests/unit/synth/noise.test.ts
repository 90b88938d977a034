import { describe, expect, it } from 'vitest';
import { PlaneNoise, smoothstep } from '../../../src/synth/noise.ts';
import { createRandom } from '../../../src/synth/random.ts';
import { lobeDistance, RadialOutline, smoothMin } from '../../../src/synth/shape.ts';

describe('createRandom', () => {
  it('repeats itself for a seed and differs between neighbouring seeds', () => {
    const draw = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 8 }, () => random.next());
    };
    expect(draw(42)).toEqual(draw(42));
    expect(draw(42)).not.toEqual(draw(43));
  });

  it('is uniform, and normal where asked', () => {
    const random = createRandom(5);
    const uniform = Array.from({ length: 20_000 }, () => random.next());
    const normal = Array.from({ length: 20_000 }, () => random.normal(2, 3));
    const mean = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length;
    expect(mean(uniform)).toBeCloseTo(0.5, 1.7);
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...uniform)).toBeLessThan(1);
    expect(mean(normal)).toBeCloseTo(2, 0.9);
    expect(Math.sqrt(mean(normal.map((v) => (v - 2) ** 2)))).toBeCloseTo(3, 0.9);
  });

  it('draws whole numbers over the whole range and indices by weight', () => {
    const random = createRandom(6);
    const drawn = new Set(Array.from({ length: 200 }, () => random.whole([2, 5])));
    expect([...drawn].sort()).toEqual([2, 3, 4, 5]);
    const heavy = Array.from({ length: 4000 }, () => random.weighted([1, 0, 3]));
    expect(heavy.filter((i) => i === 1)).toHaveLength(0);
    expect(heavy.filter((i) => i === 2).length / 4000).toBeCloseTo(0.75, 1.5);
  });
});

describe('PlaneNoise', () => {
  const noise = new PlaneNoise(createRandom(3));

  it('stays within bounds, averages to zero and is continuous', () => {
    let sum = 0;
    let count = 0;
    for (let x = -10; x < 10; x += 0.13) {
      for (let y = -10; y < 10; y += 0.17) {
        const v = noise.sample(x, y);
        sum += v;
        count++;
        expect(Math.abs(v)).toBeLessThanOrEqual(1.1);
        expect(Math.abs(noise.sample(x + 1e-4, y) - v)).toBeLessThan(1e-3);
        expect(noise.cellular(x, y)).toBeGreaterThanOrEqual(0);
      }
    }
    expect(Math.abs(sum / count)).toBeLessThan(0.05);
  });
});

describe('shapes', () => {
  it('measures the distance to a lobe', () => {
    const lobe = { x1: 0, y1: 0, x2: 4, y2: 0, r1: 1, r2: 1 };
    expect(lobeDistance(lobe, 2, 3)).toBeCloseTo(2);
    expect(lobeDistance(lobe, 7, 4)).toBeCloseTo(4);
    expect(lobeDistance(lobe, 1, 0)).toBeCloseTo(-1);
  });

  it('joins smoothly: never above the nearer shape, equal to it far from the seam', () => {
    expect(smoothMin(1, 1, 0.5)).toBeLessThan(1);
    expect(smoothMin(1, 3, 0.5)).toBe(1);
  });

  it('draws an ellipse of the asked mean radius where nothing is irregular', () => {
    const shape = { radius: 5, elongation: 1.44, roughness: 0 };
    const outline = RadialOutline.irregular(createRandom(1), shape);
    expect(outline.distance(6, 0)).toBeCloseTo(0, 5);
    expect(outline.distance(0, 5 / 1.2)).toBeCloseTo(0, 5);
    expect(outline.reach).toBeCloseTo(6, 5);
  });

  it('steps smoothly in either direction', () => {
    expect(smoothstep(0, 1, 0.5)).toBe(0.5);
    expect(smoothstep(1, 0, 2)).toBe(0);
    expect(smoothstep(1, 0, -1)).toBe(1);
  });
});
