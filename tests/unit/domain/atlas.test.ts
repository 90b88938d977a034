import { describe, expect, it } from 'vitest';
import {
  ATLAS_KEYS,
  ATLAS_ORDER,
  type AtlasEntry,
  atlasEntry,
} from '../../../src/domain/atlas/index.ts';
import {
  CLASS_CODES,
  GROUP_CODES,
  isClassCode,
  labelLineage,
  labelName,
} from '../../../src/domain/classes.ts';
import { LANGUAGES, type Language } from '../../../src/domain/language.ts';
import { MORPHOLOGIES } from '../../../src/synth/cells/index.ts';

const pages = LANGUAGES.flatMap((language) =>
  ATLAS_KEYS.map((key) => [language, key, atlasEntry(key, language)] as const),
);

/** Every text of a page, with the path that leads to it. */
const texts = (value: unknown, path = ''): [string, string][] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => texts(inner, `${path}.${name}`));
};

const PARTS = [
  'essence',
  'nucleus',
  'chromatin',
  'nucleoli',
  'cytoplasm',
  'granules',
  'ratio',
] as const;

describe('reference atlas', () => {
  it('has one page for each class, each group and the cells not counted', () => {
    expect([...ATLAS_KEYS].sort()).toEqual([...CLASS_CODES, ...GROUP_CODES, 'uncountable'].sort());
    for (const { lineage, keys } of ATLAS_ORDER) {
      for (const key of keys) {
        if (key !== 'uncountable') expect(labelLineage(key)).toBe(lineage);
      }
    }
  });

  it.each(pages)('%s %s has every section and no empty text', (_language, key, entry) => {
    for (const [path, text] of texts(entry)) {
      expect(text.trim(), path).toBe(text);
      expect(text.length, path).toBeGreaterThan(0);
    }
    if (entry.kind === 'class') {
      for (const part of PARTS) expect(entry[part], part).toBeTypeOf('string');
      expect(entry.pitfalls.length).toBeGreaterThan(0);
      expect(entry.lookAlikes.length).toBeGreaterThanOrEqual(2);
    } else {
      expect(isClassCode(key)).toBe(false);
      expect(Math.min(entry.open.length, entry.settle.length)).toBeGreaterThan(10);
      expect(entry.signs.length).toBeGreaterThan(1);
    }
    expect(entry.name).toBe(
      key === 'uncountable' ? entry.name : labelName(key, _language as Language),
    );
  });

  it.each(ATLAS_KEYS)('%s says the same in both languages, each in its own', (key) => {
    const [en, zh] = LANGUAGES.map((language) => atlasEntry(key, language)) as [
      AtlasEntry,
      AtlasEntry,
    ];
    const outline = (entry: AtlasEntry) => texts(entry).map(([path]) => path);
    expect(outline(zh)).toEqual(outline(en));
    expect(zh.lookAlikes.map((pair) => pair.key)).toEqual(en.lookAlikes.map((pair) => pair.key));
    if (en.kind === 'class' && zh.kind === 'class') expect(zh.size).toEqual(en.size);
    for (const [path, text] of texts(en)) expect(text, path).not.toMatch(/\p{Script=Han}/u);
    for (const [path, text] of texts(zh)) {
      if (!/\.(key|kind|members|sources)/.test(path)) expect(text, path).toMatch(/\p{Script=Han}/u);
    }
  });

  it('keeps every figure of a text the same in both languages', () => {
    // "2–5" and "2～5", digits only where both languages write digits: micrometres.
    const micrometres = (entry: AtlasEntry) =>
      texts(entry).flatMap(([path, text]) =>
        [...text.matchAll(/(\d+)(?:[–～](\d+))? µm/g)].map((m) => `${path} ${m[1]}-${m[2] ?? ''}`),
      );
    for (const key of ATLAS_KEYS) {
      expect(micrometres(atlasEntry(key, 'zh')), key).toEqual(micrometres(atlasEntry(key, 'en')));
    }
  });

  it('gives sizes in order that hold the cells which the renderer draws', () => {
    for (const key of CLASS_CODES) {
      const entry = atlasEntry(key, 'en');
      if (entry.kind !== 'class') expect.fail(`${key} is no class`);
      const [least, most] = entry.size;
      expect(least).toBeGreaterThan(5);
      expect(most).toBeGreaterThan(least);
      for (const { code, name, diameter } of MORPHOLOGIES) {
        if (code !== key) continue;
        expect(diameter[0], name).toBeGreaterThanOrEqual(least);
        expect(diameter[1], name).toBeLessThanOrEqual(most);
      }
    }
  });

  it.each(pages)(
    '%s %s names look-alikes that name it in turn, with the signs swapped',
    (language, key, { lookAlikes }) => {
      expect(new Set(lookAlikes.map((pair) => pair.key)).size).toBe(lookAlikes.length);
      for (const pair of lookAlikes) {
        expect(ATLAS_KEYS).toContain(pair.key);
        expect(pair.key).not.toBe(key);
        expect(pair.here).not.toBe(pair.there);
        expect(atlasEntry(pair.key, language).lookAlikes).toContainEqual({
          key,
          here: pair.there,
          there: pair.here,
        });
      }
    },
  );

  it('tells a class from its neighbour in the line of ripening', () => {
    const lines = [
      ['MBL', 'PMO', 'MYC', 'MMC', 'BND', 'SEG'],
      ['PEB', 'BEB', 'PCE', 'OCE'],
      ['MOB', 'MON'],
      ['MKB', 'PMK'],
      ['LBL', 'LYM'],
    ] as const;
    for (const line of lines) {
      line.slice(1).forEach((older, i) => {
        const younger = line[i]!;
        expect(atlasEntry(younger, 'en').lookAlikes.map((p) => p.key)).toContain(older);
      });
    }
  });
});
