import sharp, { type Sharp } from 'sharp';
import type { Field } from '../../../src/domain/case.ts';
import { representativeCells } from '../../../src/domain/representativeCells.ts';
import { CELL_PIXELS, cellCrop, FIELD_PIXELS } from '../../../src/io/export/report/crop.ts';
import type { ReportPictures } from '../../../src/io/export/report/input.ts';
import { CELLS_EACH, MOST_FIELDS } from '../../../src/io/export/report/pictures.ts';
import type { AnalysedImages } from './images.ts';

const QUALITY = 86;

/** The pictures of a report, one field in memory at a time. */
export async function reportPictures({
  document,
  openPage,
}: AnalysedImages): Promise<ReportPictures> {
  const chosen = representativeCells(document, CELLS_EACH);
  const drawn = new Map<(typeof chosen)[number], string>();
  const fields = new Map<string, string>();
  for (const [index, field] of document.fields.entries()) {
    const cells = chosen.filter(({ fieldId }) => fieldId === field.id);
    if (cells.length === 0 && index >= MOST_FIELDS) continue;
    const picture = await pictureOf(field, openPage);
    if (index < MOST_FIELDS) fields.set(field.id, await jpegOf(picture().resize(FIELD_PIXELS)));
    for (const item of cells) {
      const { x, y, side } = cellCrop(item.cell.box, field);
      const square = { left: x, top: y, width: side, height: side };
      drawn.set(item, await jpegOf(picture().extract(square).resize(CELL_PIXELS, CELL_PIXELS)));
    }
  }
  return {
    fields,
    cells: chosen.map((item) => ({ label: item.label, picture: drawn.get(item) as string })),
  };
}

async function pictureOf(field: Field, openPage: AnalysedImages['openPage']) {
  const { data, width, height, channels } = await openPage(field);
  return () => sharp(data, { raw: { width, height, channels } }).removeAlpha();
}

async function jpegOf(picture: Sharp): Promise<string> {
  const bytes = await picture.jpeg({ quality: QUALITY }).toBuffer();
  return `data:image/jpeg;base64,${bytes.toString('base64')}`;
}
