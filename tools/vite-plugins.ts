import {
  cpSync,
  createReadStream,
  existsSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { extname, join, normalize, resolve, sep } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Keeps the threads of tfjs-backend-wasm alive after minification.
 *
 * The threaded factory is turned into text and run again inside each thread. After bundling, its
 * closure variable `_scriptDir` is an unknown (renamed) name there and every thread dies at start.
 */
export function wasmThreadsSurviveMinification(): Plugin {
  const removals: [string, string][] = [
    ['if(typeof _scriptDir !== "undefined" && _scriptDir){scriptDirectory=_scriptDir}', ''],
    ['Module["mainScriptUrlOrBlob"]||_scriptDir', 'Module["mainScriptUrlOrBlob"]'],
  ];
  return {
    name: 'wasm-threads-survive-minification',
    transform(code, id) {
      if (!id.includes('tfjs-backend-wasm-threaded-simd.js')) return null;
      let patched = code;
      for (const [from, to] of removals) {
        if (!patched.includes(from))
          this.error('tfjs-backend-wasm changed: its thread patch no longer applies');
        patched = patched.replace(from, () => to);
      }
      return { code: patched, map: null };
    },
  };
}

const SERVED_PACK_FILES = new Set(['.json', '.safetensors']);

/** Folders with a pack. @param directory that holds them */
const packFolders = (directory: string): string[] =>
  readdirSync(directory)
    .filter((name) => existsSync(join(directory, name, 'manifest.json')))
    .sort();

/** The list by which the workstation finds the packs beside it; `packIndexSchema` describes it. */
export const packIndex = (directory: string): string =>
  JSON.stringify({ schema: 1, packs: packFolders(directory) });

/**
 * Serves `models/<pack>/` in development and copies it beside the built workstation, with
 * `models/index.json`, the list of the packs.
 */
export function servePacks(): Plugin {
  const source = resolve('models');
  let outDir = 'dist';
  return {
    name: 'serve-packs',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    configureServer(server) {
      server.middlewares.use('/models', (request, response, next) => {
        const path = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/');
        if (path === '/index.json') {
          response.setHeader('Content-Type', 'application/json');
          response.end(packIndex(source));
          return;
        }
        const file = normalize(join(source, path));
        const served = file.startsWith(source + sep) && SERVED_PACK_FILES.has(extname(file));
        if (!served || !existsSync(file)) {
          next();
          return;
        }
        response.setHeader('Content-Length', statSync(file).size);
        response.setHeader(
          'Content-Type',
          extname(file) === '.json' ? 'application/json' : 'application/octet-stream',
        );
        createReadStream(file).pipe(response);
      });
    },
    writeBundle() {
      for (const pack of packFolders(source)) {
        for (const file of readdirSync(join(source, pack))) {
          if (SERVED_PACK_FILES.has(extname(file)))
            cpSync(join(source, pack, file), join(outDir, 'models', pack, file));
        }
      }
      writeFileSync(join(outDir, 'models', 'index.json'), packIndex(source));
    },
  };
}
