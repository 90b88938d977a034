/** Writes the JSON Schemas that are published with the workstation: `npm run schemas`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PUBLISHED_SCHEMAS } from './lib/publishedSchemas.ts';

for (const [path, text] of PUBLISHED_SCHEMAS) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(path);
}
