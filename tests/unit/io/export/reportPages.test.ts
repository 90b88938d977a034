import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Case, Field } from '../../../../src/domain/case.ts';
import type { Label } from '../../../../src/domain/classes.ts';
import { newField } from '../../../../src/domain/newCase.ts';
import { reportPdf } from '../../../../src/io/export/pdf.ts';
import type { ReportPictures } from '../../../../src/io/export/report/input.ts';
import { CELLS_EACH } from '../../../../src/io/export/report/pictures.ts';
import { readChineseFont } from '../../../../tools/lib/analysis/chineseFont.ts';
import { type PdfPage, pdfPages } from '../../../e2e/support/pdfPages.ts';
import { pdfText } from '../../../e2e/support/pdfText.ts';
import { caseOf, cell } from '../../domain/cells.ts';

/** The report as it is seen: its pages as pixels, not its text alone. */

type Colour = readonly [number, number, number];
const ACCENT: Colour = [0x1f, 0x4b, 0x7a];
const WARNING: Colour = [0x8a, 0x3b, 0x00];
/** Colours that nothing else in a report has. */
const CELL: Colour = [0, 200, 60];
const FIELD: Colour = [220, 0, 200];

/** A part of a page, 0–1 from the upper left. */
interface Area {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}
const ALL: Area = { x: [0, 1], y: [0, 1] };

/** Pixels of a page within some shades of a colour. */
function pixels(
  { width, height, data }: PdfPage,
  colour: Colour,
  { x, y }: Area = ALL,
  shades = 12,
): number {
  let count = 0;
  for (let row = Math.round(y[0] * height); row < y[1] * height; row++)
    for (let column = Math.round(x[0] * width); column < x[1] * width; column++) {
      const at = (row * width + column) * 4;
      if (colour.every((shade, channel) => Math.abs(data[at + channel]! - shade) <= shades))
        count++;
    }
  return count;
}

/** Share of a page that is not white. */
const ink = (page: PdfPage): number =>
  1 - pixels(page, [255, 255, 255]) / (page.width * page.height);

const flat = async ([r, g, b]: Colour, width: number, height: number) => {
  const create = { width, height, channels: 3 as const, background: { r, g, b } };
  const bytes = await sharp({ create }).png().toBuffer();
  return `data:image/png;base64,${bytes.toString('base64')}`;
};

/** Four fields of 14 cells with 3 lymphoblasts each, but for the last, which has 13. */
function fourFields(): Case {
  const field = (index: number, blasts: number): Field => ({
    ...newField({
      id: `f${index}`,
      name: `field-${index}.png`,
      width: 640,
      height: 480,
      scale: null,
    }),
    status: 'analysed',
    cells: Array.from({ length: 14 }, (_, i) => cell(`${index}-${i}`, i < blasts ? 'LBL' : 'SEG')),
  });
  return { ...caseOf({}), fields: [field(1, 3), field(2, 3), field(3, 3), field(4, 13)] };
}

