import type { Case, Cell } from '../../domain/case.ts';
import { readCell } from '../../domain/cellReading.ts';
import { CELL_CLASSES, type Label, labelLineage, UNRESOLVED_GROUPS } from '../../domain/classes.ts';
import { clipBox } from '../../domain/geometry.ts';
import { noticesOf } from '../../domain/provenance.ts';

/** Boxes as a COCO detection file (Lin et al. 2014, https://cocodataset.org/#format-data). */

interface CocoCategory {
  readonly id: number;
  readonly name: string;
  readonly supercategory: string;
}

/** Category names beyond the labels. */
const UNCOUNTABLE = 'uncountable';
const UNNAMED = 'unnamed';

/**
 * The classes under their own numbers, then what has none: unresolved groups, whose class is not
 * guessed here, uncountable cells, and cells drawn without a name.
 */
const CATEGORIES: readonly CocoCategory[] = [
  ...CELL_CLASSES.map(({ id, code, lineage }) => ({ id, name: code, supercategory: lineage })),
  ...[
    ...UNRESOLVED_GROUPS.map(({ id }) => ({ name: id, supercategory: labelLineage(id) })),
    { name: UNCOUNTABLE, supercategory: 'uncountable' },
    { name: UNNAMED, supercategory: 'other' },
  ].map((category, index) => ({ id: CELL_CLASSES.length + 1 + index, ...category })),
];
const CATEGORY_IDS = new Map(CATEGORIES.map(({ id, name }) => [name, id]));

export interface CocoFile {
  readonly info: {
    readonly description: string;
    readonly version: string;
    readonly date_created: string;
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
  readonly categories: readonly CocoCategory[];
}

const categoryOf = (countable: boolean, label: Label | null): number =>
  CATEGORY_IDS.get(countable ? (label ?? UNNAMED) : UNCOUNTABLE) as number;

/** The boxes in force. A box, or the part of one, that lies outside the image is left out. */
export function cocoOf(document: Case): CocoFile {
  const images = document.fields.map(({ name, width, height }, index) => ({
    id: index + 1,
    file_name: name,
    width,
    height,
  }));
  const annotations = document.fields.flatMap(({ cells, width, height }, index) =>
    cells.flatMap((cell) => {
      const box = clipBox(cell.box, width, height);
      if (box.width <= 0 || box.height <= 0) return [];
      const { countable, label, reviewed } = readCell(cell);
      return {
        image_id: index + 1,
        category_id: categoryOf(countable, label),
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
      };
    }),
  );
  return {
    info: {
      description: [`Cells of ${document.name}.`, ...noticesOf(document)].join(' '),
      version: '1.0',
      date_created: document.updatedAt,
    },
    licenses: [],
    images,
    annotations: annotations.map((annotation, index) => ({ id: index + 1, ...annotation })),
    categories: CATEGORIES,
  };
}

export const cocoJson = (document: Case): string =>
  `${JSON.stringify(cocoOf(document), null, 1)}\n`;
