import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import { ExplainedError } from '../../domain/explainedError.ts';
import { say } from '../../domain/text/index.ts';
import type { BackendChoice } from '../api.ts';
import kernelUrl from '../kernels/wasm/grouped-conv.wasm?url';
import sharedKernelUrl from '../kernels/wasm/grouped-conv-shared.wasm?url';
import { registerWasmGroupedConv2D, type WasmMemoryKind } from '../kernels/wasm.ts';
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
  if (choice.threads > 1) wasm.setThreadsCount(choice.threads);
  const watch = await watchingWasm(() =>
    choice.threads > 1
      ? withProcessors(choice.threads * 2, () => activate(choice))
      : activate(choice),
  );
  if (choice.step === 'wasm-plain') registerPlainWasmGroupedConv2D();
  else await registerWasmGroupedConv2D(tf.backend() as BackendWasm, fetchKernel);
  return {
    choice: { ...choice, threads: wasm.getThreadsCount() },
    failure: watch.failure,
    dispose: () => undefined,
  };
}

async function fetchKernel(kind: WasmMemoryKind): Promise<ArrayBuffer> {
  const response = await fetch(kind === 'shared' ? sharedKernelUrl : kernelUrl);
  if (!response.ok)
    throw new ExplainedError(say('backend.kernelMissing', { status: response.status }));
  return response.arrayBuffer();
}

/**
 * tfjs-wasm's thread pool takes half of `navigator.hardwareConcurrency` and ignores a larger
 * wish: while it starts it is told another number. Only this thread's navigator is changed.
 */
async function withProcessors(processors: number, work: () => Promise<void>): Promise<void> {
  const { navigator } = globalThis;
  Object.defineProperty(navigator, 'hardwareConcurrency', {
    configurable: true,
    get: () => processors,
  });
  try {
    await work();
  } finally {
    // The real number is the prototype's.
    Reflect.deleteProperty(navigator, 'hardwareConcurrency');
  }
}
