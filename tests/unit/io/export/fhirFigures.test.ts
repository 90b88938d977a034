import type { Media, Practitioner } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../../../src/domain/case.ts';
import { readCase } from '../../../../src/domain/caseReading.ts';
import { compareFields, fieldSampling } from '../../../../src/domain/fieldReading.ts';
import { LANGUAGES } from '../../../../src/domain/language.ts';
import { fhirBundle } from '../../../../src/io/export/fhir/bundle.ts';
import { SYSTEMS } from '../../../../src/io/export/fhir/codes.ts';
import { fitText, withFitStrings } from '../../../../src/io/export/fhir/strings.ts';
import { caseOf } from '../../domain/cells.ts';
import { component, faults, observationOf, reportOf, resources } from './fhirSupport.ts';
import { BAND, MANIFEST, mixedCase, signed } from './support.ts';

const notesOf = ({ note }: { note?: { text: string }[] | undefined }): string =>
  (note ?? []).map(({ text }) => text).join('\n');
const percents = (interval: { low: number; high: number } | null) =>
  interval && {
    low: { value: Number((interval.low * 100).toFixed(2)) },
    high: { value: Number((interval.high * 100).toFixed(2)) },
  };

describe('a FHIR bundle hides nothing that other files say', () => {
  it('names files that could not be read and fields that failed', async () => {
    const unread = [{ file: 'broken.png', problem: 'It is cut short.' }];
    const bundle = await fhirBundle(mixedCase(), MANIFEST, { unread });
    expect(faults(bundle)).toEqual([]);
    const { conclusion, text } = reportOf(bundle);
    for (const said of [conclusion, text?.div]) {
      expect(said).toContain('broken.png was not analysed: It is cut short.');
      expect(said).toContain('field-4.png was not analysed: The field is blank.');
    }
    expect(notesOf(resources<Media>(bundle, 'Media')[3]!)).toContain('The field is blank.');
  });

  it('tells cells counted by hand from those of the software', async () => {
    const document = mixedCase();
    document.manual = { counts: { LYM: 50, uncountable: 3 }, merged: true };
    const bundle = await fhirBundle(document, MANIFEST);
    expect(faults(bundle)).toEqual([]);
    for (const code of ['counted', 'LYM', 'lineage-lymphoid']) {
      const found = observationOf(bundle, code);
      expect(component(found, 'byHand')?.valueQuantity?.value).toBe(50);
      expect(notesOf(found)).toContain('50 of these cells were counted by hand');
    }
    expect(component(observationOf(bundle, 'uncountable'), 'byHand')?.valueQuantity?.value).toBe(3);
    expect(component(observationOf(bundle, 'SEG'), 'byHand')).toBeUndefined();
    expect(reportOf(bundle).conclusion).toContain('counted by hand');

    document.manual.merged = false;
    const apart = await fhirBundle(document, MANIFEST);
    expect(notesOf(observationOf(apart, 'counted'))).toContain(
      '50 more cells were counted by hand',
    );
    expect(component(observationOf(apart, 'LYM'), 'byHand')).toBeUndefined();
  });

  it('says where the lineage of blasts is assumed', async () => {
    for (const reading of ['lymphoid', 'myeloid', 'unresolved'] as const) {
      const document = mixedCase(reading);
      const { unresolvedText } = readCase(document).call;
      const bundle = await fhirBundle(document, MANIFEST);
      expect(notesOf(observationOf(bundle, 'lineage-lymphoid'))).toContain(unresolvedText);
      expect(notesOf(observationOf(bundle, 'lineage-erythroid'))).toBe('');
      const { comparator } = observationOf(bundle, 'lineage-lymphoid').valueQuantity!;
      expect(comparator).toBe(reading === 'unresolved' ? '>=' : undefined);
    }
  });

  it('gives the reference values of the age band beside the share that they are of', async () => {
    const document = caseOf({ LBL: 40, SEG: 150, NB: 10 });
    document.settings.ageBandId = BAND.id;
    for (const language of LANGUAGES) {
      const bundle = await fhirBundle(document, MANIFEST, { language, ageBands: [BAND] });
      expect(faults(bundle)).toEqual([]);
      const blasts = observationOf(bundle, 'LBL');
      const share = component(blasts, 'icshShare');
      expect(share?.referenceRange?.[0]).toMatchObject({
        low: { value: 0, code: '%' },
        high: { value: 5 },
        age: { low: { value: 2, code: 'a' }, high: { value: 6 } },
      });
      expect(share?.referenceRange?.[0]?.text).toContain('Own, 2–6 years');
      expect(share?.interpretation?.[0]?.coding?.[0]?.code).toBe('H');
      // The value itself is of all karyocytes, of which the band says nothing.
      expect(blasts).not.toHaveProperty('referenceRange');
      const myeloid = component(observationOf(bundle, 'myeloid'), 'icshShare');
      expect(myeloid?.referenceRange?.[0]?.text).toContain('60.6');
      expect(myeloid).not.toHaveProperty('interpretation');
    }
    const same = caseOf({ LBL: 40, SEG: 160 });
    same.settings.ageBandId = BAND.id;
    const bundle = await fhirBundle(same, MANIFEST, { ageBands: [BAND] });
    expect(observationOf(bundle, 'LBL').referenceRange?.[0]?.high?.value).toBe(5);
  });

  it('gives M:E its interval, and the call what it rests on', async () => {
    const document = caseOf({ LBL: 38, SEG: 120, PCE: 40 }, {}, 4);
    document.settings.ruleReason = 'House rule';
    const { call, meRatio } = readCase(document);
    const bundle = await fhirBundle(document, MANIFEST);
    expect(faults(bundle)).toEqual([]);
    const ratio = component(observationOf(bundle, 'meRatio'), 'interval')?.valueRange;
    expect(ratio?.low).toMatchObject({
      value: Number(meRatio.interval!.low.toFixed(2)),
      code: '{ratio}',
    });
    const said = observationOf(bundle, 'call');
    expect(component(said, 'share')?.valueQuantity?.value).toBe(
      Number((call.proportion.share! * 100).toFixed(2)),
    );
    expect(component(said, 'interval')?.valueRange).toMatchObject(
      percents(call.proportion.interval)!,
    );
    expect(component(said, 'fieldInterval')?.valueRange).toMatchObject(
      percents(fieldSampling(document)!.interval)!,
    );
    expect(component(said, 'heterogeneity')?.valueQuantity?.value).toBe(
      Number(compareFields(document, 'rule').test!.p.toFixed(4)),
    );
    expect(notesOf(said)).toContain('House rule');
    expect(notesOf(said)).toContain('fewer than 20 fields');
  });

  it('gives a bounded share as a range, and a ratio that may be higher as at least so much', async () => {
    const bundle = await fhirBundle(mixedCase('unresolved'), MANIFEST);
    expect(faults(bundle)).toEqual([]);
    const share = component(observationOf(bundle, 'call'), 'share');
    expect(share?.valueRange?.low?.value).toBeLessThan(share!.valueRange!.high!.value!);
    expect(observationOf(bundle, 'meRatio').valueQuantity?.comparator).toBe('>=');
  });
});

