import { say } from '../../domain/text/index.ts';
import { ImageFileError } from './errors.ts';

/**
 * What one file may hold. A field of a microscope's camera has 0.3 to 25 megapixels. The limits
 * leave room above that, and stay below what ends a browser's tab: a decoded pixel takes 3 or
 * 4 bytes, and one of a 16-bit TIFF 6 more until it is reduced.
 */
export const LIMITS = {
  fileBytes: 512 * 2 ** 20,
  /** Longest side, px: the largest canvas that every browser makes. */
  side: 16_384,
  pagePixels: 64_000_000,
  pages: 200,
  /** All pages of a file together. */
  filePixels: 128_000_000,
} as const;

const EXPORT_FIELDS = say('image.remedy.exportFields');
const SPLIT = say('image.remedy.split');

/** @throws ImageFileError where the file is empty or too large to be read */
export function checkFileSize(bytes: number, file: string): void {
  if (bytes === 0)
    throw new ImageFileError(file, say('image.empty'), say('image.remedy.copyAgain'));
  if (bytes > LIMITS.fileBytes)
    throw new ImageFileError(
      file,
      say('image.tooManyBytes', {
        size: Math.ceil(bytes / 2 ** 20),
        limit: LIMITS.fileBytes / 2 ** 20,
      }),
      EXPORT_FIELDS,
    );
}

/** @throws ImageFileError where a picture of that size is none or is too large to be analysed */
export function checkPageSize(width: number, height: number, file: string): void {
  if (width < 1 || height < 1)
    throw new ImageFileError(file, say('image.noPixels'), say('image.remedy.exportAgain'));
  if (width > LIMITS.side || height > LIMITS.side || width * height > LIMITS.pagePixels)
    throw new ImageFileError(
      file,
      say('image.tooManyPixels', {
        width,
        height,
        side: LIMITS.side,
        megapixels: LIMITS.pagePixels / 1e6,
      }),
      EXPORT_FIELDS,
    );
}

/** @throws ImageFileError where the pages together are too many or too large */
export function checkPages(pixels: readonly number[], file: string): void {
  if (pixels.length > LIMITS.pages)
    throw new ImageFileError(
      file,
      say('image.tooManyPages', { pages: pixels.length, limit: LIMITS.pages }),
      SPLIT,
    );
  const total = pixels.reduce((sum, page) => sum + page, 0);
  if (total > LIMITS.filePixels)
    throw new ImageFileError(
      file,
      say('image.pagesTooLarge', {
        megapixels: Math.ceil(total / 1e6),
        limit: LIMITS.filePixels / 1e6,
      }),
      SPLIT,
    );
}
