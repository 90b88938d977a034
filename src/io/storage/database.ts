import { Dexie, type EntityTable, type Table } from 'dexie';

/** What is stored of a case. `document` is unknown until parsed: it may be old or damaged. */
export interface CaseRecord {
  readonly id: string;
  readonly name: unknown;
  readonly synthetic: unknown;
  readonly updatedAt: unknown;
  readonly document: unknown;
}

/** A stored picture: bytes, since not every browser keeps blobs in IndexedDB dependably. */
export interface ImageRecord {
  readonly id: string;
  readonly type: string;
  readonly bytes: ArrayBuffer;
  /** Milliseconds since 1970; indexed. */
  readonly storedAt: number;
}

export type CaseDatabase = Dexie & {
  readonly cases: Table<CaseRecord, string>;
  readonly images: EntityTable<ImageRecord, 'id'>;
};

export const DATABASE_NAME = 'marrow-workstation';

/**
 * Opens the database on first use. Its version counts changes of tables and indices only; what a
 * case holds has a version of its own (see `migrations.ts`).
 */
export function openDatabase(name: string): CaseDatabase {
  // Strict: "saved" on the screen means on the disk, also when the machine loses power.
  const database = new Dexie(name, { chromeTransactionDurability: 'strict' }) as CaseDatabase;
  database.version(1).stores({ cases: 'id', images: 'id, storedAt' });
  return database;
}
