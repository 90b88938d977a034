import { say } from '../../domain/text/index.ts';
import { ImageFileError } from './errors.ts';

/** Largest size of a logo in a report, px; about twice what a printer shows of it. */
const MOST = { width: 480, height: 160 };

/**
 * A laboratory's logo, scaled down to what a report prints, on white.
 * @returns a PNG as a data URL
 * @throws ImageFileError naming the file where it is no picture that the browser can read
 */
export async function readLogo(file: File): Promise<string> {
  const bitmap = await createImageBitmap(file).catch((cause: unknown) => {
    throw new ImageFileError(file.name, say('image.noPicture'), say('image.remedy.logo'), {
      cause,
    });
  });
  const scale = Math.min(1, MOST.width / bitmap.width, MOST.height / bitmap.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (!context) {
    const { width, height } = canvas;
    throw new ImageFileError(
      file.name,
      say('image.noCanvas', { width, height }),
      say('image.remedy.closeTabs'),
    );
  }
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.toDataURL('image/png');
}
