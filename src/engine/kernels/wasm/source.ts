import { groupedConvSource } from './groupedSource.ts';
import { jobSource } from './job.ts';
import { matmulSource } from './matmulSource.ts';
import { registerTileSource } from './registerTile.ts';
import { WINOGRAD } from './winograd.ts';
import { winogradSource } from './winogradSource.ts';

/**
 * AssemblyScript source of the WASM SIMD kernels. `tools/build-wasm.ts` compiles it to the .wasm
 * files beside this one.
 *
 * The module imports tfjs-wasm's own memory and works on tensors where they lie; it has no data
 * segment and no allocator, so that nothing of tfjs's heap is touched.
 */
export const kernelSource = (transforms = WINOGRAD): string =>
  [
    jobSource(),
    registerTileSource(),
    matmulSource(),
    groupedConvSource(),
    winogradSource(transforms),
  ].join('');
