import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { PixelImage } from '../../src/engine/api.ts';
import { decodeInNode } from '../../src/io/image/node.ts';

/**
 * Decodes a file of one picture, as the workstation does.
 * @throws Error with the reason where it is missing, damaged, or holds several pictures
 */
export async function decodePicture(path: string): Promise<PixelImage> {
  const pages = await decodeInNode(await read(path), basename(path));
  const [page] = pages;
  if (!page || pages.length > 1)
    throw new Error(`it holds ${pages.length} pictures instead of one`);
  return page;
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Error('it does not exist');
    throw error;
  }
}
