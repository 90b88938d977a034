import type { Case, Cell } from '../../domain/case.ts';
import { noticesOf } from '../../domain/provenance.ts';
import {
  ANNOTATION_CATEGORIES,
  type AnnotationCategory,
  annotatedBoxes,
  fieldsLeftOut,
  fieldsWithBoxes,
  leftOutLines,
} from './annotations.ts';

/** Boxes as a COCO detection file (Lin et al. 2014, https://cocodataset.org/#format-data). */

export interface CocoFile {
  readonly info: {
    readonly description: string;
    readonly version: string;
    readonly date_created: string;
    /** Fields of the case that are not in the file, since they are left out of the count. */
    readonly left_out: readonly { readonly file_name: string; readonly reason: string }[];
  };
  readonly licenses: readonly never[];
  readonly images: readonly {
    readonly id: number;
    readonly file_name: string;
    readonly width: number;
    readonly height: number;
  }[];
  readonly annotations: readonly {
    readonly id: number;
    readonly image_id: number;
    readonly category_id: number;
    /** x, y, width, height; float px from the top left, within the image. */
    readonly bbox: readonly [number, number, number, number];
    readonly area: number;
    readonly iscrowd: 0;
    readonly segmentation: readonly never[];
    readonly attributes: {
      readonly cell: string;
      readonly origin: Cell['origin'];
      readonly reviewed: boolean;
      readonly detectionScore: number | null;
    };
  }[];
  readonly categories: readonly AnnotationCategory[];
}

/**
 * The boxes in force of the fields in the count. A box, or the part of one, that lies outside the
 * image is left out.
 */
export function cocoOf(document: Case): CocoFile {
  const fields = fieldsWithBoxes(document);
  const images = fields.map(({ name, width, height }, index) => ({
    id: index + 1,
    file_name: name,
    width,
    height,
  }));
  const annotations = fields.flatMap((field, index) =>
    annotatedBoxes(field).map(({ cell, box, categoryId, reviewed }) => ({
      image_id: index + 1,
      category_id: categoryId,
      bbox: [box.x, box.y, box.width, box.height] as const,
      area: box.width * box.height,
      iscrowd: 0 as const,
      segmentation: [],
      attributes: {
        cell: cell.id,
        origin: cell.origin,
        reviewed,
        detectionScore: cell.model?.detectionScore ?? null,
      },
    })),
  );
  return {
    info: {
      description: [
        `Cells of ${document.name}.`,
        ...leftOutLines(document),
        ...noticesOf(document),
      ].join(' '),
      version: '1.0',
      date_created: document.updatedAt,
      left_out: fieldsLeftOut(document).map(({ name, reason }) => ({ file_name: name, reason })),
    },
    licenses: [],
    images,
    annotations: annotations.map((annotation, index) => ({ id: index + 1, ...annotation })),
    categories: ANNOTATION_CATEGORIES,
  };
}

export const cocoJson = (document: Case): string =>
  `${JSON.stringify(cocoOf(document), null, 1)}\n`;
