import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/io/storage/database.ts';
import { createCaseRepository } from '../../../src/io/storage/index.ts';

describe('a case that was signed before versions were kept', () => {
  it('is kept as it was signed, before an amendment writes over it', async () => {
    const old = JSON.parse(readFileSync('tests/fixtures/cases/case-v1.json', 'utf8'));
    const name = 'signed-in-format-1';
    const database = openDatabase(name);
    await database.cases.put({ id: old.id, document: old, pictures: [] });
    database.close();

    const repository = createCaseRepository(name);
    const opened = await repository.load(old.id);
    expect(opened.signature?.by).toBe('Dr Example');
    await repository.save({ ...opened, name: 'amended', version: 2, signature: null });
    expect(await repository.loadVersion(old.id, 1)).toEqual(opened);
    expect((await repository.load(old.id)).name).toBe('amended');
  });
});
