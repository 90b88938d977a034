import sharp from 'sharp';
import type { PixelImage } from '../../src/engine/api.ts';

/** Decodes a picture file upright, as RGB. @throws Error where it is missing or damaged */
export async function decodePicture(path: string): Promise<PixelImage> {
  const { data, info } = await sharp(path, { failOn: 'error' })
    .autoOrient()
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`it has ${info.channels} channels instead of 3`);
  return { width: info.width, height: info.height, channels: 3, data: new Uint8Array(data) };
}
