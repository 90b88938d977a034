import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { type DevServer, startDevServer } from './support/devServer.ts';

/**
 * Decoding in a real browser's worker, which no other test reaches: exactness, transparency, the
 * lazily fetched TIFF reader, and the words for broken files. A development server hands out the
 * module by its source path.
 */

const WIDTH = 67;
const HEIGHT = 41;
const RGB = Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, i) => (i * 89 + (i >> 5)) % 256);
const RGBA = Uint8Array.from({ length: WIDTH * HEIGHT * 4 }, (_, i) =>
  i % 4 === 3 ? (i >> 2) % 256 : RGB[(i >> 2) * 3 + (i % 4)]!,
);
const opaque = () => sharp(RGB, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
const transparent = () => sharp(RGBA, { raw: { width: WIDTH, height: HEIGHT, channels: 4 } });

interface Outcome {
  readonly error?: string;
  readonly pages: { width: number; height: number; channels: number; data: number[] }[];
}

let server: DevServer;
test.beforeAll(async () => {
  server = await startDevServer();
});
test.afterAll(() => server.close());

/** Chunks written by hand, so that a gamma of 1 is in the file: sharp writes none. */
function withGamma(png: Buffer): Buffer {
  const gamma = Buffer.from('0000000467414d41000186a031e8965f', 'hex');
  return Buffer.concat([png.subarray(0, 33), gamma, png.subarray(33)]);
}

function bmp(): Buffer {
  const row = Math.ceil((WIDTH * 3) / 4) * 4;
  const file = Buffer.alloc(54 + row * HEIGHT);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(WIDTH, 18);
  file.writeInt32LE(HEIGHT, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++)
      for (let channel = 0; channel < 3; channel++)
        file[54 + (HEIGHT - 1 - y) * row + x * 3 + 2 - channel] =
          RGB[(y * WIDTH + x) * 3 + channel]!;
  return file;
}

test('decodes exactly, and names what it cannot read', async ({ page }) => {
  const png = await opaque().png().toBuffer();
  const jpeg = await opaque().jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer();
  const tiff = await opaque().tiff({ compression: 'deflate' }).toBuffer();
  const files: Record<string, Buffer> = {
    'a.png': png,
    'gamma.png': withGamma(png),
    'alpha.png': await transparent().png().toBuffer(),
    'alpha.webp': await transparent().webp({ lossless: true, exact: true }).toBuffer(),
    'a.webp': await opaque().webp({ lossless: true }).toBuffer(),
    'a.bmp': bmp(),
    'a.tif': tiff,
    'tiff named as png.png': tiff,
    'a.jpg': jpeg,
    'cut.png': png.subarray(0, png.length - 400),
    'cut.jpg': jpeg.subarray(0, jpeg.length - 400),
    'cut.tif': tiff.subarray(0, tiff.length - 400),
    'damaged.png': Buffer.concat([png.subarray(0, 60), Buffer.alloc(40), png.subarray(100)]),
    'empty.png': Buffer.alloc(0),
    'letter.png': Buffer.from('Dear colleague, here are the fields.'),
  };
  await page.goto(server.emptyPage);
  const outcomes = await page.evaluate(
    async ({ module, encoded }) => {
      const { decodeImage } = await import(/* @vite-ignore */ module);
      const read = async ([name, base64]: [string, string]) => {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        try {
          const pages = await decodeImage(new Blob([bytes]), name);
          return [
            name,
            {
              pages: pages.map((item: { data: Uint8Array }) => ({ ...item, data: [...item.data] })),
            },
          ];
        } catch (error) {
          return [name, { pages: [], error: (error as Error).message }];
        }
      };
      return Object.fromEntries(await Promise.all(encoded.map(read)));
    },
    {
      module: '/src/io/image/index.ts',
      encoded: Object.entries(files).map(([name, bytes]): [string, string] => [
        name,
        bytes.toString('base64'),
      ]),
    },
  );
  const of = (name: string): Outcome => (outcomes as Record<string, Outcome>)[name]!;
  const colours = (name: string): Uint8Array => {
    const { error, pages } = of(name);
    expect(error, name).toBeUndefined();
    const [{ width, height, channels, data }] = pages as [Outcome['pages'][number]];
    expect([width, height], name).toEqual([WIDTH, HEIGHT]);
    return Uint8Array.from(RGB, (_, i) => data[Math.floor(i / 3) * channels + (i % 3)]!);
  };
  const exact = ['a.png', 'gamma.png', 'a.webp', 'a.bmp', 'a.tif', 'tiff named as png.png'];
  for (const name of exact) expect(Buffer.compare(colours(name), RGB), name).toBe(0);
  expect(Buffer.compare(colours('alpha.png'), RGB)).toBe(0);
  expect(Buffer.compare(colours('alpha.webp'), RGB)).toBe(0);
  expect(of('alpha.png').pages[0]?.data).toEqual([...RGBA]);

  const reference = await sharp(jpeg).raw().toBuffer();
  const apart = colours('a.jpg').map((value, i) => Math.abs(value - reference[i]!));
  expect(Math.max(...apart)).toBeLessThanOrEqual(1);

  for (const name of ['cut.png', 'cut.jpg', 'cut.tif', 'damaged.png'])
    expect(of(name).error, name).toContain(`${name} is damaged or cut short`);
  expect(of('empty.png').error).toContain('empty.png is empty (0 bytes).');
  expect(of('letter.png').error).toContain('letter.png is not a picture that can be read.');
});
