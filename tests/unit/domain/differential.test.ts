import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLAST_READINGS } from '../../../src/domain/case.ts';
import {
  DENOMINATORS,
  differentialOf,
  LABELS,
  meRatioOf,
  tallyCells,
} from '../../../src/domain/differential.ts';
import { openNotice } from '../../../src/domain/openCells.ts';
import { wilsonInterval } from '../../../src/domain/statistics.ts';
import { type Counts, cell, fieldsOf } from './cells.ts';

const anyCounts = fc.dictionary(
  fc.constantFrom(...LABELS, 'uncountable' as const),
  fc.integer({ min: 0, max: 30 }),
) as fc.Arbitrary<Counts>;
const anyReading = fc.constantFrom(...BLAST_READINGS);
const sum = (items: readonly { readonly count: number }[]) =>
  items.reduce((total, { count }) => total + count, 0);

describe('the tally', () => {
  it('keeps counted, uncountable, unnamed and not-ICSH cells apart', () => {
    const fields = fieldsOf({ LBL: 3, NB: 2, PMK: 1, OTH: 1, BLAST: 4, uncountable: 5 }, 2);
    fields[0]!.cells.push({ ...cell('drawn', null), origin: 'reviewer', model: null });
    expect(tallyCells(fields)).toMatchObject({
      counted: 11,
      uncountable: 5,
      notIcsh: 3,
      unnamed: 1,
    });
  });

  it('takes the reviewer’s word over the model’s', () => {
    const fields = fieldsOf({ LBL: 2, uncountable: 1 });
    const said = { by: 'Dr Example', at: '2026-01-02T03:04:05.000Z' };
    fields[0]!.cells[0]!.review = { ...said, label: 'LYM' };
    fields[0]!.cells[1]!.review = { ...said, countable: false };
    fields[0]!.cells[2]!.review = { ...said, countable: true, label: 'SEG' };
    const tally = tallyCells(fields);
    expect(tally).toMatchObject({ counted: 2, uncountable: 1 });
    expect([...tally.byLabel].filter(([, count]) => count > 0)).toEqual([
      ['SEG', 1],
      ['LYM', 1],
    ]);
  });
});

describe('the differential', () => {
  it('adds up, by class and by lineage, over both denominators', () => {
    fc.assert(
      fc.property(anyCounts, anyReading, (counts, reading) => {
        const tally = tallyCells(fieldsOf(counts));
        for (const denominator of DENOMINATORS) {
          const { total, rows, lineages } = differentialOf(tally, denominator, reading);
          expect(sum(rows)).toBe(total);
          expect(sum(lineages)).toBe(total);
          expect(rows).toHaveLength(22);
        }
      }),
    );
  });

  it('never counts more cells by ICSH than karyocytes', () => {
    fc.assert(
      fc.property(anyCounts, anyReading, (counts, reading) => {
        const tally = tallyCells(fieldsOf(counts));
        const [all, icsh] = DENOMINATORS.map((name) => differentialOf(tally, name, reading));
        expect(icsh!.total).toBeLessThanOrEqual(all!.total);
        expect(all!.total - icsh!.total).toBe((counts.NB ?? 0) + (counts.PMK ?? 0));
        for (const [index, row] of icsh!.rows.entries())
          expect(row.count).toBeLessThanOrEqual(all!.rows[index]!.count);
      }),
    );
  });

  it('rolls unresolved blasts up as the case reads them, and keeps their row', () => {
    const tally = tallyCells(fieldsOf({ BLAST: 6, ERB: 2, SEG: 2 }));
    const lineages = (reading: (typeof BLAST_READINGS)[number]) => {
      const differential = differentialOf(tally, 'karyocytes', reading);
      expect(differential.rows.find((row) => row.label === 'BLAST')?.count).toBe(6);
      return Object.fromEntries(differential.lineages.map((row) => [row.lineage, row.count]));
    };
    expect(lineages('lymphoid')).toMatchObject({ lymphoid: 6, granulocytic: 2, erythroid: 2 });
    expect(lineages('myeloid')).toMatchObject({ lymphoid: 0, granulocytic: 8, erythroid: 2 });
    expect(lineages('unresolved')).toMatchObject({ lymphoid: 0, granulocytic: 2, other: 6 });
  });
});

