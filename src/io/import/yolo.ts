import type { Box } from '../../domain/geometry.ts';
import { PICTURE_LIST } from '../export/annotations.ts';
import { folderOf, lastPartOf, partsOf } from '../pictureNames.ts';
import {
  AnnotationError,
  annotationErrorOf,
  type FailedFile,
  type ForeignBox,
  type ForeignImage,
  type TextFile,
} from './types.ts';

/**
 * YOLO label files and the files that name their classes. What a text is, its content says as well
 * as its name: the picture classes.png has labels in classes.txt.
 */

/** What annotation tools call the file of class names. */
const CLASS_FILES = /(^|\/)(classes\.txt|[^/]+\.names)$/i;
/** Texts beside the labels that hold none. */
const NO_LABELS = /(^|\/)(readme|notes|train|val|valid|test)\.txt$/i;
/** A line of the list that stands with labels of this workstation: label file, tab, picture. */
const LISTED = /^(labels\/[^\t]+\.txt)\t(.+)$/;

export interface YoloReading {
  readonly files: readonly string[];
  readonly images: readonly ForeignImage[];
  readonly failed: readonly FailedFile[];
  /** Whether anything names classes: without it no text can be told to be labels. */
  readonly named: boolean;
}

interface ClassFile {
  readonly file: string;
  /** What its text is wrong with stands in for the names, lest labels take those of another file. */
  readonly names: readonly string[] | AnnotationError;
}

const linesOf = (text: string): string[] => text.split(/\r\n?|\n/).map((line) => line.trim());
const written = (text: string): string[] => linesOf(text).filter((line) => line !== '');
const isLabel = (line: string): boolean => /^\d+(\s+[-+.\deE]+){4,}$/.test(line);
const pictureOfLabels = (file: string): string => file.replace(/\.(txt|names)$/i, '');

/**
 * Reads label files, each with the class names nearest to it.
 * @param files .txt and .names files; what is known to hold no labels is passed over
 * @param unreadable those among them that are no text
 */
export function readYolo(
  files: readonly TextFile[],
  unreadable: readonly FailedFile[] = [],
): YoloReading {
  const listed = picturesListed(files);
  const isClassFile = ({ name, text }: TextFile) =>
    !listed.has(name) && CLASS_FILES.test(name) && written(text).some((line) => !isLabel(line));
  const depth = (name: string) => partsOf(name).length;
  const top = Math.min(...files.map(({ name }) => depth(name)));
  const isLabels = ({ name, text }: TextFile) => {
    if (listed.has(name)) return true;
    const lines = written(text);
    const isBeside = NO_LABELS.test(name) && depth(name) === top && lines.length > 0;
    return /\.txt$/i.test(name) && !(isBeside && !lines.some(isLabel)) && !isList(name, text);
  };
  const classFiles: readonly ClassFile[] = [
    ...files.filter(isClassFile).map(({ name, text }) => ({ file: name, names: classNames(text) })),
    ...unreadable
      .filter(({ file }) => CLASS_FILES.test(file))
      .map(({ file, error }) => ({ file, names: error })),
  ];
  const labels = files.filter((file) => !isClassFile(file) && isLabels(file));
  const images: ForeignImage[] = [];
  const failed = unreadable.filter(({ file }) => !CLASS_FILES.test(file));
  for (const file of labels) {
    const name = listed.get(file.name) ?? pictureOfLabels(file.name);
    try {
      const boxes = readLabels(file, classesFor(file.name, classFiles));
      images.push({ name, size: null, unit: 'shares', file: file.name, boxes });
    } catch (error) {
      failed.push({ file: file.name, error: annotationErrorOf(error), pictures: [name] });
    }
  }
  const [first] = classFiles;
  if (first && labels.length === 0)
    failed.push({
      file: first.file,
      error: new AnnotationError('annotations.noLabels', { file: first.file }),
      pictures: [],
    });
  return {
    files: images.length > 0 ? [...classFiles, ...images].map(({ file }) => file) : [],
    images,
    failed: oncePerCause(failed),
    named: classFiles.length > 0,
  };
}

function classNames(text: string): string[] {
  const names = linesOf(text);
  while (names.at(-1) === '') names.pop();
  return names;
}

const isList = (name: string, text: string): boolean => {
  const lines = written(text);
  return (
    lastPartOf(name) === PICTURE_LIST &&
    lines.length > 0 &&
    lines.every((line) => LISTED.test(line))
  );
};

