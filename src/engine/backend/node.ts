import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { say } from '../../domain/text/index.ts';
import type { BackendChoice, BackendName } from '../api.ts';
import { BackendError } from '../errors.ts';
import { registerWasmKernels } from '../kernels/wasm.ts';
import { hasRelaxedSimd } from './capabilities.ts';
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
  if (request === 'auto' || request === 'wasm') return startNodeWasm('wasm');
  if (request === 'wasm-int8') {
    if (hasRelaxedSimd()) return startNodeWasm('wasm-int8');
    throw new BackendError({
      problem: say('backend.noInt8'),
      remedy: say('backend.remedy.commandLine'),
    });
  }
  throw new BackendError({
    problem: say('backend.notInNode', { name: request }),
    remedy: say('backend.remedy.commandLine'),
  });
}

async function startNodeWasm(name: 'wasm' | 'wasm-int8'): Promise<BackendSession> {
  const choice: BackendChoice = {
    name,
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
    int8: name === 'wasm-int8',
    load: ({ shared, int8 }) => {
      const file = `kernels${int8 ? '-int8' : ''}${shared ? '-shared' : ''}.wasm`;
      return readFile(new URL(`../kernels/wasm/${file}`, import.meta.url));
    },
  });
  return { choice, failure: watch.failure, dispose: () => crew.dispose() };
}
