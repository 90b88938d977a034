import { type UnzipFileInfo, unzip, unzipSync } from 'fflate';
import { z } from 'zod';
import type { Case } from '../../domain/case.ts';
import { parseCase } from '../storage/migrations.ts';
import {
  CASE,
  CASE_FILE_TYPE,
  CASE_FILE_VERSION,
  type CaseFileContent,
  CaseFileError,
  type CaseFileManifest,
  type ListedFile,
  MANIFEST,
  manifestSchema,
  pictureAt,
  type StoredVersion,
  sha256,
  type TransferOptions,
  versionAt,
} from './format.ts';

/** What a case file may hold once unpacked, bytes: it is held in memory as a whole. */
const LARGEST = 2 ** 31;

type Bytes = Uint8Array<ArrayBuffer>;

/** An opened .zip whose files are unpacked one by one. */
interface Archive {
  readonly names: readonly string[];
  /** @throws CaseFileError naming the file where it is missing or cannot be unpacked */
  read(path: string): Promise<Bytes>;
}

/** A case file, by itself or in a bundle. */
export interface CaseFilePart {
  /** Within its bundle; null where it is the file itself. */
  readonly name: string | null;
  /** @throws CaseFileError where it cannot be unpacked */
  readonly open: () => Promise<Blob>;
}

/**
 * The case files in a file: itself, or those that it bundles.
 * @throws CaseFileError in words for the user
 */
export async function openCaseFiles(file: Blob): Promise<readonly CaseFilePart[]> {
  const archive = await openArchive(file);
  if (archive.names.includes(MANIFEST)) return [{ name: null, open: async () => file }];
  const inner = archive.names.filter((name) => /\.zip$/i.test(name));
  if (inner.length === 0) throw new CaseFileError('caseFile.noManifest');
  return inner.map((name) => ({
    name,
    open: async () => new Blob([await archive.read(name)], { type: CASE_FILE_TYPE }),
  }));
}

/**
 * Reads a case file and proves it: every file that the manifest names is there with its checksum, and
 * none besides. Cases of former formats are brought to the present one.
 * @throws CaseFileError in words for the user, naming the file that is broken; DOMException
 *   'AbortError' when cancelled
 */
export async function readCaseFile(
  file: Blob,
  { onProgress, signal }: TransferOptions = {},
): Promise<CaseFileContent> {
  const archive = await openArchive(file);
  if (!archive.names.includes(MANIFEST)) throw new CaseFileError('caseFile.noManifest');
  const manifest = readManifest(await archive.read(MANIFEST));
  const listed = new Set(manifest.files.map(({ path }) => path));
  const extra = archive.names.find((name) => name !== MANIFEST && !listed.has(name));
  if (extra !== undefined) throw new CaseFileError('caseFile.unlisted', { file: extra });

  let document: Case | null = null;
  const versions: StoredVersion[] = [];
  const images = new Map<string, Blob>();
  for (const [index, entry] of manifest.files.entries()) {
    signal?.throwIfAborted();
    const bytes = await provenBytes(archive, entry);
    const version = versionAt(entry.path);
    const imageId = pictureAt(entry.path);
    if (entry.path === CASE) document = readCase(entry.path, bytes);
    else if (version !== null) versions.push({ version, document: readCase(entry.path, bytes) });
    else if (imageId !== null) images.set(imageId, new Blob([bytes], { type: entry.type ?? '' }));
    onProgress?.(index + 1, manifest.files.length);
  }
  if (!document) throw new CaseFileError('caseFile.missing', { file: CASE });
  const { missingPictures } = manifest;
  const absent = document.fields.find(
    ({ imageId }) => !images.has(imageId) && !missingPictures.includes(imageId),
  );
  if (absent) throw new CaseFileError('caseFile.missing', { file: absent.name });
  return { document, versions, images, missingPictures };
}

async function openArchive(file: Blob): Promise<Archive> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const entries: UnzipFileInfo[] = [];
  try {
    unzipSync(bytes, {
      filter: (entry) => {
        entries.push(entry);
        return false;
      },
    });
  } catch (error) {
    throw new CaseFileError('caseFile.noZip', {}, error);
  }
  const size = entries.reduce((sum, entry) => sum + entry.originalSize, 0);
  if (size > LARGEST)
    throw new CaseFileError('caseFile.tooLarge', {
      size: Math.round(size / 1e6),
      limit: Math.round(LARGEST / 1e6),
    });
  const names = entries.map(({ name }) => name).filter((name) => !name.endsWith('/'));
  return { names, read: (path) => unpack(bytes, path) };
}

function unpack(archive: Uint8Array, path: string): Promise<Bytes> {
  return new Promise((resolve, reject) => {
    const broken = (error: unknown) =>
      reject(new CaseFileError('caseFile.broken', { file: path }, error));
    try {
      // fflate unpacks large files off the main thread.
      unzip(archive, { filter: ({ name }) => name === path }, (error, files) => {
        const bytes = files?.[path];
        if (error) broken(error);
        else if (bytes) resolve(bytes as Bytes);
        else reject(new CaseFileError('caseFile.missing', { file: path }));
      });
    } catch (error) {
      broken(error);
    }
  });
}

async function provenBytes(archive: Archive, entry: ListedFile): Promise<Bytes> {
  const bytes = await archive.read(entry.path);
  if (bytes.length !== entry.bytes || (await sha256(bytes)) !== entry.sha256)
    throw new CaseFileError('caseFile.broken', { file: entry.path });
  return bytes;
}

const versioned = z.looseObject({ format: z.literal('marrow-case'), formatVersion: z.int() });

function readManifest(bytes: Bytes): CaseFileManifest {
  let stored: unknown;
  try {
    stored = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new CaseFileError('caseFile.badManifest', { where: 'JSON' }, error);
  }
  const head = versioned.safeParse(stored);
  if (head.success && head.data.formatVersion > CASE_FILE_VERSION)
    throw new CaseFileError('caseFile.newer', {
      version: head.data.formatVersion,
      known: CASE_FILE_VERSION,
    });
  const parsed = manifestSchema.safeParse(stored);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') || 'JSON';
  throw new CaseFileError('caseFile.badManifest', { where }, parsed.error);
}

function readCase(file: string, bytes: Bytes): Case {
  try {
    return parseCase(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new CaseFileError('caseFile.badCase', { file, problem }, error);
  }
}
