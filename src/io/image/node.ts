import { decode as readBmp } from 'bmp-ts';
import sharp from 'sharp';
import { say } from '../../domain/text/index.ts';
import { type ImageType, outlineOf, typeOf } from './container.ts';
import { ImageFileError, truncated } from './errors.ts';
import { checkFileSize, checkPageSize } from './limits.ts';
import { decodeTiff } from './tiff.ts';
import type { DecodedPage } from './types.ts';

/**
 * Decodes a picture file in Node, as `decode` does in the browser: type by content, pixels as
 * stored (no colour management, alpha dropped with the colours under it kept), EXIF rotation
 * applied. Never imported by the browser's code.
 * @param bytes the whole file
 * @param name the file's name, for messages
 * @returns RGB pages: one, or as many as a TIFF has
 * @throws ImageFileError naming the file and the remedy
 */
export async function decodeInNode(bytes: Uint8Array, name: string): Promise<DecodedPage[]> {
  checkFileSize(bytes.length, name);
  const type = typeOf(bytes);
  if (!type) throw new ImageFileError(name, say('image.noPicture'), say('image.remedy.choose'));
  if (type === 'tiff') return decodeTiff(new Uint8Array(bytes).buffer, name);
  const outline = outlineOf(type, bytes);
  if (!outline.complete) throw truncated(name);
  checkPageSize(outline.width, outline.height, name);
  return [type === 'bmp' ? decodeBmp(bytes, name) : await decodeBySharp(bytes, type, name)];
}

async function decodeBySharp(
  bytes: Uint8Array,
  type: Exclude<ImageType, 'tiff' | 'bmp'>,
  name: string,
): Promise<DecodedPage> {
  try {
    const { data, info } = await sharp(bytes, { failOn: 'error', ignoreIcc: true })
      .autoOrient()
      .toColourspace('srgb')
      .removeAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    if (channels !== 3) throw new TypeError(`${type} gave ${channels} channels instead of 3.`);
    return { width, height, channels, data: new Uint8Array(data), micrometresPerPixel: null };
  } catch (error) {
    throw truncated(name, error);
  }
}

/** bmp-ts 1.0.9 misreads run-length codes and stops early on 4-bit rows of odd width. */
const BMP_BITS = [1, 8, 16, 24, 32];
const RUN_LENGTH = [1, 2];

function decodeBmp(bytes: Uint8Array, name: string): DecodedPage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const old = view.getUint32(14, true) < 40;
  if (
    old ||
    !BMP_BITS.includes(view.getUint16(28, true)) ||
    RUN_LENGTH.includes(view.getUint32(30, true))
  )
    throw new ImageFileError(name, say('image.bmpKind'), say('image.remedy.plainBmp'));
  let picture: ReturnType<typeof readBmp>;
  try {
    picture = readBmp(Buffer.from(withoutGap(bytes, view)));
  } catch (error) {
    throw truncated(name, error);
  }
  const { width, height, data: abgr } = picture;
  const data = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < data.length; from += 4, to += 3) {
    data[to] = abgr[from + 3]!;
    data[to + 1] = abgr[from + 2]!;
    data[to + 2] = abgr[from + 1]!;
  }
  return { width, height, channels: 3, data, micrometresPerPixel: null };
}

/** BI_BITFIELDS and BI_ALPHABITFIELDS: masks follow a header of 40 bytes. */
const MASK_BYTES = new Map([
  [3, 12],
  [6, 16],
]);

/** bmp-ts reads pixels right after the palette; the header may put them further on. */
function withoutGap(bytes: Uint8Array, view: DataView): Uint8Array {
  const header = view.getUint32(14, true);
  const bits = view.getUint16(28, true);
  const colours = view.getUint32(46, true) || (bits <= 8 ? 2 ** bits : 0);
  const masks = header === 40 ? (MASK_BYTES.get(view.getUint32(30, true)) ?? 0) : 0;
  const head = 14 + header + masks + 4 * colours;
  const offset = view.getUint32(10, true);
  if (offset <= head) return bytes;
  const joined = new Uint8Array(bytes.length - (offset - head));
  joined.set(bytes.subarray(0, head));
  joined.set(bytes.subarray(offset), head);
  return joined;
}
