import { fromArrayBuffer, type GeoTIFFImage } from 'geotiff';
import { say } from '../../domain/text/index.ts';
import { ImageFileError, truncated } from './errors.ts';
import { checkFileSize, checkPageSize, checkPages } from './limits.ts';
import { physicalScale } from './physicalScale.ts';
import {
  effectiveBits,
  fromGrey,
  fromPalette,
  fromRgb,
  fromYCbCr,
  largestSample,
  type TiffSamples,
} from './samples.ts';
import { type PageLayout, pageLayout } from './tiffLayout.ts';
import type { DecodedPage } from './types.ts';

/**
 * TIFF and BigTIFF to 8-bit RGB, in a worker or in Node. Read are 8- and 16-bit samples (and grey
 * or palette of 1, 2 or 4 bits), grey, RGB, palette and YCbCr within JPEG, with or without alpha;
 * in strips or tiles; uncompressed, LZW, deflate, PackBits, zstd or JPEG. Each full-size page is
 * one picture, as stored (the orientation tag is not applied); previews and masks are left out.
 * Alpha is dropped and the colours under it are kept. For 16 bits see `effectiveBits`.
 *
 * @param bytes the whole file
 * @param name the file's name, for messages
 * @throws ImageFileError where the file is empty, too large, cut short, or of an unsupported kind
 */
export async function decodeTiff(bytes: ArrayBuffer, name: string): Promise<DecodedPage[]> {
  checkFileSize(bytes.byteLength, name);
  const pages = await readPages(bytes, name);
  checkPages(
    pages.map(({ layout }) => layout.width * layout.height),
    name,
  );
  const samples: TiffSamples[] = [];
  for (const page of pages) samples.push(await readSamples(page, name));
  const wide = samples.filter((_, index) => pages[index]!.layout.bits === 16);
  const wideBits = effectiveBits(Math.max(0, ...wide.map(largestSample)));
  return pages.map(({ layout, micrometresPerPixel }, index) => {
    const own = samples[index]!;
    samples[index] = new Uint8Array(); // lets go of the 16-bit samples page by page
    const { width, height } = layout;
    const data = toRgb(own, layout, layout.bits === 16 ? wideBits : layout.bits);
    return { width, height, channels: 3, data, micrometresPerPixel };
  });
}

interface Page {
  readonly image: GeoTIFFImage;
  readonly layout: PageLayout;
  readonly micrometresPerPixel: number | null;
}

/** NewSubfileType: a reduced copy of another page, or a transparency mask. */
const REDUCED_OR_MASK = 0b101;

async function readPages(bytes: ArrayBuffer, name: string): Promise<Page[]> {
  try {
    const file = await fromArrayBuffer(bytes);
    // All tags at once: deferred arrays of geotiff 3.0.5 are read as little-endian whatever the file.
    file.parser.eager = true;
    const pages: Page[] = [];
    const count = await file.getImageCount();
    for (let index = 0; index < count; index++) {
      const image = await file.getImage(index);
      const tags = image.fileDirectory;
      if (((tags.getValue('NewSubfileType') ?? 0) & REDUCED_OR_MASK) !== 0) continue;
      checkPageSize(image.getWidth(), image.getHeight(), name);
      const layout = await pageLayout(image, bytes.byteLength, name);
      const micrometresPerPixel = physicalScale({
        description: (await tags.loadValue('ImageDescription')) ?? '',
        x: asRational(await tags.loadValue('XResolution')),
        y: asRational(await tags.loadValue('YResolution')),
        unit: (await tags.loadValue('ResolutionUnit')) ?? 2,
      });
      pages.push({ image, layout, micrometresPerPixel });
    }
    if (pages.length > 0) return pages;
  } catch (error) {
    throw error instanceof ImageFileError ? error : truncated(name, error);
  }
  throw new ImageFileError(name, say('image.tiffPreview'), say('image.remedy.fieldItself'));
}

/** geotiff gives a rational as its two integers; its types say one number. */
const asRational = (value: unknown): ArrayLike<number> | undefined =>
  value instanceof Uint32Array && value.length === 2 ? value : undefined;

async function readSamples({ image, layout }: Page, name: string): Promise<TiffSamples> {
  let samples: unknown;
  try {
    samples = await image.readRasters({ interleave: true, samples: [...layout.samples] });
  } catch (error) {
    throw truncated(name, error);
  }
  if (samples instanceof Uint8Array || samples instanceof Uint16Array) return samples;
  throw new ImageFileError(name, say('image.tiffSamplesOfReader'), say('image.remedy.greyOrRgb'));
}

function toRgb(samples: TiffSamples, layout: PageLayout, bits: number): Uint8Array<ArrayBuffer> {
  switch (layout.photometric) {
    case 'rgb':
      return fromRgb(samples, bits);
    case 'palette':
      return fromPalette(samples, layout.colourMap);
    case 'ycbcr':
      return fromYCbCr(samples);
    default:
      return fromGrey(samples, bits, layout.photometric === 'white-is-zero');
  }
}
