import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../src/app/i18n/en.ts';

const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
  );

const has = (key: string): boolean => {
  const found = key
    .split('.')
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], en);
  return found !== undefined;
};

describe('texts', () => {
  const sources = ['src/features', 'src/app', 'src/store']
    .flatMap(files)
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

  it('exist for every key in use', () => {
    const missing = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/\bt\(\s*'([\w.-]+)'|key: '([\w.]+\.[\w.]+)'/g)]
        .map((match) => (match[1] ?? match[2])!)
        .filter((key) => !has(key) && !has(`${key}_one`))
        .map((key) => `${file}: ${key}`),
    );
    expect(missing).toEqual([]);
  });
});
