import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case, Cell, Field } from '../../../src/domain/case.ts';
import { CLASS_CODES, GROUP_CODES, type Label } from '../../../src/domain/classes.ts';
import {
  CLASS_BINS,
  classBinOf,
  countBins,
  GALLERY_ORDERS,
  galleryCells,
  groupCells,
  NO_FILTER,
  passes,
  SECTIONS,
  sortCells,
  windowPixels,
} from '../../../src/domain/gallery.ts';
import { cell, caseOf as countsOf } from './cells.ts';

const LABELS: readonly Label[] = [...CLASS_CODES, ...GROUP_CODES];

/** Cells as a model and a reviewer may have left them. */
const anyCell = fc
  .record({
    id: fc.uuid(),
    label: fc.option(fc.constantFrom(...LABELS)),
    gate: fc.double({ min: 0, max: 1, noNaN: true }),
    sure: fc.double({ min: 0, max: 1, noNaN: true }),
    review: fc.option(
      fc.record({
        label: fc.option(fc.constantFrom(...LABELS), { nil: undefined }),
        countable: fc.option(fc.boolean(), { nil: undefined }),
        minute: fc.integer({ min: 0, max: 59 }),
      }),
    ),
    drawn: fc.boolean(),
    side: fc.integer({ min: 1, max: 200 }),
  })
  .map(({ id, label, gate, sure, review, drawn, side }): Cell => {
    const made = cell(id, label);
    const { model } = made;
    return {
      ...made,
      box: { x: 0, y: 0, width: side, height: side },
      model:
        drawn || !model
          ? null
          : {
              ...model,
              countableProbability: gate,
              probabilities: label === null ? null : { LBL: sure, SEG: 1 - sure },
            },
      review: review && {
        ...(review.label ? { label: review.label } : {}),
        ...(review.countable === undefined ? {} : { countable: review.countable }),
        by: 'Dr A',
        at: `2026-01-02T03:${String(review.minute).padStart(2, '0')}:00.000Z`,
      },
    };
  });
const anyFields = fc
  .array(
    fc.record({
      cells: fc.array(anyCell, { maxLength: 12 }),
      excluded: fc.boolean(),
      scaled: fc.boolean(),
      disputed: fc.boolean(),
    }),
    { maxLength: 4 },
  )
  .map((fields) =>
    fields.map(({ cells, excluded, scaled, disputed }, index): Field => {
      const [base] = countsOf({}, {}, 1).fields;
      const [first] = cells;
      return {
        ...base!,
        id: `f${index}`,
        cells,
        scale: scaled ? { micrometresPerPixel: 0.2, source: 'file' } : null,
        excluded: excluded ? { by: 'Dr A', at: '2026-01-02T03:04:05.000Z', reason: 'thick' } : null,
        conflicts:
          disputed && first?.model ? [{ id: 'k', model: first.model, cellIds: [first.id] }] : [],
      };
    }),
  );
const inAll = (fields: Field[]) =>
  groupCells(
    galleryCells({ fields }),
    { ...NO_FILTER, fieldIds: fields.map(({ id }) => id) },
    'field',
  );

describe('the gallery’s sections', () => {
  it('hold every label once, by lineage, and what has no label last', () => {
    expect(new Set(CLASS_BINS).size).toBe(LABELS.length + 2);
    expect([...CLASS_BINS].sort()).toEqual([...LABELS, 'uncountable', 'unnamed'].sort());
    expect(CLASS_BINS.slice(0, 2)).toEqual(['LBL', 'LYM']);
    expect(SECTIONS[0]).toBe('needs-a-look');
  });

  it('file every cell under exactly one class and show it exactly once', () => {
    fc.assert(
      fc.property(anyFields, (fields) => {
        const all = fields.flatMap(({ cells }) => cells);
        for (const item of all) expect(CLASS_BINS).toContain(classBinOf(item));
        const shown = inAll(fields).flatMap(({ cells }) => cells.map(({ id }) => id));
        expect(shown.sort()).toEqual(all.map(({ id }) => id).sort());
        const counts = countBins(galleryCells({ fields }));
        const counted = fields.filter(({ excluded }) => !excluded).flatMap(({ cells }) => cells);
        expect([...counts.byBin.values()].reduce((sum, n) => sum + n, 0)).toBe(counted.length);
      }),
    );
  });

  it('keep apart what needs a look, and tell its class where it came from', () => {
    fc.assert(
      fc.property(anyFields, (fields) => {
        const sections = inAll(fields);
        const [look, ...classes] = sections;
        for (const { reasons, field } of look!.cells) {
          expect(reasons.length).toBeGreaterThan(0);
          expect(field.excluded).toBeNull();
        }
        for (const { section, cells, elsewhere } of classes) {
          expect(cells.every(({ bin }) => bin === section)).toBe(true);
          expect(elsewhere).toBe(look!.cells.filter(({ bin }) => bin === section).length);
        }
      }),
    );
  });

  it('leave nothing to look at once a reviewer has spoken on every cell', () => {
    fc.assert(
      fc.property(anyFields, (fields) => {
        const spoken = fields.map((field) => ({
          ...field,
          conflicts: [],
          cells: field.cells.map((item) => ({
            ...item,
            review: {
              label: 'LYM' as const,
              countable: true,
              by: 'Dr A',
              at: '2026-01-02T03:04:05.000Z',
            },
          })),
        }));
        expect(countBins(galleryCells({ fields: spoken })).needALook).toBe(0);
      }),
    );
  });

  it('ask for a look at a cell with which a later analysis disagrees', () => {
    const [field] = countsOf({ LBL: 2 }).fields;
    const [first] = field!.cells;
    const disputed = {
      ...field!,
      conflicts: [{ id: 'k', model: first!.model!, cellIds: [first!.id] }],
    };
    const [look] = groupCells(galleryCells({ fields: [disputed] }), NO_FILTER, 'field');
    const disagreed = look!.cells.filter(({ reasons }) => reasons.includes('conflict'));
    expect(disagreed.map(({ id }) => id)).toEqual([first!.id]);
  });
});

