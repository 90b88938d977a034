import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlastReading } from '../../../src/domain/case.ts';
import { readCase } from '../../../src/domain/caseReading.ts';
import { HAEMATOGONE_CAUTION } from '../../../src/domain/hints.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/newCase.ts';
import { countMeets, PAPER_RULE, RULES, type Rule, ruleSchema } from '../../../src/domain/rules.ts';
import { type Counts, caseOf } from './cells.ts';

const call = (
  counts: Counts,
  settings: { ruleId?: string; blastReading?: BlastReading } = {},
  fields = 1,
) => readCase(caseOf(counts, settings, fields)).call;

describe('the rules', () => {
  it('are data of one shape, with the paper’s as the default of a new case', () => {
    for (const rule of RULES) expect(ruleSchema.parse(rule)).toEqual(rule);
    expect(new Set(RULES.map((rule) => rule.id)).size).toBe(4);
    expect(PAPER_RULE.id).toBe(DEFAULT_SETTINGS.ruleId);
  });

  it.each([
    ['zhou-2021', 20, false, 21],
    ['who-icc-20', 20, true, 21],
    ['paediatric-25', 25, true, 26],
    ['fab-1976-30', 30, true, 31],
  ])('%s at exactly its threshold of %i %%: %s', (id, at, meets, above) => {
    const rule = RULES.find((item) => item.id === id)!;
    // 7 × 10 at 30 % is 21.000000000000004 in floating point.
    for (const factor of [1, 7, 9, 11]) {
      expect(countMeets(rule, at * factor, 100 * factor)).toBe(meets);
      expect(countMeets(rule, above * factor, 100 * factor)).toBe(true);
      expect(countMeets(rule, at * factor - 1, 100 * factor)).toBe(false);
    }
  });
});

describe('the call', () => {
  it('meets when the whole interval lies above', () => {
    const result = call({ LBL: 60, SEG: 140 });
    expect(result).toMatchObject({ state: 'meets', bareMet: true, more: null, bounds: null });
    expect(result.sentence.replaceAll('\u00a0', ' ')).toBe(
      'The count meets the configured rule, FAB rule as in Zhou 2021 (> 20 %): lymphoblasts are 60 of 200 karyocytes, 30.0 % (95 % interval 24.1–36.7 %); the whole interval lies above the threshold.',
    );
    expect(result.hints).toContain(HAEMATOGONE_CAUTION);
  });

  it('does not meet when the whole interval lies below', () => {
    const result = call({ LBL: 20, SEG: 180 });
    expect(result).toMatchObject({ state: 'does-not-meet', bareMet: false, more: null });
    expect(result.sentence).toContain('does not meet the configured rule');
    expect(result.hints).toEqual([]);
  });

  it('is indeterminate in between, with what would settle it and the bare rule beside it', () => {
    const result = call({ LBL: 45, SEG: 155 }, {}, 10);
    expect(result).toMatchObject({ state: 'indeterminate', bareMet: true });
    // z² · 0.2 · 0.8 / 0.025² = 983.4: 984 cells in all, at 20 a field.
    expect(result.more).toEqual({ cells: 784, fields: 40 });
    expect(result.bareText).toContain('45 of 200, 22.5');
    expect(result.hints).toContain(HAEMATOGONE_CAUTION);
  });

  it('asks for fields by the cells that the fields hold, not by those counted by hand', () => {
    const document = caseOf({ LBL: 15, SEG: 55 }, {}, 5);
    expect(readCase(document).call.more).toEqual({ cells: 2942, fields: 211 });
    const manual = { counts: { LBL: 43, SEG: 157 }, merged: true };
    // 14 cells a field: 2531 ÷ 14, not 2531 ÷ 54.
    expect(readCase({ ...document, manual }).call.more).toEqual({ cells: 2531, fields: 181 });
    const { call: byHand } = readCase({ ...caseOf({}), manual });
    expect(byHand.more).toMatchObject({ fields: null });
  });

  it('names no number of cells where the share lies at the threshold', () => {
    expect(call({ LBL: 40, SEG: 160 })).toMatchObject({
      state: 'indeterminate',
      more: null,
      bareMet: false,
    });
    expect(call({ LBL: 201, SEG: 799 }).more).toBeNull();
  });

  it('reads over the rule’s own denominator', () => {
    const counts = { LBL: 60, SEG: 140, NB: 100 };
    expect(call(counts)).toMatchObject({ total: 300, state: 'indeterminate' });
    expect(call(counts, { ruleId: 'who-icc-20' })).toMatchObject({ total: 200, state: 'meets' });
  });

  it('is none where nothing is counted', () => {
    expect(call({ uncountable: 5 })).toMatchObject({ state: 'none', bareMet: null, hints: [] });
    expect(call({ NB: 5 }, { ruleId: 'who-icc-20' }).state).toBe('none');
  });

  it('is none, and says why, under a rule that this version does not know', () => {
    const result = call({ LBL: 60, SEG: 140 }, { ruleId: 'someday' });
    expect(result).toMatchObject({ state: 'none', rule: null, bareMet: true });
    expect(result.sentence).toContain('“someday” is not known');
  });

  it('states are as the interval lies, for every count', () => {
    const total = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(total, total, fc.constantFrom(...RULES), (blasts, others, { id: ruleId }) => {
        const { state, proportion, threshold, more } = call(
          { LBL: blasts, SEG: others },
          { ruleId },
        );
        const { low, high } = proportion.interval!;
        if (state === 'meets') expect(low).toBeGreaterThanOrEqual(threshold);
        else if (state === 'does-not-meet') expect(high).toBeLessThanOrEqual(threshold);
        else expect(low <= threshold && threshold <= high).toBe(true);
        if (more) expect(state).toBe('indeterminate');
      }),
      { numRuns: 60 },
    );
  });
});

