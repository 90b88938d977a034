import { describe, expect, it } from 'vitest';
import { representativeCells } from '../../../src/domain/representativeCells.ts';
import { cellCrop } from '../../../src/io/export/report/crop.ts';
import { caseOf } from './cells.ts';

describe('cells that stand for their class', () => {
  it('are at most so many of each label, in the order of the differential', () => {
    const chosen = representativeCells(caseOf({ SEG: 9, LBL: 2, BLAST: 4 }), 3);
    expect(chosen.map(({ label }) => label)).toEqual([
      ...['SEG', 'SEG', 'SEG', 'LBL', 'LBL', 'BLAST', 'BLAST', 'BLAST'],
    ]);
  });

  it('are those that a reviewer named before those that the model is sure of', () => {
    const document = caseOf({ LYM: 3 });
    const [sure, unsure, named] = document.fields[0]!.cells;
    sure!.model!.probabilities = { LYM: 0.9 };
    unsure!.model!.probabilities = { LYM: 0.2 };
    named!.model!.probabilities = { LYM: 0.1 };
    named!.review = { label: 'LYM', by: 'Dr Example', at: document.createdAt };
    const order = representativeCells(document, 3).map(({ cell }) => cell.id);
    expect(order).toEqual([named!.id, sure!.id, unsure!.id]);
  });

  it('leave out uncountable cells and fields that are not counted', () => {
    const document = caseOf({ LYM: 2 });
    document.fields[0]!.cells[0]!.model!.countable = false;
    expect(representativeCells(document, 5)).toHaveLength(1);
    document.fields[0]!.excluded = { by: 'A', at: document.createdAt, reason: 'thick' };
    expect(representativeCells(document, 5)).toEqual([]);
  });
});

describe('the picture of a cell', () => {
  it('is a square around it, inside the field', () => {
    const field = { width: 200, height: 100 };
    const crop = (x: number, y: number, width: number, height: number) =>
      cellCrop({ x, y, width, height }, field);
    expect(crop(50, 40, 20, 10)).toEqual({ x: 47, y: 32, side: 26 });
    expect(crop(0, 0, 20, 20)).toEqual({ x: 0, y: 0, side: 26 });
    expect(crop(190, 90, 10, 10)).toEqual({ x: 187, y: 87, side: 13 });
    expect(crop(0, 0, 200, 100)).toEqual({ x: 50, y: 0, side: 100 });
  });
});
