import { describe, expect, it } from 'vitest';
import type { Case, Field } from '../../../src/domain/case.ts';
import { type Missing, missingForSignOff } from '../../../src/domain/signOff.ts';
import { AT, box, caseOf, fieldOf, modelCell, modelWord } from '../store/support.ts';

const MARK = { by: 'R', at: AT };
const reviewed = (field: Field): Field => ({ ...field, reviewed: MARK });
const kinds = (document: Case): Missing['kind'][] =>
  missingForSignOff(document).map(({ kind }) => kind);
const sure = (id = 'f1') => reviewed(fieldOf(id, [modelCell(`${id}-a`, box(10, 10))]));
const doubtful = (id: string) => {
  const cell = modelCell(id, box(60, 60));
  return { ...cell, model: { ...cell.model!, countableProbability: 0.5 } };
};

describe('what is missing for a signature', () => {
  it('is nothing where every field is reviewed and no cell needs a look', () => {
    expect(missingForSignOff(caseOf([sure()]))).toEqual([]);
  });

  it('is a count, where there is none', () => {
    expect(kinds(caseOf([]))).toEqual(['nothing-counted']);
    const byHand = { ...caseOf([]), manual: { counts: { LYM: 3 }, merged: false } };
    expect(kinds(byHand)).toEqual(['nothing-counted']);
    expect(kinds({ ...byHand, manual: { counts: { LYM: 3 }, merged: true } })).toEqual([]);
    const dust = { ...byHand, manual: { counts: { uncountable: 3 }, merged: true } };
    expect(kinds(dust)).toEqual(['nothing-counted']);
  });

  it('names the fields with their numbers, the most basic first', () => {
    const f2 = fieldOf('f2', [doubtful('x'), doubtful('y'), modelCell('z', box(5, 5))]);
    expect(missingForSignOff(caseOf([sure(), f2, fieldOf('f3')]))).toEqual([
      { kind: 'not-analysed', count: 1, fields: [{ id: 'f3', name: 'f3.png' }] },
      { kind: 'needs-a-look', count: 2, fields: [{ id: 'f2', name: 'f2.png' }] },
      {
        kind: 'not-reviewed',
        count: 2,
        fields: [
          { id: 'f2', name: 'f2.png' },
          { id: 'f3', name: 'f3.png' },
        ],
      },
    ]);
  });

  it('asks for a cell in doubt also where the whole field is marked reviewed', () => {
    expect(kinds(caseOf([reviewed(fieldOf('f1', [doubtful('x')]))]))).toEqual(['needs-a-look']);
  });

  it('asks for a conflict once', () => {
    const conflict = { id: 'k', model: modelWord(box(14, 14)), cellIds: ['f1-a'] };
    const missing = missingForSignOff(caseOf([{ ...sure(), conflicts: [conflict] }]));
    expect(missing).toEqual([
      { kind: 'conflicts', count: 1, fields: [{ id: 'f1', name: 'f1.png' }] },
    ]);
  });

  it('does not ask for fields that are left out of the count', () => {
    const out = { ...fieldOf('f2', [doubtful('x')]), excluded: { ...MARK, reason: 'smudged' } };
    expect(kinds(caseOf([sure(), out]))).toEqual([]);
    expect(kinds(caseOf([out]))).toEqual(['nothing-counted']);
  });
});