describe('unresolved cells', () => {
  const tally = tallyCells(fieldsOf({ ERB: 75, BLAST: 15, SEG: 110 }));
  const of = (reading: (typeof BLAST_READINGS)[number]) => {
    const { rows, lineages } = differentialOf(tally, 'karyocytes', reading);
    return {
      rows: Object.fromEntries(rows.map((row) => [row.label, row])),
      lineages: Object.fromEntries(lineages.map((row) => [row.lineage, row])),
    };
  };

  it('make the classes they may belong to lower bounds, up to all of them', () => {
    const { rows } = of('lymphoid');
    // Wilson of 0 and of 75 in 200.
    expect(rows.PCE).toMatchObject({ count: 0, share: 0, open: 75 });
    expect(rows.PCE!.interval).toEqual({ low: 0, high: wilsonInterval(75, 200).high });
    for (const code of ['LBL', 'MBL', 'MOB', 'MKB']) expect(rows[code]).toMatchObject({ open: 15 });
    for (const code of ['SEG', 'LYM', 'BLAST', 'ERB'])
      expect(rows[code]).toMatchObject({
        open: 0,
        interval: wilsonInterval(rows[code]!.count, 200),
      });
  });

  it('leave lineages open only where the reading assumes none', () => {
    const open = (reading: (typeof BLAST_READINGS)[number]) =>
      Object.entries(of(reading).lineages).flatMap(([name, row]) => (row.open > 0 ? [name] : []));
    expect(open('lymphoid')).toEqual([]);
    expect(open('myeloid')).toEqual([]);
    expect(open('unresolved')).toEqual(['granulocytic', 'monocytic', 'lymphoid', 'megakaryocytic']);
  });

  it('are explained in one sentence, where there are any', () => {
    expect(openNotice(tally, 'en')).toContain(
      '15 counted only as “Blast, lineage unresolved”, 75 counted only as “Erythroblast, stage',
    );
    expect(openNotice(tally, 'zh')).toContain('75 个细胞仅计为');
    expect(openNotice(tallyCells(fieldsOf({ SEG: 3 })), 'en')).toBeNull();
  });
});

describe('the M:E ratio', () => {
  const ratio = (counts: Counts, reading: (typeof BLAST_READINGS)[number] = 'lymphoid') =>
    meRatioOf(tallyCells(fieldsOf(counts)), reading);

  it('sets granulocytes, eosinophils and monocytes against every erythroblast', () => {
    const counts = { MBL: 1, PMO: 1, MYC: 1, MMC: 1, BND: 1, SEG: 1, EOS: 1, MOB: 1, MON: 1 };
    expect(ratio({ ...counts, PEB: 1, BEB: 1, PCE: 1, OCE: 1, ERB: 2 })).toMatchObject({
      myeloid: 9,
      erythroid: 6,
      value: 1.5,
    });
  });

  it('has no place for lymphoid, megakaryocytic, abnormal and infrequent cells', () => {
    const rest = { LBL: 5, LYM: 5, MKB: 5, PMK: 5, NB: 5, LYA: 5, OTH: 5 };
    expect(ratio({ SEG: 3, PCE: 1, ...rest })).toMatchObject({ myeloid: 3, erythroid: 1 });
  });

  it('is undefined without erythroblasts, neither infinite nor 0', () => {
    expect(ratio({ SEG: 3 }).value).toBeNull();
    expect(ratio({}).value).toBeNull();
    expect(ratio({ PCE: 3 }).value).toBe(0);
  });

  it('counts unresolved blasts with the myeloblasts only when they are read as myeloid', () => {
    const counts = { SEG: 2, BLAST: 6, PCE: 2 };
    expect(ratio(counts)).toMatchObject({ value: 1, upper: null });
    expect(ratio(counts, 'myeloid')).toMatchObject({ value: 4, upper: null });
    const open = ratio(counts, 'unresolved');
    expect(open).toMatchObject({ value: 1, upper: 4 });
    expect(open.convention).toContain('were all of them myeloid, the ratio would be 4.00 : 1');
  });
});
