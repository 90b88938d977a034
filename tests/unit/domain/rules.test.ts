import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCase } from '../../../src/domain/caseReading.ts';
import { CELL_CLASSES, CLASS_CODES } from '../../../src/domain/classes.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/newCase.ts';
import { mergeRules, readRuleFile, writeRuleFile } from '../../../src/domain/ruleFile.ts';
import {
  PAPER_RULE,
  RULES,
  type Rule,
  ruleFileSchema,
  ruleOf,
  ruleSchema,
  ruleWords,
} from '../../../src/domain/rules.ts';
import { type Counts, caseOf } from './cells.ts';

const OWN: Rule = {
  ...PAPER_RULE,
  id: 'own-1',
  name: 'Blasts of any lineage (≥ 20 %)',
  numeratorName: 'Blasts',
  numerator: ['LBL', 'MBL', 'MOB', 'MKB'],
  comparison: 'at-least',
  source: 'House rule',
  note: '',
};
const call = (rule: Rule, counts: Counts, blastReading: 'lymphoid' | 'unresolved' = 'lymphoid') => {
  const document = caseOf(counts, { blastReading });
  return readCase({
    ...document,
    settings: { ...document.settings, ruleId: rule.id, ownRule: rule },
  }).call;
};

describe('the shipped rules', () => {
  it('are a file of the format that laboratories exchange', () => {
    const text = readFileSync(
      new URL('../../../src/domain/data/rules.json', import.meta.url),
      'utf8',
    );
    expect(readRuleFile(text, 'rules.json')).toEqual(RULES);
    expect(PAPER_RULE.id).toBe(DEFAULT_SETTINGS.ruleId);
    expect(ruleWords(PAPER_RULE, 'zh').numeratorName).toBe('原始淋巴细胞');
  });

  // domain.md, section 4.
  it.each([
    ['zhou-2021', 'above', 20, 'karyocytes'],
    ['who-icc-20', 'at-least', 20, 'icsh'],
    ['paediatric-25', 'at-least', 25, 'icsh'],
    ['fab-1976-30', 'at-least', 30, 'icsh'],
  ])('%s: %s %i %% of %s', (id, comparison, thresholdPercent, denominator) => {
    expect(RULES.find((rule) => rule.id === id)).toMatchObject({
      comparison,
      thresholdPercent,
      denominator,
      numerator: ['LBL'],
    });
  });
});

describe('a rule', () => {
  it.each<[string, object]>([
    ['threshold', { thresholdPercent: 20.5 }],
    ['threshold', { thresholdPercent: 100 }],
    ['numerator', { numerator: [] }],
    ['numerator', { numerator: ['LBL', 'LBL'] }],
    ['numerator', { numerator: ['NB'], denominator: 'icsh' }],
    ['name', { name: '  ' }],
    ['source', { source: '' }],
  ])('is refused for a wrong %s: %o', (place, change) => {
    const parsed = ruleSchema.safeParse({ ...OWN, ...change });
    expect(parsed.error?.issues[0]?.path.join()).toContain(place);
  });

  it('may count classes outside ICSH over karyocytes, and only over them', () => {
    const outside = CELL_CLASSES.filter(({ icsh }) => !icsh).map(({ code }) => code);
    expect(outside).toEqual(['NB', 'PMK']);
    expect(ruleSchema.safeParse({ ...OWN, numerator: outside }).success).toBe(true);
    const counted = CLASS_CODES.filter((code) => !outside.includes(code));
    expect(ruleSchema.safeParse({ ...OWN, numerator: counted, denominator: 'icsh' }).success).toBe(
      true,
    );
  });
});

