import { z } from 'zod';
import type { Case } from '../../domain/case.ts';
import { type CaseDatabase, type CaseRecord, DATABASE_NAME, openDatabase } from './database.ts';
import { explained } from './errors.ts';
import { parseCase } from './migrations.ts';

export { parseCase, type Upgrader, upgradeCase, upgraders } from './migrations.ts';

/** What the list of cases shows of one. */
export interface CaseEntry {
  readonly id: string;
  readonly name: string;
  readonly synthetic: boolean;
  readonly updatedAt: string;
}

/** Pictures that no case names are kept this long: an import may be about to name them. */
const ORPHAN_AGE_MS = 24 * 60 * 60 * 1000;

/** A record whose columns are damaged is still listed, so that it can be seen and deleted. */
function entryOf({ id, name, synthetic, updatedAt }: CaseRecord): CaseEntry {
  return {
    id,
    name: z.string().catch(`Unreadable case ${id}`).parse(name),
    synthetic: z.boolean().catch(false).parse(synthetic),
    updatedAt: z.string().catch('').parse(updatedAt),
  };
}

const picturesSchema = z.looseObject({
  fields: z.array(z.looseObject({ imageId: z.string() })),
});

/** Pictures that a stored case names; null where that cannot be read. */
function picturesOf(document: unknown): string[] | null {
  const parsed = picturesSchema.safeParse(document);
  return parsed.success ? parsed.data.fields.map(({ imageId }) => imageId) : null;
}

/**
 * Cases and pictures in this browser's IndexedDB. Every method rejects with a message for the user;
 * a full disk with an error named `QuotaExceededError`, and then nothing stored has changed.
 * @param name of the database
 */
export function createCaseRepository(name: string = DATABASE_NAME) {
  const database = openDatabase(name);
  return {
    /** Every case, readable or not. */
    list: (): Promise<readonly CaseEntry[]> =>
      explained(async () => {
        const entries: CaseEntry[] = [];
        await database.cases.each((record) => {
          entries.push(entryOf(record));
        });
        return entries;
      }),

    /** @throws where the case is missing or its record cannot be read. */
    load: (id: string): Promise<Case> =>
      explained(async () => {
        const record = await database.cases.get(id);
        if (!record) throw new Error('The case is no longer stored in this browser.');
        return parseCase(record.document);
      }),

    save: (document: Case): Promise<void> =>
      explained(async () => {
        const { id, name: title, synthetic, updatedAt } = document;
        await database.cases.put({ id, name: title, synthetic, updatedAt, document });
      }),

    /** Deletes a case with its pictures, and forgotten pictures with it. */
    delete: (id: string): Promise<void> => explained(() => deleteCase(database, id)),

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
  };
}

function deleteCase(database: CaseDatabase, id: string): PromiseLike<void> {
  return database.transaction('rw', database.cases, database.images, async () => {
    const record = await database.cases.get(id);
    await database.cases.delete(id);
    const kept = new Set<string>();
    let allReadable = true;
    await database.cases.each(({ document }) => {
      const named = picturesOf(document);
      if (named) for (const picture of named) kept.add(picture);
      else allReadable = false;
    });
    const own = picturesOf(record?.document) ?? [];
    // A damaged case may name any picture: then only those of the deleted case go.
    const forgotten = allReadable
      ? await database.images
          .where('storedAt')
          .below(Date.now() - ORPHAN_AGE_MS)
          .primaryKeys()
      : [];
    await database.images.bulkDelete([...own, ...forgotten].filter((key) => !kept.has(key)));
  });
}
