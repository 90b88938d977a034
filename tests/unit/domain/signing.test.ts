import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Case, Cell, Field } from '../../../src/domain/case.ts';
import { contentHash, signatureHolds } from '../../../src/domain/signing.ts';
import { AT, box, caseOf, fieldOf, modelCell, modelWord } from '../store/support.ts';

const sample = (): Case =>
  caseOf([fieldOf('f1', [modelCell('a', box(10, 10)), modelCell('b', box(60, 60), 'SEG')])]);

const LATER = '2026-05-06T07:08:09.000Z';
const MARK = { by: 'R', at: AT };
const field =
  (change: Partial<Field>) =>
  (document: Case): Case => ({
    ...document,
    fields: [{ ...document.fields[0]!, ...change }],
  });
const cell =
  (change: Partial<Cell>) =>
  (document: Case): Case =>
    field({
      cells: document.fields[0]!.cells.map((item, at) =>
        at === 0 ? { ...item, ...change } : item,
      ),
    })(document);

const CONTENT: Readonly<Record<string, (document: Case) => Case>> = {
  name: (document) => ({ ...document, name: 'other' }),
  description: (document) => ({
    ...document,
    description: { ...document.description, site: 'iliac crest' },
  }),
  rule: (document) => ({ ...document, settings: { ...document.settings, ruleId: 'who-icc-20' } }),
  target: (document) => ({ ...document, settings: { ...document.settings, target: 500 } }),
  'blast reading': (document) => ({
    ...document,
    settings: { ...document.settings, blastReading: 'myeloid' },
  }),
  'count by hand': (document) => ({ ...document, manual: { counts: { LYM: 1 }, merged: false } }),
  merging: (document) => ({ ...document, manual: { counts: {}, merged: true } }),
  'a field more': (document) => ({ ...document, fields: [...document.fields, fieldOf('f2')] }),
  exclusion: field({ excluded: { ...MARK, reason: 'smudged' } }),
  'field reviewed': field({ reviewed: MARK }),
  scale: field({ scale: { micrometresPerPixel: 0.1, source: 'entered' } }),
  conflict: field({ conflicts: [{ id: 'k', model: modelWord(box(1, 1)), cellIds: ['a'] }] }),
  picture: field({ imageId: 'another' }),
  'deleted box': field({ deletedBoxes: [box(1, 1)] }),
  box: cell({ box: box(11, 10) }),
  'reviewer’s word': cell({ review: { label: 'LYM', countable: true, by: 'R', at: AT } }),
  'model’s word': cell({ model: modelWord(box(10, 10), 'MON') }),
  comment: cell({ comment: 'twinned nucleus' }),
  'a cell less': (document) => field({ cells: [document.fields[0]!.cells[1]!] })(document),
  version: (document) => ({ ...document, version: 2 }),
  'earlier versions': (document) => ({
    ...document,
    earlier: [
      {
        version: 1,
        signature: { ...MARK, contentHash: 'aa' },
        amended: { ...MARK, reason: 'second look' },
      },
    ],
  }),
};

/** sha256 over JSON with sorted keys: how a content of any format is hashed. */
const hashOf = (content: unknown): string =>
  createHash('sha256')
    .update(
      JSON.stringify(content, (_, value) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
          : value,
      ),
    )
    .digest('hex');

describe('the signed content', () => {
  it.each(Object.keys(CONTENT))('holds: %s', async (name) => {
    expect(await contentHash(CONTENT[name]!(sample()))).not.toBe(await contentHash(sample()));
  });

  it.each<[string, Partial<Case>]>([
    ['audit trail', { audit: [{ at: AT, by: 'R', command: 'case.rename', text: 'x' }] }],
    ['archive', { archivedAt: LATER }],
    ['date of change', { updatedAt: LATER }],
    ['signature', { signature: { ...MARK, contentHash: 'aa' } }],
    [
      'other readers',
      {
        readers: [
          {
            id: 'r',
            kind: 'reader',
            name: 'Dr Second',
            source: { format: 'coco', files: [] },
            imported: MARK,
          },
        ],
        fields: [{ ...sample().fields[0]!, readings: [{ readerId: 'r', cells: [] }] }],
      },
    ],
  ])('leaves out: %s', async (_name, change) => {
    expect(await contentHash({ ...sample(), ...change })).toBe(await contentHash(sample()));
  });

  it('does not hang on the order of keys', async () => {
    const { id, ...rest } = sample();
    expect(await contentHash({ ...rest, id })).toBe(await contentHash(sample()));
  });
});

describe('a signature', () => {
  const signed = async (document: Case): Promise<Case> => ({
    ...document,
    signature: { ...MARK, contentHash: await contentHash(document) },
  });

  it('holds for what was signed and for nothing else', async () => {
    const document = await signed(sample());
    expect(await signatureHolds(document)).toBe(true);
    expect(await signatureHolds({ ...document, archivedAt: LATER })).toBe(true);
    for (const change of Object.values(CONTENT))
      expect(await signatureHolds(change(document))).toBe(false);
    expect(await signatureHolds(sample())).toBeNull();
  });

  it('of a case of format 2 holds after the upgrade', async () => {
    const document = sample();
    const { archivedAt, audit, signature, updatedAt, readers, ...rest } = document;
    const old = {
      ...rest,
      schema: 2,
      fields: document.fields.map(({ readings, ...item }) => item),
    };
    const upgraded = { ...document, signature: { ...MARK, contentHash: hashOf(old) } };
    expect(await signatureHolds(upgraded)).toBe(true);
    for (const change of Object.values(CONTENT))
      expect(await signatureHolds(change(upgraded))).toBe(false);
  });

  it('of a case of format 1 holds after the upgrade, as long as nothing was added', async () => {
    // The case as format 1 had it: its hash was made in the same way.
    const document = sample();
    const {
      archivedAt,
      description,
      manual,
      version,
      earlier,
      audit,
      signature,
      updatedAt,
      readers,
      ...rest
    } = document;
    const old = {
      ...rest,
      schema: 1,
      settings: { ruleId: 'zhou-2021', blastReading: 'lymphoid' },
      fields: document.fields.map(({ conflicts, excluded, reviewed, readings, ...item }) => item),
    };
    const upgraded: Case = {
      ...document,
      signature: { ...MARK, contentHash: hashOf(old) },
    };
    expect(await signatureHolds(upgraded)).toBe(true);
    for (const change of Object.values(CONTENT))
      expect(await signatureHolds(change(upgraded))).toBe(false);
  });
});
