import { describe, expect, it } from 'vitest';
import type { Case, ReaderCell } from '../../../src/domain/case.ts';
import type { Label } from '../../../src/domain/classes.ts';
import { compareReaders } from '../../../src/domain/readerComparison.ts';
import { ownReading, secondReadings } from '../../../src/domain/readers.ts';
import { box, caseOf, fieldOf, modelCell } from '../store/support.ts';

const read = (x: number, label: Label | null, countable = true): ReaderCell => ({
  box: box(x, 10),
  label,
  countable,
});

function sample(): Case {
  const cells = (['LBL', 'BLAST', 'SEG', 'PMO', 'LBL'] as const).map((label, i) =>
    modelCell(`c${i}`, box(40 * i, 10), label),
  );
  const second = [
    read(0, 'LBL'),
    read(42, 'LBL'),
    read(80, 'BND'),
    read(120, null, false),
    read(240, 'SEG'),
  ];
  const first = {
    ...fieldOf('f1', cells),
    readings: [{ readerId: 'r', cells: second }],
  };
  const excluded = {
    ...fieldOf('f2', [modelCell('x', box(0, 0), 'LBL')]),
    readings: [{ readerId: 'r', cells: [] }],
    excluded: { by: 'A', at: '2026-01-01T00:00:00.000Z', reason: 'torn' },
  };
  const unread = fieldOf('f3', [modelCell('y', box(0, 0), 'LBL')]);
  const at = '2026-01-01T00:00:00.000Z';
  return {
    ...caseOf([first, excluded, unread]),
    readers: [
      {
        id: 'r',
        kind: 'reader',
        name: 'Dr Second',
        source: { format: 'coco', files: ['b.json'] },
        imported: { by: 'A', at },
      },
    ],
  };
}

const compared = (document: Case, level?: 'class' | 'group' | 'lineage') =>
  compareReaders(document, ownReading(document), secondReadings(document)[0]!, level);

describe('two readers of a case', () => {
  it('are compared over the fields in the count that both have read', () => {
    const found = compared(sample());
    expect(found.fieldIds).toEqual(['f1']);
    expect(found.finding).toMatchObject({ both: 4, onlyFirst: 1, onlySecond: 1 });
    expect(found.finding.share).toBeCloseTo(8 / 10, 12);
  });

  it('name cells at three levels', () => {
    const classes = compared(sample());
    expect(classes.categories).toEqual(['PMO', 'BND', 'SEG', 'LBL', 'BLAST', 'uncountable']);
    expect(classes.overall).toMatchObject({ n: 4, observed: 0.25 });
    const groups = compared(sample(), 'group');
    expect(groups.byCategory.find(({ category }) => category === 'BLAST')).toMatchObject({
      both: 2,
      onlyFirst: 0,
      onlySecond: 0,
      share: 1,
    });
    const lineages = compared(sample(), 'lineage');
    expect(lineages.byCategory.find(({ category }) => category === 'granulocytic')).toMatchObject({
      both: 1,
      onlyFirst: 1,
      onlySecond: 0,
    });
  });

  it('list what they disagree on, with the places of the cells', () => {
    const { disagreements } = compared(sample());
    expect(
      disagreements.map(({ firstIndex, secondIndex, first, second }) => [
        firstIndex,
        secondIndex,
        first?.label ?? null,
        second?.label ?? null,
      ]),
    ).toEqual([
      [1, 1, 'BLAST', 'LBL'],
      [2, 2, 'SEG', 'BND'],
      [3, 3, 'PMO', null],
      [4, -1, 'LBL', null],
      [-1, 4, null, 'SEG'],
    ]);
  });

  it('count differently, and the calls stand side by side', () => {
    const { counts } = compared(sample());
    expect(counts.map(({ differential }) => differential.total)).toEqual([5, 4]);
    expect(counts[1].name).toBe('Dr Second');
    expect(counts[1].call.proportion).toMatchObject({ count: 2 });
  });

  it('leave out of kappa what a reader did not name', () => {
    const document = sample();
    document.fields[0]!.readings[0]!.cells[0]!.label = null;
    const found = compared(document);
    expect(found.unnamed).toBe(1);
    expect(found.overall).toMatchObject({ n: 3, observed: 0 });
    expect(found.disagreements[0]).toMatchObject({ firstIndex: 0, secondIndex: 0 });
  });
});
