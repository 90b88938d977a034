import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { groupedConvReference } from './cpu.ts';
import { registerGroupedConv2D } from './groupedConv2D.ts';

/**
 * Registers the kernel for `wasm` where the browser has no SIMD, which the compiled kernel is made
 * of: the plain reference, on tfjs-wasm's own heap.
 */
export function registerPlainWasmGroupedConv2D(): void {
  registerGroupedConv2D<BackendWasm>('wasm', (backend, { x, filter, bias }, geometry, relu) => {
    // The output first: making it may grow the heap, and views of the smaller one end then.
    const out = backend.makeOutput(geometry.outShape, 'float32');
    const values = (info: typeof x) =>
      backend.typedArrayFromHeap({ ...info, dtype: 'float32' }) as Float32Array;
    values(out).set(groupedConvReference(values(x), values(filter), values(bias), geometry, relu));
    return out;
  });
}
