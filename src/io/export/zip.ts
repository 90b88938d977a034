import { type AsyncZippable, zip } from 'fflate';

/**
 * Files as one .zip. Pictures are compressed already and are stored as they are; the rest is
 * deflated, large files off the main thread.
 * @param at ISO date that stands on the files
 */
export function zipOf(
  files: ReadonlyMap<string, Uint8Array>,
  at: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const entries: AsyncZippable = Object.fromEntries(
    [...files].map(([path, bytes]) => [
      path,
      [bytes, { level: /\.(png|jpe?g)$/i.test(path) ? 0 : 6, mtime: at }],
    ]),
  );
  return new Promise((resolve, reject) => {
    zip(entries, (error, bytes) =>
      error ? reject(error) : resolve(bytes as Uint8Array<ArrayBuffer>),
    );
  });
}
