import type { DynamicContent, TDocumentDefinitions } from 'pdfmake/interfaces';
import { describe, expect, it, vi } from 'vitest';
import { AGE_BANDS, type AgeBand } from '../../../../src/domain/ageBands.ts';
import type { Case } from '../../../../src/domain/case.ts';
import { readCase } from '../../../../src/domain/caseReading.ts';
import { CELL_CLASSES } from '../../../../src/domain/classes.ts';
import {
  INTERVAL_NOTICE,
  RESEARCH_USE_NOTICE,
  SYNTHETIC_NOTICE,
} from '../../../../src/domain/notice.ts';
import { PAPER_RULE } from '../../../../src/domain/rules.ts';
import { reportPdf } from '../../../../src/io/export/pdf.ts';
import { reportDefinition } from '../../../../src/io/export/report/definition.ts';
import { readChineseFont } from '../../../../tools/lib/analysis/chineseFont.ts';
import { pdfText } from '../../../e2e/support/pdfText.ts';
import { type Counts, caseOf, fieldsOf } from '../../domain/cells.ts';
import { MANIFEST, mixedCase, signed } from './support.ts';

/** Every text of a pdfmake node, in order. */
function textOf(node: unknown): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (Array.isArray(node)) return node.map(textOf).join('\n');
  if (typeof node !== 'object' || node === null) return '';
  const { text, stack, columns, table, ul } = node as Record<string, unknown>;
  const body = (table as { body?: unknown } | undefined)?.body;
  return [text, stack, columns, body, ul].map(textOf).filter(Boolean).join('\n');
}

const SIZE = { width: 595, height: 842, orientation: 'portrait' as const };
const onEachPage = (definition: TDocumentDefinitions, part: 'header' | 'footer') =>
  textOf((definition[part] as DynamicContent)(2, 3, SIZE));
const rowOf = (content: string, code: string) =>
  content
    .slice(content.indexOf(`\n${code}\n`))
    .split('\n')
    .slice(1, 10);

