import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from './usageError.ts';

/** Packs of the project, beside this file's own folder whatever the working directory is. */
const MODELS = resolve(import.meta.dirname, '../../models');

/**
 * Folder of a pack.
 * @param pack a name in `models/`, or a directory
 * @throws UsageError where neither holds a manifest.json
 */
export function packDirectory(pack: string): string {
  const places = [join(MODELS, pack), resolve(pack)];
  const found = places.find((place) => existsSync(join(place, 'manifest.json')));
  if (found) return found;
  throw new UsageError(
    `There is no pack "${pack}": neither ${places.join(' nor ')} holds a manifest.json.`,
  );
}