describe.each(['en', 'zh'] as const)('pages of the report, %s', (language) => {
  let pages: PdfPage[];
  let bare: PdfPage[];
  let texts: string[];
  beforeAll(async () => {
    const document = fourFields();
    const cellPicture = await flat(CELL, 40, 40);
    const fieldPicture = await flat(FIELD, 64, 48);
    const pictures: ReportPictures = {
      fields: new Map(document.fields.map(({ id }) => [id, fieldPicture])),
      cells: [
        { label: 'SEG', picture: cellPicture, field: 1 },
        { label: 'SEG', picture: cellPicture, field: 1 },
        { label: 'LBL', picture: cellPicture, field: 1 },
      ],
    };
    const bytes = await reportPdf(document, { language, pictures }, readChineseFont);
    texts = await pdfText(bytes);
    pages = await pdfPages(bytes, 1);
    bare = await pdfPages(
      await reportPdf({ ...document, fields: [] }, { language }, readChineseFont),
      1,
    );
  });

  it('are two, none blank', () => {
    expect(pages).toHaveLength(2);
    for (const page of pages) {
      expect([page.width, page.height]).toEqual([595, 842]);
      expect(ink(page)).toBeGreaterThan(0.03);
    }
  });

  it('show bars in the differential, and none where nothing is counted', () => {
    // Two classes, each an interval of some 20 × 4 pt.
    const light = ACCENT.map((shade) => Math.round(255 - 0.3 * (255 - shade))) as unknown as Colour;
    // The column of the bars, below its head; without a pack there is none of its evidence.
    const column: Area = { x: [378 / 595, 466 / 595], y: [0.3, 0.72] };
    const bars = (page: PdfPage) => pixels(page, light, column, 5);
    expect(bars(pages[0]!)).toBeGreaterThan(20);
    expect(bars(bare[0]!)).toBe(0);
  });

  it('show the cells by class and the fields', () => {
    // Three cells of 30 × 30 pt; four fields of 121 × 91 pt with the boxes and the watermark over them.
    const onAll = (colour: Colour) => pages.reduce((sum, page) => sum + pixels(page, colour), 0);
    expect(onAll(CELL)).toBeGreaterThan(2 * 900);
    expect(onAll(CELL)).toBeLessThan(3.3 * 900);
    expect(onAll(FIELD)).toBeGreaterThan(3 * 121 * 91);
    expect(onAll(FIELD)).toBeLessThan(4.1 * 121 * 91);
  });

  it('use the first to its end: pictures begin on it', () => {
    expect(pixels(pages[0]!, CELL)).toBeGreaterThan(2 * 900);
  });

  it('show the fields’ chart, the one that is unlike the others as a triangle', () => {
    // Above the foot and below the head, which both have words in colour.
    const chart: Area = { x: [0, 1], y: [0.15, 0.5] };
    expect(pixels(pages[1]!, WARNING, chart)).toBeGreaterThan(15);
    expect(pixels(pages[1]!, ACCENT, chart)).toBeGreaterThan(20);
    const verdict = {
      en: 'field-4.png is unlike the other fields.',
      zh: 'field-4.png 与其他视野不同',
    };
    expect(texts[1]!.replace(/ﬁ/g, 'fi')).toContain(verdict[language]);
    expect(texts[1]).toMatch(/χ² = 22\.46/);
  });
});

describe('a report with pictures', () => {
  it.each([9, 15, 30])('of %i fields has at most three pages', async (count) => {
    const [cellPicture, fieldPicture] = [await flat(CELL, 40, 40), await flat(FIELD, 64, 48)];
    const labels = ['PMO', 'MYC', 'MMC', 'BND', 'SEG', 'LBL', 'LYM', 'MON', 'OTH', 'BLAST', 'ERB'];
    const counted = Object.fromEntries(labels.map((label) => [label, 40]));
    const document = caseOf(counted, {}, count);
    for (const field of document.fields)
      field.name = `a-file-of-the-microscope-camera-with-a-long-name-${field.id}.tif`;
    const pictures: ReportPictures = {
      fields: new Map(document.fields.map(({ id }) => [id, fieldPicture])),
      cells: (labels as Label[]).flatMap((label) =>
        Array.from({ length: CELLS_EACH }, () => ({ label, field: 1, picture: cellPicture })),
      ),
    };
    const settings = { ...document.settings, ruleReason: 'asked for', ageBandId: 'glaser-1950' };
    for (const language of ['en', 'zh'] as const) {
      const bytes = await reportPdf(
        { ...document, settings },
        { language, pictures },
        readChineseFont,
      );
      const texts = await pdfText(bytes);
      expect(texts.length, language).toBeLessThanOrEqual(3);
      // On one line each: no part of a name stands alone.
      expect(texts.join(' ')).toMatch(/1 a-file[^ ]*…[^ ]*f0\.tif/);
    }
  });
});

describe('the chart of the fields', () => {
  it('is left out where there is one field', async () => {
    const document = fourFields();
    const bytes = await reportPdf(
      { ...document, fields: document.fields.slice(0, 1) },
      {},
      readChineseFont,
    );
    expect((await pdfText(bytes)).join(' ')).not.toContain('Do the fields share');
  });
});
