import type { Case, Field } from '../../domain/case.ts';
import { readCell } from '../../domain/cellReading.ts';
import { CELL_CLASSES, labelLineage, UNRESOLVED_GROUPS } from '../../domain/classes.ts';
import { type Box, clipBox } from '../../domain/geometry.ts';
import { safeStemOf } from '../pictureNames.ts';

/** What the formats of boxes share: categories, and the boxes in force. */

export interface AnnotationCategory {
  /** From 1. */
  readonly id: number;
  readonly name: string;
  readonly supercategory: string;
}

/** Category names beyond the labels. */
export const UNCOUNTABLE = 'uncountable';
export const UNNAMED = 'unnamed';

/**
 * The classes under their own numbers, then what has none: unresolved groups, whose class is not
 * guessed here, uncountable cells, and cells drawn without a name.
 */
export const ANNOTATION_CATEGORIES: readonly AnnotationCategory[] = [
  ...CELL_CLASSES.map(({ id, code, lineage }) => ({ id, name: code, supercategory: lineage })),
  ...[
    ...UNRESOLVED_GROUPS.map(({ id }) => ({ name: id, supercategory: labelLineage(id) })),
    { name: UNCOUNTABLE, supercategory: 'uncountable' },
    { name: UNNAMED, supercategory: 'other' },
  ].map((category, index) => ({ id: CELL_CLASSES.length + 1 + index, ...category })),
];
const CATEGORY_IDS = new Map(ANNOTATION_CATEGORIES.map(({ id, name }) => [name, id]));

/** A cell as formats of boxes know it. */
export interface AnnotatedBox {
  readonly cell: Field['cells'][number];
  /** Within the field, px, not empty. */
  readonly box: Box;
  readonly categoryId: number;
  readonly reviewed: boolean;
}

/** The boxes in force. A box, or the part of one, that lies outside the field is left out. */
export const annotatedBoxes = ({ cells, width, height }: Field): AnnotatedBox[] =>
  cells.flatMap((cell) => {
    const box = clipBox(cell.box, width, height);
    if (box.width <= 0 || box.height <= 0) return [];
    const { countable, label, reviewed } = readCell(cell);
    const name = countable ? (label ?? UNNAMED) : UNCOUNTABLE;
    return [{ cell, box, categoryId: CATEGORY_IDS.get(name) as number, reviewed }];
  });

/**
 * Fields whose boxes are given out. One that is left out of the count was not read to its end, while
 * whoever trains or measures by the boxes takes what has none for background.
 */
export const fieldsWithBoxes = ({ fields }: Pick<Case, 'fields'>): readonly Field[] =>
  fields.filter(({ excluded }) => excluded === null);

/** The other fields, each with the reason that a reviewer gave. */
export const fieldsLeftOut = ({
  fields,
}: Pick<Case, 'fields'>): readonly { readonly name: string; readonly reason: string }[] =>
  fields.flatMap(({ name, excluded }) => (excluded ? [{ name, reason: excluded.reason }] : []));

/** What the files say of them, a line each. */
export const leftOutLines = (document: Pick<Case, 'fields'>): string[] =>
  fieldsLeftOut(document).map(
    ({ name, reason }) => `${name} is not in here: it was left out of the count (${reason}).`,
  );

/** What the list of pictures is called in an export of label files. */
export const PICTURE_LIST = 'pictures.txt';

/** File names without ending, one for each field: that of its picture, made unique. */
export function fieldStems(fields: readonly Pick<Field, 'name'>[]): string[] {
  const used = new Set<string>();
  return fields.map(({ name }) => {
    const stem = safeStemOf(name);
    let unique = stem;
    for (let copy = 2; used.has(unique.toLowerCase()); copy++) unique = `${stem}-${copy}`;
    used.add(unique.toLowerCase());
    return unique;
  });
}
