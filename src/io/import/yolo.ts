import {
  AnnotationError,
  type ForeignAnnotations,
  type ForeignBox,
  type TextFile,
} from './types.ts';

/** YOLO label files and the file that names their classes. */

/** What annotation tools call the file of class names. */
const CLASS_FILES = /(^|\/)(classes\.txt|obj\.names|[^/]+\.names)$/i;
/** Texts beside the labels that hold none. */
const NO_LABELS = /(^|\/)(readme|notes|train|val|valid|test)\.txt$/i;

/**
 * Reads label files with their class names.
 * @param files .txt and .names files; what is known to hold no labels is passed over
 * @throws AnnotationError naming file, line and remedy
 */
export function readYolo(files: readonly TextFile[]): ForeignAnnotations {
  const named = files.find(({ name }) => CLASS_FILES.test(name));
  if (!named) throw new AnnotationError('annotations.noClasses', { file: files[0]?.name ?? '' });
  const classes = named.text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => line.trim());
  while (classes.at(-1) === '') classes.pop();
  const labels = files.filter(
    ({ name }) => !CLASS_FILES.test(name) && !NO_LABELS.test(name) && /\.txt$/i.test(name),
  );
  if (labels.length === 0) throw new AnnotationError('annotations.noLabels', { file: named.name });
  return {
    format: 'yolo',
    files: [named, ...labels].map(({ name }) => name),
    images: labels.map((file) => ({
      name: file.name.replace(/\.txt$/i, ''),
      size: null,
      unit: 'shares',
      file: file.name,
      boxes: readLabels(file, classes, named.name),
    })),
  };
}

function readLabels(file: TextFile, classes: readonly string[], classFile: string): ForeignBox[] {
  return file.text.split(/\r?\n/).flatMap((text, index) => {
    if (text.trim() === '') return [];
    const place = { file: file.name, line: index + 1 };
    const numbers = text.trim().split(/\s+/).map(Number);
    const [id, x, y, width, height] = numbers as [number, number, number, number, number];
    // A sixth number is the confidence of a detection.
    const shaped = (numbers.length === 5 || numbers.length === 6) && numbers.every(Number.isFinite);
    if (!shaped || width <= 0 || height <= 0 || !Number.isInteger(id) || id < 0)
      throw new AnnotationError('annotations.badLine', {
        ...place,
        text: text.trim().slice(0, 60),
      });
    // Rounding may carry an edge a little over; pixels instead of shares do so by far.
    if (
      Math.max(x + width / 2, y + height / 2) > 1.01 ||
      Math.min(x - width / 2, y - height / 2) < -0.01
    )
      throw new AnnotationError('annotations.notShares', place);
    const className = classes[id];
    if (className === undefined || className === '')
      throw new AnnotationError('annotations.noClass', { ...place, id, classes: classFile });
    return [{ className, box: { x: x - width / 2, y: y - height / 2, width, height } }];
  });
}
