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
});
