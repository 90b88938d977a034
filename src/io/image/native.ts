import { say } from '../../domain/text/index.ts';
import { type ImageType, outlineOf } from './container.ts';
import { ImageFileError, truncated } from './errors.ts';
import { checkPageSize } from './limits.ts';
import { readStraightAlpha } from './straightAlpha.ts';
import type { DecodedPage } from './types.ts';

/** Pixels as stored: no colour management, no multiplication by alpha. */
const AS_STORED: ImageBitmapOptions = {
  colorSpaceConversion: 'none',
  premultiplyAlpha: 'none',
};

/**
 * Decodes PNG, JPEG, WebP or BMP with the browser's own decoder, in a worker. EXIF rotation is
 * applied. Colours are those of the file, bit by bit; alpha is kept beside them.
 * @throws ImageFileError where the file is cut short, damaged or too large
 */
export async function decodeNative(
  blob: Blob,
  bytes: Uint8Array,
  type: Exclude<ImageType, 'tiff'>,
  name: string,
): Promise<DecodedPage> {
  const outline = outlineOf(type, bytes);
  if (!outline.complete) throw truncated(name);
  checkPageSize(outline.width, outline.height, name);
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(blob, AS_STORED);
  } catch (error) {
    throw truncated(name, error);
  }
  try {
    const { width, height } = bitmap;
    return { width, height, channels: 4, data: pixelsOf(bitmap, name), micrometresPerPixel: null };
  } finally {
    bitmap.close();
  }
}

function pixelsOf(bitmap: ImageBitmap, name: string): Uint8ClampedArray<ArrayBuffer> {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context)
    throw new ImageFileError(
      name,
      say('image.noCanvas', { width: bitmap.width, height: bitmap.height }),
      say('image.remedy.closeTabs'),
    );
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  for (let alpha = 3; alpha < data.length; alpha += 4)
    if (data[alpha] !== 255) return readStraightAlpha(bitmap, name);
  return data;
}