describe('the order within a section', () => {
  it('is total, stable, and the same whatever order the cells come in', () => {
    fc.assert(
      fc.property(anyFields, fc.constantFrom(...GALLERY_ORDERS), (fields, order) => {
        const cells = galleryCells({ fields });
        const sorted = sortCells(cells, order);
        expect(sorted).toHaveLength(cells.length);
        expect(sortCells(sorted, order)).toEqual(sorted);
        const place = new Map(cells.map((item, index) => [item, index]));
        // Cells that the order does not tell apart keep the order of the fields.
        for (let i = 1; i < sorted.length; i++) {
          const [a, b] = [sorted[i - 1]!, sorted[i]!];
          const same = sortCells([b, a], order)[0] === b;
          if (same) expect(place.get(a)!).toBeLessThan(place.get(b)!);
        }
      }),
    );
  });

  it('puts the least certain first, and what has no confidence last', () => {
    const fields = countsOf({ LBL: 1, SEG: 1, MBL: 1, uncountable: 1 }).fields;
    const order = (by: 'confidence-rising' | 'confidence-falling') =>
      sortCells(galleryCells({ fields }), by).map(({ bin }) => bin);
    // The model of these cells says LBL 0.6, MBL 0.3, SEG 0.1.
    expect(order('confidence-rising')).toEqual(['SEG', 'MBL', 'LBL', 'uncountable']);
    expect(order('confidence-falling')).toEqual(['LBL', 'MBL', 'SEG', 'uncountable']);
  });

  it('does not pass the model’s confidence off as that of the reviewer’s word', () => {
    const [field] = countsOf({ LBL: 1 }).fields;
    const renamed = {
      ...field!,
      cells: field!.cells.map((item) => ({
        ...item,
        review: { label: 'LYM' as const, by: 'Dr A', at: '2026-01-02T03:04:05.000Z' },
      })),
    };
    expect(galleryCells({ fields: [renamed] })[0]).toMatchObject({ bin: 'LYM', confidence: null });
  });
});

describe('the filter', () => {
  const document: Case = countsOf({ LBL: 4, SEG: 4, uncountable: 2 }, {}, 2);
  const ids = (filter: Partial<typeof NO_FILTER>) =>
    galleryCells(document)
      .filter((item) => passes(item, { ...NO_FILTER, ...filter }))
      .map(({ id }) => id);

  it('narrows by field, class, confidence and review', () => {
    expect(ids({})).toHaveLength(10);
    expect(ids({ fieldIds: ['f1'] })).toHaveLength(5);
    expect(ids({ bins: ['SEG', 'uncountable'] })).toHaveLength(6);
    expect(ids({ confidence: { low: 0.5, high: 1 } })).toEqual([
      'LBL-0',
      'LBL-2',
      'LBL-1',
      'LBL-3',
    ]);
    expect(ids({ review: 'reviewed' })).toEqual([]);
    expect(ids({ review: 'open' })).toHaveLength(10);
  });

  it('leaves out the fields that are not counted, unless one asks for them', () => {
    const excluded = { by: 'Dr A', at: '2026-01-02T03:04:05.000Z', reason: 'thick' };
    const fields = document.fields.map((field, i) => (i === 0 ? { ...field, excluded } : field));
    const cells = galleryCells({ fields });
    expect(cells.filter((item) => passes(item, NO_FILTER))).toHaveLength(5);
    expect(cells.filter((item) => passes(item, { ...NO_FILTER, fieldIds: ['f0'] }))).toHaveLength(
      5,
    );
  });
});

describe('the window of a tile', () => {
  it('is the same width in µm in every field with a scale', () => {
    const [field] = countsOf({ LBL: 3 }).fields;
    expect(windowPixels(field!, 22)).toBeCloseTo(220);
    const coarse = { ...field!, scale: { micrometresPerPixel: 0.2, source: 'file' as const } };
    expect(windowPixels(coarse, 22)).toBeCloseTo(110);
  });

  it('goes by the field’s own cells where there is no scale', () => {
    const [field] = countsOf({ LBL: 3 }).fields;
    expect(windowPixels({ ...field!, scale: null }, 22)).toBe(80);
  });
});
