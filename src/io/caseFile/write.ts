import { AsyncZipDeflate, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { version as appVersion } from '../../../package.json';
import type { Case } from '../../domain/case.ts';
import {
  CASE,
  CASE_FILE_TYPE,
  CASE_FILE_VERSION,
  type CaseFileManifest,
  type ListedFile,
  MANIFEST,
  picturePath,
  README,
  type StoredVersion,
  sha256,
  type TransferOptions,
  versionPath,
} from './format.ts';
import { readmeOf } from './readme.ts';

export interface CaseFileSource {
  readonly document: Case;
  readonly versions: readonly StoredVersion[];
  /** A picture by its key; one that is missing or cannot be read is named in the manifest. */
  picture(imageId: string): Promise<Blob | undefined>;
}

export interface WrittenCaseFile {
  readonly blob: Blob;
  /** Keys of pictures that could not be read and are not in the file. */
  readonly missingPictures: readonly string[];
}

/** Bytes above which a text is worth a thread of its own. */
const LARGE_TEXT = 300_000;

const json = (value: unknown): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(value, null, 1));

/**
 * Writes a case as a .zip. Pictures are stored as they are (they are compressed already); large texts
 * are deflated off the main thread.
 * @param at ISO date that stands in the manifest and on the files
 * @throws DOMException 'AbortError' when cancelled
 */
export async function writeCaseFile(
  { document, versions, picture }: CaseFileSource,
  at: string,
  { onProgress, signal }: TransferOptions = {},
): Promise<WrittenCaseFile> {
  const archive = openArchive(at);
  try {
    const files: ListedFile[] = [];
    const missingPictures: string[] = [];
    const pictures = [...new Set(document.fields.map((field) => field.imageId))];
    const total = pictures.length + versions.length + 1;
    const add = async (path: string, bytes: Uint8Array<ArrayBuffer>, type?: string) => {
      signal?.throwIfAborted();
      const entry = { path, bytes: bytes.length, sha256: await sha256(bytes) };
      files.push(type === undefined ? entry : { ...entry, type });
      archive.add(path, bytes, type === undefined);
      onProgress?.(files.length + missingPictures.length, total);
    };
    await add(CASE, json(document));
    for (const { version, document: signed } of versions)
      await add(versionPath(version), json(signed));
    for (const imageId of pictures) {
      const blob = await picture(imageId).catch(() => undefined);
      if (!blob) missingPictures.push(imageId);
      else await add(picturePath(imageId, blob.type), await bytesOf(blob), blob.type);
    }
    await add(README, new TextEncoder().encode(readmeOf(document)));
    const manifest: CaseFileManifest = {
      format: 'marrow-case',
      formatVersion: CASE_FILE_VERSION,
      appVersion,
      createdAt: at,
      files,
      missingPictures,
    };
    archive.add(MANIFEST, json(manifest), true);
    return { blob: await archive.finish(), missingPictures };
  } catch (error) {
    archive.drop();
    throw error;
  }
}

/** Several case files in one .zip, which can be imported as it is. Names are made unique. */
export async function bundleCaseFiles(
  files: readonly { readonly name: string; readonly blob: Blob }[],
  at: string,
): Promise<Blob> {
  const archive = openArchive(at);
  const used = new Set<string>();
  for (const { name, blob } of files) {
    let path = `${name}.zip`;
    for (let copy = 2; used.has(path); copy++) path = `${name}-${copy}.zip`;
    used.add(path);
    archive.add(path, await bytesOf(blob), false);
  }
  return archive.finish();
}

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await blob.arrayBuffer());

/** A .zip that is being written. What is done is handed to the browser as blobs, which it may keep on disk. */
function openArchive(at: string) {
  const parts: Blob[] = [];
  let zip = new Zip();
  const done = new Promise<Blob>((resolve, reject) => {
    zip = new Zip((error, chunk, final) => {
      if (error) {
        reject(error);
        return;
      }
      parts.push(new Blob([new Uint8Array(chunk)]));
      if (final) resolve(new Blob(parts, { type: CASE_FILE_TYPE }));
    });
  });
  // Whoever drops the archive never waits for it.
  done.catch(() => undefined);
  return {
    add(path: string, bytes: Uint8Array, deflate: boolean): void {
      const file = !deflate
        ? new ZipPassThrough(path)
        : new (bytes.length > LARGE_TEXT ? AsyncZipDeflate : ZipDeflate)(path, { level: 6 });
      file.mtime = at;
      zip.add(file);
      file.push(bytes, true);
    },
    finish(): Promise<Blob> {
      zip.end();
      return done;
    },
    drop: () => zip.terminate(),
  };
}
