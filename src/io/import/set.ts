import { folderOf, isPictureName, partsOf } from '../pictureNames.ts';
import { readAnnotations } from './index.ts';
import { classesOf, type ForeignClass, markedTwice, namesOf, sameName } from './match.ts';
import { nameIndex } from './nameIndex.ts';
import { isHidden } from './texts.ts';
import {
  AnnotationError,
  type FailedFile,
  type ForeignAnnotations,
  type ForeignImage,
} from './types.ts';

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

/** What is not taken of a set. */
export interface LeftOut {
  /** The patient who is left out as a whole; null where a file concerns no patient. */
  readonly patient: string | null;
  /** Names the file, and the remedy. */
  readonly error: AnnotationError;
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
  readonly leftOut: readonly LeftOut[];
  /** Regions of many cells, which are no boxes of one. */
  readonly crowds: number;
}

/** Folders that sort files by their kind, not by patient. */
const KINDS_OF_FOLDER =
  /^(images?|imgs?|pictures|fields|jpegimages|labels?|annotations?|obj_train_data|train|val|valid|test)$/i;
/** A file that is something else, and no truth that went wrong. */
const SOMETHING_ELSE: ReadonlySet<string | undefined> = new Set([
  'annotations.unknownJson',
  'annotations.noVoc',
  'annotations.noColumns',
]);

/** The folder below the picked one that stands for a patient; else null. */
const patientFolder = (path: string): string | null =>
  partsOf(path)
    .slice(1, -1)
    .find((folder) => !KINDS_OF_FOLDER.test(folder)) ?? null;

const fewOf = (paths: readonly string[]): string => paths.slice(0, 3).join(', ');
const pathOf = ({ path }: PlacedFile): string => path;

/**
 * Reads a set: pictures, and their truth as COCO, YOLO, Pascal VOC or a table of cells. A folder
 * below the one picked, or the table's column `patient`, is a patient; else all are one. A patient
 * one of whose pictures has a truth that cannot be read or is unclear is left out with the reason;
 * the others stand.
 * @param name of the patient where nothing else says one
 * @throws AnnotationError naming file, place and remedy where no patient is left
 */
export async function readSet(files: readonly PlacedFile[], name: string): Promise<ForeignSet> {
  const seen = files.filter(({ path }) => !isHidden(path));
  const pictures = seen.filter(({ path }) => isPictureName(path));
  const others = seen.filter(({ path }) => !isPictureName(path));
  if (pictures.length === 0)
    throw new AnnotationError('annotations.noPictures', { files: fewOf(others.map(pathOf)) });
  if (others.length === 0)
    throw new AnnotationError('annotations.nothing', { files: fewOf(pictures.map(pathOf)) });
  const paths = new Map(others.map(({ path, file }) => [file, path]));
  const annotations = await readAnnotations([...paths.keys()], (file) => paths.get(file) as string);
  const find = pictureFinder(pictures);
  const { truths, missing, unclear } = truthsOf(annotations.images, find);
  const nameOf = (picture: PlacedFile): string =>
    truths.get(picture)?.patient ?? patientFolder(picture.path) ?? name;

  /** The pictures whose truth a failed file should have held, and that have no other. */
  const concernedBy = ({ file, error, pictures: names }: FailedFile): PlacedFile[] => {
    const open = pictures.filter((picture) => !truths.has(picture));
    if (SOMETHING_ELSE.has(error.said.key)) return [];
    if (names.length > 0) {
      const meant = names.flatMap((wanted) => find({ name: wanted, file }));
      return open.filter((picture) => meant.includes(picture));
    }
    // A file of many pictures: any of its patient, of the whole set where it lies with none.
    const isTheirs = ({ path }: PlacedFile) => patientFolder(path) === patientFolder(file);
    return pictures.some(isTheirs) ? open.filter(isTheirs) : open;
  };
  const leftOut = [
    ...unclear,
    ...annotations.failed.map((failed) => ({
      error: failed.error,
      pictures: concernedBy(failed),
    })),
  ].flatMap(({ error, pictures: concerned }): LeftOut[] => {
    const theirs = [...new Set(concerned.map(nameOf))];
    return (theirs.length > 0 ? theirs : [null]).map((patient) => ({ patient, error }));
  });
  const gone = new Set(leftOut.map(({ patient }) => patient));

  const patients = new Map<string, SetPicture[]>();
  for (const [picture, truth] of truths) {
    const patient = nameOf(picture);
    if (!gone.has(patient))
      patients.set(patient, [...(patients.get(patient) ?? []), { ...picture, truth }]);
  }
  if (patients.size === 0)
    throw (
      leftOut.find(({ patient }) => patient !== null)?.error ??
      new AnnotationError('annotations.noneInSet', {
        files: fewOf(annotations.files),
        pictures: fewOf(pictures.map(pathOf)),
      })
    );
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
    classes: classesOf([...patients.values()].flat().map(({ truth }) => truth)),
    withoutTruth: pictures
      .filter((picture) => !truths.has(picture) && !gone.has(nameOf(picture)))
      .map(pathOf),
    missing,
    leftOut,
    crowds: annotations.crowds,
  };
}

