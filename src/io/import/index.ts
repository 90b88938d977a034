import { unzip } from 'fflate';
import { readCellTable } from './cellTable.ts';
import { readJson } from './json.ts';
import { AnnotationError, type ForeignAnnotations, type TextFile } from './types.ts';
import { readVoc } from './voc.ts';
import { readYolo } from './yolo.ts';

/** Unpacked size above which a .zip holds no annotations, bytes. */
const LARGEST = 2 ** 28;
const READABLE = /\.(json|xml|txt|names|csv)$/i;

/**
 * Reads annotations that another program wrote: one COCO or `result.json` file, or any number of
 * YOLO files with their class names, of Pascal VOC files, or of tables of cells; loose or in a .zip.
 * @param nameOf what a file is called in messages, and where it lies
 * @throws AnnotationError naming file, place and remedy
 */
export async function readAnnotations(
  files: readonly File[],
  nameOf: (file: File) => string = ({ name }) => name,
): Promise<ForeignAnnotations> {
  const texts = (await Promise.all(files.map((file) => textsIn(file, nameOf(file))))).flat();
  const of = (ending: RegExp) => texts.filter(({ name }) => ending.test(name));
  const [json, xml, csv, plain] = [
    of(/\.json$/i),
    of(/\.xml$/i),
    of(/\.csv$/i),
    of(/\.(txt|names)$/i),
  ];
  const kinds = [json, xml, csv].filter((list) => list.length > 0);
  // A .zip of other formats may hold a README.txt of its own.
  const mixed = kinds.length > 1 || json.length > 1;
  if (texts.length === 0)
    throw new AnnotationError('annotations.nothing', { files: files.map(nameOf).join(', ') });
  if (mixed)
    throw new AnnotationError('annotations.mixed', {
      files: texts.map(({ name }) => name).join(', '),
    });
  const [only] = json;
  if (only) return readJson(only);
  if (csv.length > 0)
    return {
      format: 'csv',
      files: csv.map(({ name }) => name),
      images: csv.flatMap(readCellTable),
    };
  if (xml.length > 0)
    return { format: 'voc', files: xml.map(({ name }) => name), images: xml.map(readVoc) };
  return readYolo(plain);
}

async function textsIn(file: File, place: string): Promise<TextFile[]> {
  if (!/\.zip$/i.test(place))
    return READABLE.test(place) ? [{ name: place, text: await file.text() }] : [];
  const bytes = new Uint8Array(await file.arrayBuffer());
  let size = 0;
  return new Promise((resolve, reject) => {
    const broken = (error: unknown) =>
      reject(new AnnotationError('annotations.noZip', { file: place }, error));
    try {
      unzip(
        bytes,
        {
          filter: ({ name, originalSize }) => {
            const wanted = READABLE.test(name) && !/(^|\/)(__MACOSX|\.)/.test(name);
            if (wanted) size += originalSize;
            return wanted && size <= LARGEST;
          },
        },
        (error, unpacked) => {
          if (error || size > LARGEST) broken(error ?? new RangeError(`${size} bytes`));
          else
            resolve(
              Object.entries(unpacked).map(([name, content]) => ({
                name,
                text: new TextDecoder().decode(content),
              })),
            );
        },
      );
    } catch (error) {
      broken(error);
    }
  });
}
