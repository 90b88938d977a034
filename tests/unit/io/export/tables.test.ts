import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../../src/domain/case.ts';
import { CELL_CLASSES, CLASS_CODES } from '../../../../src/domain/classes.ts';
import { LABELS } from '../../../../src/domain/differential.ts';
import {
  INTERVAL_NOTICE,
  RESEARCH_USE_NOTICE,
  SYNTHETIC_NOTICE,
} from '../../../../src/domain/notice.ts';
import { compareReaders } from '../../../../src/domain/readerComparison.ts';
import { ownReading } from '../../../../src/domain/readers.ts';
import { say, tellAudit } from '../../../../src/domain/text/index.ts';
import { auditCsv } from '../../../../src/io/export/auditCsv.ts';
import { cocoJson, cocoOf } from '../../../../src/io/export/coco.ts';
import { comparisonCsv } from '../../../../src/io/export/comparisonCsv.ts';
import { differentialCsv } from '../../../../src/io/export/csv.ts';
import { FORMULA } from '../../../../src/io/export/csvText.ts';
import { locationCsv } from '../../../../src/io/export/locationCsv.ts';
import { yoloFiles, yoloLabels } from '../../../../src/io/export/yolo.ts';
import { caseOf } from '../../domain/cells.ts';
import { MANIFEST, mixedCase } from './support.ts';

const read = (csv: string) =>
  Papa.parse<Record<string, string>>(csv.slice(1).trimEnd(), { header: true });

