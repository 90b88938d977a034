import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AGE_BANDS, bandSchema, type RangeSubject } from '../../../src/domain/ageBands.ts';
import type { BlastReading, Case, Field } from '../../../src/domain/case.ts';
import { readCase } from '../../../src/domain/caseReading.ts';
import { DENOMINATORS, LABELS } from '../../../src/domain/differential.ts';
import {
  compareFields,
  fieldSampling,
  fieldVerdict,
  isTooNarrow,
} from '../../../src/domain/fieldReading.ts';
import { HINTS, hintEvidence } from '../../../src/domain/hints.ts';
import { reviewChanges, reviewSummary } from '../../../src/domain/provenance.ts';
import { readRanges } from '../../../src/domain/referenceRanges.ts';
import { uncountableKinds } from '../../../src/domain/uncountable.ts';
import { shareText } from '../../../src/domain/wording.ts';
import { type Counts, caseOf, cell, fieldsOf } from './cells.ts';

/** A case with a field for each of the counts. */
const caseOfFields = (...counts: readonly Counts[]): Case => ({
  ...caseOf({}),
  fields: counts.map((own, index): Field => {
    const [field] = fieldsOf(own) as [Field];
    return { ...field, id: `f${index}`, name: `field-${index + 1}.png` };
  }),
});
const anyField = fc.dictionary(
  fc.constantFrom(...LABELS, 'uncountable' as const),
  fc.integer({ min: 0, max: 12 }),
) as fc.Arbitrary<Counts>;
const anyCase = fc
  .array(anyField, { minLength: 1, maxLength: 6 })
  .map((counts) => caseOfFields(...counts));

/** All that is read of a case, in an order that fields do not have. */
const figuresOf = (document: Case) => {
  const { rows, ...comparison } = compareFields(document, 'rule');
  return {
    reading: readCase(document),
    sampling: fieldSampling(document),
    comparison,
    rows: rows.map(({ tally: _tally, ...row }) => row).sort((a, b) => a.id.localeCompare(b.id)),
  };
};

