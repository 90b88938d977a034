import sharp, { type TiffOptions } from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeTiff } from '../../../src/io/image/tiff.ts';
import { ascii, long, type PageToWrite, rational, short, writeTiff } from './tiffWriter.ts';

const WIDTH = 70;
const HEIGHT = 50;
const PIXELS = WIDTH * HEIGHT;

/** Noise without a seedless generator: every value occurs, neighbours differ. */
const noise = (length: number, top = 256): Uint16Array =>
  Uint16Array.from({ length }, (_, i) => (i * 40_503 + ((i >> 3) * 9_973 + 17)) % top);
const RGB = Uint8Array.from(noise(PIXELS * 3));

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer =>
  buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;

async function encode(
  samples: Uint8Array,
  channels: 1 | 3 | 4,
  options: TiffOptions,
  pageHeight?: number,
): Promise<ArrayBuffer> {
  const raw = { width: WIDTH, height: HEIGHT, channels, ...(pageHeight && { pageHeight }) };
  let image = sharp(samples, { raw });
  if (channels === 1) image = image.toColourspace('b-w');
  return bufferOf(await image.tiff({ predictor: 'none', ...options }).toBuffer());
}

const encode16 = async (samples: Uint16Array, options: TiffOptions): Promise<ArrayBuffer> =>
  bufferOf(
    await sharp(samples, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
      .toColourspace('rgb16')
      .tiff({ predictor: 'none', ...options })
      .toBuffer(),
  );

const page = (over: Partial<PageToWrite> = {}): PageToWrite => ({
  width: 4,
  height: 2,
  bits: [8, 8, 8],
  samples: noise(4 * 2 * 3),
  photometric: 2,
  ...over,
});

const METHODS = ['none', 'lzw', 'deflate', 'packbits'] as const;
const LAYOUTS: readonly TiffOptions[] = [
  {},
  { predictor: 'horizontal' },
  { tile: true, tileWidth: 32, tileHeight: 32 },
  { bigtiff: true },
];

describe('lossless TIFF, pixel for pixel', () => {
  for (const compression of METHODS)
    for (const layout of LAYOUTS)
      it(`8-bit RGB, ${compression}, ${JSON.stringify(layout)}`, async () => {
        const [decoded, ...others] = await decodeTiff(
          await encode(RGB, 3, { compression, ...layout }),
          'field.tif',
        );
        expect(others).toEqual([]);
        expect(decoded).toMatchObject({ width: WIDTH, height: HEIGHT, channels: 3 });
        expect(decoded!.data).toEqual(RGB);
      });

  for (const compression of METHODS)
    it(`16-bit RGB, ${compression}: rounded to the nearest of 255 parts`, async () => {
      const samples = noise(PIXELS * 3, 65_536);
      for (const predictor of ['none', 'horizontal'] as const) {
        const bytes = await encode16(samples, { compression, predictor });
        const [decoded] = await decodeTiff(bytes, 'field.tif');
        expect(decoded!.data).toEqual(
          Uint8Array.from(samples, (sample) => Math.round(sample / 257)),
        );
      }
    });

  it('RGBA keeps the colours under every alpha', async () => {
    const rgba = Uint8Array.from({ length: PIXELS * 4 }, (_, i) =>
      i % 4 === 3 ? (i >> 2) % 256 : RGB[(i >> 2) * 3 + (i % 4)]!,
    );
    const [decoded] = await decodeTiff(await encode(rgba, 4, { compression: 'lzw' }), 'field.tif');
    expect(decoded!.data).toEqual(RGB);
  });

  it('grey becomes three equal channels', async () => {
    const grey = RGB.subarray(0, PIXELS);
    const [decoded] = await decodeTiff(await encode(grey, 1, { compression: 'lzw' }), 'field.tif');
    expect(decoded!.data).toEqual(Uint8Array.from(RGB, (_, i) => grey[Math.floor(i / 3)]!));
  });

  it('zstd', async () => {
    // 24 × 16 RGB, sample i = i mod 72 + 3 · floor(i / 72); packed with `zstd -19 --no-check`.
    const packed = Buffer.from(
      'KLUv/WCAA3UEAFQHAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXV5fYGFiY2RlZmdoaWprbG1ub3BxcnN0D6QQ/Pp/B/B1AygiIiIiIrKIECGCpBQ=',
      'base64',
    );
    const written = Buffer.from(
      writeTiff([
        page({ width: 24, height: 16, samples: [...packed, ...new Array(2000).fill(0)] }),
      ]),
    );
    const view = new DataView(bufferOf(written));
    const ifd = view.getUint32(4, true);
    for (let entry = ifd + 2; entry < ifd + 2 + 9 * 12; entry += 12) {
      if (view.getUint16(entry, true) === 259) view.setUint16(entry + 8, 50_000, true);
      if (view.getUint16(entry, true) === 279) view.setUint32(entry + 8, packed.length, true);
    }
    const [decoded] = await decodeTiff(view.buffer, 'field.tif');
    const expected = Uint8Array.from(
      { length: 24 * 16 * 3 },
      (_, i) => (i % 72) + 3 * Math.floor(i / 72),
    );
    expect(decoded!.data).toEqual(expected);
  });

  it('palette, with colours of 16 bits and of 8 written by mistake', async () => {
    const colours = [...noise(768)];
    const samples = Array.from({ length: 8 }, (_, i) => i * 36);
    const expected = Uint8Array.from({ length: 24 }, (_, i) => {
      const index = samples[Math.floor(i / 3)]!;
      return colours[(i % 3) * 256 + index]!;
    });
    for (const wide of [257, 256, 1]) {
      const map = short(320, ...colours.map((value) => value * wide));
      const bytes = writeTiff([page({ bits: [8], samples, photometric: 3, tags: [map] })]);
      expect((await decodeTiff(bytes, 'field.tif'))[0]!.data).toEqual(expected);
    }
  });

  it('white-is-zero grey', async () => {
    const samples = [0, 1, 100, 128, 200, 254, 255, 7];
    const bytes = writeTiff([page({ bits: [8], samples, photometric: 0 })]);
    expect((await decodeTiff(bytes, 'field.tif'))[0]!.data).toEqual(
      Uint8Array.from({ length: 24 }, (_, i) => 255 - samples[Math.floor(i / 3)]!),
    );
  });

  it('big-endian, with more strips than the reader takes at a glance', async () => {
    const samples = noise(3 * 700 * 3, 65_536);
    const tall = page({ width: 3, height: 700, bits: [16, 16, 16], samples, rowsPerStrip: 1 });
    for (const order of ['II', 'MM'] as const) {
      const [decoded] = await decodeTiff(writeTiff([tall], order), 'field.tif');
      expect(decoded!.data).toEqual(Uint8Array.from(samples, (value) => Math.round(value / 257)));
    }
  });
});

describe('lossy TIFF', () => {
  it('JPEG differs from libtiff with libjpeg by rounding only', async () => {
    const smooth = Uint8Array.from({ length: PIXELS * 3 }, (_, i) => {
      const [x, y] = [Math.floor(i / 3) % WIDTH, Math.floor(i / 3 / WIDTH)];
      return 128 + 90 * Math.sin((x * (1 + (i % 3)) + y) / 15);
    });
    const bytes = await encode(smooth, 3, { compression: 'jpeg', quality: 95 });
    const reference = await sharp(Buffer.from(bytes)).raw().toBuffer();
    const [decoded] = await decodeTiff(bytes, 'field.tif');
    const apart = Array.from(decoded!.data, (value, i) => Math.abs(value - reference[i]!));
    expect(Math.max(...apart)).toBeLessThanOrEqual(3);
  });
});

describe('pages', () => {
  it('gives each its own picture', async () => {
    const bytes = await encode(RGB, 3, { compression: 'lzw' }, HEIGHT / 2);
    const pages = await decodeTiff(bytes, 'stack.tif');
    expect(pages.map(({ width, height }) => [width, height])).toEqual([
      [WIDTH, HEIGHT / 2],
      [WIDTH, HEIGHT / 2],
    ]);
    expect(pages[0]!.data).toEqual(RGB.slice(0, RGB.length / 2));
    expect(pages[1]!.data).toEqual(RGB.slice(RGB.length / 2));
  });

  it('leaves previews and masks out', async () => {
    const small = page({ width: 2, height: 1, samples: noise(6) });
    const pages = await decodeTiff(
      writeTiff([
        page(),
        { ...small, tags: [long(254, 1)] },
        { ...small, tags: [long(254, 4)] },
        { ...small, tags: [long(254, 2)] },
      ]),
      'stack.tif',
    );
    expect(pages.map(({ width }) => width)).toEqual([4, 2]);
  });

  it('reads 12-bit samples in 16-bit words against 4,095, alike on every page', async () => {
    const dark = page({ bits: [16, 16, 16], samples: noise(24, 300) });
    const bright = page({ bits: [16, 16, 16], samples: noise(24, 4_096).fill(4_095, 0, 1) });
    const pages = await decodeTiff(writeTiff([dark, bright]), 'stack.tif');
    for (const [index, { samples }] of [dark, bright].entries())
      expect(pages[index]!.data).toEqual(
        Uint8Array.from(samples, (value) => Math.round((value * 255) / 4_095)),
      );
  });
});

describe('scale', () => {
  const scaleOf = async (...tags: PageToWrite['tags'] & object): Promise<number | null> =>
    (await decodeTiff(writeTiff([page({ tags })]), 'field.tif'))[0]!.micrometresPerPixel;
  const resolution = (perUnit: number, unit: number, y = perUnit) => [
    rational(282, perUnit, 10),
    rational(283, y, 10),
    short(296, unit),
  ];

  it('comes from the resolution tags', async () => {
    expect(await scaleOf(...resolution(1_000_000, 3))).toBeCloseTo(0.1, 9);
    expect(await scaleOf(...resolution(2_540_000, 2))).toBeCloseTo(0.1, 9);
    expect(await scaleOf(rational(282, 254_000, 1), rational(283, 254_000, 1))).toBeCloseTo(0.1);
  });

  it('is not what cameras write for printing, nor without a unit, nor of oblong pixels', async () => {
    for (const dpi of [72, 96, 300, 600, 2400])
      expect(await scaleOf(...resolution(dpi * 10, 2))).toBeNull();
    expect(await scaleOf(...resolution(1_000_000, 1))).toBeNull();
    expect(await scaleOf(...resolution(1_000_000, 3, 900_000))).toBeNull();
    expect(await scaleOf(...resolution(0, 3))).toBeNull();
    expect(await scaleOf()).toBeNull();
  });

  it('comes from ImageJ, OME and Aperio descriptions', async () => {
    const perMicron = resolution(80, 1); // 8 px a micron
    expect(
      await scaleOf(ascii(270, 'ImageJ=1.53t\nunit=micron\nslices=1\n'), ...perMicron),
    ).toBeCloseTo(0.125, 9);
    expect(await scaleOf(ascii(270, 'ImageJ=1.53t\nunit=\\u00B5m\n'), ...perMicron)).toBeCloseTo(
      0.125,
      9,
    );
    expect(await scaleOf(ascii(270, 'ImageJ=1.53t\nunit=pixel\n'), ...perMicron)).toBeNull();
    const ome = (unit: string) =>
      ascii(
        270,
        `<OME><Image><Pixels PhysicalSizeX="65" PhysicalSizeY="65"${unit}/></Image></OME>`,
      );
    const nanometres = ' PhysicalSizeXUnit="nm" PhysicalSizeYUnit="nm"';
    expect(await scaleOf(ome(nanometres))).toBeCloseTo(0.065, 9);
    expect(await scaleOf(ome(''))).toBeNull(); // 65 µm
    expect(await scaleOf(ascii(270, 'Aperio Image|AppMag = 40|MPP = 0.2525'))).toBeCloseTo(0.2525);
  });
});

describe('errors name the file, the fault and the remedy', () => {
  const fails = (bytes: ArrayBuffer, message: RegExp) =>
    expect(decodeTiff(bytes, 'smear 7.tif')).rejects.toThrow(message);

  it('empty', () => fails(new ArrayBuffer(0), /^smear 7\.tif is empty \(0 bytes\)\. Copy/));

  it('cut short, at any length', async () => {
    for (const compression of METHODS) {
      const whole = await encode(RGB, 3, { compression });
      for (const share of [0.001, 0.05, 0.3, 0.7, 0.97, 0.999])
        await fails(
          whole.slice(0, Math.max(8, whole.byteLength * share)),
          /^smear 7\.tif is damaged or cut short/,
        );
    }
    const jpeg = await encode(RGB, 3, { compression: 'jpeg' });
    await fails(jpeg.slice(0, jpeg.byteLength / 2), /cut short/);
  });

  it('a compression that cannot be read', async () => {
    await fails(
      await encode(RGB, 3, { compression: 'webp' }),
      /^smear 7\.tif is a TIFF compressed with WebP, which cannot be read\. Export it/,
    );
  });

  it('colours and samples that cannot be read', async () => {
    await fails(writeTiff([page({ photometric: 5 })]), /unusual colour space/);
    await fails(writeTiff([page({ photometric: 6 })]), /YCbCr without JPEG/);
    await fails(writeTiff([page({ tags: [short(339, 3, 3, 3)] })]), /floating-point/);
    await fails(writeTiff([page({ bits: [8, 8], samples: noise(16) })]), /fewer samples/);
    await fails(writeTiff([page({ bits: [8], samples: noise(8), photometric: 3 })]), /palette/);
  });

  it('too large', async () => {
    const huge = page({ width: 20_000, height: 2, rowsPerStrip: 2, samples: [] });
    await fails(writeTiff([huge]), /is too large: 20000 × 2 pixels\. The limits are 16384/);
    const many = Array.from({ length: 201 }, () => page());
    await fails(writeTiff(many), /has too many pages: 201, and the limit is 200\. Split/);
  });

  it('nothing but a preview', () =>
    fails(writeTiff([page({ tags: [long(254, 1)] })]), /without a full-size picture/));
});
