import { describe, expect, it } from 'vitest';
import { requireSameCells, requireSameOutputs } from '../../bench/agreement.ts';
import { compare, median } from '../../bench/measure.ts';
import type { BenchCell } from '../../bench/side.ts';

describe('the comparison', () => {
  it('takes the middle value', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 3, 100])).toBe(3.5);
    expect(() => median([])).toThrow(RangeError);
  });

  it('runs by turns, drops the warm-up, and divides ours by the other', async () => {
    const order: string[] = [];
    const work = (name: string, times: number[]) => async () => {
      order.push(name);
      return times.shift() as number;
    };
    const options = { runs: 3, warmUps: 1, pauseMs: 0 };
    const ours = work('a', [99, 10, 20, 30]);
    const result = await compare(
      { ours, ortWeb: work('b', [99, 40, 50, 60]), ortNode: null },
      options,
    );
    expect(order.join('')).toBe('abbaabba');
    expect(result).toEqual({
      oursMs: 20,
      ortWebMs: 50,
      ratio: 0.4,
      ortNodeMs: null,
      oursAllMs: [10, 20, 30],
      ortWebAllMs: [40, 50, 60],
      ortNodeAllMs: null,
    });
  });

  it('lets a third side take its turns', async () => {
    const order: string[] = [];
    const work = (name: string, ms: number) => async () => {
      order.push(name);
      return ms;
    };
    const sides = { ours: work('a', 2), ortWeb: work('b', 4), ortNode: work('c', 1) };
    const result = await compare(sides, { runs: 2, warmUps: 0, pauseMs: 0 });
    expect(order.join('')).toBe('abccba');
    expect(result).toMatchObject({ ratio: 0.5, ortNodeMs: 1, ortNodeAllMs: [1, 1] });
  });
});

describe('the check that both sides did the same work', () => {
  const cell: BenchCell = {
    box: { x: 1, y: 2, width: 30, height: 40 },
    detectionScore: 0.9,
    countableProbability: 0.8,
    label: 'SEG',
    probabilities: [0.25, 0.75],
  };

  it('takes float32 rounding', () => {
    const near = { ...cell, box: { ...cell.box, x: 1.01 }, detectionScore: 0.9001 };
    expect(() => requireSameCells([cell], [near])).not.toThrow();
    expect(() => requireSameOutputs('gate', [1, -200], [1.001, -200])).not.toThrow();
  });

  it.each<[string, Partial<BenchCell>]>([
    ['another name', { label: 'BND' }],
    ['another box', { box: { ...cell.box, height: 41 } }],
    ['another probability', { probabilities: [0.3, 0.7] }],
    ['no probability', { probabilities: null }],
    ['no number', { countableProbability: Number.NaN }],
  ])('refuses %s', (_, change) => {
    expect(() => requireSameCells([cell], [{ ...cell, ...change }])).toThrow(/cell 1 of 1/);
  });

  it('refuses a missing cell and other outputs', () => {
    expect(() => requireSameCells([cell], [])).toThrow(/1 cells against 0/);
    expect(() => requireSameOutputs('gate', [1, 2], [1, 2.1])).toThrow(/outputs of gate/);
    expect(() => requireSameOutputs('gate', [1, 2], [1, Number.NaN])).toThrow(/outputs of gate/);
    expect(() => requireSameOutputs('gate', [1, 2], [1])).toThrow(/outputs of gate/);
  });
});
