import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { registerGroupedConv2D } from './groupedConv2D.ts';
import {
  PACKED_CONV_2D,
  type PackedConv2DAttrs,
  type PackedConv2DInputs,
  packedConvGeometry,
} from './packedConv2D.ts';
import { Crew, type WasmKernelHost } from './wasm/crew.ts';
import { PANEL, TILE_ROWS } from './wasm/job.ts';
import { gatheredBlock, sliceWork, winogradBlock } from './wasm/plan.ts';
import { WINOGRAD, WINOGRAD_PRODUCTS } from './wasm/winograd.ts';

/**
 * Loads the kernels onto a backend's memory and registers them for `wasm`. Call after `tf.ready()`.
 * @returns the threads that run them; the caller's to dispose of
 */
export async function registerWasmKernels(
  backend: BackendWasm,
  host: WasmKernelHost,
): Promise<Crew> {
  const crew = await Crew.start(backend, host);
  registerGroupedConvolution(crew);
  registerPackedConvolution(crew);
  return crew;
}

function registerGroupedConvolution(crew: Crew): void {
  registerGroupedConv2D<BackendWasm>('wasm', (backend, { x, filter, bias }, g, relu) => {
    // The output first: making it may grow the heap, though it never moves what lies there.
    const out = backend.makeOutput(g.outShape, 'float32');
    const address = (info: { dataId: object }) => backend.getMemoryOffset(info.dataId);
    const length = g.batch * g.outHeight;
    const { slices, ...cut } = sliceWork(
      {
        length,
        grain: 1,
        block: 1,
        channels: g.outChannels,
        channelStep: PANEL,
        products: length * g.outWidth * g.outChannels * g.groupIn * 9,
      },
      crew.threads,
    );
    crew.run(
      g.stride === 1 ? 'groupedConv2DStride1' : 'groupedConv2DStride2',
      {
        ...g,
        ...cut,
        x: address(x),
        filter: address(filter),
        bias: address(bias),
        residual: 0,
        out: address(out),
        kernel: 3,
        relu: relu ? 1 : 0,
      },
      slices,
    );
    return out;
  });
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
  const { outShape, ...g } = packedConvGeometry(inputs, attrs);
  const { kernel, stride, pad, outChannels } = attrs;
  const out = backend.makeOutput(outShape, 'float32');
  const address = (info: { dataId: object }) => backend.getMemoryOffset(info.dataId);
  const winograd = attrs.method === 'winograd';
  const depth = kernel * kernel * g.inChannels;
  const tilesAlong = (side: number) => Math.ceil(side / WINOGRAD.outputs);
  const length = winograd
    ? g.batch * tilesAlong(g.outHeight) * tilesAlong(g.outWidth)
    : g.batch * g.outHeight * g.outWidth;
  const { slices, ...cut } = sliceWork(
    {
      length,
      grain: TILE_ROWS,
      block: winograd
        ? winogradBlock(g.inChannels)
        : gatheredBlock(depth, kernel === 1 && stride === 1 && pad === 0),
      channels: outChannels,
      channelStep: PANEL,
      products: length * outChannels * (winograd ? WINOGRAD_PRODUCTS * g.inChannels : depth),
    },
    crew.threads,
  );
  crew.run(
    winograd ? 'convolveWinograd' : 'convolve',
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
      groupIn: g.inChannels,
      groupOut: outChannels,
      relu: attrs.relu ? 1 : 0,
    },
    slices,
  );
  return out;
}
