import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import {
  type ConvolutionMethod,
  PACKED_CONV_2D,
  type PackedConv2DAttrs,
  type PackedConv2DInputs,
  type PackedConvGeometry,
  packedConvGeometry,
} from './packedConv2D.ts';
import { verifyQuantisedConvolution } from './quantisedCheck.ts';
import { Crew, type WasmKernelHost } from './wasm/crew.ts';
import { type KernelName, PANEL } from './wasm/job.ts';
import { gatheredBlock, groupedBlock, sliceWork, type Work, winogradBlock } from './wasm/plan.ts';
import { WINOGRAD, WINOGRAD_PRODUCTS } from './wasm/winograd.ts';
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
  const { outShape, ...g } = geometry;
  const { kernel, stride, pad, outChannels, groups } = attrs;
  // The output first: making it may grow the heap, though it never moves what lies there.
  const out = backend.makeOutput(outShape, 'float32');
  const address = (info: { dataId: object }) => backend.getMemoryOffset(info.dataId);
  const { slices, ...cut } = sliceWork(workOf(geometry, attrs), crew.threads);
  crew.run(
    KERNELS[attrs.method],
    {
      ...g,
      ...cut,
      kernel,
      stride,
      pad,
      outChannels,
      x: address(inputs.x),
      filter: address(inputs.filter),
      bias: address(inputs.bias),
      residual: inputs.residual ? address(inputs.residual) : 0,
      out: address(out),
      groupIn: g.inChannels / groups,
      groupOut: outChannels / groups,
      relu: attrs.relu ? 1 : 0,
    },
    slices,
  );
  return out;
}

const KERNELS: Readonly<Record<ConvolutionMethod, KernelName>> = {
  winograd: 'convolveWinograd',
  gather: 'convolve',
  lookUp: 'convolveGroups',
};

/** What there is to do, for the plan of its slices. */
function workOf(g: PackedConvGeometry, attrs: PackedConv2DAttrs): Work {
  const { kernel, stride, pad, outChannels, groups } = attrs;
  const taps = kernel * kernel;
  const positions = g.batch * g.outHeight * g.outWidth;
  const of = (length: number, block: number, depth: number, inputCost: number): Work => ({
    ...{
      length,
      block,
      channels: outChannels,
      channelStep: groups > 1 ? outChannels / groups : PANEL,
    },
    products: length * outChannels * depth,
    filterCost: depth * outChannels * COST.filterValue,
    inputCost,
  });
  switch (attrs.method) {
    case 'winograd': {
      const tilesAlong = (side: number) => Math.ceil(side / WINOGRAD.outputs);
      const tiles = g.batch * tilesAlong(g.outHeight) * tilesAlong(g.outWidth);
      const depth = WINOGRAD_PRODUCTS * g.inChannels;
      return of(tiles, winogradBlock(g.inChannels), depth, tiles * depth * COST.transformedValue);
    }
    case 'gather': {
      const depth = taps * g.inChannels;
      const inPlace = kernel === 1 && stride === 1 && pad === 0;
      const cost = inPlace ? COST.readValue : COST.gatheredValue;
      return of(positions, gatheredBlock(depth, inPlace), depth, positions * depth * cost);
    }
    case 'lookUp': {
      const groupIn = g.inChannels / groups;
      const block = groupedBlock({ ...g, kernel, stride, groupIn });
      return of(positions, block, taps * groupIn, positions * taps * COST.address);
    }
  }
}

/** What a plan weighs against multiplications: as many take about the same time. */
const COST = {
  filterValue: 2,
  readValue: 1,
  gatheredValue: 4,
  transformedValue: 8,
  address: 40,
} as const;
