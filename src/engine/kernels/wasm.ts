import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { registerGroupedConv2D } from './groupedConv2D.ts';
import { exportName } from './wasm/source.ts';

/** The exported functions of the compiled kernel; see ./wasm/source.ts. */
type GroupedConvFunction = (
  x: number,
  filter: number,
  bias: number,
  out: number,
  batch: number,
  inHeight: number,
  inWidth: number,
  inChannels: number,
  outHeight: number,
  outWidth: number,
  outChannels: number,
  groupIn: number,
  groupOut: number,
  pad: number,
  relu: 0 | 1,
) => void;

/** Which of the two binaries: tfjs-wasm with threads has shared memory, without has not. */
export type WasmMemoryKind = 'shared' | 'unshared';

/** Gives the compiled kernel for a kind of memory. */
export type WasmKernelLoader = (kind: WasmMemoryKind) => Promise<BufferSource>;

/** The memory of tfjs's own module, of which its types say nothing. */
function memoryOf(backend: BackendWasm): WebAssembly.Memory {
  const module = backend.wasm as unknown as {
    wasmMemory?: WebAssembly.Memory;
    asm?: { memory?: WebAssembly.Memory };
  };
  const memory = module.wasmMemory ?? module.asm?.memory;
  if (!memory) throw new Error('tfjs-backend-wasm keeps its memory elsewhere in this version.');
  return memory;
}

/** Loads the kernel onto a backend's memory and registers it for `wasm`. Call after `tf.ready()`. */
export async function registerWasmGroupedConv2D(
  backend: BackendWasm,
  load: WasmKernelLoader,
): Promise<void> {
  const memory = memoryOf(backend);
  const shared =
    typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
  const binary = await load(shared ? 'shared' : 'unshared');
  const { instance } = await WebAssembly.instantiate(binary, { env: { memory } });
  const byStride = {
    1: instance.exports[exportName(1)] as GroupedConvFunction,
    2: instance.exports[exportName(2)] as GroupedConvFunction,
  };
  registerGroupedConv2D<BackendWasm>('wasm', (current, { x, filter, bias }, g, relu) => {
    // The output first: making it may grow the heap, though it never moves what lies there.
    const out = current.makeOutput(g.outShape, 'float32');
    const address = (info: { dataId: object }) => current.getMemoryOffset(info.dataId);
    byStride[g.stride](
      address(x),
      address(filter),
      address(bias),
      address(out),
      g.batch,
      g.inHeight,
      g.inWidth,
      g.inChannels,
      g.outHeight,
      g.outWidth,
      g.outChannels,
      g.groupIn,
      g.groupOut,
      g.pad,
      relu ? 1 : 0,
    );
    return out;
  });
}
