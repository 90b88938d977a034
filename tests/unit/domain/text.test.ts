import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLAST_READINGS } from '../../../src/domain/case.ts';
import { readCase } from '../../../src/domain/caseReading.ts';
import { labelName, lineageName } from '../../../src/domain/classes.ts';
import { LABELS, LINEAGES } from '../../../src/domain/differential.ts';
import { messageSchema } from '../../../src/domain/message.ts';
import { intervalNotice, researchUseNotice, syntheticNotice } from '../../../src/domain/notice.ts';
import { criterionText, RULES, ruleWords } from '../../../src/domain/rules.ts';
import { en } from '../../../src/domain/text/en/index.ts';
import { givenName } from '../../../src/domain/text/givenNames.ts';
import { type PhraseKey, say, tell, tellAudit } from '../../../src/domain/text/index.ts';
import { zh } from '../../../src/domain/text/zh/index.ts';
import { DEMO_CASES } from '../../../src/synth/demo.ts';
import { caseOf } from './cells.ts';

const KEYS = Object.keys(en) as PhraseKey[];
const CHINESE = /\p{Script=Han}/u;

/** Every name that any phrase may ask for, each with a value of its own. */
const VALUES = new Proxy({} as Record<string, string | number>, {
  get: (_, name) => (name === 'label' || name === 'key' ? 'LBL' : `⟨${String(name)}⟩`),
  ownKeys: () => [],
});

/** The values that a phrase shows, in a fixed order. */
const shown = (sentence: string): string[] => (sentence.match(/⟨\w+⟩/g) ?? []).sort();

/** Every number in a sentence, in a fixed order. */
const numbers = (sentence: string): string[] => (sentence.match(/\d+(\.\d+)?/g) ?? []).sort();

describe('what the domain says', () => {
  it.each(KEYS)('%s has words of its own in both languages, with the same values', (key) => {
    const [english, chinese] = [en[key](VALUES), zh[key](VALUES)];
    expect(english.trim()).not.toBe('');
    expect(chinese).not.toBe('');
    // The counts that English spells out as a number and a noun come as NaN here.
    expect(shown(chinese).filter((name) => name !== '⟨count⟩')).toEqual(
      shown(english).filter((name) => name !== '⟨count⟩'),
    );
    const words = english.replace(/⟨\w+⟩/g, '');
    if (/[a-z]{3}/i.test(words)) {
      expect(chinese).not.toBe(english);
      expect(chinese).toMatch(CHINESE);
    }
  });

  it('is kept in English and told in either language, with the messages within it', () => {
    const problem = say('storage.notWritten');
    const message = say('audit.analysis.fail', { field: 'a.png', problem });
    expect(messageSchema.parse(JSON.parse(JSON.stringify(message)))).toEqual(message);
    expect(message.text).toBe('a.png could not be analysed: The last change could not be written.');
    expect(tell(message, 'en')).toBe(message.text);
    expect(tell(message, 'zh')).toBe('视野 a.png 未能分析：最后一次更改未能写入。');
    expect(tell({ text: 'Foreign.' }, 'zh')).toBe('Foreign.');
    expect(tell({ text: 'Of a later version.', key: 'later.key' }, 'zh')).toBe(
      'Of a later version.',
    );
  });

  it('tells a line of the trail with what was undone and why', () => {
    const entry = {
      ...say('audit.field.exclude', { field: 'a.png' }),
      at: '2026-01-01T00:00:00.000Z',
      by: 'A',
      reason: 'clot',
    };
    expect(tellAudit({ ...entry, command: 'field.exclude' }, 'zh')).toBe(
      '将视野 a.png 排除在计数之外（clot）',
    );
    expect(tellAudit({ ...entry, command: 'undo' }, 'zh')).toBe(
      '撤销：将视野 a.png 排除在计数之外（clot）',
    );
  });
});

describe('names', () => {
  it('of labels, lineages, rules and notices differ between the languages', () => {
    const pairs = [
      ...LABELS.map((label) => [labelName(label, 'en'), labelName(label, 'zh')]),
      ...LINEAGES.map((lineage) => [lineageName(lineage, 'en'), lineageName(lineage, 'zh')]),
      ...RULES.flatMap((rule) => {
        const [english, chinese] = [ruleWords(rule, 'en'), ruleWords(rule, 'zh')];
        expect(numbers(chinese.name)).toEqual(numbers(english.name));
        expect(numbers(chinese.note)).toEqual(numbers(english.note));
        expect(numbers(criterionText(rule, 'zh'))).toEqual(numbers(criterionText(rule, 'en')));
        expect(chinese.note === '').toBe(english.note === '');
        return [
          [english.source, chinese.source],
          [english.numeratorName, chinese.numeratorName],
        ];
      }),
      ...[researchUseNotice, syntheticNotice, intervalNotice].map((of) => [of('en'), of('zh')]),
      ...DEMO_CASES.map(({ name }) => [name, givenName(name, 'zh')]),
    ];
    for (const [english, chinese] of pairs) {
      expect(english).not.toMatch(CHINESE);
      expect(chinese).toMatch(CHINESE);
    }
    expect(new Set(LABELS.map((label) => labelName(label, 'zh'))).size).toBe(LABELS.length);
  });

  it('that the workstation gave are told in the language, those of users are left alone', () => {
    expect(givenName('Field 3', 'zh')).toBe('视野 3');
    expect(givenName('Field 3.png', 'zh')).toBe('Field 3.png');
    expect(givenName('Field 3', 'en')).toBe('Field 3');
  });
});

describe('a case read in Chinese', () => {
  it('carries the same numbers and decisions as in English, for every count', () => {
    const count = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(
        fc.record({ LBL: count, BLAST: count, MKB: count, LYA: count, PMO: count, PCE: count }),
        fc.integer({ min: 0, max: 150 }),
        fc.constantFrom(...RULES.map(({ id }) => id), 'someday'),
        fc.constantFrom(...BLAST_READINGS),
        (counts, SEG, ruleId, blastReading) => {
          const document = caseOf({ ...counts, SEG }, { ruleId, blastReading });
          const [english, chinese] = [readCase(document, 'en'), readCase(document, 'zh')];
          const { sentence, bareText, unresolvedText, hints, ...call } = english.call;
          const {
            sentence: statement,
            bareText: bare,
            unresolvedText: unresolved,
            hints: found,
            ...same
          } = chinese.call;
          expect(same).toEqual(call);
          expect(numbers(statement)).toEqual(numbers(sentence));
          expect(numbers(bare)).toEqual(numbers(bareText));
          expect(numbers(unresolved ?? '')).toEqual(numbers(unresolvedText ?? ''));
          expect(found.map(numbers)).toEqual(hints.map(numbers));
          for (const text of [statement, bare, ...found]) expect(text).toMatch(CHINESE);
          const { convention: chineseConvention, ...chineseRatio } = chinese.meRatio;
          const { convention, ...ratio } = english.meRatio;
          expect(chineseRatio).toEqual(ratio);
          expect(numbers(chineseConvention)).toEqual(numbers(convention));
          expect(chinese.differentials).toEqual(english.differentials);
        },
      ),
      { numRuns: 150 },
    );
  });
});
