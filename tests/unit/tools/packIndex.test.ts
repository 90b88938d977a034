import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packIndexSchema } from '../../../src/domain/pack.ts';
import { packIndex } from '../../../tools/vite-plugins.ts';

it('the list of packs names every folder that holds a manifest, and no other', () => {
  const directory = mkdtempSync(join(tmpdir(), 'models-'));
  try {
    for (const [folder, file] of [
      ['paper', 'manifest.json'],
      ['compact', 'manifest.json'],
      ['training', 'README.md'],
    ] as const) {
      mkdirSync(join(directory, folder));
      writeFileSync(join(directory, folder, file), '{}');
    }
    const listed = packIndexSchema.parse(JSON.parse(packIndex(directory)));
    expect(listed.packs).toEqual(['compact', 'paper']);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
