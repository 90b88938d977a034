import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { outlineOf, typeOf } from '../../../src/io/image/container.ts';
import { checkFileSize, checkPageSize, LIMITS } from '../../../src/io/image/limits.ts';

const picture = () =>
  sharp(
    Uint8Array.from({ length: 31 * 17 * 3 }, (_, i) => (i * 89) % 256),
    {
      raw: { width: 31, height: 17, channels: 3 },
    },
  );

/** 24-bit BMP, 31 × 17, bottom-up unless told. */
function bmp(height = 17): Uint8Array {
  const row = Math.ceil((31 * 3) / 4) * 4;
  const view = new DataView(new ArrayBuffer(54 + row * 17));
  view.setUint16(0, 0x424d);
  view.setUint32(2, view.byteLength, true);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, 31, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  return new Uint8Array(view.buffer);
}

const FILES = {
  png: () => picture().png().toBuffer(),
  'png with a palette': () => picture().png({ palette: true }).toBuffer(),
  jpeg: () => picture().jpeg().toBuffer(),
  'jpeg, progressive': () => picture().jpeg({ progressive: true }).toBuffer(),
  'jpeg with EXIF and a colour profile': () =>
    picture().withMetadata({ orientation: 1 }).withIccProfile('srgb').jpeg().toBuffer(),
  'webp, lossy': () => picture().webp().toBuffer(),
  'webp, lossless': () => picture().webp({ lossless: true }).toBuffer(),
  'webp, extended': () => picture().withIccProfile('srgb').webp().toBuffer(),
  bmp: async () => bmp(),
  'bmp, top-down': async () => bmp(-17),
} as const;

describe('what a file is', () => {
  for (const [kind, make] of Object.entries(FILES))
    it(`${kind}: type, size, and whether all of it is there`, async () => {
      const bytes = new Uint8Array(await make());
      const type = typeOf(bytes);
      expect(type).toBe(/^\w+/.exec(kind)![0]);
      if (!type || type === 'tiff') throw new Error('unreachable');
      expect(outlineOf(type, bytes)).toEqual({ width: 31, height: 17, complete: true });
      for (const share of [0.3, 0.6, 0.9, 0.99])
        expect(outlineOf(type, bytes.slice(0, bytes.length * share)).complete).toBe(false);
      for (let length = 26; length < Math.min(bytes.length, 80); length++)
        expect(outlineOf(type, bytes.slice(0, length)).complete).toBe(false);
      // What some programs add at the end does no harm.
      const padded = new Uint8Array(bytes.length + 100);
      padded.set(bytes);
      expect(outlineOf(type, padded).complete).toBe(true);
    });

  it('knows all four kinds of TIFF', () => {
    for (const head of ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'])
      expect(typeOf(new Uint8Array(Buffer.from(`${head}\0\0\0\0`, 'latin1')))).toBe('tiff');
  });

  it('knows what is none', () => {
    for (const text of ['', 'B', 'BM', '%PDF-1.7 and so on, for many bytes', 'RIFF1234WAVEfmt '])
      expect(typeOf(new Uint8Array(Buffer.from(text)))).toBeNull();
  });
});

describe('limits', () => {
  it('name the file, the size, the limit and the remedy', () => {
    expect(() => checkFileSize(0, 'a.png')).toThrow(/^a\.png is empty \(0 bytes\)\. Copy/);
    expect(() => checkFileSize(LIMITS.fileBytes + 1, 'a.png')).toThrow(
      'a.png is too large: 513 MiB, and the limit is 512 MiB. Export single fields',
    );
    expect(() => checkPageSize(10_000, 10_000, 'a.png')).toThrow(
      /10000 × 10000 pixels.*64 megapixels.*Export/,
    );
    expect(() => checkPageSize(0, 5, 'a.png')).toThrow(/without pixels/);
  });

  it('let the largest field through', () => {
    expect(() => checkFileSize(LIMITS.fileBytes, 'a.png')).not.toThrow();
    expect(() => checkPageSize(8_000, 8_000, 'a.png')).not.toThrow();
  });
});
