import { unzip } from 'fflate';
import { partsOf } from '../pictureNames.ts';
import { textOf } from './text.ts';
import { AnnotationError, annotationErrorOf, type FailedFile, type TextFile } from './types.ts';

/** The texts among files, those packed in a .zip too. */

/** Unpacked size above which a .zip holds no annotations, bytes. */
const LARGEST = 2 ** 28;
const READABLE = /\.(json|xml|txt|names|csv)$/i;
const PACKED = /\.zip$/i;
/** The files that mark one picture each, which is called as they are. */
const OF_ONE_PICTURE = /\.(xml|txt)$/i;

/** Whether a file may hold annotations, by its name. */
export const mayHoldAnnotations = (path: string): boolean =>
  READABLE.test(path) || PACKED.test(path);

/** What systems put beside files: `._a.txt`, `.DS_Store`, `__MACOSX/`. */
export const isHidden = (path: string): boolean =>
  partsOf(path).some((part) => part.startsWith('.') || part === '__MACOSX');

/** The file with the picture that its name says, of which nothing is taken. */
export const failedFile = (file: string, error: AnnotationError): FailedFile => ({
  file,
  error,
  pictures: OF_ONE_PICTURE.test(file) ? [file.replace(OF_ONE_PICTURE, '')] : [],
});

/** Reads every text; what is none, or cannot be unpacked, is among `failed`. */
export async function textsOf(
  files: readonly File[],
  nameOf: (file: File) => string,
): Promise<{ readonly texts: TextFile[]; readonly failed: FailedFile[] }> {
  const texts: TextFile[] = [];
  const failed: FailedFile[] = [];
  for (const file of files) {
    const path = nameOf(file);
    if (isHidden(path) || !mayHoldAnnotations(path)) continue;
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const contents = PACKED.test(path) ? await unpacked(bytes, path) : [{ name: path, bytes }];
      for (const { name, bytes: content } of contents)
        try {
          texts.push({ name, text: textOf(content, name) });
        } catch (error) {
          failed.push(failedFile(name, annotationErrorOf(error)));
        }
    } catch (error) {
      failed.push(failedFile(path, annotationErrorOf(error)));
    }
  }
  return { texts, failed };
}

type Content = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

function unpacked(packed: Uint8Array, path: string): Promise<Content[]> {
  let size = 0;
  return new Promise((resolve, reject) => {
    const broken = (error: unknown) =>
      reject(new AnnotationError('annotations.noZip', { file: path }, error));
    try {
      unzip(
        packed,
        {
          filter: ({ name, originalSize }) => {
            const wanted = READABLE.test(name) && !isHidden(name);
            if (wanted) size += originalSize;
            return wanted && size <= LARGEST;
          },
        },
        (error, entries) => {
          if (error || size > LARGEST) broken(error ?? new RangeError(`${size} bytes`));
          else
            resolve(
              Object.entries(entries).map(([name, bytes]) => ({ name: `${path}/${name}`, bytes })),
            );
        },
      );
    } catch (error) {
      broken(error);
    }
  });
}
