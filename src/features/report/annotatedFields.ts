import { annotatedLayout, paintAnnotations } from '../../canvas/annotated.ts';
import { canvasCells } from '../../canvas/canvasCell.ts';
import type { Case, Field } from '../../domain/case.ts';
import type { Language } from '../../domain/language.ts';
import { noticesOf } from '../../domain/provenance.ts';
import type { ExportContext } from './exportContext.ts';

export interface PictureFormat {
  readonly type: 'image/png' | 'image/jpeg';
  /** Longest side of the field in the picture, px; smaller fields keep their size. */
  readonly longestSide: number;
}

/** What stands below each field: which it is, and the notices. */
export const captionsOf = (document: Case, field: Field, language: Language): string[] => [
  `${document.name} · ${field.name}`,
  ...noticesOf(document, language),
];

/**
 * The fields as pictures with boxes, labels and notices, one after the other. A field whose picture
 * is not stored is left out.
 * @throws DOMException 'AbortError' when cancelled; Error where the browser gives no canvas
 */
export async function annotatedFields(
  document: Case,
  { language, picture, signal, onProgress }: ExportContext,
  format: PictureFormat,
): Promise<Map<string, Blob>> {
  const made = new Map<string, Blob>();
  for (const [index, field] of document.fields.entries()) {
    signal?.throwIfAborted();
    const stored = await picture(field.imageId);
    if (stored)
      made.set(
        field.id,
        await annotated(field, stored, captionsOf(document, field, language), format),
      );
    onProgress?.(index + 1, document.fields.length);
  }
  return made;
}

async function annotated(
  field: Field,
  stored: Blob,
  captions: readonly string[],
  { type, longestSide }: PictureFormat,
): Promise<Blob> {
  const shrink = Math.min(1, longestSide / Math.max(field.width, field.height));
  const width = Math.round(field.width * shrink);
  const height = Math.round(field.height * shrink);
  const layout = annotatedLayout({ width, height }, captions);
  const canvas = new OffscreenCanvas(layout.picture.width, layout.picture.height);
  const context = canvas.getContext('2d');
  if (!context)
    throw new Error(
      `A canvas of ${layout.picture.width} × ${layout.picture.height} pixels could not be made.`,
    );
  const bitmap = await createImageBitmap(stored, { colorSpaceConversion: 'none' });
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  context.scale(layout.zoom, layout.zoom);
  paintAnnotations(context, layout, canvasCells(field), shrink / layout.zoom);
  return canvas.convertToBlob({ type, quality: 0.85 });
}