describe('the report', () => {
  const document = mixedCase();
  const definition = reportDefinition(document, { manifest: MANIFEST });
  const content = textOf(definition.content);

  it('has the notices, the state and the page on every page', () => {
    expect(onEachPage(definition, 'footer')).toContain(RESEARCH_USE_NOTICE);
    expect(onEachPage(definition, 'footer')).toContain('Page 2 of 3');
    expect(onEachPage(definition, 'header')).toContain('PRELIMINARY: not signed');
    expect(onEachPage(definition, 'header')).not.toContain(SYNTHETIC_NOTICE);
    const rendered = reportDefinition({ ...document, synthetic: true }, {});
    expect(onEachPage(rendered, 'header')).toContain(SYNTHETIC_NOTICE);
  });

  it('wears the watermark until it is signed', () => {
    expect(definition.watermark).toMatchObject({ text: 'PRELIMINARY' });
    expect(content).toContain('preliminary until a named reviewer signs');
    const final = reportDefinition(signed(document), { manifest: MANIFEST });
    expect(final.watermark).toBeUndefined();
    expect(onEachPage(final, 'header')).toContain('Signed by Dr Example');
    expect(textOf(final.content)).toContain(signed(document).signature!.contentHash);
  });

  it('says that a case is not signed which was changed after signing', async () => {
    const textIn = async (of: Case) =>
      (await pdfText(await reportPdf(of, {}, readChineseFont))).join(' ');
    const held = signed(caseOf({ LBL: 3, SEG: 9 }));
    expect(await textIn(held)).not.toContain('PRELIMINARY');
    expect(await textIn({ ...held, name: 'Another' })).toContain('PRELIMINARY');
  });

  it('tells versions apart, and says why one was amended', () => {
    const said = { by: 'Dr Former', at: document.updatedAt };
    const amended = {
      ...signed(document),
      version: 2,
      earlier: [
        {
          version: 1,
          signature: { ...said, contentHash: 'ab'.repeat(32) },
          amended: { by: 'Dr Second', at: document.updatedAt, reason: 'second look' },
        },
      ],
    };
    const text = textOf(reportDefinition(amended, {}).content);
    expect(text).toContain('Version 2, signed by Dr Example');
    expect(text).toMatch(/Version 1 was signed by Dr Former.* amended by Dr Second.*second look/);
  });

  it('says how many cells were counted by hand', () => {
    const manual = { counts: { LYM: 7 }, merged: true };
    const text = (merged: boolean) =>
      textOf(reportDefinition({ ...document, manual: { ...manual, merged } }, {}).content);
    expect(text(true)).toContain('Of these counted by hand at the eyepiece\n7');
    expect(text(false)).toContain('Counted by hand at the eyepiece, not in this count\n7');
    expect(content).not.toContain('by hand');
  });

  it('gives the call with its reasons and the bare rule beside it', () => {
    const { call } = readCase(document);
    expect(content).toContain('Indeterminate under the configured rule');
    expect(content).toContain(call.sentence);
    expect(content).toContain(call.bareText);
    expect(content).toContain(call.unresolvedText);
    expect(content).toContain(`About ${call.more?.cells} more cells`);
  });

  it('says below the lineages that blasts are there by assumption', () => {
    const { unresolvedText } = readCase(mixedCase()).call;
    // With the call, and with the lineages.
    expect(content.split(unresolvedText!)).toHaveLength(3);
    const named = textOf(reportDefinition(caseOf({ LBL: 3, SEG: 9 }), {}).content);
    expect(named).not.toContain('unresolved lineage');
  });

  it('bounds the share where unresolved blasts are left open', () => {
    const open = textOf(reportDefinition(mixedCase('unresolved'), {}).content);
    expect(open).toContain('can only be bounded');
    expect(open).not.toContain('No affordable number of cells');
  });

  it('lists the 20 classes with n, per cent, interval and evidence', () => {
    for (const { code, name } of CELL_CLASSES) expect(content).toContain(`\n${code}\n${name}\n`);
    const counted = textOf(
      reportDefinition(caseOf({ SEG: 160, LBL: 40, NB: 100 }), { manifest: MANIFEST }).content,
    );
    expect(rowOf(counted, 'LBL')).toEqual([
      'LBL',
      'Lymphoblast',
      '40',
      '13.3',
      '9.9–17.6',
      '', // the bar
      '20.0',
      '15.0–26.1',
      'none',
    ]);
    expect(rowOf(counted, 'SEG').at(-1)).toBe('real marrow');
    expect(rowOf(counted, 'NB')).toContain('not counted');
    expect(content).toContain(INTERVAL_NOTICE);
  });

  it('gives classes to which unresolved cells may belong as lower bounds, with one footnote', () => {
    const open = caseOf({ ERB: 75, BLAST: 15, SEG: 110 }, { blastReading: 'unresolved' });
    const text = textOf(reportDefinition(open, {}).content).replaceAll('\u00a0', ' ');
    expect(rowOf(text, 'PCE').slice(2, 5)).toEqual(['0', '≥ 0.0', '0.0–44.4']);
    expect(rowOf(text, 'SEG')[3]).toBe('55.0');
    expect(text).toMatch(/\nLymphoid\n0\n≥ 0\.0\n0\.0–12\.0\n/);
    expect(text.match(/≥: at least\./g)).toHaveLength(1);
    expect(textOf(reportDefinition(caseOf({ SEG: 9 }), {}).content)).not.toContain('≥: at least');
  });

  it('has hints and the reason where the rule cannot be read', () => {
    const none = caseOf({ NB: 25 }, { ruleId: 'who-icc-20' });
    const text = textOf(reportDefinition(none, {}).content);
    expect(text).toContain('No cell is in the rule’s denominator (25 karyocytes counted');
    expect(text).toContain('25 neuroblastoma cells');
  });

  it('says that no number of cells helps, unless lineage decides', () => {
    const settled = (counts: Counts) =>
      textOf(reportDefinition(caseOf(counts, { blastReading: 'unresolved' }), {}).content);
    expect(settled({ LBL: 201, BLAST: 1, SEG: 798 })).toContain('No affordable number of cells');
    expect(settled({ BLAST: 100, SEG: 100 })).not.toContain('No affordable number of cells');
    expect(content).toContain('even then in about half of all cases');
  });

  it('takes the verdict on the fields from the test of all first', () => {
    const text = (lymphoblasts: readonly number[]) => {
      const fields = lymphoblasts.flatMap((LBL, i) =>
        fieldsOf({ LBL, SEG: 20 - LBL }).map((field) => ({ ...field, id: `f${i}` })),
      );
      return textOf(reportDefinition({ ...caseOf({}), fields }, {}).content);
    };
    expect(text([9, 1, 8, 2, 8, 2, 8, 3, 7, 2])).toContain(
      'The fields do not share one share (p = 0.003). No single field stands out.',
    );
    expect(text([4, 4, 16, 4, 4])).toMatch(/do not share one share \(p < 0\.001\)\. .* is unlike/);
    expect(text([4, 4])).toContain('Together the fields differ no more than chance');
    expect(text([0, 0])).toContain('No cell of any field is counted for the rule');
    expect(text([20, 20])).toContain('Every cell of every field is counted for the rule');
  });

  it('states M:E with its convention, undefined without erythroblasts', () => {
    expect(content).toContain(readCase(document).meRatio.convention);
    const none = textOf(reportDefinition(caseOf({ SEG: 9 }), {}).content);
    expect(none).toContain('undefined (no erythroblasts)');
  });

  it('tells of fields, problems, pack, and what reviewers did', () => {
    for (const text of [
      'field-1.png',
      'field-4.png: The field is blank. Take it again.',
      'Model pack test 1.0.0',
      'Backend: wasm.',
      'Smudge cells: none was in the training data.',
      'the pack cannot tell LBL, MBL, MOB, MKB apart',
      '1 confirmed, 2 changed, 2 drawn',
      'Dr Example (4)',
    ])
      expect(content).toContain(text);
    const broken = { file: 'broken.tif', problem: 'broken.tif is damaged. Copy it again.' };
    const withUnread = textOf(reportDefinition(document, { unread: [broken] }).content);
    expect(withUnread).toContain('\nbroken.tif is damaged. Copy it again.');
    expect(withUnread).toContain('1 file could not be read');
    expect(withUnread).toContain('manifest was not loaded');
  });

  it('says so where nothing was reviewed and nothing analysed', () => {
    const plain = caseOf({ SEG: 3 });
    expect(textOf(reportDefinition(plain, {}).content)).toContain('every label is the model’s');
    plain.fields[0]!.analysis = null;
    expect(textOf(reportDefinition(plain, {}).content)).toContain('No field has been analysed');
  });
});

