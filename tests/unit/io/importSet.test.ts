import { describe, expect, it } from 'vitest';
import type { Case } from '../../../src/domain/case.ts';
import { cocoJson } from '../../../src/io/export/coco.ts';
import { readAnnotations } from '../../../src/io/import/index.ts';
import {
  type MatchedAnnotations,
  matchAnnotations,
  readerCells,
} from '../../../src/io/import/match.ts';
import { readSet } from '../../../src/io/import/set.ts';
import { caseOf } from '../domain/cells.ts';

/** Tables of cells, and sets of pictures with truth. */

const file = (name: string, content: string) => new File([content], name);
const read = async (document: Case, ...files: File[]) =>
  matchAnnotations(await readAnnotations(files), document);
const understood = (matched: MatchedAnnotations) =>
  new Map(matched.classes.map(({ name, target }) => [name, target ?? 'omit'] as const));
const problem = (document: Case, ...files: File[]) =>
  read(document, ...files).then(
    () => 'nothing is wrong',
    (error: Error) => error.message,
  );

describe('a table of cells', () => {
  const table = (...lines: string[]) => file('cells.csv', lines.join('\n'));
  const HEAD = 'File,X,Y,Width,Height,Label,Countable';

  it('takes columns in any order and capitals, decimal commas, and pictures without cells', async () => {
    const document = caseOf({}, {}, 2);
    const semicolons = table(
      '\ufeffLabel;file;x;y;WIDTH;height;countable',
      'Lymphoblast;field-1.png;10,5;20;30;40;',
      ';field-1.png;1;1;5;5;no',
      ';field-1.png;9;9;5;5;yes',
      '',
      ';field-2.png;;;;;',
    );
    const matched = await read(document, semicolons);
    expect(matched.format).toBe('csv');
    expect(readerCells(matched, understood(matched)).map(({ cells }) => cells)).toEqual([
      [
        { box: { x: 10.5, y: 20, width: 30, height: 40 }, label: 'LBL', countable: true },
        { box: { x: 1, y: 1, width: 5, height: 5 }, label: null, countable: false },
        { box: { x: 9, y: 9, width: 5, height: 5 }, label: null, countable: true },
      ],
      [],
    ]);
  });

  it.each([
    [['file,x,y,width'], /^cells\.csv, line 1: the columns height, label are missing/],
    [
      [HEAD, 'a.png,1,2,3,4,LBL,', ',1,2,3,4,LBL,'],
      /^cells\.csv, line 3: the column file is empty/,
    ],
    [[HEAD, '', 'a.png,1,x,3,4,LBL,'], /^cells\.csv, line 3: y is “x”.*Correct the line/],
    [[HEAD, 'a.png,1,2,0,4,LBL,'], /^cells\.csv, line 2: width is “0”/],
    [[HEAD, 'a.png,1,2,3,4,LBL,perhaps'], /^cells\.csv, line 2: countable is “perhaps”/],
  ])('names the line of what is wrong (%#)', async (lines, words) =>
    expect(await problem(caseOf({}), table(...lines))).toMatch(words),
  );

  it('does not mix with another format', async () => {
    const coco = file('a.json', cocoJson(caseOf({})));
    expect(await problem(caseOf({}), coco, table(HEAD))).toContain('several formats');
  });
});

