import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../../src/domain/case.ts';
import { yoloFiles, yoloZip } from '../../../src/io/export/yolo.ts';
import { readAnnotations } from '../../../src/io/import/index.ts';
import { matchAnnotations } from '../../../src/io/import/match.ts';
import { caseOf } from '../domain/cells.ts';

/** Names that could be others', class names that could be others', and files that are broken. */

const file = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name);
const named = (...names: string[]): Case => {
  const document = caseOf({}, {}, names.length);
  const fields = document.fields.map((field, index) => ({ ...field, name: names[index]! }));
  return { ...document, fields };
};
const read = async (document: Case, ...files: File[]) =>
  matchAnnotations(await readAnnotations(files), document);
const problem = (document: Case, ...files: File[]) =>
  read(document, ...files).then(
    () => 'nothing is wrong',
    (error: Error) => error.message,
  );
/** The classes of the boxes of each field that was found, by the field's name. */
async function found(document: Case, ...files: File[]) {
  const { fields } = await read(document, ...files);
  return Object.fromEntries(
    fields.map(({ fieldId, boxes }) => [
      document.fields.find(({ id }) => id === fieldId)!.name,
      boxes.map(({ className }) => className),
    ]),
  );
}
const CLASSES = file('classes.txt', 'LBL\nSEG\n');
const LINE = '0 0.5 0.5 0.1 0.1\n';
const OTHER = '1 0.5 0.5 0.1 0.1\n';

describe('a name with a dot in it', () => {
  const document = named('smear.png', 'smear.left.png');

  it('is that of its own picture, not of one with a shorter name', async () => {
    const left = file('smear.left.txt', LINE);
    expect(await found(document, CLASSES, left)).toEqual({ 'smear.left.png': ['LBL'] });
    expect(await found(document, CLASSES, left, file('smear.txt', OTHER))).toEqual({
      'smear.left.png': ['LBL'],
      'smear.png': ['SEG'],
    });
    expect(await problem(named('smear.png'), CLASSES, left)).toMatch(/no picture that is named/);
  });

  it('is told from one in other capitals, and found in them where there is no other', async () => {
    const twins = named('A.png', 'a.png');
    expect(await found(twins, CLASSES, file('a.txt', LINE))).toEqual({ 'a.png': ['LBL'] });
    const decomposed = file('e\u0301tale.txt', LINE);
    expect(await found(named('Étale.png'), CLASSES, decomposed)).toEqual({ 'Étale.png': ['LBL'] });
  });
});

describe('names of YOLO classes', () => {
  const document = named('a.png', 'b.png');

  it('are those nearest to the labels', async () => {
    const packed = zipSync({
      'classes.txt': strToU8('MYC\n'),
      'p1/classes.txt': strToU8('LBL\nSEG\n'),
      'p1/labels/a.txt': strToU8(LINE),
      'p2/b.txt': strToU8(LINE),
    });
    expect(await found(document, file('set.zip', packed))).toEqual({
      'a.png': ['LBL'],
      'b.png': ['MYC'],
    });
  });

  it('are refused where two files differ, and taken where they agree', async () => {
    const labels = file('a.txt', LINE);
    expect(await problem(document, CLASSES, file('obj.names', 'SEG\nLBL\n'), labels)).toMatch(
      /^a\.txt: classes\.txt and obj\.names name the classes differently.*Leave only/,
    );
    const same = file('obj.names', 'LBL\r\nSEG');
    expect(await found(document, CLASSES, same, labels)).toEqual({ 'a.png': ['LBL'] });
  });

  it('that cannot be read are not replaced by those of a folder above', async () => {
    const packed = zipSync({
      'classes.txt': strToU8('MYC\n'),
      'p1/classes.txt': Uint8Array.of(0xc1, 0xdc, 0xb0, 0xcd, 10),
      'p1/a.txt': strToU8(LINE),
      'b.txt': strToU8(LINE),
    });
    const { fields, failed } = await read(document, file('set.zip', packed));
    expect(fields.map(({ fieldId }) => fieldId)).toEqual(['f1']);
    expect(failed.map(({ error }) => error.message)).toEqual([
      expect.stringMatching(/^set\.zip\/p1\/classes\.txt is not written in UTF-8/),
    ]);
  });
});

