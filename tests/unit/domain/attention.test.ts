import { describe, expect, it } from 'vitest';
import {
  attentionOf,
  confidenceOf,
  fieldAttention,
  rankLabels,
} from '../../../src/domain/attention.ts';
import type { Cell } from '../../../src/domain/case.ts';
import { AT, box, fieldOf, modelCell } from '../store/support.ts';

const withWord = (change: Partial<NonNullable<Cell['model']>>): Cell => {
  const cell = modelCell('a', box(0, 0));
  return { ...cell, model: { ...cell.model!, ...change } };
};

describe('attentionOf', () => {
  it('leaves a sure cell alone', () => {
    expect(attentionOf(modelCell('a', box(0, 0)))).toEqual([]);
  });

  it('flags each way in which a word can waver', () => {
    expect(attentionOf(withWord({ countableProbability: 0.5 }))).toEqual(['gate-uncertain']);
    expect(attentionOf(withWord({ probabilities: { LBL: 0.55, LYM: 0.1 } }))).toEqual([
      'low-confidence',
    ]);
    expect(attentionOf(withWord({ probabilities: { LBL: 0.45, LYM: 0.4 } }))).toEqual([
      'low-confidence',
      'close-call',
    ]);
    expect(attentionOf(withWord({ countable: false, label: null, probabilities: null }))).toEqual(
      [],
    );
  });

  it('asks for a name where there is none, and is content with a reviewer’s word', () => {
    const drawn: Cell = { ...modelCell('a', box(0, 0)), origin: 'reviewer', model: null };
    expect(attentionOf(drawn)).toEqual(['unnamed']);
    const review = { label: 'LYM' as const, countable: true, by: 'R', at: AT };
    expect(attentionOf({ ...withWord({ countableProbability: 0.5 }), review })).toEqual([]);
  });
});

describe('rankLabels', () => {
  it('lets the members of the group that won stand as one', () => {
    const probabilities = { LBL: 0.3, MBL: 0.25, LYM: 0.35, SEG: 0.1 };
    expect(rankLabels(probabilities, 'BLAST').map(({ label }) => label)).toEqual([
      'BLAST',
      'LYM',
      'SEG',
    ]);
    const cell = withWord({ label: 'BLAST', probabilities });
    expect(confidenceOf(cell)).toBeCloseTo(0.55);
    expect(confidenceOf(withWord({ label: null, probabilities: null }))).toBeNull();
  });
});

describe('fieldAttention', () => {
  it('holds the cells of a conflict until it is decided', () => {
    const cell = modelCell('a', box(0, 0));
    const field = {
      ...fieldOf('f', [cell]),
      conflicts: [{ id: 'c', model: cell.model!, cellIds: ['a'] }],
    };
    expect([...fieldAttention(field)]).toEqual([['a', ['conflict']]]);
    expect(fieldAttention({ ...field, conflicts: [] }).size).toBe(0);
  });
});