type NamedIn = Pick<ForeignImage, 'name' | 'file' | 'otherName' | 'patient'>;
type PictureFinder = (image: NamedIn) => readonly PlacedFile[];

/** What is said of pictures without it being clear of which, or by which file. */
interface Unclear {
  readonly error: AnnotationError;
  readonly pictures: readonly PlacedFile[];
}

interface Truths {
  readonly truths: ReadonlyMap<PlacedFile, ForeignImage>;
  readonly missing: readonly string[];
  readonly unclear: readonly Unclear[];
}

function truthsOf(images: readonly ForeignImage[], find: PictureFinder): Truths {
  const truths = new Map<PlacedFile, ForeignImage>();
  const missing: string[] = [];
  const doubtful: { image: ForeignImage; found: readonly PlacedFile[] }[] = [];
  const unclear: Unclear[] = [];
  for (const image of images) {
    const found = find(image);
    const [picture, ...others] = found;
    if (!picture) missing.push(image.name);
    else if (others.length > 0) doubtful.push({ image, found });
    else {
      const before = truths.get(picture);
      if (before)
        unclear.push({ error: markedTwice(image, picture.path, before), pictures: [picture] });
      else truths.set(picture, image);
    }
  }
  // What could be the truth of several pictures harms none that has one of its own.
  for (const { image, found } of doubtful)
    unclear.push({
      error: sameName(image, found.map(pathOf)),
      pictures: found.filter((picture) => !truths.has(picture)),
    });
  return { truths, missing, unclear };
}

/**
 * Finds the pictures that annotations mean, by name (see `nameIndex`). Where annotations or their
 * file name a patient's folder, only pictures of that patient; of several those in the same folder
 * as the file.
 */
function pictureFinder(pictures: readonly PlacedFile[]): PictureFinder {
  const find = nameIndex(pictures, pathOf);
  const known = new Set(pictures.map(({ path }) => patientFolder(path)));
  return (image) => {
    const named = [...partsOf(image.name), ...partsOf(image.file), image.patient ?? ''].filter(
      (part) => known.has(part),
    );
    const isTheirs = ({ path }: PlacedFile) => {
      const patient = patientFolder(path);
      return named.length === 0 || patient === null || named.includes(patient);
    };
    for (const wanted of namesOf(image)) {
      const found = find(wanted).filter(isTheirs);
      const near = found.filter(({ path }) => folderOf(path) === folderOf(image.file));
      const own = found.filter(({ path }) => partsOf(path).includes(image.patient ?? '/'));
      const only = [own, near].find((list) => list.length === 1);
      if (found.length > 0) return only ?? found;
    }
    return [];
  };
}
