import type {
  CodeSystem,
  Device,
  DiagnosticReport,
  Media,
  Observation,
  Practitioner,
  Provenance,
  Specimen,
} from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../../../src/domain/case.ts';
import { readCase } from '../../../../src/domain/caseReading.ts';
import { LABELS, LINEAGES } from '../../../../src/domain/differential.ts';
import { LANGUAGES } from '../../../../src/domain/language.ts';
import { researchUseNotice, syntheticNotice } from '../../../../src/domain/notice.ts';
import { fhirBundle, fhirJson } from '../../../../src/io/export/fhir/bundle.ts';
import {
  type GradedCode,
  LOCAL_CODES,
  LOINC,
  LOINC_NOTICE,
  loincOf,
  REPORT_CODE,
  SYSTEMS,
} from '../../../../src/io/export/fhir/codes.ts';
import { caseOf } from '../../domain/cells.ts';
import { component, faults, observationOf, reportOf, resources, under } from './fhirSupport.ts';
import { MANIFEST, mixedCase, signed } from './support.ts';

function described(document: Case): Case {
  return {
    ...document,
    description: {
      specimen: 'Bone marrow aspirate smear',
      site: 'Posterior iliac crest',
      stain: 'May–Grünwald–Giemsa',
      collectedOn: '2026-01-01',
    },
  };
}

const amendedCase = (): Case =>
  signed({
    ...described(mixedCase()),
    version: 2,
    earlier: [
      {
        version: 1,
        signature: { by: 'Dr First', at: '2026-01-02T00:00:00.000Z', contentHash: 'ef'.repeat(32) },
        amended: { by: 'Dr Second', at: '2026-01-02T01:00:00.000Z', reason: 'A second look' },
      },
    ],
  });

const STATES: readonly [string, Case, DiagnosticReport['status']][] = [
  ['unsigned', mixedCase(), 'preliminary'],
  ['described, unsigned', described(mixedCase('unresolved')), 'preliminary'],
  ['signed', signed(described(mixedCase())), 'final'],
  ['amended and signed', amendedCase(), 'amended'],
  ['being amended', { ...amendedCase(), signature: null }, 'preliminary'],
  ['empty', caseOf({}), 'preliminary'],
];