describe('a case under a rule of the laboratory', () => {
  it('reads by its own copy, whatever this browser knows', () => {
    expect(call(OWN, { LBL: 20, MBL: 20, SEG: 60 })).toMatchObject({
      state: 'meets',
      total: 100,
      proportion: { count: 40 },
    });
    expect(ruleOf({ ruleId: 'other', ownRule: OWN })).toBeUndefined();
    expect(ruleOf({ ruleId: PAPER_RULE.id, ownRule: OWN })).toBe(PAPER_RULE);
  });

  it('counts unresolved blasts whatever their lineage where every blast is in the numerator', () => {
    const counts = { BLAST: 40, SEG: 60 };
    for (const reading of ['lymphoid', 'unresolved'] as const)
      expect(call(OWN, counts, reading)).toMatchObject({ bounds: null, proportion: { count: 40 } });
  });

  it('says “in the rule’s classes” where being lymphoid is not what is asked', () => {
    const myeloid: Rule = { ...OWN, numerator: ['MBL'], numeratorName: 'Myeloblasts' };
    const result = call(myeloid, { BLAST: 30, SEG: 70 }, 'unresolved');
    expect(result.bounds?.lower.count).toBe(0);
    expect(result.sentence).toContain(
      'if none of 30 blasts of unresolved lineage is of the rule’s',
    );
  });

  it('bounds a share of one stage by the erythroblasts of unresolved stage', () => {
    const stage: Rule = { ...OWN, numerator: ['PCE'], numeratorName: 'APL-like cells' };
    const result = call(stage, { PCE: 5, ERB: 30, SEG: 65 });
    expect(result.bounds).toMatchObject({ lower: { count: 5 }, upper: { count: 35 } });
    expect(result.sentence).toContain('30 erythroblasts of unresolved stage');
    expect(result.sentence).toContain('APL-like cells can only');
    const all: Rule = { ...stage, numerator: ['PEB', 'BEB', 'PCE', 'OCE'] };
    expect(call(all, { PCE: 5, ERB: 30, SEG: 65 }).proportion.count).toBe(35);
  });
});

describe('files of rules', () => {
  it('come back as they were written', () => {
    expect(readRuleFile(writeRuleFile([OWN]), 'mine.json')).toEqual([OWN]);
    expect(() => ruleFileSchema.parse(JSON.parse(writeRuleFile([OWN, OWN])))).toThrow();
  });

  it.each([
    ['not JSON', 'mine.json is no file of rules'],
    ['{"format":"other"}', 'mine.json is no file of rules'],
    [writeRuleFile([OWN]).replace('"schema": 1', '"schema": 2'), 'newer version'],
    [writeRuleFile([{ ...OWN, thresholdPercent: 0 }]), 'wrong at rules.0.thresholdPercent'],
  ])('are refused with the file’s name and a remedy: %.20s', (text, words) => {
    expect(() => readRuleFile(text, 'mine.json')).toThrow(words);
  });

  it('join those that are there: newer ones replace, older ones do not, shipped ones stay', () => {
    const newer = { ...OWN, version: 2, name: 'Newer' };
    const foreign = { ...PAPER_RULE, name: 'Another 20 %' };
    const ids = () => 'fresh';
    expect(mergeRules([OWN], [OWN], ids)).toEqual({ rules: [OWN], added: 0, replaced: 0 });
    expect(mergeRules([OWN], [newer], ids)).toEqual({ rules: [newer], added: 0, replaced: 1 });
    expect(mergeRules([newer], [OWN], ids)).toEqual({ rules: [newer], added: 0, replaced: 0 });
    expect(mergeRules([], [PAPER_RULE, foreign], ids)).toEqual({
      rules: [{ ...foreign, id: 'fresh' }],
      added: 1,
      replaced: 0,
    });
  });

  it('are refused whole where a rule says something else under the same version', () => {
    const other: Rule = { ...OWN, name: 'Blasts (≥ 5 %)', thresholdPercent: 5 };
    const fine: Rule = { ...OWN, id: 'own-2' };
    const merge = () => mergeRules([OWN], [fine, other], () => 'fresh');
    expect(merge).toThrow(/“Blasts \(≥ 5 %\)”.*“Blasts of any lineage \(≥ 20 %\)”.*version 1/);
    expect(merge).toThrow('Raise the version');
  });
});
