import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type LocationTest,
  locationTruthOf,
  nextLocationField,
  pooledShare,
  scoreLocation,
  testsOfDay,
} from '../../../src/domain/locationTest.ts';
import { wilsonInterval } from '../../../src/domain/statistics.ts';
import { AT, box, caseOf, fieldOf, modelCell } from '../store/support.ts';

const cell = (x: number, y: number, countable = true, side = 20) => ({
  box: box(x, y, side),
  countable,
});

describe('marks held to the cells that are there', () => {
  it('find a box once, by the mark nearest to its centre', () => {
    const cells = [cell(0, 0), cell(100, 0)];
    const marks = [
      { x: 2, y: 2 },
      { x: 11, y: 9 },
      { x: 60, y: 60 },
    ];
    expect(scoreLocation(marks, cells)).toMatchObject({
      found: [0],
      missed: [1],
      hits: [1],
      extra: [0, 2],
      neutral: [],
      share: { count: 1, share: 0.5, interval: wilsonInterval(1, 2) },
    });
  });

  it('share overlapping boxes out, nearest first', () => {
    const cells = [cell(0, 0), cell(10, 0)];
    const marks = [
      { x: 11, y: 10 },
      { x: 13, y: 10 },
    ];
    expect(scoreLocation(marks, cells)).toMatchObject({ found: [0, 1], hits: [0, 1], extra: [] });
  });

  it('leave no cell unfound that another sharing out would find', () => {
    const cells = [cell(0, 0), cell(10, 0)];
    // The second mark lies in both boxes and nearest to a centre; the first in one box only.
    const marks = [
      { x: 1, y: 10 },
      { x: 15, y: 10 },
    ];
    expect(scoreLocation(marks, cells)).toMatchObject({ found: [0, 1], hits: [0, 1], extra: [] });
    const few = fc.array(fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 30 })), { maxLength: 5 });
    fc.assert(
      fc.property(few, few, (corners, points) => {
        const boxes = corners.map(([x, y]) => cell(x, y, true, 12));
        const at = points.map(([x, y]) => ({ x, y }));
        // The most pairs over every way to share the marks out.
        const most = (open: readonly number[], i: number): number =>
          i === boxes.length
            ? 0
            : Math.max(
                most(open, i + 1),
                ...open
                  .filter((mark) => scoreLocation([at[mark]!], [boxes[i]!]).found.length === 1)
                  .map(
                    (mark) =>
                      1 +
                      most(
                        open.filter((other) => other !== mark),
                        i + 1,
                      ),
                  ),
              );
        const { found, hits } = scoreLocation(at, boxes);
        expect(found.length).toBe(most([...at.keys()], 0));
        expect(hits.length).toBe(found.length);
      }),
    );
  });

  it('are neither right nor wrong on uncountable cells, and on the edge they hit', () => {
    const marks = [
      { x: 5, y: 5 },
      { x: 220, y: 20 },
    ];
    const score = scoreLocation(marks, [cell(0, 0, false), cell(200, 0)]);
    expect(score).toMatchObject({ neutral: [0], extra: [], found: [1], missed: [] });
  });

  it('give no share of no cell', () => {
    expect(scoreLocation([{ x: 1, y: 1 }], []).share).toMatchObject({
      share: null,
      interval: null,
    });
  });

  it('come to the same counts in any order, each mark and each cell once', () => {
    // Odd corners and even marks: no two distances within a box are equal by rule.
    const mark = fc.record({ x: fc.double({ min: 0, max: 90, noNaN: true }), y: fc.constant(7.3) });
    const made = fc.record({ x: fc.integer({ min: 0, max: 80 }), countable: fc.boolean() });
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 12 }), fc.array(made, { maxLength: 8 }), (ms, cs) => {
        const cells = cs.map(({ x, countable }) => cell(x, 0, countable));
        const score = scoreLocation(ms, cells);
        expect(score.hits.length).toBe(score.found.length);
        expect(score.hits.length + score.extra.length + score.neutral.length).toBe(ms.length);
        expect(score.found.length + score.missed.length).toBe(
          cs.filter(({ countable }) => countable).length,
        );
      }),
    );
  });
});

