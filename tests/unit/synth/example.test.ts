import { describe, expect, it } from 'vitest';
import { ATLAS_KEYS } from '../../../src/domain/atlas/index.ts';
import { isGroupCode, unresolvedGroup } from '../../../src/domain/classes.ts';
import { MORPHOLOGIES } from '../../../src/synth/cells/index.ts';
import { examplePlans, renderExample } from '../../../src/synth/example.ts';
import { hashBytes } from './helpers.ts';

const kindOf = (name: string) => MORPHOLOGIES.find((m) => m.name === name)!;

describe('examples of the atlas', () => {
  it.each(ATLAS_KEYS)('%s has three or four, of its own kinds, each with its own seed', (key) => {
    const plans = examplePlans(key);
    expect(plans.length).toBeGreaterThanOrEqual(3);
    expect(plans.length).toBeLessThanOrEqual(4);
    const codes = plans.map(({ kind }) => kindOf(kind).code);
    if (isGroupCode(key)) expect(codes).toEqual(unresolvedGroup(key).members);
    else expect(new Set(codes)).toEqual(new Set([key === 'uncountable' ? null : key]));
    expect(plans).toEqual(examplePlans(key));
  });

  it('shares no seed among the pages', () => {
    const seeds = ATLAS_KEYS.flatMap((key) => examplePlans(key).map(({ seed }) => seed));
    expect(new Set(seeds).size).toBe(seeds.length);
  });

  it('shows every kind of cell that the renderer knows', () => {
    const shown = new Set(ATLAS_KEYS.flatMap((key) => examplePlans(key).map(({ kind }) => kind)));
    expect([...shown].sort()).toEqual(MORPHOLOGIES.map(({ name }) => name).sort());
  });

  it('gives the same bytes for the same seed and others for another', () => {
    for (const key of ['LBL', 'NB'] as const) {
      const plan = examplePlans(key)[0]!;
      const first = hashBytes(renderExample(plan).data);
      expect(hashBytes(renderExample(plan).data)).toBe(first);
      expect(hashBytes(renderExample({ ...plan, seed: plan.seed + 1 }).data)).not.toBe(first);
    }
  });

  it('draws all at one scale, the cell whole and in the middle', () => {
    for (const key of ATLAS_KEYS) {
      const plan = examplePlans(key)[0]!;
      const { side, data, micrometresPerPixel } = renderExample(plan);
      expect(micrometresPerPixel).toBe(0.1);
      expect(side * micrometresPerPixel).toBeCloseTo(plan.span, 5);
      expect(data).toHaveLength(4 * side * side);
      const [least, most] = kindOf(plan.kind).diameter;
      // The largest eighth of a kind's range is not drawn.
      expect(most - (most - least) / 8).toBeLessThan(plan.span);
      // Violet or blue within the inner third of the least radius: the cell, not the plasma.
      const reach = Math.floor(least / 6 / micrometresPerPixel);
      let dark = 0;
      for (let y = -reach; y < reach; y++) {
        for (let x = -reach; x < reach; x++) {
          const i = 4 * (Math.floor(side / 2 + y) * side + Math.floor(side / 2 + x));
          if ((data[i]! + data[i + 1]! + data[i + 2]!) / 3 < 215) dark++;
        }
      }
      expect(dark / (2 * reach) ** 2, key).toBeGreaterThan(0.8);
    }
  });

  it('refuses a kind that it does not know', () => {
    expect(() => renderExample({ kind: 'Unheard of', seed: 1, span: 26 })).toThrow(RangeError);
  });
});