describe('the labels that this workstation writes', () => {
  it.each([
    [['same.jpg', 'same.png']],
    [['readme.png', 'test.png', 'train.png', 'val.png', 'notes.png']],
    [['classes.png', 'pictures.png']],
    [['a:b*.png', '=x,"y".png', '视野 一.png', 'dir/sub.png', 'tab\there.png']],
    [['smear.png', 'smear.left.png', 'stack.tif · 1', 'stack.tif · 2']],
  ])('come back for fields named %j, whatever their order then is', async (names) => {
    const document = named(...names);
    const filled = {
      ...document,
      fields: document.fields.map((field, index) => ({
        ...field,
        // As many boxes as say which field it is; the first has none.
        cells: Array.from({ length: index }, () => caseOf({ LBL: 1 }).fields[0]!.cells[0]!),
      })),
    };
    const expected = Object.fromEntries(
      names.map((name, index) => [name, Array.from({ length: index }, () => 'LBL')]),
    );
    const reversed = { ...filled, fields: [...filled.fields].reverse() };
    expect(await found(reversed, file('y.zip', await yoloZip(filled)))).toEqual(expected);
  });

  it('come back from one folder too, and without the list are not guessed at', async () => {
    const document = named('same.jpg', 'same.png', 'readme.png');
    const loose = [...yoloFiles(document)].map(([path, text]) =>
      file(path.split('/').at(-1)!, text),
    );
    expect(Object.keys(await found(document, ...loose))).toEqual(
      document.fields.map((f) => f.name),
    );
    const bare = loose.filter(({ name }) => name !== 'pictures.txt');
    const { fields, unmatched, failed } = await read(document, ...bare);
    expect(fields.map(({ fieldId }) => fieldId)).toEqual(['f2']);
    expect(unmatched).toEqual(['same-2']);
    expect(failed[0]?.error.message).toMatch(/^same\.txt: same could be any of the fields/);
  });

  it('are not hidden by a broken line in labels called as a README is', async () => {
    const labels = zipSync({ 'classes.txt': strToU8('LBL\n'), 'labels/test.txt': strToU8('junk') });
    expect(await problem(named('test.png'), file('y.zip', labels))).toMatch(/line 1: “junk”/);
  });
});

describe('YOLO outlines', () => {
  it('are taken by the box around them', async () => {
    const outline = file('a.txt', '1 0.1 0.2 0.3 0.1 0.2 0.4\n');
    const { fields } = await read(named('a.png'), CLASSES, outline);
    const [{ box } = { box: null }] = fields[0]!.boxes;
    expect(box!.x).toBeCloseTo(64);
    expect(box!.y).toBeCloseTo(48);
    expect(box!.width).toBeCloseTo(128);
    expect(box!.height).toBeCloseTo(144);
    const odd = file('a.txt', '1 0.1 0.2 0.3 0.1 0.2 0.4 0.5\n');
    expect(await problem(named('a.png'), CLASSES, odd)).toMatch(/line 1: .*corners of an outline/);
  });

  it('need class names, which data.yaml may have', async () => {
    expect(await problem(named('a.png'), file('a.txt', LINE))).toMatch(/data\.yaml.*copy them/);
  });
});

