import { say } from '../../domain/text/index.ts';
import { typeOf } from './container.ts';
import { ImageFileError } from './errors.ts';
import { checkFileSize } from './limits.ts';
import { decodeNative } from './native.ts';
import type { DecodedPage } from './types.ts';

/**
 * Decodes a picture file where it is called: in the worker.
 * @throws ImageFileError naming the file and the remedy
 */
export async function decode(blob: Blob, name: string): Promise<DecodedPage[]> {
  checkFileSize(blob.size, name);
  const bytes = await blob.arrayBuffer();
  const head = new Uint8Array(bytes);
  const type = typeOf(head);
  if (!type) throw new ImageFileError(name, say('image.noPicture'), say('image.remedy.choose'));
  if (type !== 'tiff') return [await decodeNative(blob, head, type, name)];
  // Most users never open a TIFF: its reader is fetched when one does.
  const { decodeTiff } = await import('./tiff.ts');
  return decodeTiff(bytes, name);
}
