import { describe, expect, it } from 'vitest';
import type { Cell, ReviewerWord } from '../../../src/domain/case.ts';
import { approvedCells, MOST_APPROVED } from '../../../src/store/approved.ts';
import { box, caseOf, fieldOf, modelCell } from './support.ts';

const at = (minute: number) => `2026-01-02T03:${String(minute).padStart(2, '0')}:00.000Z`;
const reviewed = (
  id: string,
  minute: number,
  word: Partial<ReviewerWord>,
  countable = true,
): Cell => ({
  ...modelCell(id, box(10, 10), 'LBL', countable),
  review: { by: 'Dr Lin', at: at(minute), ...word },
});

describe('approvedCells', () => {
  const first = fieldOf('f1', [
    reviewed('old', 1, { label: 'LBL', countable: true }),
    modelCell('model only', box(10, 10)),
    reviewed('countable, unnamed', 2, { countable: true }),
    reviewed('dropped', 3, { label: 'LBL', countable: false }),
    reviewed('gated out', 4, { label: 'LBL' }, false),
    reviewed('other', 5, { label: 'LYM' }),
  ]);
  const second = fieldOf('f2', [reviewed('new', 9, { label: 'LBL' })]);
  const document = caseOf([first, second]);
  const ids = (key: Parameters<typeof approvedCells>[1]) =>
    approvedCells(document, key).map(({ cell }) => cell.id);

  it('lists countable cells that a reviewer has named, the latest word first', () => {
    expect(ids('LBL')).toEqual(['new', 'old']);
    expect(approvedCells(document, 'LBL')[0]?.field.id).toBe('f2');
    expect(ids('LYM')).toEqual(['other']);
    expect(ids('MON')).toEqual([]);
  });

  it('lists what a reviewer has ruled out under the cells not counted', () => {
    expect(ids('uncountable')).toEqual(['dropped']);
  });

  it('leaves out the cells of an excluded field', () => {
    const excluded = { ...second, excluded: { by: 'Dr Lin', at: at(10), reason: 'thick' } };
    const shown = approvedCells(caseOf([first, excluded]), 'LBL');
    expect(shown.map(({ cell }) => cell.id)).toEqual(['old']);
  });

  it(`shows ${MOST_APPROVED} at most`, () => {
    const cells = Array.from({ length: 30 }, (_, i) => reviewed(`${i}`, i, { label: 'MON' }));
    const shown = approvedCells(caseOf([fieldOf('f', cells)]), 'MON');
    expect(shown.map(({ cell }) => cell.id)).toEqual(
      Array.from({ length: MOST_APPROVED }, (_, i) => `${29 - i}`),
    );
  });
});
