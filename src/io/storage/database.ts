import { Dexie, type EntityTable, type Table } from 'dexie';
import { z } from 'zod';

/** What is stored of a case. What it holds is unknown until parsed: it may be old or damaged. */
export interface CaseRecord {
  readonly id: string;
  /**
   * The case without its fields and audit trail, which have tables of their own, so that a change
   * writes little; with `fieldIds` in their order. Records of database version 1 hold the whole case.
   */
  readonly document: unknown;
  /** Its line in the list; absent in records of database version 1. */
  readonly summary?: unknown;
  /** Keys of every picture that the case ever named. */
  readonly pictures: readonly string[];
  /** ISO date; set while the case is in the trash. */
  readonly deletedAt?: string;
}

export interface FieldRecord {
  readonly caseId: string;
  readonly id: string;
  readonly field: unknown;
}

export interface AuditRecord {
  readonly caseId: string;
  /** Place in the trail, from 0. */
  readonly index: number;
  readonly entry: unknown;
}

/** A signed version, whole, as it was signed. */
export interface VersionRecord {
  readonly caseId: string;
  readonly version: number;
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
  readonly fields: Table<FieldRecord, [string, string]>;
  readonly audit: Table<AuditRecord, [string, number]>;
  readonly versions: Table<VersionRecord, [string, number]>;
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
  database
    .version(2)
    .stores({
      cases: 'id, *pictures',
      fields: '[caseId+id], caseId',
      audit: '[caseId+index], caseId',
      versions: '[caseId+version], caseId',
    })
    .upgrade(async (transaction) => {
      await transaction
        .table('cases')
        .toCollection()
        .modify((record: { document: unknown; pictures: string[] }) => {
          record.pictures = picturesIn(record.document);
        });
    });
  return database;
}

const picturesSchema = z.looseObject({
  fields: z.array(z.looseObject({ imageId: z.string() })),
});

/** Whether it can be told which pictures a stored case of any version names. */
export const namesPictures = (document: unknown): boolean =>
  picturesSchema.safeParse(document).success;

/** Picture keys in a stored case of any version; none where that cannot be told. */
export const picturesIn = (document: unknown): string[] =>
  picturesSchema.safeParse(document).data?.fields.map(({ imageId }) => imageId) ?? [];
