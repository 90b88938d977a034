import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../src/app/i18n/en/index.ts';
import { zh } from '../../src/app/i18n/zh/index.ts';
import { en as phrases } from '../../src/domain/text/en/index.ts';
import { ACTION_IDS } from '../../src/features/keyboard/actions.ts';
import { COMMAND_IDS } from '../../src/store/commands/command.ts';

const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
  );

/** Every text by its key. */
const flat = (texts: object, prefix = ''): [key: string, text: string][] =>
  Object.entries(texts).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? flat(value, `${prefix}${name}.`)
      : [[prefix + name, String(value)] as [string, string]],
  );

const english = new Map(flat(en));
const chinese = new Map(flat(zh));

/** Where a text of this key is looked for: counted texts have a form for each number. */
const has = (texts: ReadonlyMap<string, string>, key: string): boolean =>
  texts.has(key) || texts.has(`${key}_other`);

const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/{{\s*(\w+)[^}]*}}/g)].map((match) => match[1]!))].sort();

/** Words that Chinese laboratories write in Latin letters; keys of a keyboard among them. */
const LATIN = new Set(
  'PDF CSV JSON COCO ICSH CI n TIFF WebGPU WebGL WebAssembly English Esc Ctrl Space Enter Tab µm'.split(
    ' ',
  ),
);

describe('texts', () => {
  const sources = ['src/features', 'src/app', 'src/store']
    .flatMap(files)
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

  it('exist for every key in use, in both languages', () => {
    const groups = new Set(Object.keys(en));
    // Other names of the same form: of commands, of actions, and of the domain's phrases.
    const others = new Set<string>([
      ...COMMAND_IDS,
      ...ACTION_IDS,
      ...Object.keys(phrases).flatMap((key) => [key, key.replace(/^audit\./, '')]),
    ]);
    const used = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/\bt\(\s*'([\w.-]+)'|\bkey: '([\w-]+\.[\w.-]+)'|'(\w+\.[\w.-]+)'/g)]
        .map((match) => (match[1] ?? match[2] ?? match[3])!)
        .filter((key) => groups.has(key.split('.')[0]!) && !others.has(key))
        .filter((key) => !/\.(csv|json|pdf|zip|png)$/.test(key))
        .map((key) => ({ file, key })),
    );
    expect(used.length).toBeGreaterThan(100);
    const missing = used
      .filter(({ key }) => !has(english, key) || !has(chinese, key))
      .map(({ file, key }) => `${file}: ${key}`);
    expect(missing).toEqual([]);
  });

  it('have the same keys in both, the English singular aside', () => {
    const keys = [...english.keys()].filter((key) => !key.endsWith('_one'));
    expect([...chinese.keys()].sort()).toEqual(keys.sort());
  });

  it('name a singular only beside a plural', () => {
    const lonely = [...english.keys()]
      .filter((key) => key.endsWith('_one'))
      .filter((key) => !english.has(key.replace(/_one$/, '_other')));
    expect(lonely).toEqual([]);
  });

  it('show the same values in both', () => {
    const differing = [...chinese]
      .filter(([key, text]) => {
        const other = english.get(key) ?? '';
        return placeholders(text).join() !== placeholders(other).join();
      })
      .map(([key]) => key);
    expect(differing).toEqual([]);
  });

  it('are never empty', () => {
    const empty = [...english, ...chinese].filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  it('are Chinese in Chinese, but for words that stay Latin', () => {
    const foreign = [...chinese].filter(([, text]) => {
      const words = text.replace(/{{[^}]*}}/g, '').match(/[\p{Script=Latin}µ]+/gu) ?? [];
      return !/\p{Script=Han}/u.test(text) && words.some((word) => !LATIN.has(word));
    });
    expect(foreign).toEqual([]);
  });

  it('hold no Chinese in English, but for the name of the language', () => {
    const mixed = [...english].filter(
      ([key, text]) => /\p{Script=Han}/u.test(text) && !/language/i.test(key),
    );
    expect(mixed).toEqual([]);
  });

  it('are not written into components: every word on the screen has a key', () => {
    // Text between tags, or in an attribute that is read, with two letters or more in a row.
    const written =
      /(?:>\s*|\b(?:title|aria-label|placeholder|alt)=")([A-Za-z][a-z]+(?: [A-Za-z][^<>{}"]*)?)\s*(?:<\/|")/g;
    const found = sources
      .filter(({ file }) => file.endsWith('.tsx'))
      .flatMap(({ file, text }) => [...text.matchAll(written)].map((match) => [file, match[1]!]))
      .filter(([, words]) => !LATIN.has(words!) && !['Shift', 'Alt', 'Meta'].includes(words!));
    expect(found).toEqual([]);
  });
});
