import { describe, expect, it } from 'vitest';
import { DEMO_CASES, type DemoCase } from '../../../src/synth/demo.ts';
import { renderField } from '../../../src/synth/field.ts';

/** Shrunk four times: the plan of a field depends on its size in micrometres only. */
const render = (demo: DemoCase) =>
  demo.fields.map(({ spec, seed }) => {
    const small = {
      ...spec,
      width: spec.width / 4,
      height: spec.height / 4,
      micrometresPerPixel: spec.micrometresPerPixel * 4,
    };
    return renderField(small, seed).truth;
  });

const truths = new Map(DEMO_CASES.map((demo) => [demo, render(demo)]));
const truthOf = (demo: DemoCase) => truths.get(demo) ?? [];

const shareOf = (demo: DemoCase, ...codes: string[]) => {
  const countable = truthOf(demo)
    .flat()
    .filter((cell) => cell.countable);
  return countable.filter((cell) => codes.includes(cell.label ?? '')).length / countable.length;
};

const [clear, near, regenerating] = DEMO_CASES as [DemoCase, DemoCase, DemoCase];

describe('DEMO_CASES', () => {
  it('are three named cases of five fields with seeds of their own', () => {
    expect(DEMO_CASES.map((c) => c.name)).toEqual([
      'Demonstration – clear ALL',
      'Demonstration – near the threshold',
      'Demonstration – regenerating marrow',
    ]);
    expect(DEMO_CASES.map((c) => c.fields.length)).toEqual([5, 5, 5]);
    const seeds = DEMO_CASES.flatMap((c) => c.fields.map((f) => f.seed));
    expect(new Set(seeds).size).toBe(15);
    expect(new Set(DEMO_CASES.map((c) => c.id)).size).toBe(3);
  });

  it('hold about 14 to 20 countable cells a field', () => {
    for (const demo of DEMO_CASES) {
      for (const truth of truthOf(demo)) {
        const countable = truth.filter((cell) => cell.countable).length;
        expect(countable).toBeGreaterThanOrEqual(14);
        expect(countable).toBeLessThanOrEqual(20);
      }
    }
  });

  it('have the lymphoblast shares that their names promise', () => {
    expect(shareOf(clear, 'LBL')).toBeGreaterThan(0.8);
    expect(shareOf(clear, 'LBL')).toBeLessThan(0.9);
    expect(Math.abs(shareOf(near, 'LBL') - 0.2)).toBeLessThan(0.025);
    expect(shareOf(regenerating, 'LBL')).toBeLessThan(0.05);
  });

  it('show full maturation and many lymphoid cells in the regenerating marrow', () => {
    for (const code of ['PMO', 'MYC', 'MMC', 'BND', 'SEG', 'BEB', 'PCE', 'OCE']) {
      expect(shareOf(regenerating, code)).toBeGreaterThan(0);
    }
    expect(shareOf(regenerating, 'LYM')).toBeGreaterThan(0.12);
  });
});