describe('differential.csv', () => {
  it('starts with the byte order mark and is one table', () => {
    const csv = differentialCsv(mixedCase(), MANIFEST);
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    const { errors, data, meta } = read(csv);
    expect(errors).toEqual([]);
    expect(meta.fields?.[0]).toBe('section');
    expect(data.filter((row) => row.section === 'class').map((row) => row.code)).toEqual(
      CLASS_CODES,
    );
  });

  it('gives n, per cent and interval over both denominators', () => {
    const { data } = read(differentialCsv(caseOf({ LBL: 40, SEG: 160, NB: 100 }), MANIFEST));
    const row = (code: string) => data.find((item) => item.code === code);
    expect(row('LBL')).toMatchObject({
      n: '40',
      percent: '13.33',
      icsh_n: '40',
      icsh_percent: '20.00',
      icsh_ci95_low: '15.05',
      icsh_ci95_high: '26.09',
      evidence: 'none',
    });
    expect(row('SEG')).toMatchObject({ evidence: 'real-marrow' });
    // Outside the ICSH count is not 0 % of it.
    expect(row('NB')).toMatchObject({ n: '100', percent: '33.33', icsh_n: '', icsh_percent: '' });
    expect(row('counted')).toMatchObject({ n: '300', icsh_n: '200' });
  });

  it('gives the myeloid to erythroid ratio with its interval', () => {
    const { data } = read(differentialCsv(caseOf({ SEG: 160, PCE: 40 }), MANIFEST));
    // Wilson's interval of 160 in 200, as odds.
    expect(data.find(({ code }) => code === 'ME')).toMatchObject({
      ...{ value: '4.00', ci95_low: '2.83', ci95_high: '5.65' },
    });
    const bare = read(differentialCsv(caseOf({ SEG: 160 }), MANIFEST)).data;
    expect(bare.find(({ code }) => code === 'ME')).toMatchObject({ ci95_low: '' });
  });

  it('gives classes to which unresolved cells may belong as lower bounds', () => {
    const document = caseOf({ ERB: 75, BLAST: 15, SEG: 110 }, { blastReading: 'unresolved' });
    const { data } = read(differentialCsv(document, null));
    const row = (code: string) => data.find((item) => item.code === code);
    const bound = { comparator: '>=', open_n: '75', ci95_low: '0.00', ci95_high: '44.39' };
    expect(row('PCE')).toMatchObject({ n: '0', percent: '0.00', ...bound });
    expect(row('lymphoid')).toMatchObject({ n: '0', comparator: '>=', open_n: '15' });
    for (const code of ['SEG', 'ERB', 'erythroid', 'counted'])
      expect(row(code)).toMatchObject({ comparator: '', open_n: '' });
    expect(data.some(({ value }) => value?.startsWith('≥: at least. 15 counted only as'))).toBe(
      true,
    );
  });

  it('carries hints where the rule cannot be read', () => {
    const { data } = read(differentialCsv(caseOf({ NB: 25 }, { ruleId: 'who-icc-20' }), null));
    expect(data.find(({ code }) => code === 'none')?.value).toContain('25 karyocytes counted');
    expect(data.find(({ code }) => code === 'hint')?.value).toContain('25 neuroblastoma cells');
  });

  it('adds up', () => {
    const { data } = read(differentialCsv(mixedCase(), null));
    const sum = (section: RegExp) =>
      data
        .filter((row) => section.test(row.section!))
        .reduce((total, row) => total + Number(row.n), 0);
    const total = Number(data.find((row) => row.code === 'counted')?.n);
    expect(sum(/^(class|unresolved group)$/)).toBe(total);
    expect(sum(/^lineage$/)).toBe(total);
  });

  it('says what was counted by hand, and whether it is in the count', () => {
    const document = mixedCase();
    const by = (merged: boolean) =>
      read(differentialCsv({ ...document, manual: { counts: { LYM: 7, ERB: 2 }, merged } }, null))
        .data;
    const hand = by(true).filter((row) => row.section === 'by hand');
    expect(hand.map(({ code, n, value }) => [code, n, value])).toEqual([
      ['counted', '9', 'in the counts above'],
      ['LYM', '7', 'in the counts above'],
      ['ERB', '2', 'in the counts above'],
    ]);
    const counted = (rows: ReturnType<typeof by>) =>
      Number(rows.find((row) => row.section === 'total' && row.code === 'counted')?.n);
    expect(counted(by(true)) - counted(by(false))).toBe(9);
    expect(by(false).find((row) => row.section === 'by hand')?.value).toBe(
      'not in the counts above',
    );
    expect(read(differentialCsv(document, null)).data.map((row) => row.section)).not.toContain(
      'by hand',
    );
  });

  it('carries call, notices, provenance and problems', () => {
    const unread = [{ file: 'broken.png', problem: 'broken.png is damaged.' }];
    const { data } = read(differentialCsv({ ...mixedCase(), synthetic: true }, null, unread));
    const values = data.map((row) => row.value);
    for (const text of [RESEARCH_USE_NOTICE, SYNTHETIC_NOTICE, INTERVAL_NOTICE, unread[0]!.problem])
      expect(values).toContain(text);
    expect(data.find((row) => row.section === 'call')?.value).toContain('configured rule');
    expect(values.some((value) => value?.includes('counted as lymphoid'))).toBe(true);
    expect(data.find((row) => row.code === 'preliminary')?.section).toBe('case');
    expect(data.find((row) => row.code === 'pack')?.value).toContain('test 1.0.0, sha256 abab');
  });

  it('has the same keys and numbers in Chinese, and Chinese words', () => {
    const rows = (language: 'en' | 'zh') =>
      read(differentialCsv({ ...mixedCase(), synthetic: true }, MANIFEST, [], language));
    const [english, chinese] = [rows('en'), rows('zh')];
    expect(chinese.meta.fields).toEqual(english.meta.fields);
    const keys = (data: typeof english.data) =>
      data.map(({ name: _name, value: _value, ...rest }) => rest);
    expect(keys(chinese.data)).toEqual(keys(english.data));
    for (const [index, row] of chinese.data.entries()) {
      const said = `${row.name}${row.value}`;
      const translated = !['name', 'file'].includes(row.code ?? '');
      if (translated)
        expect(said).not.toBe(`${english.data[index]?.name}${english.data[index]?.value}`);
      if (translated) expect(said).toMatch(/\p{Script=Han}/u);
    }
  });

  it('comes out of a reader as it went in, whatever the names are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, file) => {
        const document = { ...mixedCase(), name };
        document.fields[3] = { ...document.fields[3]!, name: file };
        const { data, errors } = Papa.parse<string[]>(
          differentialCsv(document, MANIFEST).slice(1).replace(/\r\n$/, ''),
        );
        expect(errors).toEqual([]);
        const plain = (text: string) =>
          text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
        expect(plain(data.find((row) => row[1] === 'name')?.at(-1) ?? '')).toBe(plain(name));
        expect(plain(data.find((row) => row[0] === 'problem')?.[2] ?? '')).toBe(plain(file));
        for (const row of data) expect(row).toHaveLength(16);
      }),
      { numRuns: 60 },
    );
  });
});

