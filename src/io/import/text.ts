import { AnnotationError } from './types.ts';

/**
 * The text of a file in UTF-8, or in UTF-16 with its byte order mark, as spreadsheets and Windows
 * tools write it. Anything else is refused: read as UTF-8 its names would be other names.
 * @throws AnnotationError naming the file and the remedy
 */
export function textOf(bytes: Uint8Array<ArrayBuffer>, file: string): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : 'utf-8';
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new AnnotationError('annotations.encoding', { file }, error);
  }
  // No annotation holds this character; UTF-16 without its mark is full of it.
  if (text.includes('\0')) throw new AnnotationError('annotations.encoding', { file });
  return text;
}
