import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { PackedConvGeometry } from './packedConv2D.ts';
import {
  QUANTISED_CONV_2D,
  type QuantisedConv2DAttrs,
  type QuantisedConv2DInputs,
  quantisedConvGeometry,
} from './quantisedConv2D.ts';
import type { Crew } from './wasm/crew.ts';
import { PANEL } from './wasm/job.ts';
import { gatheredBlock, groupedBlock, pictureSlices, sliceWork } from './wasm/plan.ts';

/** Lets go of the kernel of an earlier session, whose memory may be gone. */
export function unregisterQuantisedConvolution(): void {
  if (tf.getKernel(QUANTISED_CONV_2D, 'wasm')) tf.unregisterKernel(QUANTISED_CONV_2D, 'wasm');
}

/** Registers the kernel for `wasm`. */
export function registerQuantisedConvolution(crew: Crew): void {
  tf.registerKernel({
    kernelName: QUANTISED_CONV_2D,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) =>
      quantisedConvolution(
        crew,
        backend as BackendWasm,
        inputs as unknown as QuantisedConv2DInputs,
        attrs as unknown as QuantisedConv2DAttrs,
      ),
  });
}

/** A multiplication in 8 bits takes a fifth of the time that one in float32 takes. */
const INT8_SHARE = 1 / 5;

function quantisedConvolution(
  crew: Crew,
  backend: BackendWasm,
  inputs: QuantisedConv2DInputs,
  attrs: QuantisedConv2DAttrs,
): tf.TensorInfo {
  const geometry = quantisedConvGeometry(inputs, attrs);
  const { outShape, ...g } = geometry;
  const { kernel, stride, pad, outChannels, groups } = attrs;
  const values = g.inHeight * g.inWidth * g.inChannels;
  const cut = pictureSlices(g.batch, values, crew.threads);
  // All of the memory first: taking some may grow the heap, though it never moves what lies there.
  const out = backend.makeOutput(outShape, 'float32');
  const rounded = backend.makeOutput([(g.batch * values) / 4], 'int32');
  const peaks = backend.makeOutput([cut.slices], 'float32');
  const units = backend.makeOutput([g.batch], 'float32');
  const address = (info: { dataId: object }) => backend.getMemoryOffset(info.dataId);
  const common = { ...g, units: address(units), peaks: address(peaks) };
  const rounding = { ...common, x: address(inputs.x), out: address(rounded), ...cut };
  crew.run('findPeaks', rounding, cut.slices);
  crew.run('quantise', rounding, cut.slices);
  const { slices, ...plan } = convolutionPlan(geometry, attrs, crew.threads);
  crew.run(
    groups > 1 ? 'convolveGroupsInt8' : 'convolveInt8',
    {
      ...common,
      ...plan,
      kernel,
      stride,
      pad,
      outChannels,
      x: address(rounded),
      filter: address(inputs.filter),
      steps: address(inputs.steps),
      bias: address(inputs.bias),
      residual: inputs.residual ? address(inputs.residual) : 0,
      out: address(out),
      groupIn: g.inChannels / groups,
      groupOut: outChannels / groups,
      relu: attrs.relu ? 1 : 0,
    },
    slices,
  );
  for (const { dataId } of [rounded, peaks, units]) backend.disposeData(dataId);
  return out;
}

function convolutionPlan(
  g: PackedConvGeometry,
  { kernel, stride, pad, outChannels, groups }: QuantisedConv2DAttrs,
  threads: number,
) {
  const taps = kernel * kernel;
  const groupIn = g.inChannels / groups;
  const depth = taps * groupIn;
  const positions = g.batch * g.outHeight * g.outWidth;
  const inPlace = kernel === 1 && stride === 1 && pad === 0;
  return sliceWork(
    {
      length: positions,
      block:
        groups > 1
          ? groupedBlock({ ...g, kernel, stride, groupIn })
          : gatheredBlock(depth / 4, inPlace),
      channels: outChannels,
      channelStep: groups > 1 ? outChannels / groups : PANEL,
      products: positions * outChannels * depth * INT8_SHARE,
      filterCost: (depth * outChannels) / 2,
      inputCost: positions * (groups > 1 ? taps * 40 : inPlace ? depth / 4 : depth),
    },
    threads,
  );
}
