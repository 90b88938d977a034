import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { say } from '../../domain/text/index.ts';
import type { BackendChoice, BackendName } from '../api.ts';
import { BackendError } from '../errors.ts';
import { registerWasmKernels } from '../kernels/wasm.ts';
import { activate, type BackendSession } from './session.ts';
import { watchingWasm } from './wasmFaults.ts';

/**
 * Starts WebAssembly (default) or the plain JavaScript backend in Node. tfjs-wasm has no threads
 * in Node.
 * @throws BackendError for the browser's backends
 */
export async function startNodeBackend(request: BackendName | 'auto'): Promise<BackendSession> {
  if (request === 'cpu')
    return (await import('./cpu.ts')).startCpu({
      name: 'cpu',
      step: 'cpu',
      threads: 1,
      reason: say('backend.chosenOnCommandLine'),
    });
  if (request === 'auto' || request === 'wasm') return startNodeWasm();
  throw new BackendError({
    problem: say('backend.notInNode', { name: request }),
    remedy: say('backend.remedy.commandLine'),
  });
}

async function startNodeWasm(): Promise<BackendSession> {
  const choice: BackendChoice = {
    name: 'wasm',
    step: 'wasm-simd',
    threads: 1,
    reason: say('backend.oneThreadInNode'),
  };
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(dirname(main) + sep);
  const watch = await watchingWasm(() => activate(choice));
  const crew = await registerWasmKernels(tf.backend() as BackendWasm, {
    helpers: 0,
    load: (kind) => {
      const name = kind === 'shared' ? 'kernels-shared.wasm' : 'kernels.wasm';
      return readFile(new URL(`../kernels/wasm/${name}`, import.meta.url));
    },
  });
  return { choice, failure: watch.failure, dispose: () => crew.dispose() };
}