/** The fields of a table as a reader finds them. */
const fieldsOf = (csv: string): string[] =>
  Papa.parse<string[]>(csv.slice(1), { delimiter: ',' }).data.flat();

/** Every table, with a text of the user's in it. */
const TABLES: Readonly<Record<string, (text: string) => string>> = {
  'differential.csv': (name) => differentialCsv({ ...mixedCase(), name }, null),
  'audit.csv': (by) => auditCsv([{ at: '', by, command: '', text: '' }], 'en'),
  'location-tests.csv': (caseName) =>
    locationCsv([
      {
        ...{ id: 'l', at: '', by: '', caseId: 'c', caseName, fieldId: 'f', fieldName: '' },
        ...{ origin: 'reviewed', cells: 1, found: 1, extra: 0 },
      },
    ]),
  'readers.csv': (name) => {
    const document = { ...mixedCase(), name };
    const own = ownReading(document);
    return comparisonCsv(document, compareReaders(document, own, own), 'en');
  },
};

describe('every table', () => {
  const sign = fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠');
  const blank = fc.string({
    unit: fc.constantFrom(' ', '\t', '\r', '\n', '\u00a0', '\u3000', '\u200b', '\u0000', '\ufeff'),
  });
  const tail = fc.string({ unit: fc.constantFrom('a', '1', '"', ',', '\n', '\r\n', '(', '|') });

  it.each(Object.entries(TABLES))('%s lets no text be run as a formula', (_, table) => {
    fc.assert(
      fc.property(blank, sign, tail, (before, first, rest) => {
        const text = `${before}${first}x${rest}`;
        expect(fieldsOf(table(text))).toContain(`'${text}`);
      }),
      { numRuns: 40 },
    );
  });

  it('sets its apostrophe where a formula can be, and leaves numbers and words alone', () => {
    for (const text of [
      '=1+1\nx',
      '\n=1',
      ' =1',
      '＝1+1',
      '@SUM(1)\nmore',
      '\tx',
      '-1-1',
      '+1',
      '--1',
    ])
      expect(FORMULA.test(text)).toBe(true);
    for (const text of ['', 'a=1', '-0.1234', '-5', '1+1', 'Grün', ' a', '细胞', "'=1"])
      expect(FORMULA.test(text)).toBe(false);
  });
});

describe('audit.csv', () => {
  it('has a line for each change, with its reason, and runs nothing', () => {
    const at = '2026-01-02T03:04:05.000Z';
    const trail: AuditEntry[] = [
      {
        ...say('audit.case.rename', { before: 'a', after: 'b' }),
        at,
        by: '=1+1',
        command: 'case.rename',
      },
      {
        ...say('audit.case.amend', { version: 1, by: 'R', at }),
        at,
        by: 'R',
        command: 'case.amend',
        reason: '-second look',
      },
    ];
    const csv = auditCsv(trail, 'zh');
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    const { data, errors } = read(csv);
    expect(errors).toEqual([]);
    expect(data).toHaveLength(2);
    expect(data[0]).toMatchObject({ at, by: "'=1+1", command: 'case.rename' });
    expect(data[0]?.record).toBe('Case name: a → b');
    expect(data[0]?.change).toBe(tellAudit(trail[0]!, 'zh'));
    expect(data[0]?.change).not.toBe(data[0]?.record);
    expect(data[1]?.reason).toBe("'-second look");
  });
});

