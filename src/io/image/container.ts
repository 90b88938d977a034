/**
 * What a picture file is, judged by its first bytes and never by its name, and whether all of it
 * is there. Browsers show a cut-short JPEG with a grey rest, in which cells would be counted as
 * absent; so completeness is checked on the file itself.
 *
 * Sources: PNG (W3C, third edition, 5), JPEG (ITU-T T.81, B), WebP container (RFC 9649, 2),
 * BITMAPFILEHEADER and BITMAPINFOHEADER (Microsoft), TIFF 6.0 section 2, BigTIFF.
 */

export type ImageType = 'png' | 'jpeg' | 'webp' | 'bmp' | 'tiff';

/** Width and height in px where the header states them; the picture may be rotated on decoding. */
export interface Outline {
  readonly width: number;
  readonly height: number;
  /** False where the file ends before its picture does. */
  readonly complete: boolean;
}

const text = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The type by magic bytes; null for anything that is not one of the five. */
export function typeOf(bytes: Uint8Array): ImageType | null {
  if (text(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP') return 'webp';
  if (/^(II[*+]\0|MM\0[*+])$/.test(text(bytes, 0, 4))) return 'tiff';
  if (text(bytes, 0, 2) === 'BM' && bytes.length >= 26) return 'bmp';
  return null;
}

const NONE: Outline = { width: 0, height: 0, complete: false };

function pngOutline(bytes: Uint8Array): Outline {
  if (bytes.length < 33) return NONE;
  const view = viewOf(bytes);
  let complete = false;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) break;
    if (text(bytes, at + 4, at + 8) === 'IEND') {
      complete = true;
      break;
    }
    at = end;
  }
  return { width: view.getUint32(16), height: view.getUint32(20), complete };
}

/** Start of frame: C0 … CF but for DHT (C4), JPG (C8) and DAC (CC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function jpegOutline(bytes: Uint8Array): Outline {
  const view = viewOf(bytes);
  let [width, height, scan] = [0, 0, -1];
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++; // a fill byte
      continue;
    }
    if (isFrame(marker) && at + 9 <= bytes.length) {
      height = view.getUint16(at + 5);
      width = view.getUint16(at + 7);
    }
    if (marker === 0xda) {
      scan = at;
      break;
    }
    at += 2 + view.getUint16(at + 2);
  }
  // Within a scan FF is always followed by 00 or a restart marker, so FF D9 there is the end.
  let end = bytes.length - 2;
  while (end > scan && !(bytes[end] === 0xff && bytes[end + 1] === 0xd9)) end--;
  return { width, height, complete: scan >= 0 && end > scan };
}

function webpOutline(bytes: Uint8Array): Outline {
  if (bytes.length < 30) return NONE;
  const view = viewOf(bytes);
  const complete = view.getUint32(4, true) + 8 <= bytes.length;
  switch (text(bytes, 12, 16)) {
    case 'VP8 ':
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
        complete,
      };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, complete };
    }
    default: // VP8X: 24-bit sizes less one
      return {
        width: (view.getUint32(24, true) & 0xffffff) + 1,
        height: (view.getUint32(26, true) >>> 8) + 1,
        complete,
      };
  }
}

function bmpOutline(bytes: Uint8Array): Outline {
  const view = viewOf(bytes);
  const offset = view.getUint32(10, true);
  const old = view.getUint32(14, true) === 12;
  if (!old && bytes.length < 34) return NONE;
  const width = old ? view.getUint16(18, true) : view.getInt32(18, true);
  const height = old ? view.getUint16(20, true) : Math.abs(view.getInt32(22, true));
  const bits = view.getUint16(old ? 24 : 28, true);
  const compression = old ? 0 : view.getUint32(30, true);
  // 1 and 2 are run-length codes, whose length the header need not state.
  const runLength = compression === 1 || compression === 2;
  const rest = runLength ? 1 : Math.ceil((width * bits) / 32) * 4 * height;
  return { width, height, complete: offset + rest <= bytes.length };
}

/** Size and completeness of a picture that browsers decode. */
export function outlineOf(type: Exclude<ImageType, 'tiff'>, bytes: Uint8Array): Outline {
  return { png: pngOutline, jpeg: jpegOutline, webp: webpOutline, bmp: bmpOutline }[type](bytes);
}
