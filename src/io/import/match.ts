import type { Case, Field, ReaderCell } from '../../domain/case.ts';
import { type MappingTarget, targetOfName } from '../../domain/classNames.ts';
import { boxArea, clipBox } from '../../domain/geometry.ts';
import { fieldStems } from '../export/annotations.ts';
import {
  AnnotationError,
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
}

/**
 * Brings annotations together with the fields of a case by file name: the whole name, else without
 * folder, else without ending too. Capitals do not matter.
 * @throws AnnotationError where a name fits two fields, a field has two files, sizes differ, or
 *   nothing fits
 */
export function matchAnnotations(
  { format, files, images }: ForeignAnnotations,
  { fields }: Pick<Case, 'fields'>,
): MatchedAnnotations {
  const find = fieldFinder(fields);
  const taken = new Map<string, ForeignImage>();
  const unmatched: string[] = [];
  let outside = 0;
  const matched: MatchedField[] = [];
  for (const image of images) {
    const field = find(image);
    if (!field) {
      unmatched.push(image.name);
      continue;
    }
    const before = taken.get(field.id);
    if (before)
      throw new AnnotationError('annotations.twice', {
        file: image.file,
        field: field.name,
        other: before.file,
      });
    taken.set(field.id, image);
    const boxes = boxesIn(field, image);
    outside += image.boxes.length - boxes.length;
    matched.push({ fieldId: field.id, boxes });
  }
  if (matched.length === 0)
    throw new AnnotationError('annotations.noneMatches', {
      files: files.join(', '),
      fields: fields.map(({ name }) => name).join(', '),
    });
  return { format, files, fields: matched, classes: classesOf(matched), unmatched, outside };
}

const lastPart = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;
const stemOf = (name: string): string => name.replace(/\.[a-z]{3,4}$/i, '');

function fieldFinder(fields: readonly Field[]): (image: ForeignImage) => Field | undefined {
  const stems = fieldStems([...fields]);
  const keys: readonly ((name: string) => string)[] = [
    (name) => name,
    lastPart,
    (name) => stemOf(lastPart(name)),
  ];
  return ({ name, file }) => {
    for (const key of keys) {
      const wanted = key(name).toLowerCase();
      const found = fields.filter((field) => key(field.name).toLowerCase() === wanted);
      if (found.length > 1)
        throw new AnnotationError('annotations.sameName', {
          file,
          name,
          fields: found.map((field) => field.name).join(', '),
        });
      if (found[0]) return found[0];
    }
    // The names under which this workstation itself writes label files.
    const index = stems.findIndex((stem) => stem.toLowerCase() === lastPart(name).toLowerCase());
    return fields[index];
  };
}

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