/** The picture of each label file that a list names, whether its folder was kept or not. */
function picturesListed(files: readonly TextFile[]): ReadonlyMap<string, string> {
  const known = new Map(files.map(({ name, text }) => [name, text]));
  // Without its folder a name may be that of another file, such as the README beside the folder.
  const isAll = (place: string) => written(known.get(place) ?? '-').every(isLabel);
  const pictures = new Map<string, string>();
  for (const { name, text } of files.filter((file) => isList(file.name, file.text)))
    for (const line of written(text)) {
      const [, path, picture] = LISTED.exec(line) as unknown as [string, string, string];
      const folder = folderOf(name);
      const below = (part: string) => (folder === '' ? part : `${folder}/${part}`);
      const flat = below(lastPartOf(path));
      if (known.has(below(path))) pictures.set(below(path), picture);
      else if (isAll(flat)) pictures.set(flat, picture);
    }
  return pictures;
}

/**
 * The names for a label file: those in its folder, else in the next one above, else anywhere.
 * @throws AnnotationError where there are none, or where several equally near differ
 */
function classesFor(
  file: string,
  all: readonly ClassFile[],
): ClassFile & { names: readonly string[] } {
  let near: readonly ClassFile[] = [];
  for (let folder = partsOf(folderOf(file)); near.length === 0; folder = folder.slice(0, -1)) {
    near = all.filter((one) => folderOf(one.file) === folder.join('/'));
    if (folder.length === 0) break;
  }
  const [first, ...others] = near.length > 0 ? near : all;
  if (!first) throw new AnnotationError('annotations.noClasses', { file });
  const other = others.find(({ names }) => String(names) !== String(first.names));
  if (other)
    throw new AnnotationError('annotations.classesDiffer', {
      file,
      classes: first.file,
      other: other.file,
    });
  if (first.names instanceof AnnotationError) throw first.names;
  return { file: first.file, names: first.names };
}

/** Many label files may want the same names: that is told once, with the first of them. */
function oncePerCause(failed: readonly FailedFile[]): FailedFile[] {
  const causes = new Map<string, FailedFile>();
  for (const one of failed) {
    const { key = '', values = {} } = one.error.said;
    const cause =
      key === 'annotations.noClasses' || key === 'annotations.classesDiffer'
        ? `${key} ${values['classes']} ${values['other']}`
        : one.error.message;
    const before = causes.get(cause);
    causes.set(
      cause,
      before ? { ...before, pictures: [...before.pictures, ...one.pictures] } : one,
    );
  }
  return [...causes.values()];
}

function readLabels(
  file: TextFile,
  classes: ClassFile & { names: readonly string[] },
): ForeignBox[] {
  return linesOf(file.text).flatMap((line, index) => {
    if (line === '') return [];
    const place = { file: file.name, line: index + 1 };
    const [id = Number.NaN, ...numbers] = line.split(/\s+/).map(Number);
    const box = boxIn(numbers);
    if (!box || !(box.width > 0 && box.height > 0) || !Number.isInteger(id) || id < 0)
      throw new AnnotationError('annotations.badLine', { ...place, text: line.slice(0, 60) });
    // Rounding may carry an edge a little over; pixels instead of shares do so by far.
    if (Math.max(box.x + box.width, box.y + box.height) > 1.01 || Math.min(box.x, box.y) < -0.01)
      throw new AnnotationError('annotations.notShares', place);
    const className = classes.names[id];
    if (className === undefined || className === '')
      throw new AnnotationError('annotations.noClass', { ...place, id, classes: classes.file });
    return [{ className, box }];
  });
}

/**
 * The box of a line's numbers: centre and size, after which a confidence may stand; or around the
 * corners of an outline, three or more, as a segmentation has it.
 */
function boxIn(numbers: readonly number[]): Box | null {
  if (!numbers.every(Number.isFinite)) return null;
  if (numbers.length === 4 || numbers.length === 5) {
    const [x, y, width, height] = numbers as [number, number, number, number];
    return { x: x - width / 2, y: y - height / 2, width, height };
  }
  if (numbers.length < 6 || numbers.length % 2 !== 0) return null;
  const across = numbers.filter((_, index) => index % 2 === 0);
  const down = numbers.filter((_, index) => index % 2 === 1);
  const [x, y] = [Math.min(...across), Math.min(...down)];
  return { x, y, width: Math.max(...across) - x, height: Math.max(...down) - y };
}
