import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Case } from '../../../src/domain/case.ts';
import { summaryOf } from '../../../src/domain/caseSummary.ts';
import { openDatabase } from '../../../src/io/storage/database.ts';
import { createCaseRepository, parseCase } from '../../../src/io/storage/index.ts';
import type { CaseRepository } from '../../../src/store/services.ts';

const stored: Case = parseCase(
  JSON.parse(readFileSync('tests/fixtures/cases/case-v1.json', 'utf8')),
);
const caseWith = (id: string, pictures: readonly string[] = []): Case => ({
  ...stored,
  id,
  name: `Case ${id}`,
  fields: pictures.map((imageId) => ({ ...stored.fields[0]!, id: imageId, imageId })),
});
const AT = '2026-01-02T03:04:05.000Z';
const blob = (text: string): Blob => new Blob([text], { type: 'image/png' });

let name = '';
let counter = 0;
let repository: CaseRepository;
beforeEach(() => {
  name = `test-${counter++}`;
  repository = createCaseRepository(name);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('cases', () => {
  it('come back as they were, after a restart too', async () => {
    await repository.save(stored);
    expect(await repository.load(stored.id)).toEqual(stored);
    const later = createCaseRepository(name);
    expect(await later.load(stored.id)).toEqual(stored);
    expect(await later.list()).toEqual([{ ...summaryOf(stored), unreadable: null }]);
  });

  it('are replaced by a later save', async () => {
    await repository.save(stored);
    await repository.save({ ...stored, name: 'Renamed', updatedAt: '2026-02-01T00:00:00.000Z' });
    expect((await repository.list()).map((entry) => entry.name)).toEqual(['Renamed']);
  });

  it('that are missing are said to be', async () => {
    await expect(repository.load('none')).rejects.toThrow('no longer stored');
  });

  it('of an old version are kept readable', async () => {
    const version1 = JSON.parse(readFileSync('tests/fixtures/cases/case-v1.json', 'utf8'));
    const old = new Dexie(name);
    old.version(1).stores({ cases: 'id', images: 'id, storedAt' });
    await old.table('cases').put({ id: version1.id, document: version1, name: 'Old' });
    old.close();
    const later = createCaseRepository(name);
    expect(await later.list()).toEqual([{ ...summaryOf(stored), unreadable: null }]);
    const loaded = await later.load(version1.id);
    expect(loaded).toEqual(stored);
    // Its first change brings it into the tables of today.
    await later.save({ ...loaded, name: 'Changed' });
    expect(await createCaseRepository(name).load(version1.id)).toEqual({
      ...stored,
      name: 'Changed',
    });
    expect((await openDatabase(name).cases.get(version1.id))?.pictures).toHaveLength(2);
  });

  it('write no more than what a change touches', async () => {
    await repository.save(stored);
    const written = vi.spyOn(IDBObjectStore.prototype, 'put');
    const [first, ...rest] = stored.fields;
    const changed = {
      ...stored,
      fields: [{ ...first!, name: 'renamed.png' }, ...rest],
      audit: [...stored.audit, { at: AT, by: 'R', command: 'field.rename', text: 'Renamed' }],
    };
    await repository.save(changed);
    const tables = written.mock.contexts.map((store) => (store as IDBObjectStore).name).sort();
    expect(tables).toEqual(['audit', 'cases', 'fields']);
    expect(await createCaseRepository(name).load(stored.id)).toEqual(changed);
  });

  it('come back in the order of their fields, without those taken out', async () => {
    const three = caseWith('three', ['a', 'b', 'c']);
    await repository.save(three);
    const [a, b, c] = three.fields;
    await repository.save({ ...three, fields: [c!, a!] });
    expect((await repository.load('three')).fields.map(({ id }) => id)).toEqual(['c', 'a']);
    await repository.save({ ...three, fields: [b!, c!, a!] });
    const later = await createCaseRepository(name).load('three');
    expect(later.fields.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });

  it('that are signed are kept as they were signed', async () => {
    const signature = { by: 'R', at: AT, contentHash: 'ab'.repeat(32) };
    const signed = { ...stored, signature };
    await repository.save(signed);
    await repository.save({ ...stored, signature: null, version: 2, name: 'Amended' });
    expect(await repository.loadVersion(stored.id, 1)).toEqual(signed);
    await expect(repository.loadVersion(stored.id, 2)).rejects.toThrow('not stored');
  });

  it('in the trash are out of the list until they are brought back', async () => {
    await repository.save(stored);
    await repository.trash(stored.id);
    expect(await repository.list()).toEqual([]);
    expect((await repository.listTrash()).map(({ id }) => id)).toEqual([stored.id]);
    await expect(repository.load(stored.id)).rejects.toThrow('no longer stored');
    await repository.restore(stored.id);
    expect(await repository.load(stored.id)).toEqual(stored);
    expect(await repository.listTrash()).toEqual([]);
  });
});

describe('a broken record', () => {
  beforeEach(async () => {
    const database = openDatabase(name);
    await database.cases.bulkPut([
      { id: 'x', pictures: [], document: { schema: 1, name: 5, fields: 'gone' } },
      { id: 'y' } as never,
    ]);
    await repository.save(stored);
  });

  it('is listed and never hides the others', async () => {
    const entries = await repository.list();
    expect(entries).toHaveLength(3);
    expect(entries).toContainEqual(expect.objectContaining({ name: stored.name }));
    expect(entries).toContainEqual(
      expect.objectContaining({
        id: 'x',
        name: 'x',
        unreadable: expect.objectContaining({ text: expect.stringContaining('damaged') }),
      }),
    );
    expect(await repository.load(stored.id)).toEqual(stored);
  });

  it('is refused with a reason, and can be deleted', async () => {
    await expect(repository.load('x')).rejects.toThrow(/damaged at id/);
    await expect(repository.load('y')).rejects.toThrow(/damaged/);
    await repository.purge('x');
    await repository.purge('y');
    expect((await repository.list()).map(({ id }) => id)).toEqual([stored.id]);
  });

  it('keeps every picture safe, since it may name any', async () => {
    vi.useFakeTimers({ now: Date.now() - 48 * 3_600_000, toFake: ['Date'] });
    await repository.putImage('unknown', blob('u'));
    vi.useRealTimers();
    await repository.purge(stored.id);
    expect(await repository.getImage('unknown')).toBeDefined();
  });
});

describe('pictures', () => {
  it('keep their bytes and type', async () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 256);
    await repository.putImage('p', new Blob([bytes], { type: 'image/webp' }));
    const picture = await repository.getImage('p');
    expect(picture?.type).toBe('image/webp');
    expect(new Uint8Array(await picture!.arrayBuffer())).toEqual(bytes);
    expect(await repository.getImage('q')).toBeUndefined();
  });

  it('go with their case, and with no other', async () => {
    for (const id of ['a1', 'a2', 'b1', 'new']) await repository.putImage(id, blob(id));
    await repository.save(caseWith('a', ['a1', 'a2', 'b1']));
    await repository.save(caseWith('b', ['b1']));
    await repository.purge('a');
    const left = await Promise.all(['a1', 'a2', 'b1', 'new'].map(repository.getImage));
    expect(left.map((picture) => picture !== undefined)).toEqual([false, false, true, true]);
    expect((await repository.list()).map(({ id }) => id)).toEqual(['b']);
  });

  it('that no case has named for a day go when a case is deleted', async () => {
    vi.useFakeTimers({ now: Date.now() - 25 * 3_600_000, toFake: ['Date'] });
    await repository.putImage('forgotten', blob('f'));
    await repository.putImage('named', blob('n'));
    vi.useRealTimers();
    await repository.save(caseWith('a'));
    await repository.save(caseWith('b', ['named']));
    await repository.purge('a');
    expect(await repository.getImage('forgotten')).toBeUndefined();
    expect(await repository.getImage('named')).toBeDefined();
  });
});

describe('a storage that refuses', () => {
  const refuse = (error: DOMException) =>
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw error;
    });

  it('being full says so, and what was stored stays', async () => {
    await repository.save(stored);
    const spy = refuse(new DOMException('no space', 'QuotaExceededError'));
    await expect(repository.save({ ...stored, name: 'Lost' })).rejects.toMatchObject({
      name: 'QuotaExceededError',
      message: expect.stringMatching(/storage of this browser is full.*not saved.*Delete cases/),
    });
    await expect(repository.putImage('p', blob('p'))).rejects.toMatchObject({
      name: 'QuotaExceededError',
    });
    spy.mockRestore();
    expect(await repository.load(stored.id)).toEqual(stored);
    await repository.save({ ...stored, name: 'Saved after all' });
    expect((await repository.load(stored.id)).name).toBe('Saved after all');
  });

  it('not being there says what to do', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'InvalidStateError');
    });
    await expect(createCaseRepository('denied').list()).rejects.toThrow(/Allow site data/);
  });
});
