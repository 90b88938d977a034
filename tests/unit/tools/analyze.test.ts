import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import Papa from 'papaparse';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/domain/newCase.ts';
import {
  RESEARCH_USE_NOTICE,
  researchUseNotice,
  SYNTHETIC_NOTICE,
} from '../../../src/domain/notice.ts';
import { NO_REPORT_HEAD } from '../../../src/domain/reportHead.ts';
import { resultSchema } from '../../../src/domain/result.ts';
import { writeRuleFile } from '../../../src/domain/ruleFile.ts';
import { PAPER_RULE, type Rule } from '../../../src/domain/rules.ts';
import { renderField } from '../../../src/synth/field.ts';
import { DEFAULT_FIELD } from '../../../src/synth/spec.ts';
import { readCommandLine } from '../../../tools/lib/analysis/commandLine.ts';
import { displayNames } from '../../../tools/lib/analysis/displayNames.ts';
import { UsageError } from '../../../tools/lib/usageError.ts';
import { pdfText } from '../../e2e/support/pdfText.ts';
import { tinyPack } from '../engine/packs.ts';
import { writeTiff } from '../io/tiffWriter.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'analyze-'));
const at = (name: string) => join(folder, name);
const SIZE = { width: 256, height: 192 };

/** Runs the command line as a user does. */
const analyze = (...args: string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    const command = ['--import', 'tsx', join(ROOT, 'tools/analyze.ts'), ...args];
    execFile(process.execPath, command, { cwd: ROOT }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });

/** Rendered once: what the fields hold is not the point here. */
const rendered = renderField(
  { ...DEFAULT_FIELD, ...SIZE, composition: { LBL: 3, SEG: 2 }, nucleatedCells: 6 },
  1,
).data;