describe('annotations.coco.json', () => {
  const coco = cocoOf(mixedCase());

  it('numbers from 1 and refers to what is there', () => {
    const ids = (items: readonly { readonly id: number }[]) => items.map(({ id }) => id);
    for (const items of [coco.images, coco.annotations, coco.categories])
      expect(ids(items)).toEqual(items.map((_, index) => index + 1));
    for (const { image_id, category_id } of coco.annotations) {
      expect(ids(coco.images)).toContain(image_id);
      expect(ids(coco.categories)).toContain(category_id);
    }
  });

  it('has the classes under their own numbers, and groups and uncountable cells apart', () => {
    for (const { id, code } of CELL_CLASSES)
      expect(coco.categories.find((category) => category.name === code)?.id).toBe(id);
    expect(coco.categories.map(({ name }) => name)).toEqual([...LABELS, 'uncountable', 'unnamed']);
    const counts = new Map<string, number>();
    for (const { category_id } of coco.annotations) {
      const name = coco.categories[category_id - 1]!.name;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    expect(counts.get('BLAST')).toBe(15);
    expect(counts.get('ERB')).toBe(12);
    expect(counts.get('uncountable')).toBe(8);
    expect(counts.get('unnamed')).toBe(1);
  });

  it('keeps boxes within their image, with their area', () => {
    for (const { bbox, area, image_id, iscrowd } of coco.annotations) {
      const [x, y, width, height] = bbox;
      const image = coco.images[image_id - 1]!;
      expect(area).toBe(width * height);
      expect(x + width).toBeLessThanOrEqual(image.width);
      expect(y + height).toBeLessThanOrEqual(image.height);
      expect(iscrowd).toBe(0);
    }
    const drawn = coco.annotations.find(({ attributes }) => attributes.cell === 'drawn');
    expect(drawn?.bbox).toEqual([600, 470, 40, 10]);
  });

  it('is JSON with the notices', () => {
    const parsed = JSON.parse(cocoJson({ ...mixedCase(), synthetic: true }));
    expect(parsed.info.description).toContain(RESEARCH_USE_NOTICE);
    expect(parsed.info.description).toContain(SYNTHETIC_NOTICE);
    expect(parsed.images.map((image: { file_name: string }) => image.file_name)).toEqual(
      mixedCase().fields.map((field) => field.name),
    );
  });

  it('has no field that is left out of the count, and says which and why; YOLO neither', () => {
    const document = mixedCase();
    const said = { by: 'Dr Example', at: document.updatedAt };
    document.fields[1]!.excluded = { ...said, reason: 'Out of focus' };
    const { info, images, annotations } = cocoOf(document);
    expect(images.map(({ id, file_name }) => [id, file_name])).toEqual([
      [1, 'field-1.png'],
      [2, 'field-3.png'],
      [3, 'field-4.png'],
    ]);
    expect(annotations.map(({ attributes }) => attributes.cell)).not.toContain('drawn');
    expect(Math.max(...annotations.map(({ image_id }) => image_id))).toBe(3);
    expect(info.left_out).toEqual([{ file_name: 'field-2.png', reason: 'Out of focus' }]);
    expect(info.description).toContain('field-2.png is not in here');

    const files = yoloFiles(document);
    expect([...files.keys()]).not.toContain('labels/field-2.txt');
    expect(files.get('labels/field-3.txt')).toBe(yoloLabels(document.fields[2]!));
    expect(files.get('README.txt')).toContain('field-2.png is not in here');
    expect(files.get('README.txt')).toContain('Out of focus');
  });
});
