import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { produce } from 'immer';
import { describe, expect, it } from 'vitest';
import type { Case, Cell } from '../../../src/domain/case.ts';
import { readCell } from '../../../src/domain/cellReading.ts';
import { targetOfName } from '../../../src/domain/classNames.ts';
import { LABELS } from '../../../src/domain/differential.ts';
import { type Box, clipBox } from '../../../src/domain/geometry.ts';
import { groundTruthOf, ownReading, secondReadings } from '../../../src/domain/readers.ts';
import { cocoJson } from '../../../src/io/export/coco.ts';
import { resultJson } from '../../../src/io/export/resultJson.ts';
import { yoloFiles, yoloZip } from '../../../src/io/export/yolo.ts';
import { readAnnotations } from '../../../src/io/import/index.ts';
import {
  type MatchedAnnotations,
  matchAnnotations,
  readerCells,
} from '../../../src/io/import/match.ts';
import { importReader, removeReader } from '../../../src/store/commands/importReader.ts';
import { caseOf } from '../domain/cells.ts';
import { mixedCase } from './export/support.ts';

const ACTOR = { by: 'Dr Test', at: '2026-01-05T00:00:00.000Z' };
const applied = (document: Case, command: ReturnType<typeof importReader>) =>
  produce(document, (draft) => command.apply(draft, ACTOR));

const file = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name);
const read = async (document: Case, ...files: File[]) =>
  matchAnnotations(await readAnnotations(files), document);
/** Every class under what its name means. */
const understood = (matched: MatchedAnnotations) =>
  new Map(matched.classes.map(({ name, target }) => [name, target ?? 'omit'] as const));
const problem = (document: Case, ...files: File[]) =>
  read(document, ...files).then(
    () => 'nothing is wrong',
    (error: Error) => error.message,
  );

