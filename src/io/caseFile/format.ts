import { z } from 'zod';
import type { Case } from '../../domain/case.ts';
import { ExplainedError } from '../../domain/explainedError.ts';
import type { Values } from '../../domain/message.ts';
import { type PhraseKey, say } from '../../domain/text/index.ts';

/**
 * A case file: a .zip with `case.json`, its pictures under `images/`, its signed versions under
 * `versions/`, and `manifest.json`, which names every file with its size and sha256.
 */
export const CASE_FILE_VERSION = 1;

export const CASE_FILE_TYPE = 'application/zip';
export const MANIFEST = 'manifest.json';
export const CASE = 'case.json';
export const README = 'README.txt';

const listedFileSchema = z.object({
  path: z.string().min(1),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Media type of a picture. */
  type: z.string().exactOptional(),
});
export type ListedFile = z.infer<typeof listedFileSchema>;

export const manifestSchema = z.object({
  format: z.literal('marrow-case'),
  formatVersion: z.literal(CASE_FILE_VERSION),
  /** Version of the workstation that wrote the file. */
  appVersion: z.string(),
  createdAt: z.iso.datetime(),
  files: z.array(listedFileSchema),
  /** Keys of pictures that the case names but that could not be read when the file was written. */
  missingPictures: z.array(z.string()),
});
export type CaseFileManifest = z.infer<typeof manifestSchema>;

/** A signed version, whole, as it was signed. */
export interface StoredVersion {
  readonly version: number;
  readonly document: Case;
}

/** Everything that a case file holds. */
export interface CaseFileContent {
  readonly document: Case;
  readonly versions: readonly StoredVersion[];
  /** Pictures by their key. */
  readonly images: ReadonlyMap<string, Blob>;
  readonly missingPictures: readonly string[];
}

export interface TransferOptions {
  /** Files written or checked so far. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Why a case file cannot be read, in words that every language of the interface can say. */
export class CaseFileError extends ExplainedError {
  override readonly name = 'CaseFileError';

  constructor(key: PhraseKey, values: Values = {}, cause?: unknown) {
    super(say(key, values), cause === undefined ? {} : { cause });
  }
}

const ENDINGS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/bmp': 'bmp',
  'image/webp': 'webp',
  'image/tiff': 'tif',
};

/** Where a picture lies in the file; its key is escaped, since it may hold any character. */
export const picturePath = (imageId: string, type: string): string =>
  `images/${encodeURIComponent(imageId)}.${ENDINGS[type] ?? 'bin'}`;

/** The key of the picture at a path; null where the path is no picture's. */
export function pictureAt(path: string): string | null {
  const name = /^images\/(.+)\.\w+$/.exec(path)?.[1];
  if (name === undefined) return null;
  try {
    return decodeURIComponent(name);
  } catch {
    return null;
  }
}

export const versionPath = (version: number): string => `versions/${version}.json`;

/** The number of the signed version at a path; null where the path is no version's. */
export function versionAt(path: string): number | null {
  const digits = /^versions\/(\d+)\.json$/.exec(path)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** sha256, hex. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
