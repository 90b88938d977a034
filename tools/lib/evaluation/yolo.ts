import { readdir } from 'node:fs/promises';
import { extname, join, parse } from 'node:path';
import type { Box } from '../../../src/domain/geometry.ts';
import type { SkippedFile } from './skipped.ts';

/** A field and the file with its boxes. */
export interface LabelledImage {
  readonly image: string;
  readonly labels: string;
}

const PICTURES = new Set(['.png', '.jpg', '.jpeg', '.bmp', '.webp', '.tif', '.tiff']);
/** Names of the classes, which annotation tools write beside the boxes. */
const NOT_LABELS = new Set(['classes', 'notes']);

/**
 * Pairs the pictures of one folder with the label files of another by name.
 * @returns pairs by name, and the files that lack their other half
 * @throws Error where a folder cannot be read
 */
export async function pairLabels(
  imageFolder: string,
  labelFolder: string,
): Promise<{ pairs: LabelledImage[]; skipped: SkippedFile[] }> {
  const [images, labels] = await Promise.all([readdir(imageFolder), readdir(labelFolder)]);
  const labelOf = new Map(
    labels.filter((file) => extname(file) === '.txt').map((file) => [parse(file).name, file]),
  );
  const pairs: LabelledImage[] = [];
  const skipped: SkippedFile[] = [];
  for (const file of images.sort()) {
    if (!PICTURES.has(extname(file).toLowerCase())) continue;
    const { name } = parse(file);
    const label = labelOf.get(name);
    labelOf.delete(name);
    const image = join(imageFolder, file);
    if (label) pairs.push({ image, labels: join(labelFolder, label) });
    else skipped.push({ file: image, reason: `it has no ${name}.txt in ${labelFolder}` });
  }
  for (const [name, file] of labelOf)
    if (!NOT_LABELS.has(name))
      skipped.push({
        file: join(labelFolder, file),
        reason: `it has no picture in ${imageFolder}`,
      });
  return { pairs, skipped };
}

/**
 * Boxes of one class in a YOLO label file: a line is class, centre x, centre y, width, height, the
 * last four as shares of the picture.
 * @returns boxes in pixels
 * @throws Error naming the first line that is none
 */
export function parseYolo(
  text: string,
  classId: number,
  { width, height }: { readonly width: number; readonly height: number },
): Box[] {
  const boxes: Box[] = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const numbers = line.trim().split(/\s+/).map(Number);
    const [id, x, y, w, h] = numbers as [number, number, number, number, number];
    if (numbers.length !== 5 || !numbers.every(Number.isFinite) || w <= 0 || h <= 0)
      throw new Error(`line ${i + 1} is not "class x y width height": ${line.trim()}`);
    if (id !== classId) continue;
    boxes.push({
      x: (x - w / 2) * width,
      y: (y - h / 2) * height,
      width: w * width,
      height: h * height,
    });
  }
  return boxes;
}