describe('strings of a bundle', () => {
  it('hold no control character, and none is empty', async () => {
    const document = mixedCase();
    document.name = 'a\u0001b\ud800';
    document.description = { specimen: '  ', site: '\u0002', stain: ' ', collectedOn: '' };
    document.fields[0]!.name = 'x\u0001<y>&.png';
    document.fields[1]!.name = '\u0007';
    document.fields[2]!.cells[0]!.review = { by: '\u0001', at: document.updatedAt, label: 'LYM' };
    for (const language of LANGUAGES) {
      const bundle = await fhirBundle(document, MANIFEST, { language });
      expect(faults(bundle)).toEqual([]);
      const text = JSON.stringify(bundle);
      // As JSON writes them, small or not.
      expect(text).not.toMatch(/\\u(00[01]|d8)/i);
      expect(text).not.toMatch(/""|\[\]|\{\}/);
      const titles = resources<Media>(bundle, 'Media').map(({ content }) => content.title);
      expect(titles[0]).toBe('x<y>&.png');
      expect(titles[1]).toBe(language === 'en' ? 'Field 2' : '视野 2');
      for (const { name } of resources<Practitioner>(bundle, 'Practitioner'))
        expect(name?.[0]?.text).toBeTruthy();
    }
  });

  it('keep line ends and tabs, and bytes as they are', () => {
    expect(fitText(' a\tb\r\nc\u0000 ')).toBe('a\tb\r\nc');
    expect(withFitStrings({ data: ' ', title: ' ', note: [{ text: '' }], n: 0 })).toEqual({
      data: ' ',
      n: 0,
    });
  });
});

