import { z } from 'zod';
import type { Case } from '../../domain/case.ts';
import type { CaseSummary } from '../../domain/caseSummary.ts';
import { ExplainedError } from '../../domain/explainedError.ts';
import type { Message } from '../../domain/message.ts';
import { quote, say } from '../../domain/text/index.ts';
import {
  type CaseDatabase,
  type CaseRecord,
  DATABASE_NAME,
  namesPictures,
  openDatabase,
} from './database.ts';
import { explained } from './errors.ts';
import { parseCase } from './migrations.ts';
import { CaseTables } from './tables.ts';

export { parseCase, type Upgrader, upgradeCase, upgraders } from './migrations.ts';

export type CaseEntry = CaseSummary & { readonly unreadable: Message | null };

/** Pictures that no case names are kept this long: an import may be about to name them. */
const ORPHAN_AGE_MS = 24 * 60 * 60 * 1000;

const BLANK: Omit<CaseSummary, 'id' | 'name'> = {
  synthetic: false,
  createdAt: '',
  updatedAt: '',
  archivedAt: null,
  description: { specimen: '', site: '', stain: '', collectedOn: '' },
  state: 'new',
  fields: 0,
  waiting: 0,
  cells: 0,
  reviewed: 0,
  call: 'none',
  pictureId: null,
};

/**
 * Cases and pictures in this browser's IndexedDB. Every method rejects with a message for the user;
 * a full disk with an error named `QuotaExceededError`, and then nothing stored has changed.
 * @param name of the database
 */
export function createCaseRepository(name: string = DATABASE_NAME) {
  const database = openDatabase(name);
  const tables = new CaseTables(database);

  /** A record that is damaged is still listed, so that it can be seen and deleted. */
  const entryOf = async (record: CaseRecord): Promise<CaseEntry> => {
    try {
      return { ...(await tables.summary(record)), unreadable: null };
    } catch (error) {
      const title = z.object({ name: z.string() }).safeParse(record.document);
      return {
        ...BLANK,
        id: record.id,
        name: title.success ? title.data.name : record.id,
        unreadable:
          error instanceof ExplainedError
            ? error.said
            : quote(error instanceof Error ? error.message : String(error)),
      };
    }
  };

  return {
    list: (): Promise<readonly CaseEntry[]> =>
      explained(async () => {
        const records = await database.cases.toArray();
        return Promise.all(records.filter((item) => !item.deletedAt).map(entryOf));
      }),

    /** @throws where the case is missing or its record cannot be read. */
    load: (id: string): Promise<Case> => explained(() => tables.load(id)),

    save: (document: Case): Promise<void> => explained(() => tables.save(document)),

    loadVersion: (id: string, version: number): Promise<Case> =>
      explained(async () => {
        const record = await database.versions.get([id, version]);
        if (!record) throw new ExplainedError(say('case.versionMissing', { version }));
        return parseCase(record.document);
      }),

    trash: (id: string): Promise<void> =>
      explained(async () => {
        await database.cases.update(id, { deletedAt: new Date().toISOString() });
      }),

    restore: (id: string): Promise<void> =>
      explained(async () => {
        await database.cases
          .where('id')
          .equals(id)
          .modify((record) => {
            delete (record as { deletedAt?: string }).deletedAt;
          });
      }),

    listTrash: (): Promise<readonly (CaseEntry & { readonly deletedAt: string })[]> =>
      explained(async () => {
        const records = (await database.cases.toArray()).filter((item) => item.deletedAt);
        const entries = await Promise.all(
          records.map(async (item) => ({ ...(await entryOf(item)), deletedAt: item.deletedAt! })),
        );
        return entries.sort((a, b) => b.deletedAt.localeCompare(a.deletedAt));
      }),

    /** Deletes a case with its pictures, and forgotten pictures with it. */
    purge: (id: string): Promise<void> =>
      explained(async () => {
        await deleteCase(database, id);
        tables.forget(id);
      }),

    /** Whether a case of this id is stored, be it in the trash or unreadable. */
    has: (id: string): Promise<boolean> =>
      explained(async () => (await database.cases.where('id').equals(id).count()) > 0),

    /** Stores a whole case that is new here; all of it or nothing. */
    adopt: (
      document: Case,
      versions: readonly { readonly version: number; readonly document: Case }[],
      images: ReadonlyMap<string, Blob>,
    ): Promise<void> =>
      explained(async () => {
        const storedAt = Date.now();
        // Read beforehand: a transaction does not wait for anything but the database.
        const pictures = await Promise.all(
          [...images].map(async ([id, blob]) => {
            return { id, type: blob.type, bytes: await blob.arrayBuffer(), storedAt };
          }),
        );
        await tables.adopt(document, versions, pictures);
      }),

    putImage: (id: string, blob: Blob): Promise<void> =>
      explained(async () => {
        const bytes = await blob.arrayBuffer();
        await database.images.put({ id, type: blob.type, bytes, storedAt: Date.now() });
      }),

    getImage: (id: string): Promise<Blob | undefined> =>
      explained(async () => {
        const record = await database.images.get(id);
        return record && new Blob([record.bytes], { type: record.type });
      }),

    async use(): Promise<{ used: number | null; quota: number | null }> {
      const estimate = await navigator.storage?.estimate?.().catch(() => null);
      return { used: estimate?.usage ?? null, quota: estimate?.quota ?? null };
    },

    persist: async (): Promise<boolean> =>
      (await navigator.storage?.persist?.().catch(() => false)) ?? false,
  };
}

function deleteCase(database: CaseDatabase, id: string): PromiseLike<void> {
  const { cases, fields, audit, versions, images } = database;
  return database.transaction('rw', [cases, fields, audit, versions, images], async () => {
    const record = await cases.get(id);
    await cases.delete(id);
    for (const table of [fields, audit, versions]) await table.where('caseId').equals(id).delete();
    const kept = new Set((await cases.orderBy('pictures').uniqueKeys()).map(String));
    let allReadable = true;
    await cases.each(({ summary, document }) => {
      if (summary === undefined && !namesPictures(document)) allReadable = false;
    });
    // A damaged case may name any picture: then only those of the deleted case go.
    const forgotten = allReadable
      ? await images
          .where('storedAt')
          .below(Date.now() - ORPHAN_AGE_MS)
          .primaryKeys()
      : [];
    const own = record?.pictures ?? [];
    await images.bulkDelete([...own, ...forgotten].filter((key) => !kept.has(key)));
  });
}
