import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CASE_SCHEMA_VERSION } from '../../../src/domain/case.ts';
import { parseCase, upgradeCase, upgraders } from '../../../src/io/storage/migrations.ts';

const FOLDER = 'tests/fixtures/cases';
const frozen = (version: number): Record<string, unknown> =>
  JSON.parse(readFileSync(`${FOLDER}/case-v${version}.json`, 'utf8'));

describe('cases of every published version', () => {
  const versions = readdirSync(FOLDER).flatMap(
    (file) => /^case-v(\d+)\.json$/.exec(file)?.[1] ?? [],
  );

  it('are frozen and have a way to the present one', () => {
    const all = Array.from({ length: CASE_SCHEMA_VERSION }, (_, index) => index + 1);
    expect(versions.map(Number).sort((a, b) => a - b)).toEqual(all);
    expect(Object.keys(upgraders).map(Number)).toEqual(all.slice(0, -1));
  });

  for (const version of versions)
    it(`version ${version} opens`, () => {
      const stored = frozen(Number(version));
      const opened = parseCase(stored);
      expect(opened.schema).toBe(CASE_SCHEMA_VERSION);
      expect(opened.id).toBe(stored['id']);
    });

  it('version 1 loses nothing', () => {
    const { schema, ...content } = parseCase(frozen(1));
    expect(schema).toBe(CASE_SCHEMA_VERSION);
    expect(content).toMatchObject({
      name: 'Case of version 1 · 骨髓',
      settings: { ruleId: 'zhou-2021', blastReading: 'lymphoid' },
      signature: { by: 'Dr Example', contentHash: 'c0'.repeat(32) },
    });
    const [first, second] = content.fields;
    expect(first?.cells.map(({ id, review }) => [id, review?.label ?? null])).toEqual([
      ['c1', 'LBL'],
      ['c2', null],
      ['c3', 'OTH'],
    ]);
    expect(first?.deletedBoxes).toHaveLength(1);
    expect(second?.synthetic?.truth).toHaveLength(2);
    expect(content.audit).toHaveLength(1);
  });
});

it('version 2 becomes one that no other reader has read', () => {
  const stored = frozen(2);
  const { readers, fields } = parseCase(stored);
  expect(readers).toEqual([]);
  expect(fields.map(({ readings }) => readings)).toEqual([[], []]);
});

describe('the chain', () => {
  const chain = {
    1: ({ title, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, name: title }),
    2: (stored: Readonly<Record<string, unknown>>) => ({ ...stored, name: `${stored['name']}!` }),
  };

  it('goes one step after the other and changes nothing it was given', () => {
    const stored = Object.freeze({ schema: 1, title: 'A' });
    expect(upgradeCase(stored, chain, 3)).toEqual({ schema: 3, name: 'A!' });
    expect(upgradeCase({ schema: 2, name: 'B' }, chain, 3)).toEqual({ schema: 3, name: 'B!' });
    expect(upgradeCase({ schema: 3, name: 'C' }, chain, 3)).toEqual({ schema: 3, name: 'C' });
  });

  it('says when there is no way', () => {
    expect(() => upgradeCase({ schema: 1 }, {}, 2)).toThrow('format 1 cannot be brought to 2');
    expect(() => upgradeCase({ schema: CASE_SCHEMA_VERSION + 1 })).toThrow(
      /newer version of the workstation.*Reload/,
    );
    for (const damaged of [null, 7, 'case', [], {}, { schema: 'one' }, { schema: 0 }])
      expect(() => upgradeCase(damaged)).toThrow(/damaged/);
  });
});

it('a damaged case is refused, and the message says where', () => {
  const stored = frozen(1);
  (stored['fields'] as { scale: unknown }[])[0]!.scale = { micrometresPerPixel: -1 };
  expect(() => parseCase(stored)).toThrow(
    /damaged at fields\.0\.scale\.(micrometresPerPixel|source)/,
  );
});
