import type { Case, Field } from '../../domain/case.ts';
import { noticesOf } from '../../domain/provenance.ts';
import {
  ANNOTATION_CATEGORIES,
  annotatedBoxes,
  fieldStems,
  fieldsWithBoxes,
  leftOutLines,
  PICTURE_LIST,
} from './annotations.ts';
import { zipOf } from './zip.ts';

/**
 * Boxes as YOLO label files (https://docs.ultralytics.com/datasets/detect/): a text file for each
 * field, whose lines are class, centre x, centre y, width, height, the last four as shares of the
 * picture; and the names of the classes, whose numbers are their lines, from 0. A list says which
 * label file is whose: two pictures may differ in their ending alone.
 */

/** To 1e-8 of the picture: below a thousandth of a pixel for any picture. */
const share = (value: number): string => Number(value.toFixed(8)).toString();

/** The label file of one field; empty where it has no box. */
export function yoloLabels(field: Field): string {
  const { width, height } = field;
  return annotatedBoxes(field)
    .map(({ box, categoryId }) =>
      [
        categoryId - 1,
        share((box.x + box.width / 2) / width),
        share((box.y + box.height / 2) / height),
        share(box.width / width),
        share(box.height / height),
      ].join(' '),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** The file of class names, as annotation tools and the import here read it. */
export const yoloClasses = (): string =>
  ANNOTATION_CATEGORIES.map(({ name }) => `${name}\n`).join('');

/** Every file of the export by its path: a label file for each field in the count. */
export function yoloFiles(document: Case): ReadonlyMap<string, string> {
  const fields = fieldsWithBoxes(document);
  const paths = fieldStems(fields).map((stem) => `labels/${stem}.txt`);
  // A name may hold any character; a tab or the end of a line would break the list.
  const line = ({ name }: Field, index: number) =>
    `${paths[index]}\t${name.replace(/\p{Cc}+/gu, '_')}\n`;
  return new Map([
    [
      'README.txt',
      [`Cells of ${document.name}.`, ...leftOutLines(document), ...noticesOf(document), ''].join(
        '\r\n',
      ),
    ],
    ['classes.txt', yoloClasses()],
    [PICTURE_LIST, fields.map(line).join('')],
    ...fields.map((field, index) => [paths[index] as string, yoloLabels(field)] as const),
  ]);
}

/** `annotations.yolo.zip`. */
export const yoloZip = (document: Case): Promise<Uint8Array<ArrayBuffer>> =>
  zipOf(
    new Map([...yoloFiles(document)].map(([path, text]) => [path, new TextEncoder().encode(text)])),
    document.updatedAt,
  );