describe('a case read by fields', () => {
  it('does not depend on the order of the fields', () => {
    const shuffled = anyCase.chain((document) =>
      fc
        .shuffledSubarray(document.fields, { minLength: document.fields.length })
        .map((fields) => [document, { ...document, fields }] as const),
    );
    fc.assert(
      fc.property(shuffled, ([document, other]) => {
        expect(figuresOf(other)).toEqual(figuresOf(document));
      }),
      { numRuns: 40 },
    );
  });

  it('is not changed by a cell that does not count, but for the tally of those', () => {
    fc.assert(
      fc.property(anyCase, (document) => {
        const [first, ...rest] = document.fields as [Field, ...Field[]];
        const more = { ...first, cells: [...first.cells, cell('crushed', null)] };
        const { reading, ...figures } = figuresOf({ ...document, fields: [more, ...rest] });
        const { reading: before, ...same } = figuresOf(document);
        expect(figures).toEqual(same);
        expect(reading.tally.uncountable).toBe(before.tally.uncountable + 1);
        expect({ ...reading, tally: null }).toEqual({ ...before, tally: null });
      }),
      { numRuns: 25 },
    );
  });

  it('has shares that sum to 100 within the rounding that is shown', () => {
    fc.assert(
      fc.property(anyCase, (document) => {
        const { differentials } = readCase(document);
        for (const denominator of DENOMINATORS) {
          const { total, rows, lineages } = differentials[denominator];
          if (total === 0) continue;
          for (const parts of [rows, lineages]) {
            // In tenths of a per cent, as whole numbers.
            const shown = parts.map((part) =>
              Math.round(10 * Number(shareText(part).replace(/^≥\s/, ''))),
            );
            const rounded = parts.filter(({ count }) => (count * 1000) % total !== 0).length;
            const sum = shown.reduce((a, b) => a + b, 0);
            // Half a tenth for each that is rounded, and never one alone.
            expect(Math.abs(sum - 1000)).toBeLessThanOrEqual(Math.floor(rounded / 2));
            parts.forEach(({ count }, i) => {
              expect(Math.abs(shown[i]! - (count * 1000) / total)).toBeLessThanOrEqual(0.5 + 1e-9);
            });
            expect(parts.reduce((all, { count }) => all + count, 0)).toBe(total);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('fields that disagree', () => {
  const alike = { LBL: 4, SEG: 16 };
  const document = caseOfFields(alike, alike, { LBL: 16, SEG: 4 }, alike, alike);

  it('are told from those that agree, each by its own p, all by the test', () => {
    const { rows, test, whole, lineages } = compareFields(document, 'rule');
    expect(rows.map((row) => row.disagrees)).toEqual([false, false, true, false, false]);
    expect(whole).toMatchObject({ count: 32 });
    expect(test?.p).toBeLessThan(0.001);
    expect(lineages?.p).toBeLessThan(0.001);
    expect(compareFields(caseOfFields(alike, alike, alike), 'rule').test?.p).toBeGreaterThan(0.9);
  });

  it('are compared in a lineage too, and a field left out of the count is left out', () => {
    const [, , odd] = compareFields(document, 'granulocytic').rows;
    expect(odd).toMatchObject({ disagrees: true, proportion: { count: 4 } });
    const excluded = { by: 'R', at: '2026-01-01T00:00:00.000Z', reason: 'clot' };
    const fields = document.fields.map((field, i) => (i === 2 ? { ...field, excluded } : field));
    expect(compareFields({ ...document, fields }, 'rule').rows).toHaveLength(4);
  });

  it('widen the interval by fields and give it a likeness within fields', () => {
    const spread = fieldSampling(document)!;
    const { interval } = readCase(document).call.proportion;
    expect(spread).toMatchObject({ fields: 5, cells: 100 });
    expect(spread.interval!.high - spread.interval!.low).toBeGreaterThan(
      interval!.high - interval!.low,
    );
    expect(spread.correlation).toBeGreaterThan(0.2);
    expect(fieldSampling(caseOfFields(alike))).toMatchObject({ interval: null, correlation: null });
  });

  it('leave blasts without a lineage between two bounds', () => {
    const open = caseOfFields({ LBL: 2, BLAST: 10, SEG: 8 }, { LBL: 1, BLAST: 11, SEG: 8 });
    open.settings.blastReading = 'unresolved';
    expect(fieldSampling(open)).toMatchObject({ interval: null, fewest: 3 });
    const [first, second] = open.fields as [Field, Field];
    const unlike = { ...second, cells: second.cells.slice(0, -4) };
    const { interval } = fieldSampling({ ...open, fields: [first, unlike] })!;
    expect(interval!.low).toBeCloseTo(0.05, 1);
    expect(interval!.high).toBeCloseTo(0.75, 2);
  });

  it.each<[string, Counts]>([
    ['none of their cells', { SEG: 14 }],
    ['all of their cells', { LBL: 14 }],
    ['one share', alike],
  ])('have no interval by resampling where all have %s', (_, counts) => {
    const all = caseOfFields(...Array.from({ length: 20 }, () => counts));
    expect(fieldSampling(all)).toMatchObject({ fields: 20, interval: null });
  });

  it('have too narrow an interval where they or the cells on one side are few', () => {
    const of = (fields: number, LBL: number) =>
      isTooNarrow(
        fieldSampling(
          caseOfFields(
            ...Array.from({ length: fields }, (_, i) => ({ LBL: LBL + (i % 2), SEG: 12 })),
          ),
        )!,
      );
    expect(of(19, 4)).toBe(true);
    expect(of(20, 4)).toBe(false);
    // Ten lymphoblasts in 20 fields.
    expect(of(20, 0)).toBe(true);
  });

  it('are judged by the test of all first', () => {
    const lymphoblasts = [9, 1, 8, 2, 8, 2, 8, 3, 7, 2];
    const verdict = (...counts: Counts[]) => {
      const comparison = compareFields(caseOfFields(...counts), 'rule');
      return [fieldVerdict(comparison), comparison.rows.filter((row) => row.disagrees).length];
    };
    // χ² = 25.07 with 9 degrees of freedom: p = 0.003, though no single field is significant.
    expect(verdict(...lymphoblasts.map((LBL) => ({ LBL, SEG: 20 - LBL })))).toEqual(['differ', 0]);
    expect(verdict(alike, alike, { LBL: 16, SEG: 4 }, alike, alike)).toEqual(['differ', 1]);
    expect(verdict(alike, alike)).toEqual(['alike', 0]);
    expect(verdict({ SEG: 9 }, { SEG: 9 })).toEqual(['none', 0]);
    expect(verdict({ LBL: 9 }, { LBL: 9 })).toEqual(['all', 0]);
    expect(verdict({ SEG: 9 }, {})).toEqual(['too-few', 0]);
  });
});

describe('what reviewers said', () => {
  const said = { by: 'Dr Example', at: '2026-01-02T03:04:05.000Z' };
  const document = caseOf({ LBL: 3, uncountable: 2 });
  const [a, b, c, d] = document.fields[0]!.cells as [Cell, Cell, Cell, Cell];
  type Cell = Field['cells'][number];
  a.review = { ...said, label: 'LYM' };
  b.review = { ...said, label: 'LYM' };
  c.review = { ...said, countable: false, kind: 'crushed' };
  d.review = { ...said, countable: true, label: 'SEG' };

  it('is listed by what became of what', () => {
    expect(reviewChanges(document)).toEqual([
      { from: 'LBL', to: 'LYM', cells: 2 },
      { from: 'LBL', to: null, cells: 1 },
      { from: null, to: 'SEG', cells: 1 },
    ]);
  });

  it('tells kinds of uncountable cells, where it was said', () => {
    expect([...uncountableKinds(document)].sort()).toEqual([
      ['crushed', 1],
      ['unknown', 1],
    ]);
  });

  it('adds those counted by hand to the kinds, as the tally does', () => {
    for (const merged of [true, false]) {
      const counted = { ...document, manual: { counts: { uncountable: 9, LYM: 2 }, merged } };
      const kinds = uncountableKinds(counted);
      expect(kinds.get('by-hand')).toBe(merged ? 9 : undefined);
      expect([...kinds.values()].reduce((a, b) => a + b, 0)).toBe(
        readCase(counted).tally.uncountable,
      );
    }
  });

  it('is of the fields in the count alone, as the differential is', () => {
    const excluded = { ...said, reason: 'clot' };
    const [field] = document.fields as [Field];
    const other = { ...field, id: 'other', excluded };
    const more = { ...document, fields: [field, other] };
    expect(reviewChanges(more)).toEqual(reviewChanges(document));
    expect(reviewSummary(more)).toEqual(reviewSummary(document));
    expect(reviewSummary({ fields: [other] })).toMatchObject({ cells: 0, changed: 0 });
  });
});

describe('reference values', () => {
  it('shipped are the lineage means of Glaser 1950 alone, marked indicative', () => {
    expect(AGE_BANDS).toHaveLength(1);
    const [band] = AGE_BANDS;
    expect(band).toMatchObject({ fromYears: 1, toYears: 20, indicative: true });
    expect(band!.rows.map(({ of, mean }) => [of, mean])).toEqual([
      ['myeloid', 60.6],
      ['erythroid', 23.1],
      ['LYM', 16],
    ]);
    expect(band!.rows.every(({ low, high }) => low === null && high === null)).toBe(true);
  });

  it('stand beside the count: outside only where the whole interval is', () => {
    const row = { low: 10, mean: null, high: 20 };
    const band = bandSchema.parse({
      ...AGE_BANDS[0],
      rows: [
        { ...row, of: 'erythroid' },
        { ...row, of: 'LYM' },
        { ...row, of: 'myeloid' },
        { ...row, of: 'monocytic' },
      ],
    });
    const { tally } = readCase(caseOf({ PCE: 30, ERB: 30, LYM: 21, SEG: 50, MON: 2, NB: 40 }));
    const read = readRanges(band, tally, 'lymphoid');
    expect(read.map(({ verdict }) => verdict)).toEqual(['above', 'spans', 'above', 'below']);
    // Over the ICSH count: neuroblastoma cells are in neither part.
    expect(read[0]!.proportion.share).toBeCloseTo(60 / 133, 12);
  });

  it('give no verdict that cells without an exact name could turn', () => {
    const tally = readCase(caseOf({ ERB: 75, BLAST: 15, SEG: 110 })).tally;
    const read = (
      of: RangeSubject,
      [low, high]: [number | null, number | null],
      reading: BlastReading = 'unresolved',
    ) => {
      const rows = [{ of, low, mean: null, high }];
      const [row] = readRanges(bandSchema.parse({ ...AGE_BANDS[0], rows }), tally, reading);
      return [row!.proportion.count, row!.proportion.open, row!.verdict];
    };
    expect(read('PCE', [12, 25])).toEqual([0, 75, 'unresolved']);
    // Even with all of them in it.
    expect(read('PCE', [60, null])).toEqual([0, 75, 'below']);
    expect(read('LBL', [null, 50], 'lymphoid')).toEqual([0, 15, 'within']);
    expect(read('LBL', [1, 3], 'lymphoid')).toEqual([0, 15, 'unresolved']);
    expect(read('myeloid', [57, 65])).toEqual([110, 15, 'spans']);
    expect(read('lymphoid', [9, 30])).toEqual([0, 15, 'unresolved']);
    // Under a reading their lineage is that of the case; their stage is of no other lineage.
    expect(read('lymphoid', [9, 30], 'myeloid')).toEqual([0, 0, 'below']);
    expect(read('erythroid', [25, 55])).toEqual([75, 0, 'within']);
    expect(read('ERB', [60, null])).toEqual([75, 0, 'below']);
  });

  it.each([
    [{ fromYears: 5, toYears: 5 }],
    [{ rows: [] }],
    [{ rows: [{ of: 'LYM', low: 3, mean: 2, high: null }] }],
    [{ rows: [{ of: 'LYM', low: null, mean: null, high: null }] }],
  ])('are refused where they make no sense: %j', (change) => {
    expect(bandSchema.safeParse({ ...AGE_BANDS[0], ...change }).success).toBe(false);
  });
});

describe('hints and packs', () => {
  it('name what the pack’s knowledge of their classes rests on', () => {
    const evidence = { LBL: 'real-marrow', MKB: 'synthetic' } as never;
    const of = (id: string) => hintEvidence(HINTS.find((hint) => hint.id === id)!, { evidence });
    expect(of('fab-m7')).toEqual([{ code: 'MKB', evidence: 'synthetic' }]);
    expect(of('neuroblastoma')).toEqual([{ code: 'NB', evidence: 'none' }]);
    expect(new Set(HINTS.map(({ id }) => id)).size).toBe(5);
  });
});

describe('M:E', () => {
  it('has the interval of its odds, and none where it is not defined', () => {
    const ratio = (counts: Counts) => readCase(caseOf(counts)).meRatio;
    const { value, interval } = ratio({ SEG: 120, PCE: 40 });
    // Wilson of 120 in 160: 67.76–81.09 %.
    expect(value).toBe(3);
    expect(interval!.low).toBeCloseTo(2.1, 1);
    expect(interval!.high).toBeCloseTo(4.29, 1);
    expect(ratio({ SEG: 5 }).interval).toBeNull();
  });
});
