import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import {
  type ConvolutionMethod,
  PACKED_CONV_2D,
  type PackedConv2DAttrs,
  type PackedConv2DInputs,
  packedConvGeometry,
} from './packedConv2D.ts';
import { verifyQuantisedConvolution } from './quantisedCheck.ts';
import { Crew, type WasmKernelHost } from './wasm/crew.ts';
import type { KernelName } from './wasm/job.ts';
import { sliceWork } from './wasm/plan.ts';
import { convolutionJob, FLOAT32_NUMBERS, workOf } from './wasm/work.ts';
import { registerQuantisedConvolution, unregisterQuantisedConvolution } from './wasmQuantised.ts';

/**
 * Loads the kernels onto a backend's memory and registers them for `wasm`. Call after `tf.ready()`.
 * @returns the threads that run them; the caller's to dispose of
 */
export async function registerWasmKernels(
  backend: BackendWasm,
  host: WasmKernelHost,
): Promise<Crew> {
  const crew = await Crew.start(backend, host);
  registerPackedConvolution(crew);
  unregisterQuantisedConvolution();
  if (host.int8) {
    registerQuantisedConvolution(crew);
    await verifyQuantisedConvolution();
  }
  return crew;
}

function registerPackedConvolution(crew: Crew): void {
  // An earlier one may hold a memory that is gone.
  if (tf.getKernel(PACKED_CONV_2D, 'wasm')) tf.unregisterKernel(PACKED_CONV_2D, 'wasm');
  tf.registerKernel({
    kernelName: PACKED_CONV_2D,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) =>
      packedConvolution(
        crew,
        backend as BackendWasm,
        inputs as unknown as PackedConv2DInputs,
        attrs as unknown as PackedConv2DAttrs,
      ),
  });
}

function packedConvolution(
  crew: Crew,
  backend: BackendWasm,
  inputs: PackedConv2DInputs,
  attrs: PackedConv2DAttrs,
): tf.TensorInfo {
  const geometry = packedConvGeometry(inputs, attrs);
  // The output first: making it may grow the heap, though it never moves what lies there.
  const out = backend.makeOutput(geometry.outShape, 'float32');
  const work = workOf(geometry, attrs, attrs.method, FLOAT32_NUMBERS);
  const { slices, ...cut } = sliceWork(work, crew.threads);
  const job = convolutionJob(geometry, attrs, { ...inputs, out }, ({ dataId }) =>
    backend.getMemoryOffset(dataId),
  );
  crew.run(KERNELS[attrs.method], { ...job, ...cut }, slices);
  return out;
}

const KERNELS: Readonly<Record<ConvolutionMethod, KernelName>> = {
  winograd: 'convolveWinograd',
  gather: 'convolve',
  lookUp: 'convolveGroups',
};
