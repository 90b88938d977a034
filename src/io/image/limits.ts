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

const EXPORT_FIELDS = 'Export single fields of view instead of a whole slide.';

/** @throws ImageFileError where the file is empty or too large to be read */
export function checkFileSize(bytes: number, file: string): void {
  if (bytes === 0)
    throw new ImageFileError(
      file,
      'is empty (0 bytes).',
      'Copy or export it again from the microscope.',
    );
  if (bytes > LIMITS.fileBytes)
    throw new ImageFileError(
      file,
      `is too large: ${Math.ceil(bytes / 2 ** 20)} MiB, and the limit is ${LIMITS.fileBytes / 2 ** 20} MiB.`,
      EXPORT_FIELDS,
    );
}

/** @throws ImageFileError where a picture of that size is none or is too large to be analysed */
export function checkPageSize(width: number, height: number, file: string): void {
  if (width < 1 || height < 1)
    throw new ImageFileError(file, 'holds a picture without pixels.', 'Export it again.');
  if (width > LIMITS.side || height > LIMITS.side || width * height > LIMITS.pagePixels)
    throw new ImageFileError(
      file,
      `is too large: ${width} × ${height} pixels. The limits are ${LIMITS.side} pixels a side and ${LIMITS.pagePixels / 1e6} megapixels.`,
      EXPORT_FIELDS,
    );
}

/** @throws ImageFileError where the pages together are too many or too large */
export function checkPages(pixels: readonly number[], file: string): void {
  if (pixels.length > LIMITS.pages)
    throw new ImageFileError(
      file,
      `has too many pages: ${pixels.length}, and the limit is ${LIMITS.pages}.`,
      'Split it into several files.',
    );
  const total = pixels.reduce((sum, page) => sum + page, 0);
  if (total > LIMITS.filePixels)
    throw new ImageFileError(
      file,
      `is too large: its pages hold ${Math.ceil(total / 1e6)} megapixels together, and the limit is ${LIMITS.filePixels / 1e6}.`,
      'Split it into several files.',
    );
}
