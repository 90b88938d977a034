import { groupedConvSource, lookUpSource } from './groupedSource.ts';
import { jobSource } from './job.ts';
import { gatherSource, matmulSource } from './matmulSource.ts';
import { quantiseSource } from './quantiseSource.ts';
import { type Arithmetic, FLOAT32, INT8, registerTileSource } from './registerTile.ts';
import { WINOGRAD } from './winograd.ts';
import { winogradSource } from './winogradSource.ts';

/**
 * AssemblyScript source of the WASM SIMD kernels. `tools/build-wasm.ts` compiles it to the .wasm
 * files beside this one.
 *
 * The module imports tfjs-wasm's own memory and works on tensors where they lie; it has no data
 * segment and no allocator, so that nothing of tfjs's heap is touched.
 * @param int8 whether the kernels of 8-bit arithmetic are there as well: they need relaxed SIMD
 */
export const kernelSource = ({ int8 }: { readonly int8: boolean }): string =>
  [
    jobSource(),
    registerTileSource(),
    gatherSource(),
    lookUpSource(),
    ...convolutions(FLOAT32),
    winogradSource(WINOGRAD),
    ...(int8 ? [quantiseSource(), ...convolutions(INT8)] : []),
  ].join('');

const convolutions = (arithmetic: Arithmetic): string[] => [
  matmulSource(arithmetic),
  groupedConvSource(arithmetic),
];
