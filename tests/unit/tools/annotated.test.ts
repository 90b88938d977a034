import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { SYNTHETIC_NOTICE } from '../../../src/domain/notice.ts';
import { annotatedField } from '../../../tools/lib/analysis/annotatedFields.ts';
import { SvgPainter } from '../../../tools/lib/analysis/svgPainter.ts';
import { caseOf, cell } from '../domain/cells.ts';

const SIZE = { width: 320, height: 200 };
const GREY = 150;
const page = {
  ...SIZE,
  channels: 3 as const,
  data: new Uint8ClampedArray(SIZE.width * SIZE.height * 3).fill(GREY),
  micrometresPerPixel: null,
};

async function drawn(synthetic = false, longestSide?: number) {
  const document = { ...caseOf({}), synthetic };
  const field = {
    ...document.fields[0]!,
    ...SIZE,
    cells: [
      { ...cell('a', 'LBL'), box: { x: 60, y: 60, width: 50, height: 40 } },
      { ...cell('b', null), box: { x: 200, y: 120, width: 40, height: 40 } },
    ],
  };
  const png = await annotatedField(document, field, page, {
    format: 'png',
    language: 'en',
    ...(longestSide === undefined ? {} : { longestSide }),
  });
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3).subarray(0, 3)];
  return { data, info, at };
}

describe('an annotated field', () => {
  it('has its boxes and labels in the lineage’s colour, and every other pixel as it was', async () => {
    const { info, at } = await drawn();
    expect(info.width).toBe(SIZE.width);
    // The left edge of the lymphoblast's box, and of the uncountable cell's dashed one.
    expect(at(60, 80)).toEqual([0x1d, 0x4e, 0xd8]);
    const dashes = Array.from({ length: 40 }, (_, i) => at(200, 120 + i).join());
    expect(new Set(dashes).size).toBeGreaterThan(1);
    const ground = [GREY, GREY, GREY].join();
    const touched: string[] = [];
    for (let y = 0; y < SIZE.height; y++)
      for (let x = 0; x < SIZE.width; x++) {
        const near = (left: number, top: number, width: number, height: number) =>
          x > left - 8 && x < left + width + 8 && y > top - 24 && y < top + height + 8;
        const inside = x > 76 && x < 100 && y > 76 && y < 90;
        if (inside || !(near(60, 60, 50, 40) || near(200, 120, 40, 40)))
          if (at(x, y).join() !== ground) touched.push(`${x}, ${y}`);
      }
    expect(touched).toEqual([]);
    // White letters on the label's ground.
    const label = Array.from({ length: 30 * 14 }, (_, i) =>
      at(60 + (i % 30), 45 + Math.floor(i / 30)),
    );
    expect(label.filter(([r, g, b]) => r! + g! + b! > 700).length).toBeGreaterThan(20);
  });

  it('has a line more below where the case was rendered', async () => {
    const [real, rendered] = [await drawn(), await drawn(true)];
    expect(rendered.info.height).toBeGreaterThan(real.info.height);
    const white = ({ data, info }: typeof real) =>
      data.subarray(info.width * SIZE.height * 3).filter((value) => value > 100).length;
    expect(white(real)).toBeGreaterThan(300);
    expect(white(rendered)).toBeGreaterThan(white(real) + 300);
  });

  it('is smaller where asked, its boxes with it', async () => {
    const { info, at } = await drawn(false, 160);
    expect(info.width).toBe(160);
    expect(at(30, 40)).toEqual([0x1d, 0x4e, 0xd8]);
  });

  it('measures text as it draws it', () => {
    const painter = new SvgPainter();
    painter.font = '600 20px sans-serif';
    const { width } = painter.measureText(SYNTHETIC_NOTICE);
    expect(width).toBeGreaterThan(SYNTHETIC_NOTICE.length * 6);
    painter.font = '600 10px sans-serif';
    expect(painter.measureText(SYNTHETIC_NOTICE).width).toBeCloseTo(width / 2, 6);
  });

  it('draws Chinese names as what they are, each character in its own outline', () => {
    const drawn = (text: string) => {
      const painter = new SvgPainter();
      painter.font = '10px sans-serif';
      painter.fillText(text, 0, 0);
      return {
        width: painter.measureText(text).width,
        paths: [...painter.svg(SIZE, 1).matchAll(/ d="([^"]*)"/g)].map(([, path]) => path),
      };
    };
    const { width, paths } = drawn('视野 1');
    // Two ideographs of an em each; a missing glyph would be the same box twice.
    expect(width).toBeGreaterThan(20);
    expect(new Set(paths.slice(0, 2)).size).toBe(2);
    expect(drawn('野').paths).toEqual([paths[1]]);
    expect(drawn('ع').width).toBe(drawn('[U+0639]').width);
  });
});
