import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type * as Ort from 'onnxruntime-web';
import { directoryPackSource } from '../../src/engine/weights/directorySource.ts';
import { OrtSide } from './ort.ts';

/**
 * onnxruntime-node on the processor: native code, and so the limit of what any browser can reach.
 * It is no dependency of the project, because its package takes 290 MB and its installation
 * fetches from outside the registry.
 * @param folder where it was installed (the parent of node_modules); the project's own where null
 * @returns null where it is not installed
 */
export function ortNodeSide(folder: string | null): OrtSide | null {
  const from = folder === null ? import.meta.url : join(resolve(folder), 'package.json');
  const require = createRequire(from);
  // Under this name the check for unlisted dependencies would look for it in package.json.
  const name = ['onnxruntime', 'node'].join('-');
  try {
    require.resolve(name);
  } catch {
    return null;
  }
  const ort = require(name) as typeof Ort;
  return new OrtSide(directoryPackSource, async (threads) => ({
    ort,
    options: { executionProviders: ['cpu'], intraOpNumThreads: threads, interOpNumThreads: 1 },
  }));
}