/** A case whose fields are of odd sizes and whose cells have any box and any word. */
const anyCase = fc
  .array(
    fc.record({
      width: fc.integer({ min: 40, max: 9000 }),
      height: fc.integer({ min: 40, max: 9000 }),
      cells: fc.array(
        fc.record({
          x: fc.double({ min: 0, max: 0.9, noNaN: true }),
          y: fc.double({ min: 0, max: 0.9, noNaN: true }),
          width: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
          height: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
          word: fc.constantFrom(...LABELS, null, 'uncountable' as const),
        }),
        { maxLength: 6 },
      ),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((fields): Case => {
    const document = caseOf({}, {}, fields.length);
    const said = { by: 'Dr Example', at: document.updatedAt };
    return {
      ...document,
      fields: fields.map(({ width, height, cells }, index) => ({
        ...document.fields[index]!,
        width,
        height,
        name: `field ${index + 1}.tif · ${index + 1}`,
        cells: cells.map(
          ({ word, ...box }, at): Cell => ({
            id: `${index}-${at}`,
            box: {
              x: box.x * width,
              y: box.y * height,
              width: box.width * width,
              height: box.height * height,
            },
            origin: 'reviewer',
            model: null,
            review:
              word === null
                ? null
                : word === 'uncountable'
                  ? { ...said, countable: false }
                  : { ...said, label: word },
          }),
        ),
      })),
    };
  });

/** What an import must give back: the boxes in force, within their field. */
const expected = (document: Case) =>
  document.fields.map(({ cells, width, height }) =>
    cells.map((cell) => {
      const { countable, label } = readCell(cell);
      return { box: clipBox(cell.box, width, height), label: countable ? label : null, countable };
    }),
  );

function expectSame(document: Case, matched: MatchedAnnotations, within: number) {
  const got = readerCells(matched, understood(matched));
  expect(got.map(({ fieldId }) => fieldId)).toEqual(document.fields.map(({ id }) => id));
  for (const [index, wanted] of expected(document).entries()) {
    const cells = got[index]!.cells;
    expect(cells.map(({ label, countable }) => [label, countable])).toEqual(
      wanted.map(({ label, countable }) => [label, countable]),
    );
    for (const [at, { box }] of wanted.entries())
      for (const side of ['x', 'y', 'width', 'height'] as const satisfies readonly (keyof Box)[])
        expect(Math.abs(cells[at]!.box[side] - box[side])).toBeLessThanOrEqual(within);
  }
}

describe('what is exported comes back', () => {
  it('by COCO, to the last digit', () =>
    fc.assert(
      fc.asyncProperty(anyCase, async (document) =>
        expectSame(document, await read(document, file('a.json', cocoJson(document))), 1e-9),
      ),
      { numRuns: 60 },
    ));

  it('by YOLO, zipped and loose, to a thousandth of a pixel', () =>
    fc.assert(
      fc.asyncProperty(anyCase, async (document) => {
        const zipped = file('labels.zip', await yoloZip(document));
        expectSame(document, await read(document, zipped), 1e-3);
        const loose = [...yoloFiles(document)].map(([path, text]) =>
          file(path.split('/').at(-1)!, text),
        );
        expectSame(document, await read(document, ...loose), 1e-3);
      }),
      { numRuns: 30 },
    ));

  it('by result.json', async () => {
    const document = mixedCase();
    const matched = await read(document, file('result.json', resultJson(document, null)));
    expect(matched.format).toBe('result');
    const got = readerCells(matched, understood(matched)).flatMap(({ cells }) => cells);
    const wanted = expected(document).flat();
    expect(got.map(({ label }) => label)).toEqual(wanted.map(({ label }) => label));
    expect(got.map(({ countable }) => countable)).toEqual(wanted.map(({ countable }) => countable));
  });
});

const voc = (objects: string, head = '<filename>field-1.png</filename>') =>
  `<annotation>\n  ${head}\n  <size><width>640</width><height>480</height><depth>3</depth></size>\n${objects}</annotation>\n`;
const object = (name: string, [xmin, ymin, xmax, ymax]: readonly (number | string)[]) =>
  `  <object>\n    <name>${name}</name>\n    <bndbox><xmin>${xmin}</xmin><ymin>${ymin}</ymin><xmax>${xmax}</xmax><ymax>${ymax}</ymax></bndbox>\n  </object>\n`;

describe('Pascal VOC', () => {
  it('counts pixels from 1, both ends included', async () => {
    const text = voc(object('Lymphocyte', [1, 1, 640, 480]) + object('LBL', [11, 21, 40, 60]));
    const matched = await read(caseOf({}), file('any.xml', text));
    expect(matched.fields[0]?.boxes).toEqual([
      { className: 'Lymphocyte', box: { x: 0, y: 0, width: 640, height: 480 } },
      { className: 'LBL', box: { x: 10, y: 20, width: 30, height: 40 } },
    ]);
    expect(matched.classes.map(({ name, target }) => [name, target])).toEqual([
      ['LBL', 'LBL'],
      ['Lymphocyte', 'LYM'],
    ]);
  });

  it('names the line of what is broken', async () => {
    const document = caseOf({});
    const half = object('LBL', [1, 1, 5, 5]) + object('LYM', [9, 9, 'x', 20]);
    expect(await problem(document, file('a.xml', voc(half)))).toMatch(
      /^a\.xml, line 8: .*bndbox.*Correct/,
    );
    expect(await problem(document, file('a.xml', '<annotation>\n<object></annotation>'))).toMatch(
      /^a\.xml, line \d+: this is no well-formed XML.*Export it again/,
    );
    expect(await problem(document, file('a.xml', '<html/>'))).toContain('must be <annotation>');
  });
});

describe('matching by file name', () => {
  const document = caseOf({}, {}, 2);
  const labels = (name: string) => [
    file('classes.txt', 'LBL\n'),
    file(name, '0 0.5 0.5 0.1 0.1\n'),
  ];

  it.each(['field-2.txt', 'FIELD-2.txt'])('%s is the field of that name', async (name) => {
    const matched = await read(document, ...labels(name));
    expect(matched.fields).toEqual([
      {
        fieldId: 'f1',
        boxes: [{ className: 'LBL', box: { x: 288, y: 216, width: 64, height: 48 } }],
      },
    ]);
  });

  it('takes folders off, and tells what is no field of the case', async () => {
    const coco = JSON.parse(cocoJson(document));
    coco.images[0].file_name = 'images/train/field-1.png';
    coco.images[1].file_name = 'other.png';
    const matched = await read(document, file('a.json', JSON.stringify(coco)));
    expect(matched.fields.map(({ fieldId }) => fieldId)).toEqual(['f0']);
    expect(matched.unmatched).toEqual(['other.png']);
  });

  it('refuses what fits two fields, two files for one, another size, and nothing', async () => {
    const twins = {
      ...document,
      fields: document.fields.map((field, i) => ({ ...field, name: ['a.png', 'a.jpg'][i]! })),
    };
    expect(await problem(twins, ...labels('a.txt'))).toMatch(
      /a could be any of the fields a\.png, a\.jpg.*Rename/,
    );
    const [classes, label] = labels('field-1.txt');
    expect(
      await problem(document, classes!, label!, file('field-1.png.txt', '0 0.5 0.5 0.1 0.1')),
    ).toMatch(/field-1\.png has its boxes from field-1\.txt already/);
    const coco = JSON.parse(cocoJson(document));
    coco.images[0].width = 320;
    const { fields, failed } = await read(document, file('a.json', JSON.stringify(coco)));
    expect(fields.map(({ fieldId }) => fieldId)).toEqual(['f1']);
    expect(failed[0]?.error.message).toMatch(
      /a\.json: its boxes are for a picture of 320 × 480, but the field field-1\.png has 640 × 480/,
    );
    expect(await problem(document, ...labels('other.txt'))).toMatch(
      /no picture that is named there is a field.*field-1\.png, field-2\.png/,
    );
  });
});

describe('what is wrong with a file', () => {
  const document = caseOf({});
  const classes = file('classes.txt', 'LBL\nLYM\n');
  const yolo = (text: string) => problem(document, classes, file('field-1.txt', text));
  const coco = (change: (content: Record<string, never[]>) => void) => {
    const content = JSON.parse(cocoJson(mixedCase()));
    change(content);
    return problem(document, file('a.json', JSON.stringify(content)));
  };

  it.each([
    [
      '0 0.5 0.5 0.1 0.1\n0 0.5 0.5 0.1\n',
      /^field-1\.txt, line 2: “0 0\.5 0\.5 0\.1” is not “class x y/,
    ],
    ['\n0 0.5 0.5 0.1 -0.1', /line 2: .*not “class/],
    ['0.5 0.5 0.5 0.1 0.1', /line 1: .*not “class/],
    ['0 320 240 30 40', /line 1: the box lies outside.*not in pixels/],
    ['7 0.5 0.5 0.1 0.1', /line 1: class 7 has no name in classes\.txt.*Choose/],
  ])('YOLO %j', async (text, words) => {
    expect(await yolo(text)).toMatch(words);
  });

  it('says where in the file, and what helps', async () => {
    expect(await problem(document, file('field-1.txt', '0 0.5 0.5 0.1 0.1'))).toMatch(
      /^field-1\.txt .*by number only.*Add .*classes\.txt/,
    );
    expect(await problem(document, classes)).toMatch(/^classes\.txt .*no label file/);
    expect(await problem(document, file('a.json', '{"a": 1,\n\n"b": }'))).toMatch(
      /^a\.json, line 3: /,
    );
    expect(await problem(document, file('a.json', '{}'))).toMatch(/neither a COCO file/);
    expect(await coco((c) => Object.assign(c['annotations']![2]!, { bbox: [1, 2, 3] }))).toMatch(
      /^a\.json, at annotations\[2\]\.bbox/,
    );
    expect(await coco((c) => Object.assign(c['annotations']![2]!, { image_id: 99 }))).toMatch(
      /at annotations\[2\]: image_id 99/,
    );
    expect(await coco((c) => Object.assign(c['annotations']![1]!, { category_id: 99 }))).toMatch(
      /at annotations\[1\]: category_id 99/,
    );
    expect(await problem(document, file('a.png', 'x'))).toMatch(/^a\.png: none of these/);
    expect(await problem(document, file('a.zip', 'x'))).toMatch(/^a\.zip cannot be unpacked/);
    const both = zipSync({
      'a.json': strToU8(cocoJson(document)),
      'b.xml': strToU8(voc(object('LBL', [1, 1, 5, 5]))),
    });
    expect(await problem(document, file('a.zip', both as Uint8Array<ArrayBuffer>))).toMatch(
      /of several formats/,
    );
  });

  it('does not guess at classes that it does not know', async () => {
    const names = file('classes.txt', 'RBC\nlymphoblasts\nPlatelet\n');
    const text = '0 0.1 0.1 0.1 0.1\n1 0.5 0.5 0.1 0.1\n0 0.3 0.3 0.1 0.1\n';
    const matched = await read(document, names, file('field-1.txt', text));
    expect(matched.classes).toEqual([
      { name: 'RBC', count: 2, target: null },
      { name: 'lymphoblasts', count: 1, target: 'LBL' },
    ]);
    expect(readerCells(matched, understood(matched))[0]?.cells.map(({ label }) => label)).toEqual([
      'LBL',
    ]);
    const mapping = new Map([
      ['RBC', 'uncountable'],
      ['lymphoblasts', 'unnamed'],
    ] as const);
    expect(
      readerCells(matched, mapping)[0]?.cells.map(({ label, countable }) => [label, countable]),
    ).toEqual([
      [null, false],
      [null, true],
      [null, false],
    ]);
  });

  it.each([
    ['Pro-erythroblast', 'PEB'],
    ['proerythroblast', 'PEB'],
    ['淋巴细胞', 'LYM'],
    ['seg', 'SEG'],
    ['Segmented neutrophils', 'SEG'],
    ['blast', 'BLAST'],
    ['neutrophil', null],
    ['', null],
  ])('the name %j means %s', (name, target) => {
    expect(targetOfName(name)).toBe(target);
  });
});

describe('a reader beside the case', () => {
  it('never counts, is the truth or a second reader, and can be removed', async () => {
    const document = mixedCase();
    const matched = await read(document, file('a.json', cocoJson(document)));
    const cells = readerCells(matched, understood(matched));
    const source = { format: 'coco' as const, files: ['a.json'] };
    const truth = applied(
      document,
      importReader({ id: 't', kind: 'truth', name: 'Consensus', source }, cells),
    );
    const both = applied(
      truth,
      importReader({ id: 'r', kind: 'reader', name: 'Dr Second', source }, cells.slice(0, 1)),
    );
    expect(resultJson(both, null)).toBe(resultJson(document, null));
    expect(both.readers.map(({ imported }) => imported.by)).toEqual(['Dr Test', 'Dr Test']);
    expect(groundTruthOf(document)).toBeNull();
    expect(groundTruthOf(both)).toMatchObject({ name: 'Consensus', origin: 'imported' });
    const own = ownReading(both);
    for (const { id } of document.fields)
      expect(
        groundTruthOf(both)!
          .cells.get(id)
          ?.map(({ label }) => label),
      ).toEqual(own.cells.get(id)?.map(({ label }) => label));
    const [second] = secondReadings(both);
    // A field that the second reader did not read is missing, not empty.
    expect([...second!.cells.keys()]).toEqual([document.fields[0]!.id]);
    expect(applied(both, removeReader('r'))).toEqual(truth);
  });
});
