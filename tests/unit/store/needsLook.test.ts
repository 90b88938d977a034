import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/domain/case.ts';
import { nextNeedingALook } from '../../../src/store/needsLook.ts';
import { box, caseOf, fieldOf, modelCell } from './support.ts';

/** A cell of which the model is sure. */
const sure = (id: string, x: number): Cell => {
  const cell = modelCell(id, box(x, 10));
  return { ...cell, model: { ...cell.model!, probabilities: { LBL: 0.98, LYM: 0.02 } } };
};
const unsure = (id: string, x: number): Cell => {
  const cell = modelCell(id, box(x, 10));
  return { ...cell, model: { ...cell.model!, probabilities: { LBL: 0.5, LYM: 0.49 } } };
};

describe('the next cell that needs a look', () => {
  const document = caseOf([
    fieldOf('f1', [sure('a', 10), unsure('b', 60), sure('c', 110)]),
    { ...fieldOf('out', [unsure('x', 10)]), excluded: { reason: 'blurred', by: 'Dr X', at: '' } },
    fieldOf('f2', [unsure('d', 10)]),
  ]);
  const following = (fieldId: string | null, cellId: string | null) =>
    nextNeedingALook(document, { fieldId, cellId })?.cellId;

  it('is found in reading order, through the fields in the count, and from the start again', () => {
    expect(following(null, null)).toBe('b');
    expect(following('f1', 'a')).toBe('b');
    expect(following('f1', 'b')).toBe('d');
    expect(following('f2', 'd')).toBe('b');
    expect(following('f2', null)).toBe('d');
  });

  it('is none where the model is sure of all', () => {
    expect(
      nextNeedingALook(caseOf([fieldOf('f1', [sure('a', 10)])]), { fieldId: 'f1', cellId: null }),
    ).toBeNull();
  });
});
