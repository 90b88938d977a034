import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import { ExplainedError } from '../../domain/explainedError.ts';
import { say } from '../../domain/text/index.ts';
import type { BackendChoice } from '../api.ts';
import type { Helper, KernelBinary } from '../kernels/wasm/crew.ts';
import type { HelperStart } from '../kernels/wasm/helper.ts';
import kernelUrl from '../kernels/wasm/kernels.wasm?url';
import int8KernelUrl from '../kernels/wasm/kernels-int8.wasm?url';
import sharedInt8KernelUrl from '../kernels/wasm/kernels-int8-shared.wasm?url';
import sharedKernelUrl from '../kernels/wasm/kernels-shared.wasm?url';
import { registerWasmKernels } from '../kernels/wasm.ts';
import { registerPlainWasmGroupedConv2D } from '../kernels/wasmPlain.ts';
import { activate, type BackendSession } from './session.ts';
import { watchingWasm } from './wasmFaults.ts';

/** Starts WebAssembly in a page or worker, on as many threads as the choice says. */
export async function startWasm(choice: BackendChoice): Promise<BackendSession> {
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths({
    'tfjs-backend-wasm.wasm': plainUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
  });
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', choice.threads > 1);
  tf.env().set('WASM_HAS_SIMD_SUPPORT', choice.step !== 'wasm-plain');
  // Its threads would wait busily, beside the kernels' own, for the few small layers left to them.
  if (choice.threads > 1) wasm.setThreadsCount(1);
  const watch = await watchingWasm(() => activate(choice));
  if (choice.step === 'wasm-plain') {
    registerPlainWasmGroupedConv2D();
    return { choice, failure: watch.failure, dispose: () => undefined };
  }
  const crew = await registerWasmKernels(tf.backend() as BackendWasm, {
    helpers: choice.threads - 1,
    startHelper,
    load: fetchKernel,
    int8: choice.name === 'wasm-int8',
  });
  return {
    choice: { ...choice, threads: crew.size },
    failure: watch.failure,
    ...(crew.size > 1 && { limitThreads: (most: number) => crew.limit(most) }),
    dispose: () => crew.dispose(),
  };
}

async function fetchKernel({ shared, int8 }: KernelBinary): Promise<ArrayBuffer> {
  const response = await fetch(
    int8 ? (shared ? sharedInt8KernelUrl : int8KernelUrl) : shared ? sharedKernelUrl : kernelUrl,
  );
  if (!response.ok)
    throw new ExplainedError(say('backend.kernelMissing', { status: response.status }));
  return response.arrayBuffer();
}

/** Longest wait for a helper, ms: a crowded machine takes seconds to start a thread. */
const HELPER_START_MS = 20_000;

function startHelper(start: HelperStart): Helper {
  const worker = new Worker(new URL('../kernels/wasm/helper.worker.ts', import.meta.url), {
    type: 'module',
    name: 'kernels',
  });
  const ready = new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('A thread did not start.')), HELPER_START_MS);
    worker.onmessage = () => {
      clearTimeout(late);
      resolve();
    };
    worker.onerror = (event) => {
      // Nobody else need hear of it: the work goes on with fewer threads.
      event.preventDefault();
      clearTimeout(late);
      reject(new Error(event.message));
    };
  });
  worker.postMessage(start);
  return { ready, end: () => worker.terminate() };
}
