import { unzip } from 'fflate';
import { readJson } from './json.ts';
import { AnnotationError, type ForeignAnnotations, type TextFile } from './types.ts';
import { readVoc } from './voc.ts';
import { readYolo } from './yolo.ts';

/** Unpacked size above which a .zip holds no annotations, bytes. */
const LARGEST = 2 ** 28;
const READABLE = /\.(json|xml|txt|names)$/i;

/**
 * Reads annotations that another program wrote: one COCO or `result.json` file, or any number of
 * YOLO files with their class names, or of Pascal VOC files; loose or in a .zip.
 * @throws AnnotationError naming file, place and remedy
 */
export async function readAnnotations(files: readonly File[]): Promise<ForeignAnnotations> {
  const texts = (await Promise.all(files.map(textsIn))).flat();
  const of = (ending: RegExp) => texts.filter(({ name }) => ending.test(name));
  const [json, xml, plain] = [of(/\.json$/i), of(/\.xml$/i), of(/\.(txt|names)$/i)];
  const kinds = [json, xml, plain].filter((list) => list.length > 0);
  // A .zip of other formats may hold a README.txt of its own.
  const mixed = (json.length > 0 && xml.length > 0) || json.length > 1;
  if (kinds.length === 0)
    throw new AnnotationError('annotations.nothing', {
      files: files.map(({ name }) => name).join(', '),
    });
  if (mixed)
    throw new AnnotationError('annotations.mixed', {
      files: texts.map(({ name }) => name).join(', '),
    });
  const [only] = json;
  if (only) return readJson(only);
  if (xml.length > 0)
    return { format: 'voc', files: xml.map(({ name }) => name), images: xml.map(readVoc) };
  return readYolo(plain);
}

async function textsIn(file: File): Promise<TextFile[]> {
  if (!/\.zip$/i.test(file.name))
    return READABLE.test(file.name) ? [{ name: file.name, text: await file.text() }] : [];
  const bytes = new Uint8Array(await file.arrayBuffer());
  let size = 0;
  return new Promise((resolve, reject) => {
    const broken = (error: unknown) =>
      reject(new AnnotationError('annotations.noZip', { file: file.name }, error));
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
