import { describe, expect, it } from 'vitest';
import { fieldAttention } from '../../../src/domain/attention.ts';
import {
  type CellFilter,
  isFiltering,
  isShown,
  kindsOf,
  SHOW_ALL,
} from '../../../src/features/viewer/filter.ts';
import { AT, box, fieldOf, modelCell } from '../store/support.ts';

const sure = modelCell('sure', box(10, 10), 'LBL');
const gated = modelCell('gated', box(40, 10), null, false);
const named = {
  ...modelCell('named', box(70, 10), 'SEG'),
  review: { label: 'SEG' as const, by: 'A', at: AT },
};
const drawn = { ...modelCell('drawn', box(100, 10)), origin: 'reviewer' as const, model: null };
const wavering = modelCell('unsure', box(130, 10), 'LYM');
const unsure = {
  ...wavering,
  model: { ...wavering.model!, probabilities: { LYM: 0.48, LBL: 0.46, SEG: 0.06 } },
};
const cells = [sure, gated, named, drawn, unsure];
const attention = fieldAttention(fieldOf('f1', cells));

const shown = (change: Partial<CellFilter>) =>
  cells
    .filter((cell) => isShown(cell, { ...SHOW_ALL, ...change }, attention.has(cell.id)))
    .map(({ id }) => id);

describe('the filter of boxes', () => {
  it('shows all until it is asked for less', () => {
    expect(isFiltering(SHOW_ALL)).toBe(false);
    expect(shown({})).toEqual(cells.map(({ id }) => id));
  });

  it('hides by class, uncountable cells and cells without a name', () => {
    expect(shown({ hiddenKinds: ['LBL', 'uncountable'] })).toEqual(['named', 'drawn', 'unsure']);
    expect(shown({ hiddenKinds: ['unnamed'] })).toEqual(['sure', 'gated', 'named', 'unsure']);
  });

  it('hides what the model named with less confidence, and nothing that it did not name', () => {
    // The model named with 0.9, 0.04 and 0.48; the gate dropped one, a reviewer drew one.
    expect(shown({ minConfidence: 0.5 })).toEqual(['sure', 'gated', 'drawn']);
    expect(shown({ minConfidence: 0.45 })).toEqual(['sure', 'gated', 'drawn', 'unsure']);
  });

  it('tells reviewed, unreviewed, and those that need a look', () => {
    expect(shown({ review: 'reviewed' })).toEqual(['named']);
    expect(shown({ review: 'unreviewed' })).toEqual(['sure', 'gated', 'drawn', 'unsure']);
    expect(shown({ review: 'needs-look' })).toEqual(['drawn', 'unsure']);
  });

  it('counts the kinds, the most frequent first', () => {
    expect(kindsOf([sure, sure, gated, drawn, named])).toEqual([
      ['LBL', 2],
      ['SEG', 1],
      ['uncountable', 1],
      ['unnamed', 1],
    ]);
  });
});