describe('COCO', () => {
  const document = named('a.png', 'b.png');
  const content = (change: object = {}) => ({
    images: [
      { id: 1, file_name: 'a.png', width: 640, height: 480 },
      { id: 2, file_name: 'b.png', width: 640, height: 480 },
    ],
    categories: [
      { id: 1, name: 'LBL' },
      { id: 2, name: 'SEG' },
    ],
    annotations: [
      { image_id: 1, category_id: 1, bbox: [1, 2, 3, 4] },
      { image_id: 2, category_id: 2, bbox: [5, 6, 7, 8] },
    ],
    ...change,
  });
  const coco = (change: object = {}, name = 'c.json') =>
    file(name, JSON.stringify(content(change)));

  it('refuses an id that means two things, and names both', async () => {
    const images = content().images.map((image) => ({ ...image, id: 1 }));
    expect(await problem(document, coco({ images, annotations: [] }))).toMatch(
      /^c\.json: in images the id 1 means a\.png and b\.png.*Export it again/,
    );
    const categories = [...content().categories, { id: '2', name: 'LYM' }];
    expect(await problem(document, coco({ categories }))).toMatch(
      /in categories the id 2 means SEG and LYM/,
    );
  });

  it('leaves regions of many cells out and says how many', async () => {
    const annotations = [
      ...content().annotations,
      { image_id: 1, category_id: 1, bbox: [0, 0, 300, 400], iscrowd: 1 },
    ];
    const matched = await read(document, coco({ annotations }));
    expect(matched.crowds).toBe(1);
    expect(matched.fields.map(({ boxes }) => boxes.length)).toEqual([1, 1]);
  });

  it('takes ids as texts, and pictures without a size', async () => {
    const images = [
      { id: '1', file_name: 'a.png' },
      { id: '2', file_name: 'b.png', width: 0, height: null },
    ];
    expect(await found(document, coco({ images }))).toEqual({ 'a.png': ['LBL'], 'b.png': ['SEG'] });
  });

  it('may come in several files, of which a broken one is named', async () => {
    const one = (at: number) => ({
      images: [content().images[at]],
      annotations: [content().annotations[at]],
    });
    const files = [coco(one(0), 'one.json'), coco(one(1), 'two.json'), file('notes.json', '{}')];
    const matched = await read(document, ...files);
    expect(matched.files).toEqual(['one.json', 'two.json']);
    expect(matched.fields).toHaveLength(2);
    expect(matched.failed.map((one) => one.file)).toEqual(['notes.json']);
  });

  it('says in plain words where a value is wrong', async () => {
    const annotations = [{ image_id: 1, category_id: 1, bbox: [1, 2, 0, 4] }];
    for (const wrong of [{ annotations }, { annotations: [{ ...annotations[0], bbox: 'x' }] }])
      expect(await problem(document, coco(wrong))).toMatch(
        /^c\.json, at annotations\[0\]\.bbox: this is missing, or not what COCO has there/,
      );
  });
});

describe('Pascal VOC', () => {
  const bounds = (name: string, at: number) =>
    `<name>${name}</name><bndbox><xmin>${at}</xmin><ymin>${at}</ymin><xmax>${at + 9}</xmax><ymax>${at + 9}</ymax></bndbox>`;
  const voc = (body: string, picture = 'a.png') =>
    `<annotation><filename>${picture}</filename>${body}</annotation>`;

  it('takes the object for itself and not for a part of it', async () => {
    const text = voc(`<object><part>${bounds('nucleus', 3)}</part>${bounds('LBL', 11)}</object>`);
    const { fields } = await read(named('a.png'), file('a.xml', text));
    expect(fields[0]?.boxes).toEqual([
      { className: 'LBL', box: { x: 10, y: 10, width: 10, height: 10 } },
    ]);
  });

  it('takes cells that are difficult or truncated as any', async () => {
    const marks = '<difficult>1</difficult><truncated>1</truncated>';
    const text = voc(`<object>${bounds('LBL', 1)}${marks}</object>`);
    expect(await found(named('a.png'), file('a.xml', text))).toEqual({ 'a.png': ['LBL'] });
  });

  it('is for the picture of its own name where the one it gives is no field', async () => {
    const text = voc(`<object>${bounds('LBL', 1)}</object>`, 'C:\\data\\IMG1.png');
    expect(await found(named('a.png'), file('a.xml', text))).toEqual({ 'a.png': ['LBL'] });
  });

  it('is not felled by elements without end', async () => {
    const deep = file('b.xml', '<a>'.repeat(50_000));
    const good = file('a.xml', voc(`<object>${bounds('LBL', 1)}</object>`));
    const { failed, fields } = await read(named('a.png'), good, deep);
    expect([fields.length, failed.map((one) => one.file)]).toEqual([1, ['b.xml']]);
  });

  it.each([
    '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>\n<annotation><filename>&b;</filename></annotation>',
    '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n<annotation><filename>&a;</filename></annotation>',
  ])('resolves no entity that a document declares (%#)', async (text) => {
    expect(await problem(named('a.png'), file('a.xml', text))).toMatch(/^a\.xml, line 2: /);
  });
});