/** Signed as version 1; amended and signed as version 2; the amendment while it was in work. */
function versions(): { first: Case; open: Case; second: Case } {
  const first = signed(mixedCase());
  const amended = { by: 'Dr Example', at: first.updatedAt, reason: 'A second look' };
  const open: Case = {
    ...first,
    version: 2,
    signature: null,
    earlier: [{ version: 1, signature: first.signature!, amended }],
  };
  return { first, open, second: signed(open) };
}

describe('versions of a report', () => {
  const { first, open, second } = versions();
  const newer = { version: 2, by: second.signature!.by, at: second.signature!.at };
  const addressesOf = async (...args: Parameters<typeof fhirBundle>) =>
    (await fhirBundle(...args)).entry!.map(({ fullUrl }) => fullUrl);

  it('that are signed follow one another at one address, and say what they replace', async () => {
    const [one, two] = [await fhirBundle(first, null), await fhirBundle(second, null)];
    expect(reportOf(two).id).toBe(reportOf(one).id);
    expect(faults(two)).toEqual([]);
    expect(reportOf(one)).not.toHaveProperty('extension');
    expect(reportOf(two).extension?.[0]?.valueReference?.identifier).toEqual({
      system: SYSTEMS.version,
      value: `${first.id}/1`,
    });
    expect(reportOf(one).identifier).toContainEqual({
      system: SYSTEMS.version,
      value: `${first.id}/1`,
    });
  });

  it('an amendment in work shares no address and no identifier with what was signed', async () => {
    const bundle = await fhirBundle(open, null);
    expect(faults(bundle)).toEqual([]);
    const taken = new Set(await addressesOf(first, null));
    for (const address of await addressesOf(open, null)) expect(taken.has(address)).toBe(false);
    const report = reportOf(bundle);
    expect(report.status).toBe('preliminary');
    expect(report.conclusion).toContain('Version 1 stays the signed report');
    for (const other of [first, second]) {
      const signedBundle = await fhirBundle(other, null);
      for (const identifier of report.identifier!)
        expect(reportOf(signedBundle).identifier).not.toContainEqual(identifier);
      expect(bundle.identifier).not.toEqual(signedBundle.identifier);
    }
  });

  it('one that was superseded says so, and takes no address from its newer', async () => {
    for (const language of LANGUAGES) {
      const bundle = await fhirBundle(first, null, { newer, language });
      expect(faults(bundle)).toEqual([]);
      const report = reportOf(bundle);
      expect(report.status).toBe('final');
      const said = language === 'en' ? 'Superseded: version 2' : '已被取代：本报告的第 2 版';
      expect(report.conclusion).toContain(said);
      expect(report.text?.div).toContain(said);
      const taken = new Set(await addressesOf(second, null));
      for (const { fullUrl } of bundle.entry!) expect(taken.has(fullUrl)).toBe(false);
    }
  });

  it('one that was changed after signing is preliminary', async () => {
    const changed = { ...first, name: 'Another' };
    expect(reportOf(await fhirBundle(changed, null)).status).toBe('preliminary');
  });
});
