import { resolve, sep } from 'node:path';

/**
 * File names alone; where two images share one, with as many of their folders as tell them apart.
 * Never where on this machine they lie.
 */
export function displayNames(images: readonly string[]): string[] {
  const parts = images.map((path) => resolve(path).split(sep).filter(Boolean));
  const shown = (index: number, length: number) => parts[index]?.slice(-length).join('/') ?? '';
  return parts.map((own, index) => {
    let length = 1;
    const others = parts.flatMap((other, at) => (other.join(sep) === own.join(sep) ? [] : [at]));
    while (others.some((at) => shown(at, length) === shown(index, length))) length++;
    return shown(index, length);
  });
}