describe('fhir.json', () => {
  it.each(STATES)('of a case that is %s fits R4, and says so', async (_, document, status) => {
    for (const language of LANGUAGES) {
      const bundle = await fhirBundle(document, MANIFEST, { language });
      expect(faults(bundle)).toEqual([]);
      expect(reportOf(bundle).status).toBe(status);
      for (const observation of resources<Observation>(bundle, 'Observation'))
        expect(observation.status).toBe(status);
    }
  });

  it('is refused by the validator where it is wrong', async () => {
    const bundle = await fhirBundle(mixedCase(), MANIFEST);
    const broken = structuredClone(bundle);
    (reportOf(broken) as { status: string }).status = 'signed';
    delete (observationOf(broken, 'SEG') as Partial<Observation>).code;
    expect(faults(broken).length).toBeGreaterThanOrEqual(2);
  });

  it('refers only to what is in it, under addresses that a later export repeats', async () => {
    const bundle = await fhirBundle(amendedCase(), MANIFEST);
    const addresses = bundle.entry!.map(({ fullUrl }) => fullUrl);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const { fullUrl, resource } of bundle.entry!) {
      expect(fullUrl).toBe(`urn:uuid:${resource?.id}`);
      expect(resource?.id).toMatch(
        /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
      );
    }
    const references = [...under(bundle, 'reference')];
    expect(references.length).toBeGreaterThan(100);
    for (const reference of references) expect(addresses).toContain(reference);
    expect(await fhirJson(amendedCase(), MANIFEST)).toBe(await fhirJson(amendedCase(), MANIFEST));
    const first = await fhirBundle(mixedCase(), MANIFEST);
    expect(reportOf(first).id).toBe(reportOf(bundle).id);
    expect(reportOf(bundle).meta?.versionId).toBe('2');
  });

  it('has one observation per class with n, per cent and interval, in the order of the report', async () => {
    const document = caseOf({ LBL: 40, SEG: 160, NB: 100 });
    const bundle = await fhirBundle(document, MANIFEST);
    const { result } = reportOf(bundle);
    const codes = resources<Observation>(bundle, 'Observation').map(
      ({ code }) => code.coding?.find(({ system }) => system === SYSTEMS.local)?.code,
    );
    expect(result).toHaveLength(codes.length);
    expect(codes.slice(0, LABELS.length)).toEqual(LABELS);
    for (const lineage of LINEAGES) expect(codes).toContain(`lineage-${lineage}`);
    const row = observationOf(bundle, 'LBL');
    expect(row.valueQuantity).toEqual({
      value: 13.33,
      unit: '%',
      system: SYSTEMS.ucum,
      code: '%',
    });
    expect(component(row, 'n')?.valueQuantity).toMatchObject({ value: 40, code: '{cells}' });
    expect(component(row, 'denominator')?.valueQuantity?.value).toBe(300);
    expect(component(row, 'icshShare')?.valueQuantity?.value).toBe(20);
    // A class outside the ICSH count has no share in it.
    expect(component(observationOf(bundle, 'NB'), 'icshShare')).toBeUndefined();
    const plain = await fhirBundle(caseOf({ LBL: 40, SEG: 160 }), MANIFEST);
    // Wilson interval of 40 in 200: 15.05–26.09.
    expect(component(observationOf(plain, 'LBL'), 'interval')?.valueRange).toMatchObject({
      low: { value: 15.05, code: '%' },
      high: { value: 26.09, code: '%' },
    });
  });

  it('says that a share is a lower bound where unresolved cells may belong to it', async () => {
    const bundle = await fhirBundle(caseOf({ MBL: 2, BLAST: 8, SEG: 10 }), MANIFEST);
    const myeloblasts = observationOf(bundle, 'MBL');
    expect(myeloblasts.valueQuantity).toMatchObject({ value: 10, comparator: '>=' });
    expect(myeloblasts.note?.[0]?.text).toMatch(/8 more are named only as .*Blast/);
    // Wilson's low end of 2 in 20, high end of 10 in 20.
    expect(component(myeloblasts, 'interval')?.valueRange).toMatchObject({
      low: { value: 2.79 },
      high: { value: 70.07 },
    });
    expect(observationOf(bundle, 'SEG').valueQuantity).not.toHaveProperty('comparator');
    const lineage = (of: typeof bundle) => observationOf(of, 'lineage-granulocytic');
    expect(lineage(bundle).valueQuantity).not.toHaveProperty('comparator');
    const unresolved = caseOf({ MBL: 2, BLAST: 8, SEG: 10 }, { blastReading: 'unresolved' });
    const open = lineage(await fhirBundle(unresolved, MANIFEST));
    expect(open.valueQuantity).toMatchObject({ value: 60, comparator: '>=' });
    expect(open.note?.[0]?.text).toMatch(/8 more are named only as .*Blast/);
    const all = observationOf(bundle, 'allBlasts');
    expect(all.valueQuantity).toMatchObject({ value: 50 });
    expect(all.valueQuantity).not.toHaveProperty('comparator');
    expect(all.hasMember).toHaveLength(5);
  });

  it('carries hints where the rule cannot be read', async () => {
    const bundle = await fhirBundle(caseOf({ NB: 25 }, { ruleId: 'who-icc-20' }), null);
    expect(reportOf(bundle).conclusion).toContain('25 neuroblastoma cells');
    const notes = observationOf(bundle, 'call')
      .note?.map(({ text }) => text)
      .join();
    expect(notes).toContain('25 neuroblastoma cells');
  });

  it('gives a reason, not a number, where nothing was counted or there is no ratio', async () => {
    const bundle = await fhirBundle(caseOf({}), null);
    for (const label of LABELS) {
      expect(observationOf(bundle, label)).not.toHaveProperty('valueQuantity');
      expect(observationOf(bundle, label).dataAbsentReason?.coding?.[0]?.code).toBe(
        'not-performed',
      );
    }
    const ratio = observationOf(await fhirBundle(caseOf({ SEG: 3 }), null), 'meRatio');
    expect(ratio).not.toHaveProperty('valueQuantity');
    expect(ratio.dataAbsentReason?.coding?.[0]?.code).toBe('not-applicable');
  });

  it('carries the call in the words of the report, never a diagnosis', async () => {
    const document = mixedCase();
    const { call } = readCase(document);
    const bundle = await fhirBundle(document, MANIFEST);
    const said = observationOf(bundle, 'call');
    expect(said.valueCodeableConcept?.coding?.[0]?.code).toBe(call.state);
    expect(said.valueCodeableConcept?.text).toBe(call.sentence);
    const report = reportOf(bundle);
    expect(report.conclusion).toContain(call.sentence);
    expect(report).not.toHaveProperty('conclusionCode');
    expect([...under(bundle, 'subject')].every((item) => item !== undefined)).toBe(true);
    expect(report).not.toHaveProperty('subject');
  });

  it('names software and packs by version and hash, people by name, and who did what', async () => {
    const bundle = await fhirBundle(amendedCase(), MANIFEST);
    const [workstation, pack] = resources<Device>(bundle, 'Device');
    expect(workstation?.version?.[0]?.value).toMatch(/^\d+\.\d+\.\d+/);
    expect(pack).toMatchObject({
      deviceName: [{ name: 'test' }],
      version: [{ value: '1.0.0' }],
      identifier: [{ value: 'ab'.repeat(32) }],
    });
    const people = new Map(
      resources<Practitioner>(bundle, 'Practitioner').map(({ id, name }) => [id, name?.[0]?.text]),
    );
    expect([...people.values()].sort()).toEqual(['Dr Example', 'Dr First', 'Dr Second']);
    const done = resources<Provenance>(bundle, 'Provenance').map(({ activity, agent, reason }) => [
      activity?.text,
      agent[0]?.type?.coding?.[0]?.code,
      people.get(agent[0]?.who.reference?.slice('urn:uuid:'.length)) ?? null,
      reason?.[0]?.text ?? null,
    ]);
    expect(done).toEqual([
      ['Automated analysis', 'assembler', null, null],
      ['Review of cells and fields', 'verifier', 'Dr Example', null],
      ['Signature of version 1', 'attester', 'Dr First', null],
      ['Amendment of version 1', 'author', 'Dr Second', 'A second look'],
      ['Signature of version 2', 'attester', 'Dr Example', null],
    ]);
    expect(resources<Specimen>(bundle, 'Specimen')[0]).toMatchObject({
      type: { text: 'Bone marrow aspirate smear' },
      collection: { collectedDateTime: '2026-01-01', bodySite: { text: 'Posterior iliac crest' } },
      processing: [{ description: 'May–Grünwald–Giemsa' }],
    });
  });

  it('has a medium for each field, with its picture where it is given', async () => {
    const document = mixedCase();
    document.fields[1]!.excluded = {
      by: 'Dr Example',
      at: document.updatedAt,
      reason: 'Out of focus',
    };
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i % 251);
    const pictures = new Map([[document.fields[0]!.id, { type: 'image/jpeg' as const, bytes }]]);
    const bundle = await fhirBundle(document, MANIFEST, { pictures });
    expect(faults(bundle)).toEqual([]);
    const media = resources<Media>(bundle, 'Media');
    expect(media.map(({ content, width, height }) => [content.title, width, height])).toEqual(
      document.fields.map(({ name, width, height }) => [name, width, height]),
    );
    expect(Buffer.from(media[0]!.content.data!, 'base64').equals(bytes)).toBe(true);
    expect(media[1]!.content).toEqual({ title: 'field-2.png' });
    expect(media[1]!.note?.[0]?.text).toContain('Out of focus');
    expect(reportOf(bundle).media).toHaveLength(4);
  });

  it('carries the notices, LOINC’s own, and the mark of test data where anything was rendered', async () => {
    const hostile = { ...mixedCase(), name: '<script>&"\u0007', synthetic: true };
    for (const language of LANGUAGES) {
      const bundle = await fhirBundle(hostile, MANIFEST, { language });
      expect(faults(bundle)).toEqual([]);
      const { text, conclusion } = reportOf(bundle);
      for (const notice of [researchUseNotice(language), syntheticNotice(language)]) {
        expect(text?.div).toContain(notice);
        expect(conclusion).toContain(notice);
      }
      expect(text?.div).toContain(LOINC_NOTICE);
      expect(text?.div).toContain('&lt;script&gt;&amp;&quot;<');
      for (const resource of [bundle, reportOf(bundle), observationOf(bundle, 'SEG')])
        expect(resource.meta?.tag?.[0]?.code).toBe('HTEST');
    }
    const real = await fhirBundle(mixedCase(), MANIFEST);
    expect([...under(real, 'tag')]).toEqual([]);
    expect(reportOf(real).text?.div).not.toContain(syntheticNotice('en'));
  });

  it('explains every local code that it uses, in both languages', async () => {
    const bundle = await fhirBundle(mixedCase(), MANIFEST, { language: 'zh' });
    const [system] = resources<CodeSystem>(bundle, 'CodeSystem');
    const known = new Map(system!.concept!.map((concept) => [concept.code, concept]));
    for (const coding of [...under(bundle, 'coding')].flat() as { system: string; code: string }[])
      if (coding.system === SYSTEMS.local) expect(known.has(coding.code)).toBe(true);
    for (const { designation } of known.values()) {
      expect(designation).toHaveLength(2);
      for (const { value } of designation!) expect(value.trim()).not.toBe('');
    }
    expect(known.size).toBe(LOCAL_CODES.length);
  });
});

