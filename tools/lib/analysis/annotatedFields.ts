import sharp from 'sharp';
import { annotatedLayout, paintAnnotations } from '../../../src/canvas/annotated.ts';
import { canvasCells } from '../../../src/canvas/canvasCell.ts';
import type { Case, Field } from '../../../src/domain/case.ts';
import type { Language } from '../../../src/domain/language.ts';
import { noticesOf } from '../../../src/domain/provenance.ts';
import type { FieldPage } from './images.ts';
import { SvgPainter } from './svgPainter.ts';

export interface AnnotatedFormat {
  readonly format: 'png' | 'jpeg';
  readonly language: Language;
  /** Of the field in the picture, px; a smaller field keeps its size. */
  readonly longestSide?: number;
}

/** A field with boxes, labels and notices, as the window writes it. */
export async function annotatedField(
  document: Case,
  field: Field,
  page: FieldPage,
  { format, language, longestSide = Number.POSITIVE_INFINITY }: AnnotatedFormat,
): Promise<Uint8Array> {
  const shrink = Math.min(1, longestSide / Math.max(page.width, page.height));
  const width = Math.round(page.width * shrink);
  const height = Math.round(page.height * shrink);
  const layout = annotatedLayout({ width, height }, [
    `${document.name} · ${field.name}`,
    ...noticesOf(document, language),
  ]);
  const painter = new SvgPainter();
  paintAnnotations(painter, layout, canvasCells(field), shrink / layout.zoom);
  const { data, channels } = page;
  const ground = await sharp(data, { raw: { width: page.width, height: page.height, channels } })
    .removeAlpha()
    .resize(width, height)
    .extend({ bottom: layout.picture.height - height, background: '#16191d' })
    .png({ compressionLevel: 0 })
    .toBuffer();
  const overlay = Buffer.from(painter.svg(layout.picture, layout.zoom));
  return sharp(ground)
    .composite([{ input: overlay }])
    .toFormat(format, { quality: 85 })
    .toBuffer();
}
