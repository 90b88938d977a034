import { Dexie, type Table } from 'dexie';
import { explained } from '../storage/errors.ts';

/** A pack that the user picked from files. */
interface PackRecord {
  /** Its identity. */
  readonly hash: string;
  /** Unknown until parsed: it may be of another version of the workstation. */
  readonly manifest: unknown;
  /** ISO date. */
  readonly storedAt: string;
}

interface PartRecord {
  readonly sha256: string;
  readonly index: number;
  readonly bytes: ArrayBuffer;
  /** Of `bytes`; indexed, so that what is kept can be added up without reading it. */
  readonly size: number;
  readonly validator: string | null;
}

type PackDatabase = Dexie & {
  readonly packs: Table<PackRecord, string>;
  readonly parts: Table<PartRecord, [string, number]>;
};

/** Small enough that a broken download loses little, large enough for few transactions. */
const PART_BYTES = 4 * 2 ** 20;

/** Apart from the cases: weights can be fetched again, cases cannot. */
const DATABASE_NAME = 'marrow-workstation-packs';

function openDatabase(name: string): PackDatabase {
  const database = new Dexie(name) as PackDatabase;
  database.version(1).stores({ packs: 'hash', parts: '[sha256+index], sha256, [sha256+size]' });
  return database;
}

/** Every key of a file in an index that begins with its sha256. */
const ofFile = (sha256: string): [[string, number], [string, number]] => [
  [sha256, 0],
  [sha256, Number.MAX_SAFE_INTEGER],
];

/**
 * Weight files by their sha256, and packs that the user picked, in this browser's IndexedDB. Works in
 * pages and in workers. Every method rejects with a message for the user where the storage is full or
 * closed to the page.
 * @param name of the database
 * @param partBytes size of the parts in which a file is kept; all tabs must use the same
 */
export function createPackStorage(name: string = DATABASE_NAME, partBytes: number = PART_BYTES) {
  const database = openDatabase(name);
  return {
    partBytes,

    part: (
      sha256: string,
      index: number,
    ): Promise<{ bytes: Uint8Array<ArrayBuffer>; validator: string | null } | null> =>
      explained(async () => {
        const record = await database.parts.get([sha256, index]);
        return record ? { bytes: new Uint8Array(record.bytes), validator: record.validator } : null;
      }),

    /** @param part its bytes span their whole buffer, or more than they need is stored */
    putPart: (
      sha256: string,
      index: number,
      { bytes, validator }: { bytes: Uint8Array<ArrayBuffer>; validator: string | null },
    ): Promise<void> =>
      explained(async () => {
        const whole = bytes.byteLength === bytes.buffer.byteLength;
        const { buffer } = whole ? bytes : bytes.slice();
        await database.parts.put({ sha256, index, bytes: buffer, size: bytes.length, validator });
      }),

    remove: (sha256: string): Promise<void> =>
      explained(async () => {
        await database.parts.where('sha256').equals(sha256).delete();
      }),

    /** Bytes kept of a file. */
    keptBytes: (sha256: string): Promise<number> =>
      explained(async () => {
        const keys = await database.parts
          .where('[sha256+size]')
          .between(...ofFile(sha256), true, true)
          .keys();
        return (keys as unknown as [string, number][]).reduce((sum, [, size]) => sum + size, 0);
      }),

    /** Forgets every weight file but these. @param sha256s of the files to keep */
    keepOnly: (sha256s: ReadonlySet<string>): Promise<void> =>
      explained(async () => {
        const kept = (await database.parts.orderBy('sha256').uniqueKeys()).map(String);
        const forgotten = kept.filter((sha256) => !sha256s.has(sha256));
        await database.parts.where('sha256').anyOf(forgotten).delete();
      }),

    /** Packs that the user picked, the first one first. */
    picked: (): Promise<readonly PackRecord[]> =>
      explained(() => database.packs.toCollection().sortBy('storedAt')),

    /** A picked pack's manifest, as it was; undefined where there is no such pack. */
    manifest: (hash: string): Promise<unknown> =>
      explained(async () => (await database.packs.get(hash))?.manifest),

    putPack: (hash: string, manifest: unknown): Promise<void> =>
      explained(async () => {
        const storedAt = new Date().toISOString();
        await database.packs.put({ hash, manifest, storedAt });
      }),

    /** Its weight files stay, until they are removed. */
    removePack: (hash: string): Promise<void> =>
      explained(async () => {
        await database.packs.delete(hash);
      }),
  };
}
