import type { Phrases } from '../phrase.ts';

/** What can be wrong with a picture file: `image.*` follow the file's name or `it`, `image.remedy.*` help. */
export const images = {
  'image.file': ({ file, problem, remedy }) => `${file} ${problem} ${remedy}`,
  'image.notOpened': ({ file, reason }) =>
    `${file} could not be opened (${reason}). Check the path and that the file may be read.`,
  'image.sameAs': ({ file, first }) =>
    `${file} is the same picture as ${first}: its cells were counted once. Leave one of them out.`,
  'image.unnamed': ({ problem, remedy }) => `it ${problem} ${remedy}`,
  'image.empty': () => 'is empty (0 bytes).',
  'image.tooManyBytes': ({ size, limit }) =>
    `is too large: ${size} MiB, and the limit is ${limit} MiB.`,
  'image.noPixels': () => 'holds a picture without pixels.',
  'image.tooManyPixels': ({ width, height, side, megapixels }) =>
    `is too large: ${width} × ${height} pixels. The limits are ${side} pixels a side and ${megapixels} megapixels.`,
  'image.tooManyPages': ({ pages, limit }) =>
    `has too many pages: ${pages}, and the limit is ${limit}.`,
  'image.pagesTooLarge': ({ megapixels, limit }) =>
    `is too large: its pages hold ${megapixels} megapixels together, and the limit is ${limit}.`,
  'image.readerStopped': () =>
    'could not be read: the reader stopped, probably for want of memory.',
  'image.noPicture': () => 'is not a picture that can be read.',
  'image.truncated': () => 'is damaged or cut short: part of its picture is missing.',
  'image.transparent': () =>
    'has transparent pixels, whose colours this browser cannot read exactly.',
  'image.webglFault': ({ fault }) => `could not be read exactly (WebGL error ${fault}).`,
  'image.noCanvas': ({ width, height }) =>
    `could not be read: the browser gave no canvas of ${width} × ${height} pixels.`,
  'image.tiffPreview': () => 'is a TIFF without a full-size picture.',
  'image.tiffSamplesOfReader': () => 'is a TIFF whose reader gave samples of an unexpected kind.',
  'image.tiffCompression': ({ method }) =>
    `is a TIFF compressed with ${method}, which cannot be read.`,
  'image.tiffMethod': ({ number }) => `method ${number}`,
  'image.tiffKind': ({ kind }) => `is a TIFF of ${kind}, which cannot be read.`,
  'image.tiffKind.colourSpace': () => 'an unusual colour space (such as CMYK or CIELab)',
  'image.tiffKind.ycbcr': () => 'YCbCr without JPEG',
  'image.tiffKind.fewSamples': () => 'fewer samples than its colours need',
  'image.tiffKind.floatingPoint': () => 'floating-point samples',
  'image.tiffKind.bits': ({ bits }) => `${bits}-bit samples`,
  'image.tiffKind.predictor': () => 'big-endian 16-bit samples with a predictor',
  'image.tiffKind.palette': () => 'palette colours without a whole palette',
  'image.bmpKind': () => 'is a BMP of a kind that the command line does not read.',
  'image.remedy.copyAgain': () => 'Copy or export it again from the microscope.',
  'image.remedy.checkTransfer': () =>
    'Copy or export it again from the microscope, and check that the transfer was completed.',
  'image.remedy.exportAgain': () => 'Export it again.',
  'image.remedy.exportFields': () => 'Export single fields of view instead of a whole slide.',
  'image.remedy.split': () => 'Split it into several files.',
  'image.remedy.smaller': () => 'Close other tabs or choose a smaller file, and try again.',
  'image.remedy.closeTabs': () => 'Close other tabs and try again.',
  'image.remedy.choose': () => 'Choose a PNG, JPEG, BMP, WebP or TIFF file.',
  'image.remedy.logo': () => 'Choose a PNG, JPEG, WebP or SVG file.',
  'image.remedy.noAlpha': () => 'Save it without transparency (without an alpha channel).',
  'image.remedy.fieldItself': () => 'Export the field itself, not its preview.',
  'image.remedy.compression': () =>
    'Export it uncompressed or with LZW, deflate, PackBits, zstd or JPEG.',
  'image.remedy.greyOrRgb': () => 'Export it as 8-bit or 16-bit grey or RGB.',
  'image.remedy.plainBmp': () => 'Save it as PNG, or as an uncompressed 24-bit BMP.',
} as const satisfies Phrases;
