import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLASS_CODES, type ClassCode } from '../../../src/domain/classes.ts';
import { decodePicture } from '../../../tools/lib/decodePicture.ts';
import { bootstrapInterval } from '../../../tools/lib/evaluation/bootstrap.ts';
import {
  cellsFigures,
  evaluateCells,
  type ScoredCell,
} from '../../../tools/lib/evaluation/cells.ts';
import { type CellRow, parseCellsCsv } from '../../../tools/lib/evaluation/cellsCsv.ts';
import { evaluateDetection } from '../../../tools/lib/evaluation/detect.ts';
import { loadAhead } from '../../../tools/lib/evaluation/loadAhead.ts';
import { evaluateSet } from '../../../tools/lib/evaluation/set.ts';
import { parseYolo } from '../../../tools/lib/evaluation/yolo.ts';
import { UsageError } from '../../../tools/lib/usageError.ts';
import { cellPicture, tinyPack } from '../engine/packs.ts';
import { analysisOf, box } from '../store/support.ts';

const run = promisify(execFile);
const TOOL = 'tools/evaluate.ts';
const { manifest, files } = tinyPack();
let folder = '';
const at = (...parts: string[]) => join(folder, ...parts);

async function writePicture(path: string, width: number, height: number, seed: number) {
  const { data } = cellPicture(width, height, seed);
  await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(path);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evaluate-'));
  for (const name of ['pack', 'images', 'labels', 'cells']) await mkdir(at(name));
  for (const [name, bytes] of files) await writeFile(at('pack', name), bytes);

  for (const [i, name] of ['a', 'b', 'unlabelled'].entries())
    await writePicture(at('images', `${name}.png`), 200, 150, i);
  await writeFile(at('images', 'broken.png'), 'this is no picture');
  await writeFile(
    at('labels', 'a.txt'),
    '0 0.25 0.3 0.2 0.3\n1 0.5 0.5 0.1 0.1\n0 0.7 0.35 0.3 0.4\n',
  );
  await writeFile(at('labels', 'b.txt'), '');
  await writeFile(at('labels', 'broken.txt'), '0 0.5 0.5 0.1 0.1\n');
  await writeFile(at('labels', 'orphan.txt'), '0 0.5 0.5 0.1 0.1\n');
  await writeFile(at('labels', 'classes.txt'), 'cell\n');

  for (let i = 0; i < 4; i++) await writePicture(at('cells', `${i}.png`), 80 + 8 * i, 80, i);
  await writeFile(
    at('cells.csv'),
    [
      'path,source,source_class,labels,gate,split,window_um',
      'cells/0.png,one,blast,LBL|MBL|MOB|MKB,countable,test,24',
      'cells/1.png,one,segmented,SEG,countable,test,24',
      'cells/2.png,two,lymphocyte,LYM,countable,test,28',
      'cells/3.png,two,platelet,-,not-a-cell,test,28',
      'cells/missing.png,two,lymphocyte,LYM,countable,test,28',
      'cells/nowhere.png,two,unclear,-,refer,test,28',
      'cells/0.png,one,blast,LBL,countable,train,24',
    ].join('\r\n'),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The command line as a user types it. @returns what came of it, whether it failed or not */
async function evaluate(...args: string[]) {
  try {
    const { stdout, stderr } = await run(process.execPath, ['--import', 'tsx', TOOL, ...args]);
    return { code: 0, stdout, stderr };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

const json = async (name: string) => JSON.parse(await readFile(at(name), 'utf8'));

describe('the bootstrap interval', () => {
  const mean = (items: readonly number[]) => items.reduce((a, b) => a + b, 0) / items.length;

  it('holds the normal interval of a mean, and is the same every time', () => {
    const items = Array.from({ length: 400 }, (_, i) => (i % 10 < 7 ? 1 : 0));
    const [low, high] = bootstrapInterval([items], mean) as [number, number];
    const half = 1.96 * Math.sqrt((0.7 * 0.3) / 400);
    expect(low).toBeCloseTo(0.7 - half, 1.7);
    expect(high).toBeCloseTo(0.7 + half, 1.7);
    expect(bootstrapInterval([items], mean)).toEqual([low, high]);
  });

  it('draws within strata, and is null where the statistic is', () => {
    const strata = [
      [1, 1, 1],
      [3, 3],
    ];
    expect(bootstrapInterval(strata, mean)).toEqual([1.8, 1.8]);
    expect(bootstrapInterval(strata, () => null)).toBeNull();
  });
});

describe('npm run evaluate on a pack of random networks', () => {
  it('detects on labelled fields and names what it left out', async () => {
    const args = ['--images', at('images'), '--labels', at('labels'), '--class', '0'];
    const out = await evaluate(
      'detect',
      ...args,
      '--json',
      at('out', 'd.json'),
      '--pack',
      at('pack'),
    );
    expect(out.code).toBe(0);
    const report = await json('out/d.json');
    expect(report).toMatchObject({
      images: 2,
      truths: 2,
      operatingScore: manifest.detector.decoding.operatingScore,
      pack: { name: 'tiny' },
      backend: 'wasm',
    });
    for (const rate of ['ap50', 'ap5095', 'recall', 'precision']) {
      expect(report[rate]).toBeGreaterThanOrEqual(0);
      expect(report[rate]).toBeLessThanOrEqual(1);
    }
    expect(report.detections).toBeGreaterThan(0);
    const skipped = report.skipped.map(({ file }: { file: string }) => file);
    expect(skipped.sort()).toEqual(
      [
        at('images', 'broken.png'),
        at('images', 'unlabelled.png'),
        at('labels', 'orphan.txt'),
      ].sort(),
    );
    expect(out.stderr).toContain('3 of 3 fields');
    expect(out.stderr).toContain(`Left out ${at('images', 'broken.png')}: `);
    expect(out.stderr).toContain('Files left out: 3');
  });

  it('classifies the cells of a split by source', async () => {
    const out = await evaluate(
      ...['cells', '--csv', at('cells.csv'), '--split', 'test'],
      ...['--json', at('c.json'), '--pack', at('pack')],
    );
    expect(out.code).toBe(0);
    const report = await json('c.json');
    expect(report.gate.n).toBe(4);
    expect(report.gate.positives).toBe(3);
    expect(report.gate.auc * 3).toBeCloseTo(Math.round(report.gate.auc * 3), 12);
    expect(report.classes.one.n).toBe(2);
    expect(report.classes.two.n).toBe(1);
    expect(Object.keys(report.classes.one.perClass)).toEqual(['blast', 'segmented']);
    expect(report.skipped).toHaveLength(1);
    expect(report.skipped[0].file).toBe('cells/missing.png');
  });

  it('says how it is used when it is used wrongly', async () => {
    const out = await evaluate('detect', '--images', at('images'), '--labels', at('labels'));
    expect(out.code).toBe(2);
    expect(out.stderr).toContain('--class is missing.');
    expect(out.stderr).toContain('npm run evaluate -- detect');
    const csv = at('cells.csv');
    const unknown = await evaluate('cells', '--csv', csv, '--split', 'test', '--pack', 'no-such');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('There is no pack "no-such"');
  });
});

describe('scoring of detections', () => {
  const truthOf = { x: 30, y: 22.5, width: 40, height: 45 };
  const where = () => ({ images: at('images'), labels: at('labels'), classId: 0 });
  const decode = async (path: string) => {
    if (path.includes('broken')) throw new Error('it is broken');
    return cellPicture(200, 150);
  };

  it('is perfect for a detector that gives the very boxes', async () => {
    let calls = 0;
    const boxes = [truthOf, { x: 110, y: 22.5, width: 60, height: 60 }];
    // The fields come by name: a has two cells, b none.
    const detectRaw = async () =>
      calls++ === 0 ? boxes.map((box, i) => ({ box, score: 0.9 - i / 10 })) : [];
    const report = await evaluateDetection({ manifest, detectRaw }, where(), { decode });
    expect(report).toMatchObject({ ap50: 1, ap5095: 1, recall: 1, precision: 1, truths: 2 });
  });

  it('counts only what reaches the operating score in recall and precision', async () => {
    const detectRaw = async () => [
      { box: truthOf, score: 0.8 },
      { box: { x: 110, y: 22.5, width: 60, height: 60 }, score: 0.3 },
    ];
    const report = await evaluateDetection({ manifest, detectRaw }, where(), { decode });
    expect(report).toMatchObject({ detections: 2, recall: 0.5, precision: 0.5 });
  });

  it('is refused where no picture can be used', async () => {
    const broken = async () => Promise.reject(new Error('it is broken'));
    const detectRaw = async () => [];
    await expect(
      evaluateDetection({ manifest, detectRaw }, where(), { decode: broken }),
    ).rejects.toThrow(/No picture of .* could be used/);
  });

  it('reads boxes of one class in pixels, and names a line that is none', () => {
    const size = { width: 100, height: 50 };
    expect(parseYolo('1 .5 .5 .1 .1\r\n0 0.5 0.5 0.2 0.4\n\n', 0, size)).toEqual([
      { x: 40, y: 15, width: 20, height: 20 },
    ]);
    for (const line of ['0 0.5 0.5 0.2', '0 a 0.5 0.2 0.2', '0 0.5 0.5 0 0.2'])
      expect(() => parseYolo(`0 0.5 0.5 0.2 0.4\n${line}`, 0, size)).toThrow(/^line 2 is not/);
  });
});

describe('scoring of cells', () => {
  const row = (over: Partial<CellRow>): CellRow => ({
    path: 'x.png',
    source: 'one',
    source_class: 'segmented',
    labels: ['SEG'],
    gate: 'countable',
    split: 'test',
    window_um: 24,
    ...over,
  });
  const cell = (
    over: Partial<CellRow>,
    countableProbability: number,
    top: ClassCode,
  ): ScoredCell => {
    const probabilities = Float64Array.from(CLASS_CODES, (code) => (code === top ? 0.62 : 0.02));
    return { row: row(over), word: { countableProbability, probabilities } };
  };
  const blast = { source_class: 'blast', labels: ['LBL'] as ClassCode[] };

  it('is perfect where every word is right', () => {
    const cells = [
      cell({}, 0.9, 'SEG'),
      cell(blast, 0.8, 'LBL'),
      cell({ gate: 'uncountable', labels: [] }, 0.2, 'SEG'),
    ];
    const { gate, classes } = cellsFigures(cells, manifest);
    expect(gate).toMatchObject({ n: 3, auc: 1, accuracy: 1, precision: 1, recall: 1 });
    expect(classes).toMatchObject({
      one: { n: 2, setAccuracy: 1, macroSetAccuracy: 1, exactSetAccuracy: 1 },
    });
  });

  it('helps by unresolved groups in setAccuracy alone', () => {
    const { classes } = cellsFigures([cell(blast, 0.9, 'MBL'), cell({}, 0.9, 'SEG')], manifest);
    expect(classes).toMatchObject({ one: { setAccuracy: 1, exactSetAccuracy: 0.5 } });
    const resolved = { ...manifest, unresolvedGroups: [] };
    expect(cellsFigures([cell(blast, 0.9, 'MBL')], resolved).classes).toMatchObject({
      one: { setAccuracy: 0, exactSetAccuracy: 0 },
    });
  });

  it('leaves referred cells out, and cells without labels out of the classes', () => {
    const cells = [
      cell({ gate: 'refer' }, 0.1, 'SEG'),
      cell({ labels: [] }, 0.9, 'SEG'),
      cell({ source: 'two', gate: 'not-a-cell', labels: [] }, 0.9, 'SEG'),
    ];
    const { gate, classes } = cellsFigures(cells, manifest);
    expect(gate).toMatchObject({
      n: 2,
      positives: 1,
      auc: 0.5,
      precision: 0.5,
      recall: 1,
      npv: null,
    });
    expect(classes).toEqual({});
  });

  it('cuts at the scale that the width of the picture gives', async () => {
    const asked: unknown[] = [];
    const { word } = cell({}, 0.9, 'SEG');
    const classifyWindow = async (_: unknown, scale: number, centre: unknown) => {
      asked.push([scale, centre]);
      return word;
    };
    const decode = async () => cellPicture(56, 40);
    const options = { csv: at('cells.csv'), split: 'train' };
    await evaluateCells({ manifest, classifyWindow }, options, { decode });
    expect(asked).toEqual([[24 / 56, { x: 28, y: 20 }]]);
    await expect(
      evaluateCells({ manifest, classifyWindow }, { ...options, split: 'valid' }, { decode }),
    ).rejects.toThrow(/no row of split "valid"; its splits: test, train/);
  });
});

describe('a set in a folder', () => {
  /** One box in each picture, called a lymphoblast. */
  const engine = { analyseField: async () => analysisOf([box(10, 10)]) };

  it('is measured as on the screen, a patient a folder, and what is left out is named', async () => {
    for (const path of ['P1', 'P2']) await mkdir(at('set', path), { recursive: true });
    for (const path of ['P1/a.png', 'P2/b.png', 'P2/none.png'])
      await writePicture(at('set', path), 200, 150, 1);
    await writeFile(
      at('set', 'cells.csv'),
      'file,x,y,width,height,label\nP1/a.png,10,10,20,20,LBL\nP2/b.png,10,10,20,20,Lymphocyte\nP2/b.png,90,90,20,20,LBL\n',
    );
    const report = await evaluateSet(engine, at('set'), { decode: decodePicture });
    expect(report).toMatchObject({ cases: 2, fields: 2, truthCells: 3 });
    expect(report.detection?.recall).toMatchObject({ count: 2, share: 2 / 3 });
    expect(report.classes.classes?.accuracy).toMatchObject({ count: 1, share: 0.5 });
    expect(report.patients?.rows.map(({ name, hasAll }) => [name, hasAll])).toEqual([
      ['P1', true],
      ['P2', true],
    ]);
    expect(report.skipped).toEqual([{ file: 'set/P2/none.png', reason: 'it has no truth' }]);
    expect(report.omittedClasses).toEqual([]);
  });

  /** Two patients by Pascal VOC, one of them broken, and a class that is not understood. */
  async function vocSet() {
    for (const path of ['P1', 'P2']) await mkdir(at('voc', path), { recursive: true });
    for (const path of ['P1', 'P2']) await writePicture(at('voc', path, 'a.png'), 200, 150, 1);
    const object = (name: string, x: number) =>
      `<object><name>${name}</name><bndbox><xmin>${x}</xmin><ymin>11</ymin><xmax>${x + 19}</xmax><ymax>30</ymax></bndbox></object>`;
    const text = `<annotation>${object('LBL', 11)}${object('Thrombo', 91)}</annotation>`;
    await writeFile(at('voc', 'P1', 'a.xml'), text);
    await writeFile(at('voc', 'P2', 'a.xml'), '<annotation>');
    return at('voc');
  }
  it('reads Pascal VOC, leaves unknown classes out as the window does, and takes a word on them', async () => {
    const folder = await vocSet();
    const report = await evaluateSet(engine, folder, { decode: decodePicture });
    expect(report).toMatchObject({ cases: 1, truthCells: 1 });
    expect(report.omittedClasses).toEqual([{ name: 'Thrombo', boxes: 1 }]);
    expect(report.skipped).toEqual([
      { file: 'P2', reason: expect.stringMatching(/^voc\/P2\/a\.xml, line 1: /) },
    ]);
    const told = (name: string) => {
      const meanings = new Map([[name, 'uncountable'] as const]);
      return evaluateSet(engine, folder, { decode: decodePicture, meanings });
    };
    expect(await told('Thrombo')).toMatchObject({ truthCells: 2, omittedClasses: [] });
    await expect(told('Trombo')).rejects.toThrow(
      '--map Trombo: the truth has no such class. It has LBL, Thrombo.',
    );
  });

  it('ends with status 1 where something was left out, and refuses a meaning that is none', async () => {
    const set = ['set', '--images', await vocSet(), '--pack', at('pack')];
    const out = await evaluate(...set);
    expect([out.code, JSON.parse(out.stdout).cases]).toEqual([1, 1]);
    expect(out.stderr).toMatch(/Left out class Thrombo \(boxes: 1\).*Left out P2: voc.P2/s);
    await rm(at('voc', 'P2'), { recursive: true });
    expect((await evaluate(...set, '--map', 'Thrombo=omit')).code).toBe(0);
    const { code, stderr } = await evaluate(...set, '--map', 'Thrombo=XYZ');
    expect([code, stderr]).toEqual([2, expect.stringContaining('Thrombo=XYZ is not NAME=CODE')]);
  });
});

describe('the table of cells', () => {
  const header = 'path,source,source_class,labels,gate,split,window_um';

  it('reads sets of labels and the width', () => {
    const [first] = parseCellsCsv(
      `\uFEFF${header}\na.png,s,c,PEB|BEB,countable,val,28.5\n`,
      't.csv',
    );
    expect(first).toMatchObject({ labels: ['PEB', 'BEB'], window_um: 28.5, gate: 'countable' });
  });

  it.each([
    ['path,source\na,b\n', /lacks the columns source_class, labels, gate, split, window_um/],
    [`${header}\na,s,c,SEG|XYZ,countable,val,24\n`, /line 2: labels: "XYZ" is none of the 20/],
    [`${header}\na,s,c,SEG,countable,val,24\na,s,c,SEG,perhaps,val,24\n`, /line 3: gate/],
    [`${header}\na,s,c,SEG,countable,val,\n`, /line 2: window_um/],
  ])('names what is wrong', (text, message) => {
    expect(() => parseCellsCsv(text, 't.csv')).toThrow(UsageError);
    expect(() => parseCellsCsv(text, 't.csv')).toThrow(message);
  });
});

describe('loading ahead', () => {
  it('keeps the order, bounds what is under way, and hands failures on', async () => {
    let under = 0;
    let most = 0;
    const load = async (n: number) => {
      most = Math.max(most, ++under);
      await new Promise((resolve) => setTimeout(resolve, n % 2 ? 1 : 5));
      under--;
      if (n === 3) throw new Error('three');
      return n * 10;
    };
    const seen: unknown[] = [];
    for await (const loaded of loadAhead([1, 2, 3, 4, 5, 6], load, 3))
      seen.push('error' in loaded ? String(loaded.error) : loaded.value);
    expect(seen).toEqual([10, 20, 'Error: three', 40, 50, 60]);
    expect(most).toBe(3);
  });
});
