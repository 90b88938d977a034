import { describe, expect, it } from 'vitest';
import { readCase } from '../../../../src/domain/caseReading.ts';
import { RESEARCH_USE_NOTICE, SYNTHETIC_NOTICE } from '../../../../src/domain/notice.ts';
import { resolveLabel, resultSchema } from '../../../../src/domain/result.ts';
import { resultJson } from '../../../../src/io/export/resultJson.ts';
import { caseOf } from '../../domain/cells.ts';
import { MANIFEST, mixedCase, signed } from './support.ts';

const parse = (...args: Parameters<typeof resultJson>) =>
  resultSchema.parse(JSON.parse(resultJson(...args)));

describe('result.json', () => {
  it('fits its schema and holds what the panels show', () => {
    const document = mixedCase();
    const result = parse(document, MANIFEST);
    const reading = readCase(document);
    expect(result.differential.karyocytes.total).toBe(reading.tally.counted);
    expect(result.differential.icsh.total).toBe(reading.tally.counted - 2);
    expect(result.call).toMatchObject({
      state: reading.call.state,
      sentence: reading.call.sentence,
      rule: { id: 'zhou-2021' },
    });
    expect(result).toMatchObject({
      pack: { name: 'test', version: '1.0.0' },
      backend: 'wasm',
      elapsedMs: 400,
      case: { status: 'preliminary', signature: null },
      problems: [{ file: 'field-4.png', problem: 'The field is blank. Take it again.' }],
    });
    expect(result.fields.map(({ file, width, height }) => ({ file, width, height }))).toEqual(
      document.fields.map(({ name: file, width, height }) => ({ file, width, height })),
    );
  });

  it('labels by one of the 20 codes, with the unresolved group beside it', () => {
    const cells = parse(mixedCase(), null).fields.flatMap((field) => field.cells);
    const byModel = cells.filter((cell) => cell.unresolved === 'BLAST' && cell.origin === 'model');
    expect(byModel).toHaveLength(14);
    // Of the blasts' members the test's probabilities favour the lymphoblast.
    for (const cell of byModel) expect(cell.label).toBe('LBL');
    for (const cell of cells.filter((item) => !item.countable))
      expect(cell).toMatchObject({ label: null, unresolved: null });
    // Nothing tells a reviewer's blast without probabilities apart: no code is guessed.
    expect(cells.find((cell) => cell.id === 'drawn')).toMatchObject({
      label: null,
      unresolved: 'BLAST',
      detectionScore: null,
      probabilities: {},
    });
  });

  it('keeps the model’s word beside the reviewer’s', () => {
    const [cell] = parse(mixedCase(), null).fields[0]!.cells;
    expect(cell).toMatchObject({
      box: [10, 20, 30, 40],
      label: 'LYM',
      model: { label: 'LBL', countable: true },
      review: { by: 'Dr Example', label: 'LYM', countable: null },
    });
  });

  it('holds remarks and the count by hand', () => {
    const document = mixedCase();
    document.fields[0]!.cells[0]!.comment = 'twinned nucleus';
    document.manual = { counts: { LYM: 7, uncountable: 2 }, merged: true };
    const result = parse(document, null);
    const [first, second] = result.fields[0]!.cells;
    expect([first?.comment, second?.comment]).toEqual(['twinned nucleus', null]);
    expect(result.differential.manual).toEqual(document.manual);
    expect(result.differential.counted).toBe(parse(mixedCase(), null).differential.counted + 7);
  });

  it('says of which classes the numbers are lower bounds', () => {
    const { karyocytes } = parse(caseOf({ ERB: 75, SEG: 125 }), null).differential;
    const row = (code: string) => karyocytes.classes.find((item) => item.code === code);
    expect(row('PCE')).toMatchObject({ count: 0, share: 0, open: 75 });
    expect(row('PCE')!.interval!.high).toBeCloseTo(0.4439, 4);
    expect(row('SEG')).toMatchObject({ count: 125, open: 0 });
  });

  it('has hints where the rule cannot be read', () => {
    const { call } = parse(caseOf({ NB: 25 }, { ruleId: 'who-icc-20' }), null);
    expect(call.state).toBe('none');
    expect(call.hints[0]).toContain('25 neuroblastoma cells');
  });

  it('carries the notices, the synthetic one where anything was rendered', () => {
    const document = mixedCase();
    expect(parse(document, null).notices).toEqual([RESEARCH_USE_NOTICE]);
    expect(parse({ ...document, synthetic: true }, null).notices).toContain(SYNTHETIC_NOTICE);
    document.fields[0]!.synthetic = { seed: 1, truth: [] };
    expect(parse(document, null).notices).toContain(SYNTHETIC_NOTICE);
  });

  it('takes evidence only from the pack that analysed the case', () => {
    expect(parse(mixedCase(), MANIFEST).packEvidence?.evidence.SEG).toBe('real-marrow');
    expect(parse(mixedCase(), { ...MANIFEST, version: '2.0.0' }).packEvidence).toBeNull();
    const document = mixedCase();
    document.fields[0]!.analysis!.pack = { name: 'other', version: '1.0.0', hash: 'ef'.repeat(32) };
    expect(parse(document, MANIFEST)).toMatchObject({ packEvidence: null });
    expect(parse(document, MANIFEST).packs).toHaveLength(2);
  });

  it('says who signed, and lists files that could not be opened', () => {
    const unread = [{ file: 'broken.png', problem: 'broken.png is damaged.' }];
    const result = parse(signed(mixedCase()), null, unread);
    expect(result.case).toMatchObject({ status: 'signed', signature: { by: 'Dr Example' } });
    expect(result.problems).toContainEqual(unread[0]);
  });

  it('refuses what is not a result', () => {
    const result = JSON.parse(resultJson(mixedCase(), null));
    expect(
      resultSchema.safeParse({ ...result, call: { ...result.call, state: 'ill' } }).success,
    ).toBe(false);
    result.fields[0].cells[0].label = 'BLAST';
    expect(resultSchema.safeParse(result).success).toBe(false);
  });
});

describe('resolving a label', () => {
  it.each([
    ['SEG', { SEG: 0.4, LBL: 0.6 }, 'SEG', null],
    ['BLAST', { LYM: 0.6, LBL: 0.1, MBL: 0.2, MOB: 0.1 }, 'MBL', 'BLAST'],
    ['ERB', { LBL: 1, PCE: 0 }, null, 'ERB'],
    ['ERB', null, null, 'ERB'],
    [null, { SEG: 1 }, null, null],
  ] as const)('%s with %o: %s within %s', (label, probabilities, code, unresolved) => {
    expect(resolveLabel(label, probabilities)).toEqual({ label: code, unresolved });
  });
});
