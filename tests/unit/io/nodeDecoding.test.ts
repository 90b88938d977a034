import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeInNode } from '../../../src/io/image/node.ts';
import { writeTiff } from './tiffWriter.ts';

const WIDTH = 31;
const HEIGHT = 17;
const rgb = Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, i) => (i * 89 + (i >> 3)) % 256);
const picture = () => sharp(rgb, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
const pixel = (x: number, y: number) => [
  ...rgb.subarray((y * WIDTH + x) * 3, (y * WIDTH + x) * 3 + 3),
];

/** A BMP of `pixels` (bytes of a row of pixels, without padding), rows from the bottom unless told. */
function bmp({
  bits,
  row,
  palette = [],
  topDown = false,
  gap = 0,
  compression = 0,
}: {
  bits: number;
  row: (y: number) => number[];
  palette?: readonly (readonly number[])[];
  topDown?: boolean;
  gap?: number;
  compression?: number;
}): Uint8Array {
  const stride = Math.ceil((WIDTH * bits) / 32) * 4;
  const offset = 54 + palette.length * 4 + gap;
  const bytes = new Uint8Array(offset + stride * HEIGHT);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x424d);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, offset, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, WIDTH, true);
  view.setInt32(22, topDown ? -HEIGHT : HEIGHT, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, bits, true);
  view.setUint32(30, compression, true);
  view.setUint32(46, palette.length, true);
  for (const [i, [red, green, blue]] of palette.entries())
    bytes.set([blue!, green!, red!, 0], 54 + i * 4);
  for (let y = 0; y < HEIGHT; y++)
    bytes.set(row(y), offset + (topDown ? y : HEIGHT - 1 - y) * stride);
  return bytes;
}
const columns = Array.from({ length: WIDTH }, (_, x) => x);
const bgr = (y: number) => columns.flatMap((x) => pixel(x, y).toReversed());
const bgrx = (y: number) => columns.flatMap((x) => [...pixel(x, y).toReversed(), 7]);

const decodeOne = async (bytes: Uint8Array) => {
  const pages = await decodeInNode(bytes, 'a');
  expect(pages).toHaveLength(1);
  return pages[0]!;
};

describe('decoding in Node', () => {
  it.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
    ['png', () => picture().png().toBuffer()],
    ['webp, lossless', () => picture().webp({ lossless: true }).toBuffer()],
    ['bmp, 24 bits', () => bmp({ bits: 24, row: bgr })],
    ['bmp, 24 bits, top-down', () => bmp({ bits: 24, row: bgr, topDown: true })],
    ['bmp, 24 bits, pixels further on', () => bmp({ bits: 24, row: bgr, gap: 22 })],
    ['bmp, 32 bits', () => bmp({ bits: 32, row: bgrx })],
    [
      'tiff',
      () =>
        new Uint8Array(
          writeTiff([
            { width: WIDTH, height: HEIGHT, bits: [8, 8, 8], samples: rgb, photometric: 2 },
          ]),
        ),
    ],
  ])('%s: every pixel as stored', async (_kind, make) => {
    const made = await make();
    const page = await decodeOne(made);
    expect(page).toMatchObject({ width: WIDTH, height: HEIGHT, channels: 3 });
    expect([...page.data]).toEqual([...rgb]);
  });

  it('reads a profile’s pixels as stored, though the profile says another colour', async () => {
    // As a check of the check: with the profile applied, the pixels are others.
    const tagged = await picture().withMetadata({ icc: 'p3' }).png().toBuffer();
    const raw = await sharp(tagged, { ignoreIcc: true }).raw().toBuffer();
    const managed = await sharp(tagged).toColourspace('srgb').raw().toBuffer();
    expect(managed.equals(raw)).toBe(false);
    expect([...(await decodeOne(tagged)).data]).toEqual([...raw]);
  });

  it('reads a palette', async () => {
    const palette = [
      [10, 20, 30],
      [200, 100, 50],
      [1, 2, 3],
    ];
    const index = (x: number, y: number) => (x + y) % 3;
    const page = await decodeOne(
      bmp({ bits: 8, palette, row: (y) => columns.map((x) => index(x, y)) }),
    );
    for (const [x, y] of [
      [0, 0],
      [30, 0],
      [5, 16],
      [30, 16],
    ] as const)
      expect([...page.data.subarray((y * WIDTH + x) * 3, (y * WIDTH + x) * 3 + 3)]).toEqual(
        palette[index(x, y)],
      );
  });

  it('keeps the colours under transparency, and makes grey three channels', async () => {
    const clear = sharp(
      Uint8Array.from({ length: WIDTH * HEIGHT * 4 }, (_, i) =>
        i % 4 === 3 ? 3 : rgb[Math.floor(i / 4) * 3 + (i % 4)]!,
      ),
      { raw: { width: WIDTH, height: HEIGHT, channels: 4 } },
    );
    expect([...(await decodeOne(await clear.png().toBuffer())).data]).toEqual([...rgb]);
    const grey = await decodeOne(await picture().greyscale().png().toBuffer());
    expect(grey.channels).toBe(3);
    expect(grey.data.length).toBe(WIDTH * HEIGHT * 3);
  });

  it('turns a photograph upright by its EXIF tag', async () => {
    const turned = await picture().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await decodeOne(turned)).toMatchObject({ width: HEIGHT, height: WIDTH });
  });

  it('gives every page of a TIFF', async () => {
    const page = { width: WIDTH, height: HEIGHT, bits: [8, 8, 8] as const, samples: rgb };
    const two = writeTiff([
      { ...page, photometric: 2 },
      { ...page, photometric: 2 },
    ]);
    expect(await decodeInNode(new Uint8Array(two), 'a')).toHaveLength(2);
  });

  it.each<[string, () => Promise<Uint8Array> | Uint8Array, RegExp]>([
    ['nothing', () => new Uint8Array(), /is empty/],
    ['text', () => new TextEncoder().encode('not a picture at all, only text'), /not a picture/],
    [
      'half a JPEG',
      async () => new Uint8Array(await picture().jpeg().toBuffer()).slice(0, 300),
      /cut short/,
    ],
    [
      'a PNG with a damaged middle',
      async () => {
        const bytes = new Uint8Array(await picture().png().toBuffer());
        return bytes.fill(0x55, 60, 200);
      },
      /damaged/,
    ],
    ['a run-length BMP', () => bmp({ bits: 8, row: () => [1, 0], compression: 1 }), /of a kind/],
    ['a 4-bit BMP', () => bmp({ bits: 4, row: () => [1] }), /Save it as PNG/],
  ])('refuses %s, naming the file', async (_kind, make, words) => {
    const bytes = await make();
    await expect(decodeInNode(bytes, 'field.x')).rejects.toThrow(words);
    await expect(decodeInNode(bytes, 'field.x')).rejects.toThrow(/^field\.x /);
  });
});
