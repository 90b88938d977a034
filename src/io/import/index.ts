import { readCellTable } from './cellTable.ts';
import { readJson } from './json.ts';
import { failedFile, textsOf } from './texts.ts';
import {
  AnnotationError,
  annotationErrorOf,
  type ForeignAnnotations,
  type TextFile,
} from './types.ts';
import { readVoc } from './voc.ts';
import { readYolo } from './yolo.ts';

type Format = ForeignAnnotations['format'];
type FileReading = Pick<ForeignAnnotations, 'format' | 'images'> & { readonly crowds?: number };

/** How a file is read whose boxes need no other file. */
const READERS: readonly {
  readonly ending: RegExp;
  readonly read: (file: TextFile) => FileReading;
}[] = [
  { ending: /\.json$/i, read: readJson },
  { ending: /\.xml$/i, read: (file) => ({ format: 'voc', images: [readVoc(file)] }) },
  { ending: /\.csv$/i, read: (file) => ({ format: 'csv', images: readCellTable(file) }) },
];
const LABELS = /\.(txt|names)$/i;

/**
 * Reads annotations that another program wrote: any number of files of one format, which are COCO,
 * `result.json`, YOLO with its class names, Pascal VOC or tables of cells; loose or in a .zip. Each
 * file is read on its own: one that cannot be is among `failed`, and the others stand.
 * @param nameOf what a file is called in messages, and where it lies
 * @throws AnnotationError naming file, place and remedy where nothing can be read, or where formats
 *   are mixed
 */
export async function readAnnotations(
  files: readonly File[],
  nameOf: (file: File) => string = ({ name }) => name,
): Promise<ForeignAnnotations> {
  const { texts, failed } = await textsOf(files, nameOf);
  const readings = new Map<Format, ForeignAnnotations>();
  for (const text of texts) {
    const reader = READERS.find(({ ending }) => ending.test(text.name));
    if (!reader) continue;
    try {
      const { format, images, crowds = 0 } = reader.read(text);
      const before = readings.get(format);
      readings.set(format, {
        format,
        files: [...(before?.files ?? []), text.name],
        images: [...(before?.images ?? []), ...images],
        crowds: (before?.crowds ?? 0) + crowds,
        failed: [],
      });
    } catch (error) {
      failed.push(failedFile(text.name, annotationErrorOf(error)));
    }
  }
  const isLabels = ({ name }: { name: string }) => LABELS.test(name);
  const unreadable = failed.filter(({ file }) => LABELS.test(file));
  const yolo = readYolo(texts.filter(isLabels), unreadable);
  const ofOthers = failed.filter((one) => !unreadable.includes(one));
  // Other formats may have a README.txt or a licence with them: those are no labels.
  const isYolo = yolo.images.some(({ boxes }) => boxes.length > 0) || readings.size === 0;
  if (isYolo && yolo.files.length > 0)
    readings.set('yolo', {
      format: 'yolo',
      files: yolo.files,
      images: yolo.images,
      crowds: 0,
      failed: [],
    });
  const [only, ...others] = readings.values();
  if (only && others.length > 0)
    throw new AnnotationError('annotations.mixed', {
      files: [only, ...others].map((reading) => reading.files.slice(0, 3).join(', ')).join(', '),
    });
  // Without class names a text beside a broken file of another format is none of the annotation.
  const all =
    isYolo && (yolo.named || ofOthers.length === 0) ? [...ofOthers, ...yolo.failed] : ofOthers;
  if (only) return { ...only, failed: all };
  throw (
    all[0]?.error ??
    new AnnotationError('annotations.nothing', { files: files.map(nameOf).slice(0, 5).join(', ') })
  );
}