const cells = [modelCell('a', box(0, 0), 'LBL'), modelCell('b', box(50, 0), null, false)];

describe('what a test is held to', () => {
  it('is the ground truth, else the rendered cells, else a reviewed field, else nothing', () => {
    const plain = fieldOf('f1', cells);
    const of = (field: typeof plain, readers = caseOf([]).readers) =>
      locationTruthOf({ fields: [field], readers }, field);
    expect(of(plain)).toBeNull();
    const reviewed = { ...plain, reviewed: { by: 'A', at: AT } };
    expect(of(reviewed)).toMatchObject({ origin: 'reviewed', cells: [{ countable: true }, {}] });
    const rendered = {
      ...reviewed,
      synthetic: { seed: 1, truth: [{ ...cell(3, 3), label: null }] },
    };
    expect(of(rendered)).toMatchObject({ origin: 'rendered', cells: [{ box: box(3, 3) }] });
    const truth = {
      id: 't',
      kind: 'truth' as const,
      name: 'T',
      source: { format: 'coco' as const, files: [] },
      imported: { by: 'A', at: AT },
    };
    // A truth that has not read this field leaves it to the next.
    expect(of(rendered, [truth])).toMatchObject({ origin: 'rendered' });
    const read = {
      ...rendered,
      readings: [{ readerId: 't', cells: [{ ...cell(9, 9), label: null }] }],
    };
    expect(of(read, [truth])).toMatchObject({ origin: 'imported', cells: [{ box: box(9, 9) }] });
    expect(of(read, [{ ...truth, kind: 'reader' }])).toMatchObject({ origin: 'rendered' });
  });
});

const taken = (fieldId: string, at: string, by = 'A'): LocationTest => ({
  id: `${fieldId}${at}`,
  at: `2026-01-${at}T00:00:00.000Z`,
  by,
  caseId: 'case-1',
  caseName: 'Case',
  fieldId,
  fieldName: `${fieldId}.png`,
  origin: 'reviewed',
  cells: 10,
  found: 7,
  extra: 1,
});

describe('tests over time', () => {
  it('go to the field whose turn it is for this person', () => {
    const reviewed = { by: 'A', at: AT };
    const document = caseOf([
      fieldOf('unknown', cells),
      { ...fieldOf('f1', cells), reviewed },
      { ...fieldOf('f2', cells), reviewed },
    ]);
    const next = (tests: LocationTest[]) => nextLocationField(document, tests, 'A')?.id;
    expect(next([])).toBe('f1');
    expect(next([taken('f1', '02')])).toBe('f2');
    expect(next([taken('f1', '04'), taken('f2', '03'), taken('f2', '05', 'B')])).toBe('f2');
    expect(nextLocationField(caseOf([fieldOf('f', cells)]), [], 'A')).toBeNull();
  });

  it('are pooled cell by cell', () => {
    expect(pooledShare([taken('f1', '02'), { ...taken('f1', '03'), cells: 4, found: 0 }])).toEqual({
      count: 7,
      share: 0.5,
      interval: wilsonInterval(7, 14),
    });
  });
});

describe('the tests of a day', () => {
  it('are one person’s, by the clock of this machine', () => {
    const day = new Date(2026, 2, 4, 9);
    const taken = (at: Date, by = 'Dr A') => ({ at: at.toISOString(), by }) as LocationTest;
    const tests = [
      taken(new Date(2026, 2, 4, 0, 1)),
      taken(new Date(2026, 2, 4, 23, 59)),
      taken(new Date(2026, 2, 3, 23, 59)),
      taken(new Date(2026, 2, 5, 0, 1)),
      taken(day, 'Dr B'),
    ];
    expect(testsOfDay(tests, 'Dr A', day)).toBe(2);
    expect(testsOfDay(tests, 'Dr B', day)).toBe(1);
    expect(testsOfDay([], 'Dr A', day)).toBe(0);
  });
});
