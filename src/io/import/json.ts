import { z } from 'zod';
import { resultSchema } from '../../domain/result.ts';
import type { PhraseKey } from '../../domain/text/index.ts';
import { UNCOUNTABLE, UNNAMED } from '../export/annotations.ts';
import { AnnotationError, type ForeignImage, type TextFile } from './types.ts';

/** COCO detection files and this workstation's own `result.json`. */

/** Tools write the same number as a number here and as a text there. */
const idSchema = z.union([z.number(), z.string()]).transform(String);

const cocoSchema = z.object({
  images: z.array(
    z.object({
      id: idSchema,
      file_name: z.string().min(1),
      // Some tools leave the size out, or write 0 for what they do not know.
      width: z.number().nullish(),
      height: z.number().nullish(),
    }),
  ),
  annotations: z.array(
    z.object({
      image_id: idSchema,
      category_id: idSchema,
      bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
      iscrowd: z.unknown().optional(),
    }),
  ),
  categories: z.array(z.object({ id: idSchema, name: z.string() })),
});

export interface JsonReading {
  readonly format: 'coco' | 'result';
  readonly images: readonly ForeignImage[];
  /** Regions of many cells that were left out. */
  readonly crowds: number;
}

/**
 * Reads a JSON file of boxes.
 * @throws AnnotationError naming file, place and remedy
 */
export function readJson(file: TextFile): JsonReading {
  const content = parse(file);
  const keys = typeof content === 'object' && content !== null ? content : {};
  if ('annotations' in keys && 'categories' in keys) return readCoco(file, content);
  if ('differential' in keys && 'call' in keys) return readResult(file, content);
  throw new AnnotationError('annotations.unknownJson', { file: file.name });
}

function parse({ name, text }: TextFile): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AnnotationError(
      'annotations.noJson',
      { file: name, line: lineOf(error, text) },
      error,
    );
  }
}

/** Engines name the line, or the position, or neither where the text ends too early. */
function lineOf(error: unknown, text: string): number {
  const message = error instanceof Error ? error.message : '';
  const line = /\bline (\d+)/.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  const position = /position (\d+)/.exec(message)?.[1];
  return text.slice(0, Number(position ?? text.length)).split('\n').length;
}

/** Refuses by the first thing that is wrong, by its path: `annotations[3].bbox`. */
function checked<Schema extends z.ZodType>(
  { name }: TextFile,
  schema: Schema,
  content: unknown,
  key: PhraseKey,
): z.infer<Schema> {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const where = (parsed.error.issues[0]?.path ?? [])
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  throw new AnnotationError(key, { file: name, where: where || 'JSON' }, parsed.error);
}

/**
 * What each id means.
 * @throws AnnotationError where one means two things
 */
function namesById(
  { name: file }: TextFile,
  list: 'images' | 'categories',
  items: readonly { readonly id: string; readonly name: string }[],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { id, name } of items) {
    const before = names.get(id);
    if (before !== undefined && before !== name)
      throw new AnnotationError('annotations.sameId', {
        file,
        list,
        id,
        name: before,
        other: name,
      });
    names.set(id, name);
  }
  return names;
}

function readCoco(file: TextFile, content: unknown): JsonReading {
  const coco = checked(file, cocoSchema, content, 'annotations.badJson');
  const { images, annotations, categories } = coco;
  const classes = namesById(file, 'categories', categories);
  const pictures = images.map(({ id, file_name }) => ({ id, name: file_name }));
  const boxes = new Map(
    [...namesById(file, 'images', pictures).keys()].map((id) => [id, [] as typeof annotations]),
  );
  for (const [index, annotation] of annotations.entries()) {
    const where = `annotations[${index}]`;
    const { image_id, category_id, bbox } = annotation;
    const own = boxes.get(image_id);
    if (!own)
      throw new AnnotationError('annotations.noImage', { file: file.name, where, id: image_id });
    if (!classes.has(category_id))
      throw new AnnotationError('annotations.noCategory', {
        file: file.name,
        where,
        id: category_id,
      });
    if (isCrowd(annotation)) continue;
    if (!(bbox[2] > 0 && bbox[3] > 0))
      throw new AnnotationError('annotations.badJson', {
        file: file.name,
        where: `${where}.bbox`,
      });
    own.push(annotation);
  }
  return {
    format: 'coco',
    images: [...new Map(images.map((image) => [image.id, image])).values()].map(
      ({ id, file_name, width, height }) => ({
        name: file_name,
        size: width && height && width > 0 && height > 0 ? { width, height } : null,
        unit: 'pixels',
        file: file.name,
        boxes: (boxes.get(id) ?? []).map(({ category_id, bbox: [x, y, w, h] }) => ({
          className: classes.get(category_id) as string,
          box: { x, y, width: w, height: h },
        })),
      }),
    ),
    crowds: annotations.filter(isCrowd).length,
  };
}

/** A region around many cells: no box of one. */
const isCrowd = ({ iscrowd }: { readonly iscrowd?: unknown }): boolean =>
  Number(iscrowd ?? 0) !== 0;

function readResult(file: TextFile, content: unknown): JsonReading {
  const { fields } = checked(file, resultSchema, content, 'annotations.badResult');
  return {
    format: 'result',
    crowds: 0,
    images: fields.map(({ file: name, width, height, cells }) => ({
      name,
      size: { width, height },
      unit: 'pixels',
      file: file.name,
      boxes: cells.map(({ box: [x, y, w, h], countable, label, unresolved }) => ({
        className: countable ? (unresolved ?? label ?? UNNAMED) : UNCOUNTABLE,
        box: { x, y, width: w, height: h },
      })),
    })),
  };
}
