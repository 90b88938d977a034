import type { Case } from '../../domain/case.ts';
import { type RepresentativeCell, representativeCells } from '../../domain/representativeCells.ts';
import { CELL_PIXELS, cellCrop, FIELD_PIXELS } from './report/crop.ts';
import type { ReportPictures } from './report/input.ts';
import { CELLS_EACH, MOST_FIELDS } from './report/pictures.ts';

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

/** Where the stored pictures are, and who wants to hear how far the work is. */
export interface PictureSource {
  /** undefined where there is none */
  picture(imageId: string): Promise<Blob | undefined>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * The pictures of a case's report, from the stored pictures of its fields, one field in memory at a
 * time. A field whose picture is missing or cannot be read is left out; the report is still made.
 * @throws DOMException 'AbortError' when cancelled
 */
export async function reportPictures(
  document: Case,
  { picture, signal, onProgress }: PictureSource,
): Promise<ReportPictures> {
  const chosen = representativeCells(document, CELLS_EACH);
  const pictureOf = new Map<RepresentativeCell, string>();
  const fields = new Map<string, string>();
  for (const [index, field] of document.fields.entries()) {
    signal?.throwIfAborted();
    onProgress?.(index, document.fields.length);
    const cells = chosen.filter(({ fieldId }) => fieldId === field.id);
    if (cells.length === 0 && index >= MOST_FIELDS) continue;
    const blob = await picture(field.imageId).catch(() => undefined);
    const bitmap = blob && (await createImageBitmap(blob).catch(() => null));
    if (!bitmap) continue;
    try {
      const { width, height } = bitmap;
      const shownHeight = Math.max(1, Math.round((FIELD_PIXELS * height) / width));
      if (index < MOST_FIELDS)
        fields.set(
          field.id,
          await draw(bitmap, { x: 0, y: 0, width, height }, FIELD_PIXELS, shownHeight),
        );
      for (const item of cells) {
        const { x, y, side } = cellCrop(item.cell.box, field);
        const square = { x, y, width: side, height: side };
        pictureOf.set(item, await draw(bitmap, square, CELL_PIXELS, CELL_PIXELS));
      }
    } finally {
      bitmap.close();
    }
  }
  return {
    fields,
    cells: chosen.flatMap((item) => {
      const drawn = pictureOf.get(item);
      return drawn === undefined ? [] : [{ label: item.label, picture: drawn }];
    }),
  };
}
