import { z } from 'zod';
import { resultSchema } from '../../domain/result.ts';
import { UNCOUNTABLE, UNNAMED } from '../export/annotations.ts';
import { AnnotationError, type ForeignAnnotations, type TextFile } from './types.ts';

/** COCO detection files and this workstation's own `result.json`. */

const cocoSchema = z.object({
  images: z.array(
    z.object({
      id: z.union([z.number(), z.string()]),
      file_name: z.string().min(1),
      width: z.number().positive(),
      height: z.number().positive(),
    }),
  ),
  annotations: z.array(
    z.object({
      image_id: z.union([z.number(), z.string()]),
      category_id: z.union([z.number(), z.string()]),
      bbox: z.tuple([z.number(), z.number(), z.number().positive(), z.number().positive()]),
    }),
  ),
  categories: z.array(z.object({ id: z.union([z.number(), z.string()]), name: z.string() })),
});

/**
 * Reads a JSON file of boxes.
 * @throws AnnotationError naming file, place and remedy
 */
export function readJson(file: TextFile): ForeignAnnotations {
  const content = parse(file);
  const keys = typeof content === 'object' && content !== null ? content : {};
  if ('annotations' in keys && 'categories' in keys) return readCoco(file, content);
  if ('differential' in keys && 'call' in keys) return readResult(file, content);
  throw new AnnotationError('annotations.unknownJson', { file: file.name });
}

function parse({ name, text }: TextFile): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const before = text.slice(0, Number(position ?? text.length));
    const line = before.split('\n').length;
    throw new AnnotationError('annotations.noJson', { file: name, line }, error);
  }
}

/** The first thing that is wrong, by its path: `annotations[3].bbox`. */
function checked<Schema extends z.ZodType>(
  { name }: TextFile,
  schema: Schema,
  content: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = (issue?.path ?? [])
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  throw new AnnotationError(
    'annotations.badJson',
    { file: name, where: where || 'JSON', problem: issue?.message ?? '' },
    parsed.error,
  );
}

function readCoco(file: TextFile, content: unknown): ForeignAnnotations {
  const { images, annotations, categories } = checked(file, cocoSchema, content);
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  const byImage = new Map(images.map(({ id }) => [id, [] as (typeof annotations)[number][]]));
  for (const [index, annotation] of annotations.entries()) {
    const where = `annotations[${index}]`;
    const own = byImage.get(annotation.image_id);
    if (!own)
      throw new AnnotationError('annotations.noImage', {
        file: file.name,
        where,
        id: annotation.image_id,
      });
    if (!names.has(annotation.category_id))
      throw new AnnotationError('annotations.noCategory', {
        file: file.name,
        where,
        id: annotation.category_id,
      });
    own.push(annotation);
  }
  return {
    format: 'coco',
    files: [file.name],
    images: images.map(({ id, file_name, width, height }) => ({
      name: file_name,
      size: { width, height },
      unit: 'pixels',
      file: file.name,
      boxes: (byImage.get(id) ?? []).map(({ category_id, bbox: [x, y, w, h] }) => ({
        className: names.get(category_id) as string,
        box: { x, y, width: w, height: h },
      })),
    })),
  };
}

function readResult(file: TextFile, content: unknown): ForeignAnnotations {
  const { fields } = checked(file, resultSchema, content);
  return {
    format: 'result',
    files: [file.name],
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
