import type { Case, Field, ReaderCell } from '../../domain/case.ts';
import { type MappingTarget, targetOfName } from '../../domain/classNames.ts';
import { boxArea, clipBox } from '../../domain/geometry.ts';
import { nameIndex } from './nameIndex.ts';
import {
  AnnotationError,
  annotationErrorOf,
  type FailedFile,
  type ForeignAnnotations,
  type ForeignBox,
  type ForeignImage,
} from './types.ts';

/** The boxes of one field, in its own pixels. */
export interface MatchedField {
  readonly fieldId: string;
  readonly boxes: readonly ForeignBox[];
}

/** A class of the foreign file. */
export interface ForeignClass {
  readonly name: string;
  /** Boxes in the fields of the case. */
  readonly count: number;
  /** What its name means here; null where it is not understood. */
  readonly target: MappingTarget | null;
}

/** Annotations that were brought together with the fields of a case. */
export interface MatchedAnnotations {
  readonly format: ForeignAnnotations['format'];
  readonly files: readonly string[];
  readonly fields: readonly MatchedField[];
  readonly classes: readonly ForeignClass[];
  /** Pictures that are no field of the case. */
  readonly unmatched: readonly string[];
  /** Boxes that lie wholly outside their field. */
  readonly outside: number;
  /** Regions of many cells, which are no boxes of one. */
  readonly crowds: number;
  /** Files, or their word on one picture, of which nothing is taken. */
  readonly failed: readonly FailedFile[];
}

/**
 * Brings annotations together with the fields of a case by file name (see `nameIndex`). A name that
 * fits two fields, a field that two files mark and a picture of another size are among `failed`; the
 * other fields stand.
 * @throws AnnotationError where nothing fits
 */
export function matchAnnotations(
  { format, files, images, crowds, failed: unread }: ForeignAnnotations,
  { fields }: Pick<Case, 'fields'>,
): MatchedAnnotations {
  const find = nameIndex(fields, ({ name }) => name);
  const marked = new Map<Field, ForeignImage[]>();
  const unmatched: string[] = [];
  const failed: FailedFile[] = [];
  for (const image of images) {
    const found = namesOf(image)
      .map(find)
      .find((list) => list.length > 0);
    const [field, ...others] = found ?? [];
    if (!field) unmatched.push(image.name);
    else if (others.length === 0) marked.set(field, [...(marked.get(field) ?? []), image]);
    else
      failed.push(
        failedImage(
          image,
          sameName(
            image,
            [field, ...others].map(({ name }) => name),
          ),
        ),
      );
  }
  const matched: MatchedField[] = [];
  let outside = 0;
  for (const [field, [image, ...others]] of marked)
    try {
      if (!image) continue;
      const [other] = others;
      if (other) throw markedTwice(other, field.name, image);
      const boxes = boxesIn(field, image);
      outside += image.boxes.length - boxes.length;
      matched.push({ fieldId: field.id, boxes });
    } catch (error) {
      failed.push(failedImage(others[0] ?? (image as ForeignImage), annotationErrorOf(error)));
    }
  if (matched.length === 0)
    throw (
      failed[0]?.error ??
      new AnnotationError('annotations.noneMatches', {
        files: files.slice(0, 5).join(', '),
        fields: fields.map(({ name }) => name).join(', '),
      })
    );
  return {
    format,
    files,
    fields: matched,
    classes: classesOf(matched),
    unmatched,
    outside,
    crowds,
    failed: [...unread, ...failed],
  };
}

/** What a picture may be called, the likelier name first. */
export const namesOf = ({ name, otherName }: Pick<ForeignImage, 'name' | 'otherName'>): string[] =>
  otherName === undefined ? [name] : [name, otherName];

/** The word of a file on one picture, of which nothing is taken. */
export const failedImage = ({ file, name }: ForeignImage, error: AnnotationError): FailedFile => ({
  file,
  error,
  pictures: [name],
});

export const sameName = ({ file, name }: ForeignImage, fields: readonly string[]) =>
  new AnnotationError('annotations.sameName', { file, name, fields: fields.join(', ') });

export const markedTwice = ({ file }: ForeignImage, field: string, before: ForeignImage) =>
  new AnnotationError('annotations.twice', { file, field, other: before.file });

/**
 * The boxes in the field's own pixels, cut at its edges; one wholly outside is left out.
 * @throws AnnotationError where they are for a picture of another size
 */
export function boxesIn(
  field: Pick<Field, 'name' | 'width' | 'height'>,
  { size, unit, boxes, file }: ForeignImage,
): ForeignBox[] {
  const { width, height } = field;
  if (size && (size.width !== width || size.height !== height))
    throw new AnnotationError('annotations.otherSize', {
      file,
      field: field.name,
      size: `${size.width} × ${size.height}`,
      expected: `${width} × ${height}`,
    });
  const [across, down] = unit === 'shares' ? [width, height] : [1, 1];
  return boxes
    .map(({ className, box }) => ({
      className,
      box: clipBox(
        {
          x: box.x * across,
          y: box.y * down,
          width: box.width * across,
          height: box.height * down,
        },
        width,
        height,
      ),
    }))
    .filter(({ box }) => boxArea(box) > 0);
}

/** The classes that occur, the most frequent first. */
export function classesOf(fields: readonly Pick<MatchedField, 'boxes'>[]): ForeignClass[] {
  const counts = new Map<string, number>();
  for (const { boxes } of fields)
    for (const { className } of boxes) counts.set(className, (counts.get(className) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count, target: targetOfName(name) }))
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}

/** What each foreign class becomes; one that is not named is left out. */
export type ClassMapping = ReadonlyMap<string, MappingTarget>;

/** The cells of each field under a mapping of the classes. */
export const readerCells = (
  { fields }: Pick<MatchedAnnotations, 'fields'>,
  mapping: ClassMapping,
): { readonly fieldId: string; readonly cells: readonly ReaderCell[] }[] =>
  fields.map(({ fieldId, boxes }) => ({
    fieldId,
    cells: cellsUnder(boxes, mapping),
  }));

/** Boxes as cells under a mapping of their classes. */
export const cellsUnder = (boxes: readonly ForeignBox[], mapping: ClassMapping): ReaderCell[] =>
  boxes.flatMap(({ className, box }): ReaderCell[] => {
    const target = mapping.get(className) ?? 'omit';
    if (target === 'omit') return [];
    if (target === 'uncountable') return [{ box, label: null, countable: false }];
    return [{ box, label: target === 'unnamed' ? null : target, countable: true }];
  });
