import type { Case } from '../../domain/case.ts';
import { type Gathering, gatherPictures } from './report/gather.ts';
import type { ReportPictures } from './report/input.ts';

const JPEG = { type: 'image/jpeg', quality: 0.86 } as const;

async function jpegOf(canvas: OffscreenCanvas): Promise<string> {
  const bytes = new Uint8Array(await (await canvas.convertToBlob(JPEG)).arrayBuffer());
  let binary = '';
  // In parts: a call takes only so many arguments.
  for (let start = 0; start < bytes.length; start += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return `data:image/jpeg;base64,${btoa(binary)}`;
}

function draw(
  bitmap: ImageBitmap,
  from: { x: number; y: number; width: number; height: number },
  width: number,
  height: number,
): Promise<string> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) return Promise.reject(new Error('This browser draws no pictures here.'));
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, from.x, from.y, from.width, from.height, 0, 0, width, height);
  return jpegOf(canvas);
}

/** Where the stored pictures are; see `Gathering` for the rest. */
export interface PictureSource extends Gathering {
  /** undefined where there is none */
  picture(imageId: string): Promise<Blob | undefined>;
}

/**
 * The pictures of a case's report, from the stored pictures of its fields.
 * @throws DOMException 'AbortError' when cancelled
 */
export const reportPictures = (
  document: Case,
  { picture, ...gathering }: PictureSource,
): Promise<ReportPictures> =>
  gatherPictures(
    document,
    async ({ imageId }) => {
      const blob = await picture(imageId).catch(() => undefined);
      const bitmap = blob && (await createImageBitmap(blob).catch(() => null));
      if (!bitmap) return null;
      const { width, height } = bitmap;
      return {
        whole: (to) =>
          draw(
            bitmap,
            { x: 0, y: 0, width, height },
            to,
            Math.max(1, Math.round((to * height) / width)),
          ),
        square: ({ x, y, side }, to) => draw(bitmap, { x, y, width: side, height: side }, to, to),
        close: () => bitmap.close(),
      };
    },
    gathering,
  );
