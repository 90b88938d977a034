import type { PixelImage } from '../engine/api.ts';

/**
 * An image as a PNG of the same colours.
 * @throws where the browser gives no 2D canvas of that size.
 */
export async function encodePng({ width, height, channels, data }: PixelImage): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error(`A canvas of ${width} × ${height} pixels could not be made.`);
  context.putImageData(new ImageData(opaque(data, channels, width * height), width, height), 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** RGBA with full alpha: a canvas keeps the colours of opaque pixels only. */
export function opaque(
  data: PixelImage['data'],
  channels: 3 | 4,
  pixels: number,
): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(pixels * 4);
  for (let pixel = 0; pixel < pixels; pixel++) {
    rgba[pixel * 4] = data[pixel * channels]!;
    rgba[pixel * 4 + 1] = data[pixel * channels + 1]!;
    rgba[pixel * 4 + 2] = data[pixel * channels + 2]!;
    rgba[pixel * 4 + 3] = 255;
  }
  return rgba;
}
