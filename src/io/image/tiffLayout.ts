import type { GeoTIFFImage } from 'geotiff';
import type { Message } from '../../domain/message.ts';
import { say } from '../../domain/text/index.ts';
import { ImageFileError, truncated } from './errors.ts';
import type { Photometric } from './samples.ts';

/** How a page's samples are stored, once it is certain that they can be read exactly. */
export interface PageLayout {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample: 1, 2, 4, 8 or 16. */
  readonly bits: number;
  readonly photometric: Photometric;
  /** Samples of a pixel that make its colour. */
  readonly samples: readonly number[];
  /** Empty unless the photometric interpretation is `palette`. */
  readonly colourMap: ArrayLike<number>;
}

const NONE = 1;
const LZW = 5;
const JPEG = 7;
const READABLE = new Set([NONE, LZW, JPEG, 8, 32_946, 32_773, 50_000]);

/** Names for what cannot be read. */
const UNREADABLE: Readonly<Record<number, string>> = {
  2: 'CCITT RLE',
  3: 'CCITT Group 3',
  4: 'CCITT Group 4',
  6: 'old-style JPEG',
  33003: 'JPEG 2000',
  33005: 'JPEG 2000',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  50001: 'WebP',
  50002: 'JPEG XL',
};

const PHOTOMETRIC: Readonly<Record<number, Photometric>> = {
  0: 'white-is-zero',
  1: 'black-is-zero',
  2: 'rgb',
  3: 'palette',
  6: 'ycbcr',
};

/**
 * Reads a page's layout and refuses whatever would not come out exactly.
 * @param fileBytes length of the file
 * @throws ImageFileError where the page cannot be read, with the reason
 */
export async function pageLayout(
  image: GeoTIFFImage,
  fileBytes: number,
  name: string,
): Promise<PageLayout> {
  const tags = image.fileDirectory;
  const compression = tags.getValue('Compression') ?? NONE;
  if (!READABLE.has(compression)) {
    const method = UNREADABLE[compression] ?? say('image.tiffMethod', { number: compression });
    throw new ImageFileError(
      name,
      say('image.tiffCompression', { method }),
      say('image.remedy.compression'),
    );
  }
  await checkBlocks(image, fileBytes, name);

  const bits = [...(tags.getValue('BitsPerSample') ?? [1])];
  const format = tags.getValue('SampleFormat')?.[0] ?? 1;
  const photometric = PHOTOMETRIC[tags.getValue('PhotometricInterpretation') ?? -1];
  const colour = photometric === 'rgb' || photometric === 'ycbcr';
  const samples = colour ? [0, 1, 2] : [0];
  const unsupported = (kind: Message): ImageFileError =>
    new ImageFileError(name, say('image.tiffKind', { kind }), say('image.remedy.greyOrRgb'));
  if (!photometric) throw unsupported(say('image.tiffKind.colourSpace'));
  if (photometric === 'ycbcr' && compression !== JPEG)
    throw unsupported(say('image.tiffKind.ycbcr'));
  if (bits.length < samples.length) throw unsupported(say('image.tiffKind.fewSamples'));
  const depth = bits[0]!;
  const packed = bits.length === 1 && [1, 2, 4].includes(depth);
  if (format !== 1 || bits.some((other) => other !== depth) || !(packed || depth % 8 === 0))
    throw unsupported(
      format === 3
        ? say('image.tiffKind.floatingPoint')
        : say('image.tiffKind.bits', { bits: bits.join('/') }),
    );
  if (depth > 16) throw unsupported(say('image.tiffKind.bits', { bits: depth }));
  // The reader undoes prediction in the machine's byte order, not the file's.
  if (depth === 16 && !image.littleEndian && ((await tags.loadValue('Predictor')) ?? 1) !== 1)
    throw unsupported(say('image.tiffKind.predictor'));

  const colourMap = photometric === 'palette' ? await tags.loadValue('ColorMap') : [];
  if (!colourMap || (photometric === 'palette' && colourMap.length < 3 * 2 ** depth))
    throw unsupported(say('image.tiffKind.palette'));
  return {
    width: image.getWidth(),
    height: image.getHeight(),
    bits: depth,
    photometric,
    samples,
    colourMap,
  };
}

/** @throws ImageFileError where strips or tiles are missing or lie beyond the end of the file */
async function checkBlocks(image: GeoTIFFImage, fileBytes: number, name: string): Promise<void> {
  const tags = image.fileDirectory;
  const [offsets, counts] = image.isTiled
    ? [await tags.loadValue('TileOffsets'), await tags.loadValue('TileByteCounts')]
    : [await tags.loadValue('StripOffsets'), await tags.loadValue('StripByteCounts')];
  if (!offsets || !counts || offsets.length !== counts.length) throw truncated(name);
  const across = Math.ceil(image.getWidth() / image.getTileWidth());
  const down = Math.ceil(image.getHeight() / image.getTileHeight());
  const planes = image.planarConfiguration === 2 ? image.getSamplesPerPixel() : 1;
  if (offsets.length < across * down * planes) throw truncated(name);
  for (let block = 0; block < offsets.length; block++)
    if (Number(offsets[block]) + Number(counts[block]) > fileBytes) throw truncated(name);
}