describe('blasts of unresolved lineage', () => {
  const counts = { LBL: 10, BLAST: 90, SEG: 100 };

  it('count as lymphoblasts when read as lymphoid, and the call says that this is assumed', () => {
    const result = call(counts);
    expect(result).toMatchObject({ state: 'meets', unresolvedBlasts: 90, bounds: null });
    expect(result.proportion.count).toBe(100);
    expect(result.sentence).toContain('(10 named, 90 of assumed lineage)');
    expect(result.unresolvedText).toContain(
      '90 blasts of unresolved lineage were counted as lymph',
    );
  });

  it('stay out of the numerator when read as myeloid', () => {
    const result = call(counts, { blastReading: 'myeloid' });
    expect(result).toMatchObject({ state: 'does-not-meet', bareMet: false });
    expect(result.proportion.count).toBe(10);
    expect(result.unresolvedText).toContain('with the myeloblasts');
  });

  it('only bound the share when left unresolved: no single share, no guess', () => {
    const result = call(counts, { blastReading: 'unresolved' });
    expect(result).toMatchObject({ state: 'indeterminate', more: null, bareMet: null });
    expect(result.proportion).toEqual({ count: 10, share: null, interval: null });
    expect(result.bounds?.lower.share).toBe(0.05);
    expect(result.bounds?.upper.share).toBe(0.5);
    expect(result.sentence).toContain('can only be bounded');
    expect(result.sentence).toContain('only the lineage of these blasts can settle it');
  });

  it('still call where both bounds agree', () => {
    const settings = { blastReading: 'unresolved' } as const;
    expect(call({ LBL: 90, BLAST: 10, SEG: 100 }, settings)).toMatchObject({
      state: 'meets',
      bareMet: true,
    });
    expect(call({ LBL: 4, BLAST: 4, SEG: 192 }, settings)).toMatchObject({
      state: 'does-not-meet',
      bareMet: false,
    });
  });

  it('ask for cells where both bounds lie on one side and one interval spans', () => {
    const result = call({ LBL: 45, BLAST: 55, SEG: 100 }, { blastReading: 'unresolved' });
    expect(result).toMatchObject({ state: 'indeterminate', more: { cells: 784 }, bareMet: true });
    expect(result.sentence).toContain('an interval spans the threshold');
  });

  it('never make the lymphoid reading smaller than the others', () => {
    const few = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(few, few, fc.integer({ min: 1, max: 60 }), (LBL, BLAST, SEG) => {
        const at = (blastReading: BlastReading) => call({ LBL, BLAST, SEG }, { blastReading });
        const open = at('unresolved');
        expect(at('lymphoid').proportion).toEqual(open.bounds?.upper ?? open.proportion);
        expect(at('myeloid').proportion).toEqual(open.bounds?.lower ?? open.proportion);
      }),
      { numRuns: 60 },
    );
  });
});

describe('hints', () => {
  it.each<[Counts, string]>([
    [{ PMO: 40, SEG: 60 }, 'FAB M3 (APL)?'],
    [{ MKB: 10, SEG: 90 }, 'FAB M7?'],
    [{ LYA: 1, SEG: 99 }, '1 lymphoma cell (1.0'],
    [{ NB: 2, SEG: 98 }, 'possible marrow involvement'],
  ])('%o: %s', (counts, text) => {
    const { hints } = call(counts);
    expect(hints).toHaveLength(1);
    expect(hints[0]).toContain(text);
    expect(hints[0]).toContain('not a diagnosis');
  });

  it.each([
    ['whose denominator has no cell', 'who-icc-20', 'No cell is in the rule’s denominator (25 kar'],
    ['that this version does not know', 'someday', '“someday” is not known'],
  ])('are raised under a rule %s', (_, ruleId, sentence) => {
    const result = call({ NB: 25 }, { ruleId });
    expect(result).toMatchObject({ state: 'none', hintIds: ['neuroblastoma'] });
    expect(result.hints[0]).toContain('25 neuroblastoma cells');
    expect(result.sentence).toContain(sentence);
    expect(result.sentence).not.toContain('No cell is counted');
  });

  it('caution of haematogones only where a rule that is met counts lymphoblasts', () => {
    const myeloid = { ...PAPER_RULE, id: 'own', numerator: ['MBL' as const] };
    const own = (counts: Counts, rule: Rule) => {
      const document = caseOf(counts);
      const settings = { ...document.settings, ruleId: rule.id, ownRule: rule };
      return readCase({ ...document, settings }).call;
    };
    expect(own({ MBL: 60, SEG: 140 }, myeloid)).toMatchObject({ state: 'meets', hintIds: [] });
    // The paper's bare rule stands beside every call.
    expect(own({ LBL: 60, SEG: 140 }, myeloid)).toMatchObject({
      state: 'does-not-meet',
      hintIds: ['haematogones'],
    });
    const both = { ...myeloid, numerator: ['LBL', 'MBL'] as const };
    expect(own({ MBL: 60, SEG: 140 }, both).hintIds).toEqual(['haematogones']);
  });

  it('are not raised by what a normal marrow holds', () => {
    expect(call({ PMO: 8, MKB: 1, SEG: 91 }).hints).toEqual([]);
  });
});