describe('encodings', () => {
  const utf16 = (text: string, swap = false) => {
    const bytes = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
    return swap ? new Uint8Array(Buffer.from(bytes).swap16()) : bytes;
  };
  const TABLE = 'file,x,y,width,height,label\na.png,1,2,3,4,淋巴细胞\n';

  it('reads UTF-8 and UTF-16 with their marks', async () => {
    for (const bytes of [utf16(TABLE), utf16(TABLE, true), strToU8(`\ufeff${TABLE}`)])
      expect(await found(named('a.png'), file('c.csv', bytes))).toEqual({ 'a.png': ['淋巴细胞'] });
    const labels = [file('classes.txt', utf16('LBL\n')), file('a.txt', utf16(LINE))];
    expect(await found(named('a.png'), ...labels)).toEqual({ 'a.png': ['LBL'] });
  });

  it.each([
    ['GBK', Uint8Array.of(...strToU8('file,x\n'), 0xc1, 0xdc, 0xb0, 0xcd)],
    ['UTF-16 without its mark', utf16(TABLE).slice(2)],
    ['half a character of UTF-16', utf16(TABLE).slice(0, -1)],
  ])('refuses %s with the remedy', async (_, bytes) => {
    expect(await problem(named('a.png'), file('c.csv', bytes))).toMatch(
      /^c\.csv is not written in UTF-8.*Save it again with the encoding UTF-8/,
    );
  });
});

describe('a table of cells', () => {
  const HEAD = 'file,x,y,width,height,label,countable\n';

  it('does not take a word for true that every object has', async () => {
    const table = file('c.csv', `${HEAD}a.png,1,2,3,4,LBL,constructor\n`);
    expect(await problem(named('a.png'), table)).toMatch(/line 2: countable is “constructor”/);
  });

  it('counts lines, not rows, and refuses a quotation mark that swallows the rest', async () => {
    const table = (text: string) => problem(named('a.png'), file('c.csv', HEAD + text));
    expect(await table('"a.png",1,2,3,4,"L\r\nBL",\r\na.png,x,2,3,4,LBL,\r\n')).toMatch(
      /^c\.csv, line 4: x is “x”/,
    );
    expect(await table('a.png,1,2,3,4,LBL,\n"a.png,1,2,3,4,LBL,\na.png,1,2,3,4,LBL,\n')).toMatch(
      /^c\.csv, line 3: a quotation mark/,
    );
  });
});

describe('a broken file among good ones', () => {
  it('is named, and the others stand', async () => {
    const document = named('a.png', 'b.png', 'c.png');
    const files = [CLASSES, file('a.txt', LINE), file('b.txt', 'junk'), file('._c.txt', 'junk')];
    const { fields, failed } = await read(document, ...files);
    expect(fields.map(({ fieldId }) => fieldId)).toEqual(['f0']);
    expect(failed.map(({ error }) => error.message)).toEqual([
      expect.stringMatching(/^b\.txt, line 1: “junk”/),
    ]);
    // Two files for one field: neither is taken.
    const twice = await read(document, ...files, file('a.png.txt', OTHER), file('c.txt', OTHER));
    expect(twice.fields.map(({ fieldId }) => fieldId)).toEqual(['f2']);
    expect(twice.failed.at(-1)?.error.message).toMatch(/a\.png has its boxes from a\.txt already/);
  });
});
