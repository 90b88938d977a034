import type { Case, Field } from '../../../domain/case.ts';
import {
  type RepresentativeCell,
  representativeCells,
} from '../../../domain/representativeCells.ts';
import { CELL_PIXELS, type Crop, cellCrop, FIELD_PIXELS } from './crop.ts';
import type { ReportPictures } from './input.ts';
import { CELLS_EACH, shownFields } from './pictures.ts';

/** A field's picture, opened by the platform. What it draws are JPEGs as data URLs. */
export interface OpenPicture {
  /** All of it, so many pixels wide. */
  whole(width: number): Promise<string>;
  /** A square of it, scaled to so many pixels. */
  square(crop: Crop, side: number): Promise<string>;
  close(): void;
}

/** Who wants to hear how far the work is, and may end it. */
export interface Gathering {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * The pictures of a case's report, one field in memory at a time.
 * @param open null where the field's picture is missing or cannot be read: it is left out then
 * @throws DOMException 'AbortError' when cancelled
 */
export async function gatherPictures(
  document: Pick<Case, 'fields'>,
  open: (field: Field) => Promise<OpenPicture | null>,
  { signal, onProgress }: Gathering = {},
): Promise<ReportPictures> {
  const chosen = representativeCells(document, CELLS_EACH);
  const drawn = new Map<RepresentativeCell, string>();
  const shown = shownFields(document.fields);
  const fields = new Map<string, string>();
  for (const [index, field] of document.fields.entries()) {
    signal?.throwIfAborted();
    onProgress?.(index, document.fields.length);
    const cells = chosen.filter(({ fieldId }) => fieldId === field.id);
    const isShown = shown.includes(field);
    const picture = cells.length > 0 || isShown ? await open(field) : null;
    if (!picture) continue;
    try {
      if (isShown) fields.set(field.id, await picture.whole(FIELD_PIXELS));
      for (const item of cells)
        drawn.set(item, await picture.square(cellCrop(item.cell.box, field), CELL_PIXELS));
    } finally {
      picture.close();
    }
  }
  return {
    fields,
    cells: chosen.flatMap((item) => {
      const picture = drawn.get(item);
      const field = 1 + document.fields.findIndex(({ id }) => id === item.fieldId);
      return picture === undefined ? [] : [{ label: item.label, picture, field }];
    }),
  };
}