beforeAll(async () => {
  mkdirSync(at('pack'));
  for (const [name, bytes] of tinyPack().files) writeFileSync(join(at('pack'), name), bytes);
  const picture = sharp(rendered, { raw: { ...SIZE, channels: 4 } }).removeAlpha();
  const png = await picture.clone().png().toBuffer();
  writeFileSync(at('field-1.png'), png);
  for (const name of ['d1', 'd2']) mkdirSync(at(name));
  for (const name of ['d1/1.png', 'd2/copy.png']) writeFileSync(at(name), png);
  writeFileSync(at('d2/1.png'), await picture.clone().flip().png().toBuffer());
  writeFileSync(at('field-2.jpg'), await picture.clone().jpeg({ quality: 95 }).toBuffer());
  const samples = rendered.filter((_, i) => i % 4 < 3);
  const page = { ...SIZE, bits: [8, 8, 8] as const, samples, photometric: 2 };
  writeFileSync(at('two-pages.tif'), Buffer.from(writeTiff([page, page])));
  writeFileSync(at('broken.png'), png.subarray(0, png.length / 2));
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pack = () => ['--pack', at('pack')];

// Each run starts a process and loads the engine, which a busy machine stretches.
describe('npm run analyze', { timeout: 240_000 }, () => {
  it('writes four files for good images, each with the notices', async () => {
    const out = at('good');
    const { code, stdout } = await analyze(
      ...['field-1.png', 'field-2.jpg', 'two-pages.tif'].map(at),
      ...['--out', out, ...pack(), '--scale', '0.11', '--synthetic'],
      ...['--rule', 'paediatric-25', '--blasts', 'myeloid'],
    );
    expect(code).toBe(0);
    expect(stdout).toContain('the configured rule');
    expect(stdout).toContain(RESEARCH_USE_NOTICE);
    expect(readdirSync(out).sort()).toEqual([
      'annotations.coco.json',
      'differential.csv',
      'report.pdf',
      'result.json',
    ]);

    const result = resultSchema.parse(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')));
    expect(result.fields.map(({ file, width, height }) => [file, width, height])).toEqual(
      ['field-1.png', 'field-2.jpg', 'two-pages.tif · 1', 'two-pages.tif · 2'].map((file) => [
        file,
        256,
        192,
      ]),
    );
    const cells = result.fields.flatMap((field) => field.cells);
    expect(cells.length).toBeGreaterThan(0);
    expect(result).toMatchObject({
      notices: [RESEARCH_USE_NOTICE, SYNTHETIC_NOTICE],
      pack: { name: 'tiny', version: '0.0.1' },
      packEvidence: { evidence: { LBL: 'none' } },
      backend: 'wasm',
      problems: [],
      call: { rule: { id: 'paediatric-25' }, blastReading: 'myeloid' },
    });
    for (const field of result.fields)
      expect(field.scale).toEqual({ micrometresPerPixel: 0.11, source: 'entered' });
    const countable = cells.filter((cell) => cell.countable);
    expect(result.differential.counted).toBe(countable.length);
    for (const cell of countable) {
      const sum = Object.values(cell.probabilities).reduce((total, value) => total + value, 0);
      expect(sum).toBeCloseTo(1, 5);
      expect(cell.label).not.toBeNull();
    }

    const coco = JSON.parse(readFileSync(join(out, 'annotations.coco.json'), 'utf8'));
    expect(coco.images).toHaveLength(4);
    expect(coco.annotations).toHaveLength(cells.length);
    const csv = readFileSync(join(out, 'differential.csv'), 'utf8');
    const { data } = Papa.parse<Record<string, string>>(csv.slice(1), { header: true });
    expect(data.find((row) => row.code === 'counted')?.n).toBe(String(countable.length));
    expect(csv).toContain(SYNTHETIC_NOTICE);
    expect(readFileSync(join(out, 'report.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('names broken and missing files with the remedy, finishes the others, and ends with 1', async () => {
    const out = at('partly');
    const { code, stderr } = await analyze(
      ...['broken.png', 'missing.png', 'field-1.png'].map(at),
      ...['--out', out, ...pack(), '--format', 'json,yolo,fhir,png'],
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/broken\.png is damaged or cut short.* Copy or export it again/);
    expect(stderr).toMatch(/missing\.png could not be opened .*Check the path/);
    expect(stderr).not.toContain('    at ');
    const result = resultSchema.parse(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')));
    expect(result.fields.map((field) => field.file)).toEqual(['field-1.png']);
    expect(result.problems.map((problem) => problem.file)).toEqual(['broken.png', 'missing.png']);
    expect(readdirSync(out).sort()).toEqual([
      'annotations.yolo.zip',
      'fhir.json',
      'field-1.annotated.png',
      'result.json',
    ]);

    const boxes = result.fields[0]!.cells.length;
    const yolo = unzipSync(readFileSync(join(out, 'annotations.yolo.zip')));
    expect(Object.keys(yolo).sort()).toEqual([
      'README.txt',
      'classes.txt',
      'labels/field-1.txt',
      'pictures.txt',
    ]);
    expect(strFromU8(yolo['labels/field-1.txt']!).match(/\n/g) ?? []).toHaveLength(boxes);
    expect(strFromU8(yolo['README.txt']!)).toContain(RESEARCH_USE_NOTICE);
    const bundle = JSON.parse(readFileSync(join(out, 'fhir.json'), 'utf8'));
    const media = bundle.entry.find(
      ({ resource }: { resource: { resourceType: string } }) => resource.resourceType === 'Media',
    ).resource;
    const bundled = await sharp(Buffer.from(media.content.data, 'base64')).metadata();
    expect([bundled.format, bundled.width]).toEqual(['jpeg', SIZE.width]);

    const picture = await sharp(join(out, 'field-1.annotated.png')).metadata();
    expect(picture.width).toBe(SIZE.width);
    expect(picture.height).toBeGreaterThan(SIZE.height + 20);
  });

  it('counts a picture once, tells equal names apart by folder, and writes in Chinese', async () => {
    const out = at('chinese');
    const { code, stdout, stderr } = await analyze(
      ...['d1/1.png', 'd2/1.png', 'd2/copy.png'].map(at),
      ...['--out', out, ...pack(), '--format', 'json,csv,coco,fhir,pdf,png', '--language', 'zh'],
      ...['--laboratory', '第一检验科', '--case', '病例七', '--specimen', 'Aspirate smear'],
      ...['--site', 'Iliac crest', '--stain', 'Wright–Giemsa', '--collected', '2026-01-02'],
    );
    expect(code).toBe(1);
    expect(stderr).toContain('copy.png is the same picture as d1/1.png');
    expect(stdout).toContain(researchUseNotice('zh'));
    const text = (name: string) => readFileSync(join(out, name), 'utf8');
    const result = resultSchema.parse(JSON.parse(text('result.json')));
    expect(result.fields.map(({ file }) => file)).toEqual(['d1/1.png', 'd2/1.png']);
    expect(result.problems.map(({ file }) => file)).toEqual(['copy.png']);
    // What programs read is the same in every language.
    expect(result.notices).toEqual([RESEARCH_USE_NOTICE]);
    expect(result.problems[0]?.problem).toContain('same picture');
    expect(result.case).toMatchObject({
      name: '病例七',
      description: {
        specimen: 'Aspirate smear',
        site: 'Iliac crest',
        stain: 'Wright–Giemsa',
        collectedOn: '2026-01-02',
      },
    });
    const coco = JSON.parse(text('annotations.coco.json'));
    expect(coco.images.map((image: { file_name: string }) => image.file_name)).toEqual([
      'd1/1.png',
      'd2/1.png',
    ]);
    for (const name of ['differential.csv', 'fhir.json']) {
      expect(text(name)).toContain(researchUseNotice('zh'));
      expect(text(name)).toContain('是同一图像');
    }
    for (const name of ['result.json', 'differential.csv', 'annotations.coco.json', 'fhir.json'])
      expect(text(name)).not.toContain(folder);
    expect((await pdfText(readFileSync(join(out, 'report.pdf')))).join(' ')).toContain(
      '第一检验科',
    );
    expect(readdirSync(out)).toContain('d1_1.annotated.png');
  });

  it('names the remedy where a file is in the way of its folder', async () => {
    const { code, stderr } = await analyze(at('field-1.png'), '--out', at('broken.png'), ...pack());
    expect(code).toBe(2);
    expect(stderr).toMatch(/^--out .*broken\.png is a file.* Name a folder/);
  });

  it('explains itself where it is misread', async () => {
    const { code, stderr } = await analyze('a.png');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^--out is missing.*npm run analyze -- IMAGE/s);
  });
});

describe('its command line', () => {
  const good = () => ['a.png', '--out', 'some/where', ...pack()];

  it('has the defaults of a new case', () => {
    expect(readCommandLine(good())).toEqual({
      plan: {
        images: ['a.png'],
        settings: DEFAULT_SETTINGS,
        scale: null,
        synthetic: false,
        name: 'where',
        description: { specimen: '', site: '', stain: '', collectedOn: '' },
      },
      out: resolve('some/where'),
      packLocation: at('pack'),
      formats: ['json', 'csv', 'coco', 'pdf'],
      writing: { language: 'en', reportHead: NO_REPORT_HEAD },
    });
    expect(readCommandLine([...good(), '--format', 'fhir, PNG,fhir'])?.formats).toEqual([
      'fhir',
      'png',
    ]);
    expect(readCommandLine([...good(), '--name', 'Case 7'])?.plan.name).toBe('Case 7');
    expect(readCommandLine([...good(), '--case', 'Case 8'])?.plan.name).toBe('Case 8');
    expect(readCommandLine(['--help'])).toBeNull();
  });

  it('takes a rule from a file of the laboratory', () => {
    const file = (name: string, ...rules: Rule[]) => {
      writeFileSync(at(name), writeRuleFile(rules));
      return readCommandLine([...good(), '--rule', at(name)])?.plan.settings;
    };
    const own: Rule = { ...PAPER_RULE, id: 'house', version: 3, thresholdPercent: 30 };
    expect(file('own.json', own)).toEqual({ ...DEFAULT_SETTINGS, ruleId: 'house', ownRule: own });
    expect(file('shipped.json', PAPER_RULE)).toEqual(DEFAULT_SETTINGS);
    expect(() => file('two.json', own, PAPER_RULE)).toThrow('holds 2 rules. Leave one');
    expect(() => file('changed.json', { ...own, id: PAPER_RULE.id })).toThrow(
      'Give the changed rule an id of its own',
    );
    expect(() => readCommandLine([...good(), '--rule', at('broken.png')])).toThrow(UsageError);
  });

  it.each([
    [['a.png', '--out', 'x', '--language', 'de'], '--language de is not one of en, zh'],
    [['a.png', '--out', 'x', '--collected', '2.1.2026'], 'Write it as YYYY-MM-DD'],
    [['--out', 'x'], 'No image is given.'],
    [['a.png'], '--out is missing'],
    [['a.png', '--out', 'x', '--pack', 'nowhere'], 'There is no pack "nowhere"'],
    [['a.png', '--out', 'x', '--scale', 'wide'], '--scale wide is not a number'],
    [['a.png', '--out', 'x', '--scale', '11'], '--scale 11 is not a number'],
    [['a.png', '--out', 'x', '--rule', 'mine'], '--rule mine is not one of zhou-2021'],
    [['a.png', '--out', 'x', '--blasts', 'some'], '--blasts some is not one of lymphoid'],
    [['a.png', '--out', 'x', '--format', 'json,docx'], '--format docx is not one of json, csv'],
    [['a.png', '--out', 'x', '--colour'], "'--colour'"],
  ])('refuses %j', (args, words) => {
    const withPack = args.includes('--pack') ? args : [...args, ...pack()];
    expect(() => readCommandLine(withPack)).toThrow(words);
    expect(() => readCommandLine(withPack)).toThrow(UsageError);
  });
});

describe('names of images', () => {
  it.each([
    [
      ['a/1.png', 'b/2.png'],
      ['1.png', '2.png'],
    ],
    [
      ['a/1.png', 'b/1.png'],
      ['a/1.png', 'b/1.png'],
    ],
    [
      ['x/a/1.png', 'y/a/1.png', '2.png'],
      ['x/a/1.png', 'y/a/1.png', '2.png'],
    ],
    [
      ['x/a/1.png', 'y/a/1.png', 'y/b/1.png'],
      ['x/a/1.png', 'y/a/1.png', 'b/1.png'],
    ],
    [
      ['a/1.png', './a/1.png'],
      ['1.png', '1.png'],
    ],
  ])('%j are %j: no more folders than tell them apart', (paths, names) => {
    expect(displayNames(paths.map((path) => join(folder, path)))).toEqual(names);
  });
});
