import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { ExplainedError } from '../../domain/explainedError.ts';
import type { Message } from '../../domain/message.ts';
import { say } from '../../domain/text/index.ts';

/** Whether a WebAssembly backend has failed, and why. */
export interface WasmWatch {
  failure(): Message | null;
}

interface WasmModule {
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** What XNNPACK, which tfjs-wasm is built on, writes of a kernel that did not run. */
const KERNEL_FAILED = /XNN status .* is not successful/;

/** Allocators that are watched already: a thread has one tfjs-wasm, started once. */
const watched = new WeakSet<WasmModule>();
/** Told when memory has run out; the latest watch's. */
let outOfMemory: () => Message = () => say('backend.outOfMemory');

/**
 * Starts tfjs-wasm so that running out of memory is heard of. By itself it is not: an allocation
 * that fails stops the program midway, or gives address 0, and the tensor is written over whatever
 * lies there; a kernel that lacks memory of its own leaves its output as it was and says so on its
 * standard error only. Whichever it was, the module is of no more use.
 * @param start makes tfjs-wasm the current backend
 */
export async function watchingWasm(start: () => Promise<void>): Promise<WasmWatch> {
  let failure: Message | null = null;
  outOfMemory = () => {
    failure ??= say('backend.outOfMemory');
    return failure;
  };
  // The module's standard error is bound to what this is while it starts.
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (KERNEL_FAILED.test(words.join(' '))) outOfMemory();
    else warn.apply(console, words);
  };
  try {
    await start();
  } finally {
    console.warn = warn;
  }
  watchAllocator((tf.backend() as BackendWasm).wasm as unknown as WasmModule);
  return { failure: () => failure };
}

function watchAllocator(module: WasmModule): void {
  if (watched.has(module)) return;
  watched.add(module);
  // The first call of either puts the compiled function in its own place, over anything else.
  module._free(module._malloc(1));
  const allocate = module._malloc;
  module._malloc = (bytes) => {
    let address = 0;
    try {
      address = allocate(bytes);
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    }
    if (address === 0 && bytes > 0) throw new ExplainedError(outOfMemory());
    return address;
  };
}
