/** Names of picture files, and the places that files have. */

const ENDINGS = '\\.(?:png|jpe?g|bmp|webp|tiff?)';
const PICTURE = new RegExp(`${ENDINGS}$`, 'i');
/** The ending, also before the number of a page: `stack.tif · 2`. */
const ENDING = new RegExp(`${ENDINGS}(?=$| · \\d+$)`, 'i');
/** Characters that no file system of today's takes, or that mean a folder. */
const UNSAFE = /[<>:"/\\|?*\p{Cc}]+/gu;

export const isPictureName = (name: string): boolean => PICTURE.test(name);

/**
 * A name without its picture's ending. Nothing else after a dot is an ending: `smear.left` and
 * `smear` are two pictures.
 */
export const stemOf = (name: string): string => name.replace(ENDING, '');

/** The stem as it can name a file on every system. */
export const safeStemOf = (name: string): string =>
  stemOf(name).replace(UNSAFE, '_').trim() || 'field';

/** Folders and file of a path, with either stroke. */
export const partsOf = (path: string): string[] => path.split(/[/\\]/).filter(Boolean);
export const lastPartOf = (path: string): string => partsOf(path).at(-1) ?? path;
export const folderOf = (path: string): string => partsOf(path).slice(0, -1).join('/');
