import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../../../src/domain/case.ts';
import { readCase } from '../../../../src/domain/caseReading.ts';
import { compareFields, fieldSampling } from '../../../../src/domain/fieldReading.ts';
import { assumedLineages } from '../../../../src/domain/figures.ts';
import type { PackManifest } from '../../../../src/domain/pack.ts';
import { resultSchema } from '../../../../src/domain/result.ts';
import { differentialCsv } from '../../../../src/io/export/csv.ts';
import { resultJson } from '../../../../src/io/export/resultJson.ts';
import { caseOf } from '../../domain/cells.ts';
import { BAND, MANIFEST, mixedCase } from './support.ts';

/** Figures of every kind: an unsettled call, a chosen rule, an own band, a reviewer, a field left out. */
function figuredCase(): Case {
  const document = caseOf({ LBL: 38, SEG: 120, uncountable: 6 }, {}, 5);
  const said = { by: 'Dr Example', at: document.updatedAt };
  const [first, second] = document.fields;
  first!.cells[0]!.review = { ...said, label: 'LYM' };
  second!.cells.at(-1)!.review = { ...said, countable: false, kind: 'crushed' };
  document.fields[4]!.excluded = { ...said, reason: 'Out of focus' };
  document.settings = {
    ...document.settings,
    ageBandId: 'own',
    ruleReason: 'House rule of 2025',
  };
  return document;
}

/** A pack that measured how it tells lymphoblasts. */
const MEASURED = {
  ...MANIFEST,
  recognition: [
    {
      // What the rule counts in this case: the pack leaves the lineage of blasts open.
      classes: ['LBL', 'MBL', 'MOB', 'MKB'],
      sensitivity: { right: 90, total: 100 },
      specificity: { right: 190, total: 200 },
      on: 'test cells',
    },
  ],
} as unknown as PackManifest;

const read = (document: Case) =>
  Papa.parse<Record<string, string>>(
    differentialCsv(document, MEASURED, [], 'en', [BAND]).slice(1).trimEnd(),
    { header: true, delimiter: ',' },
  ).data;

describe('the figures of the screen', () => {
  const document = figuredCase();
  const { call } = readCase(document);
  const rows = read(document);
  const row = (section: string, code: string) =>
    rows.find((item) => item['section'] === section && item['code'] === code);

  it('stand in the CSV as numbers: call, rule and what would settle it', () => {
    expect(call.state).toBe('indeterminate');
    expect(row('call figure', 'share')).toMatchObject({
      n: String(call.proportion.count),
      percent: (call.proportion.share! * 100).toFixed(2),
      ci95_high: (call.proportion.interval!.high * 100).toFixed(2),
    });
    expect(row('call figure', 'cells-needed')?.['n']).toBe(String(call.more!.cells));
    expect(row('call figure', 'fields-needed')?.['n']).toBe(String(call.more!.fields));
    expect(row('call figure', 'rule-id')?.['value']).toBe('zhou-2021');
    expect(row('call figure', 'rule-version')?.['n']).toBe(String(call.rule!.version));
    expect(row('call figure', 'rule-reason')?.['value']).toBe('House rule of 2025');
  });

  it('stand in the CSV: fields, their test and their interval', () => {
    const { rows: fields, test } = compareFields(document, 'rule');
    const { interval } = fieldSampling(document)!;
    expect(row('by fields', 'share')?.['ci95_low']).toBe((interval!.low * 100).toFixed(2));
    expect(row('by fields', 'heterogeneity-p')?.['value']).toBe(test!.p.toFixed(4));
    for (const [index, field] of fields.entries()) {
      expect(row('field', `${index + 1}/rule`)).toMatchObject({
        n: String(field.proportion.count),
        percent: (field.proportion.share! * 100).toFixed(2),
      });
      expect(row('field', `${index + 1}/denominator`)?.['n']).toBe(String(field.total));
    }
    expect(row('field', '5/excluded')?.['value']).toBe('Out of focus');
    expect(row('field', '5/rule')).toBeUndefined();
  });

  it('stand in the CSV: kinds, ranges, the adjusted share and the reviewers’ changes', () => {
    expect(row('uncountable kind', 'crushed')?.['n']).toBe('1');
    expect(row('review change', 'LBL>LYM')?.['n']).toBe('1');
    expect(row('reference', 'LBL')?.['value']).toBe('above');
    expect(row('reference high', 'LBL')?.['icsh_percent']).toBe('5.00');
    expect(row('reference', 'myeloid')?.['value']).toBe('none');
    expect(row('reference', 'band')?.['value']).toContain('Laboratory 2025');
    expect(row('adjusted', 'share')?.['percent']).toMatch(/^\d+\.\d\d$/);
    expect(row('adjusted', 'sensitivity')).toMatchObject({ n: '90', percent: '90.00' });
  });

  it('stand in result.json, which fits its schema', () => {
    const { figures, fields } = resultSchema.parse(
      JSON.parse(resultJson(document, MEASURED, [], [BAND])),
    );
    expect(figures).toMatchObject({
      uncountableKinds: { crushed: 1 },
      ruleReason: 'House rule of 2025',
      byFields: { fields: 4, interval: fieldSampling(document)!.interval },
      heterogeneity: { rule: { p: compareFields(document, 'rule').test!.p } },
      references: { band: { id: 'own' }, rows: [{ of: 'LBL', verdict: 'above' }, {}] },
      adjusted: { sensitivity: { right: 90, total: 100 } },
      review: { changes: expect.arrayContaining([{ from: 'LBL', to: 'LYM', cells: 1 }]) },
    });
    expect(figures?.fields.map(({ field }) => field)).toEqual([0, 1, 2, 3]);
    expect(fields.flatMap(({ cells }) => cells).filter(({ kind }) => kind)).toHaveLength(1);
  });

  it('of a band that is not at hand are left out', () => {
    const result = resultSchema.parse(JSON.parse(resultJson(document, null)));
    expect(result.figures).toMatchObject({ references: null, adjusted: null });
  });

  it('of a result written before there were any are not asked for', () => {
    const { figures: _figures, ...before } = JSON.parse(resultJson(document, null));
    expect(resultSchema.safeParse(before).success).toBe(true);
  });
});

describe('lineages whose cells are assumed', () => {
  it.each([
    ['lymphoid', 'lymphoid'],
    ['myeloid', 'granulocytic'],
    ['unresolved', 'other'],
  ] as const)('say so under the reading %s, and class and lineage agree', (reading, lineage) => {
    const document = mixedCase(reading);
    const rows = read(document);
    expect(rows.find(({ code }) => code === 'BLAST')?.['lineage']).toBe(lineage);
    const { call, tally } = readCase(document);
    for (const name of assumedLineages(tally, reading))
      expect(
        rows.find(({ section, code }) => section === 'lineage' && code === name)?.['value'],
      ).toBe(call.unresolvedText);
    expect(assumedLineages(tally, reading)).toContain(lineage);
    expect(rows.find(({ code }) => code === 'erythroid')?.['value']).toBe('');
  });

  it('are none where every blast has its lineage', () => {
    expect(assumedLineages(readCase(caseOf({ LBL: 3 })).tally, 'lymphoid')).toEqual([]);
  });
});