describe('the report of a laboratory', () => {
  const document = mixedCase();
  const content = () => textOf(reportDefinition(document, {}).content);
  const pixel =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC';
  const laboratory = { name: 'Example Laboratory', address: '1 Example Street', logo: pixel };

  it('is headed by its name and logo, and by what the smear is', () => {
    const described = {
      ...document,
      description: { specimen: 'Aspirate', site: '', stain: 'Wright–Giemsa', collectedOn: '' },
    };
    const { content } = reportDefinition(described, { reportHead: laboratory });
    const text = textOf(content);
    expect(text.startsWith('Example Laboratory\n1 Example Street')).toBe(true);
    expect(text).toContain('Specimen\nAspirate');
    expect(text).toContain('Site\nnot given');
    expect(JSON.stringify(content)).toContain(pixel);
  });

  it('shows cells by class and fields with a box for every cell', () => {
    const field = document.fields[0]!;
    const pictures = {
      fields: new Map([[field.id, pixel]]),
      cells: [
        { label: 'LBL', picture: pixel, field: 1 } as const,
        { label: 'LBL', picture: pixel, field: 1 } as const,
        { label: 'SEG', picture: pixel, field: 1 } as const,
      ],
    };
    const json = JSON.stringify(reportDefinition(document, { pictures }).content);
    expect(json.match(/"fit":\[30,30\]/g)).toHaveLength(3);
    expect(json.match(/"lineWidth":0.7/g)).toHaveLength(field.cells.length);
    expect(json).toContain(`The first 1 of ${document.fields.length} fields.`);
    expect(JSON.stringify(reportDefinition(document, {}).content)).not.toContain('stand for');
  });

  it('is Chinese throughout for a Chinese reader, in a typeface that has it', async () => {
    const options = { language: 'zh', manifest: MANIFEST } as const;
    const definition = reportDefinition(document, options);
    expect(definition.language).toBe('zh-CN');
    const text = textOf(definition.content);
    expect(text).toContain('骨髓细胞分类计数');
    expect(text).toContain('原始淋巴细胞');
    expect(onEachPage(definition, 'footer')).toContain('仅供研究使用');
    // What is left of English: codes, units, names, and what the test pack says in English only.
    for (const word of ['Lymphocyte', 'karyocytes', 'interval', 'Reviewers', 'Signed'])
      expect(text).not.toContain(word);
    const bytes = await reportPdf(document, options, readChineseFont);
    expect((await pdfText(bytes))[0]).toContain('原始淋巴细胞');
  });

  it('loads the Chinese typeface for a single name, and for nothing else', async () => {
    const loads = async (one: Case) => {
      let asked = 0;
      const loadFont = (file: string) => {
        asked++;
        return readChineseFont(file);
      };
      vi.resetModules();
      const { reportPdf: anew } = await import('../../../../src/io/export/pdf.ts');
      const bytes = await anew(one, { manifest: MANIFEST }, loadFont);
      return { asked, text: (await pdfText(bytes)).join(' ') };
    };
    expect((await loads(document)).asked).toBe(0);
    const rule = {
      ...PAPER_RULE,
      id: 'own',
      name: '本院规则',
      source: '血液科',
      note: '只用于儿童',
    };
    const { asked, text } = await loads({
      ...document,
      settings: { ...document.settings, ruleId: rule.id, ownRule: rule },
    });
    expect(asked).toBe(2);
    expect(text).toContain('Rule: 本院规则. Source: 血液科. 只用于儿童');
  });

  it('says what the screen says beside the count', () => {
    const chosen = {
      ...document,
      settings: { ...document.settings, ruleReason: 'asked for by the ward', ageBandId: 'ours' },
    };
    const band = {
      ...(AGE_BANDS[0] as AgeBand),
      id: 'ours',
      name: 'Ours',
      rows: [{ of: 'erythroid' as const, low: 25, mean: null, high: 30 }],
    };
    const text = textOf(reportDefinition(chosen, { ageBands: [band] }).content);
    expect(text).toContain('Chosen because: asked for by the ward');
    expect(text).toMatch(/By fields: [\d.]+–[\d.]+\s%, 95 %, by resampling 4 fields/);
    expect(text).toContain('Uncountable cells by kind: kind not said 8.');
    expect(text).toContain('Cells that a reviewer named otherwise than the pack: LBL to LYM (1),');
    expect(text).toContain('Reference values: Ours');
    expect(text).toMatch(/\nErythroid\n[\d.]+ \([\d.–]+\)\n25\n—\n30\nbelow\n/);
    expect(textOf(reportDefinition(chosen, {}).content)).toContain('were not at hand');
    expect(content()).not.toContain('Reference values');
  });

  it('counts what no typeface has at its end', async () => {
    const bytes = await reportPdf({ ...document, name: 'حالة 17' }, {}, readChineseFont);
    const text = (await pdfText(bytes)).join(' ');
    expect(text).toContain('[U+062D U+0627 U+0644 +1] 17');
    expect(text).toContain('4 characters could not be printed');
    expect(content()).not.toContain('could not be printed');
  });
});

describe('report.pdf', () => {
  it('is a PDF of two pages, written more than once in a row', async () => {
    for (const document of [mixedCase(), signed(mixedCase('unresolved'))]) {
      const bytes = await reportPdf(document, { manifest: MANIFEST }, readChineseFont);
      expect(new TextDecoder().decode(bytes.subarray(0, 5))).toBe('%PDF-');
      expect(new TextDecoder().decode(bytes.subarray(-6))).toContain('%%EOF');
      expect(await pdfText(bytes)).toHaveLength(2);
    }
  });

  it('goes on over as many pages as the fields need', async () => {
    const bytes = await reportPdf(caseOf({ SEG: 200 }, {}, 300), {}, readChineseFont);
    expect((await pdfText(bytes)).length).toBeGreaterThan(3);
  });
});
