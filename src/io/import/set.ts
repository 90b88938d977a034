import { readAnnotations } from './index.ts';
import { classesOf, type ForeignClass } from './match.ts';
import { AnnotationError, type ForeignAnnotations, type ForeignImage } from './types.ts';

/** A set of pictures with truth, as it lies in a folder: which pictures are whose, and what is marked in them. */

/** A file with its place below the folder that was picked; for loose files its name. */
export interface PlacedFile {
  readonly path: string;
  readonly file: File;
}

export interface SetPicture extends PlacedFile {
  readonly truth: ForeignImage;
}

export interface SetPatient {
  readonly name: string;
  readonly pictures: readonly SetPicture[];
}

export interface ForeignSet {
  readonly format: ForeignAnnotations['format'];
  readonly files: readonly string[];
  /** By name; each becomes a case. */
  readonly patients: readonly SetPatient[];
  readonly classes: readonly ForeignClass[];
  /** Pictures that the truth does not name: left out, since nobody says what is in them. */
  readonly withoutTruth: readonly string[];
  /** Pictures that the truth names and that are not there. */
  readonly missing: readonly string[];
}

const PICTURE = /\.(png|jpe?g|bmp|webp|tiff?)$/i;
/** Folders that sort files by their kind, not by patient. */
const KINDS_OF_FOLDER =
  /^(images?|imgs?|pictures|fields|jpegimages|labels?|annotations?|obj_train_data|train|val|valid|test)$/i;

const parts = (path: string): string[] => path.split(/[/\\]/).filter(Boolean);
const lastPart = (path: string): string => parts(path).at(-1) ?? path;
const folderOf = (path: string): string => parts(path).slice(0, -1).join('/');
const stemOf = (name: string): string => name.replace(/\.[a-z]{3,4}$/i, '');

/** The folder below the picked one that stands for a patient; else null. */
const patientFolder = (path: string): string | null =>
  parts(path)
    .slice(1, -1)
    .find((folder) => !KINDS_OF_FOLDER.test(folder)) ?? null;

/**
 * Reads a set: pictures, and their truth as COCO, YOLO, Pascal VOC or a table of cells. A folder
 * below the one picked, or the table's column `patient`, is a patient; else all are one.
 * @param name of the patient where nothing else says one
 * @throws AnnotationError naming file, place and remedy
 */
export async function readSet(files: readonly PlacedFile[], name: string): Promise<ForeignSet> {
  const pictures = files.filter(({ path }) => PICTURE.test(path));
  const others = files.filter(({ path }) => !PICTURE.test(path));
  if (pictures.length === 0)
    throw new AnnotationError('annotations.noPictures', {
      files: others
        .slice(0, 3)
        .map(({ path }) => path)
        .join(', '),
    });
  if (others.length === 0)
    throw new AnnotationError('annotations.nothing', {
      files: pictures
        .slice(0, 3)
        .map(({ path }) => path)
        .join(', '),
    });
  const paths = new Map(others.map(({ path, file }) => [file, path]));
  const annotations = await readAnnotations([...paths.keys()], (file) => paths.get(file) as string);
  const truths = new Map<PlacedFile, ForeignImage>();
  const missing: string[] = [];
  for (const image of annotations.images) {
    const picture = pictureOf(image, pictures);
    if (!picture) {
      missing.push(image.name);
      continue;
    }
    const before = truths.get(picture);
    if (before)
      throw new AnnotationError('annotations.twice', {
        file: image.file,
        field: picture.path,
        other: before.file,
      });
    truths.set(picture, image);
  }
  if (truths.size === 0)
    throw new AnnotationError('annotations.noneInSet', {
      files: annotations.files.slice(0, 3).join(', '),
      pictures: pictures
        .slice(0, 3)
        .map(({ path }) => path)
        .join(', '),
    });
  const patients = new Map<string, SetPicture[]>();
  for (const [picture, truth] of truths) {
    const patient = truth.patient ?? patientFolder(picture.path) ?? name;
    patients.set(patient, [...(patients.get(patient) ?? []), { ...picture, truth }]);
  }
  const order = new Intl.Collator('en', { numeric: true }).compare;
  return {
    format: annotations.format,
    files: annotations.files,
    patients: [...patients]
      .map(([patient, own]) => ({
        name: patient,
        pictures: own.sort((a, b) => order(a.path, b.path)),
      }))
      .sort((a, b) => order(a.name, b.name)),
    classes: classesOf([...truths.values()]),
    withoutTruth: pictures.filter((picture) => !truths.has(picture)).map(({ path }) => path),
    missing,
  };
}

/**
 * The picture that annotations mean: by its path, else by its name, else without ending. Of several
 * of that name the one of the same patient, or of the same folder as the file of annotations.
 * @throws AnnotationError where it stays unclear
 */
function pictureOf(image: ForeignImage, pictures: readonly PlacedFile[]): PlacedFile | undefined {
  const wanted = parts(image.name).join('/').toLowerCase();
  const tests: readonly ((path: string) => boolean)[] = [
    (path) => path === wanted || path.endsWith(`/${wanted}`),
    (path) => lastPart(path) === lastPart(wanted),
    (path) => stemOf(lastPart(path)) === stemOf(lastPart(wanted)),
  ];
  for (const test of tests) {
    const found = pictures.filter(({ path }) => test(parts(path).join('/').toLowerCase()));
    if (found.length === 0) continue;
    if (found.length === 1) return found[0];
    const near = [
      found.filter(({ path }) => image.patient && parts(path).includes(image.patient)),
      found.filter(({ path }) => folderOf(path) === folderOf(image.file)),
      found.filter(
        ({ path }) => patientFolder(path) && patientFolder(path) === patientFolder(image.file),
      ),
    ].find((list) => list.length === 1);
    if (near) return near[0];
    throw new AnnotationError('annotations.sameName', {
      file: image.file,
      name: image.name,
      fields: found.map(({ path }) => path).join(', '),
    });
  }
  return undefined;
}