/** LOINC's check digit: mod 10 (Luhn) over the digits before the hyphen. */
function checkDigit(number: string): number {
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

describe('LOINC codes', () => {
  const all: [string, GradedCode][] = [
    ['report', REPORT_CODE],
    ...(Object.entries(LOINC) as [string, GradedCode][]),
  ];

  it.each(all)('%s has its check digit', (_, { code }) => {
    const [number, digit] = code.split('-') as [string, string];
    expect(checkDigit(number)).toBe(Number(digit));
  });

  it('has a check that sees a wrong digit', () => {
    // The example of the LOINC Users' Guide, and a code of it with two digits changed about.
    expect(checkDigit('12345')).toBe(5);
    expect(checkDigit('48870')).not.toBe(2);
  });

  it('are written only where the grade is A or B, each once', async () => {
    expect(loincOf('LBL')).toBeNull();
    expect(loincOf('NB')).toBeNull();
    expect(loincOf('SEG')).toBe('11128-6');
    const codes = all.map(([, { code }]) => code);
    expect(new Set(codes).size).toBe(codes.length);
    const text = await fhirJson(mixedCase(), MANIFEST);
    for (const [, { code, grade }] of all) expect(text.includes(`"${code}"`)).toBe(grade !== 'C');
    // A lymph node's and a blood's code that are easily taken for the marrow's.
    for (const trap of ['74850-9', '24104-2']) expect(codes).not.toContain(trap);
  });
});