describe('a set in a folder', () => {
  const placed = (path: string, content = 'picture') => ({
    path,
    file: file(path.split('/').at(-1)!, content),
  });
  const found = async (...files: ReturnType<typeof placed>[]) =>
    (await readSet(files, 'set')).patients.map(({ name, pictures }) => [
      name,
      pictures.map(({ path, truth }) => [path, truth.boxes.length]),
    ]);
  const YOLO = '0 0.5 0.5 0.1 0.1\n';

  it('has a patient for each folder, those that sort files by kind aside', async () => {
    const files = [
      placed('set/P10/images/01.png'),
      placed('set/P2/images/01.png'),
      placed('set/P10/labels/01.txt', YOLO),
      placed('set/P2/labels/01.txt', YOLO + YOLO),
      placed('set/classes.txt', 'LBL\n'),
    ];
    expect(await found(...files)).toEqual([
      ['P2', [['set/P2/images/01.png', 2]]],
      ['P10', [['set/P10/images/01.png', 1]]],
    ]);
    const one = [placed('set/images/01.png'), placed('set/labels/01.txt', YOLO), files[4]!];
    expect(await found(...one)).toEqual([['set', [['set/images/01.png', 1]]]]);
  });

  it('has the patients that the table names', async () => {
    const lines = [
      'patient,file,x,y,width,height,label',
      'Ann,a.png,1,1,5,5,LBL',
      'Bob,b.png,1,1,5,5,LYM',
      'Ann,c.png,,,,,',
    ].join('\n');
    const files = [placed('c.png'), placed('a.png'), placed('b.png'), placed('t.csv', lines)];
    expect(await found(...files)).toEqual([
      [
        'Ann',
        [
          ['a.png', 1],
          ['c.png', 0],
        ],
      ],
      ['Bob', [['b.png', 1]]],
    ]);
  });

  it('leaves pictures without truth out and says so, and what is missing', async () => {
    const csv = 'file,x,y,width,height,label\na.png,1,1,5,5,LBL\ngone.png,1,1,5,5,LBL\n';
    const set = await readSet([placed('a.png'), placed('b.png'), placed('t.csv', csv)], 'set');
    expect([set.withoutTruth, set.missing]).toEqual([['b.png'], ['gone.png']]);
    expect(set.classes).toEqual([{ name: 'LBL', count: 1, target: 'LBL' }]);
  });

  it('refuses what is unclear, with file and remedy', async () => {
    const words = (...files: ReturnType<typeof placed>[]) =>
      readSet(files, 'set').then(
        () => 'nothing is wrong',
        (error: Error) => error.message,
      );
    const csv = placed('set/t.csv', 'file,x,y,width,height,label\n01.png,1,1,5,5,LBL\n');
    expect(await words(csv)).toContain('No picture was chosen');
    expect(await words(placed('set/P1/01.png'), placed('set/P2/01.png'), csv)).toMatch(
      /01\.png could be any of the fields set\/P1\/01\.png, set\/P2\/01\.png. Rename/,
    );
    expect(await words(placed('set/other.png'), csv)).toContain('no picture that is named there');
    expect(
      await words(placed('set/01.png'), csv, placed('set/u.csv', await csv.file.text())),
    ).toMatch(/has its boxes from set\/t\.csv already/);
  });

  const leftOut = async (...files: ReturnType<typeof placed>[]) =>
    (await readSet(files, 'set')).leftOut.map(({ patient, error }) => [patient, error.message]);
  const CLASSES = placed('set/classes.txt', 'LBL\n');
  const patient = (name: string, labels = YOLO) => [
    placed(`set/${name}/a.png`),
    placed(`set/${name}/a.txt`, labels),
  ];

  it('leaves out the patient whose file is broken, and no other', async () => {
    const files = [CLASSES, ...patient('P1'), ...patient('P2', 'junk'), ...patient('P3')];
    expect((await found(...files)).map(([name]) => name)).toEqual(['P1', 'P3']);
    expect(await leftOut(...files)).toEqual([
      ['P2', expect.stringMatching(/^set\/P2\/a\.txt, line 1: “junk” is not/)],
    ]);
    // Half of a patient's pictures are not the patient.
    files.push(placed('set/P2/b.png'), placed('set/P2/b.txt', YOLO));
    expect((await found(...files)).map(([name]) => name)).toEqual(['P1', 'P3']);
  });

  it('names stray files that concern nobody, and passes over those of the system', async () => {
    const stray = [placed('set/licence.txt', 'MIT'), placed('set/P1/notes.json', '{}')];
    const system = [placed('set/.DS_Store'), placed('set/P1/._a.txt', 'x'), placed('set/._a.png')];
    const files = [CLASSES, ...patient('P1'), ...stray, ...system];
    expect((await found(...files)).map(([name]) => name)).toEqual(['P1']);
    expect(await leftOut(...files)).toEqual([
      [null, expect.stringMatching(/^set\/P1\/notes\.json is neither a COCO file/)],
      [null, expect.stringMatching(/^set\/licence\.txt, line 1: /)],
    ]);
    expect((await readSet(files, 'set')).withoutTruth).toEqual([]);
  });

  it('takes a COCO file in each folder, each for its own patient', async () => {
    const coco = (...names: string[]) =>
      JSON.stringify({
        images: names.map((file_name, id) => ({ id, file_name, width: 640, height: 480 })),
        annotations: names.map((_, id) => ({ image_id: id, category_id: 1, bbox: [1, 1, 5, 5] })),
        categories: [{ id: 1, name: 'LBL' }],
      });
    const JSON_NAME = '_annotations.coco.json';
    const files = [
      placed('set/P1/a.png'),
      placed(`set/P1/${JSON_NAME}`, coco('a.png', 'gone.png')),
      placed('set/P2/a.png'),
      placed('set/P2/gone.png'),
      placed(`set/P2/${JSON_NAME}`, coco('a.png')),
    ];
    expect(await found(...files)).toEqual([
      ['P1', [['set/P1/a.png', 1]]],
      ['P2', [['set/P2/a.png', 1]]],
    ]);
    const set = await readSet(files, 'set');
    // P1's file means no picture of P2, though only P2 has one of that name.
    expect([set.missing, set.withoutTruth]).toEqual([['gone.png'], ['set/P2/gone.png']]);
    files[4] = placed(`set/P2/${JSON_NAME}`, '{"images": [');
    expect((await found(...files)).map(([name]) => name)).toEqual(['P1']);
    expect((await leftOut(...files)).map(([name]) => name)).toEqual(['P2']);
  });

  it("has each patient's own class names, and the picture that a dotted name means", async () => {
    const own = (name: string, classes: string) => [
      ...patient(name),
      placed(`set/${name}/classes.txt`, classes),
    ];
    const set = await readSet([...own('P1', 'LBL\nSEG\n'), ...own('P2', 'SEG\nLBL\n')], 'set');
    expect(set.patients.map((one) => one.pictures[0]!.truth.boxes[0]!.className)).toEqual([
      'LBL',
      'SEG',
    ]);
    const dotted = [placed('set/smear.png'), placed('set/smear.left.png')];
    expect(await found(CLASSES, ...dotted, placed('set/smear.left.txt', YOLO))).toEqual([
      ['set', [['set/smear.left.png', 1]]],
    ]);
  });

  it("leaves out the patient with two truths for a picture, or one that could be several's", async () => {
    const twice = [CLASSES, ...patient('P1'), ...patient('P2'), placed('set/P2/a.png.txt', YOLO)];
    expect((await found(...twice)).map(([name]) => name)).toEqual(['P1']);
    expect((await leftOut(...twice))[0]).toEqual(['P2', expect.stringContaining('already')]);
    const unclear = [CLASSES, ...patient('P1'), placed('set/P2/a.png'), placed('set/a.txt', YOLO)];
    expect((await found(...unclear)).map(([name]) => name)).toEqual(['P1']);
    expect((await leftOut(...unclear))[0]).toEqual(['P2', expect.stringContaining('could be any')]);
  });
});
