import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import {
  QUANTISED_CONV_2D,
  type QuantisedConv2DAttrs,
  type QuantisedConv2DInputs,
  quantisedConvGeometry,
} from './quantisedConv2D.ts';
import type { Crew } from './wasm/crew.ts';
import type { Job } from './wasm/job.ts';
import { pictureSlices, sliceWork } from './wasm/plan.ts';
import { convolutionJob, INT8_NUMBERS, workOf } from './wasm/work.ts';

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

function quantisedConvolution(
  crew: Crew,
  backend: BackendWasm,
  inputs: QuantisedConv2DInputs,
  attrs: QuantisedConv2DAttrs,
): tf.TensorInfo {
  const geometry = quantisedConvGeometry(inputs, attrs);
  const { batch, inHeight, inWidth, inChannels, outShape } = geometry;
  const values = inHeight * inWidth * inChannels;
  const cut = pictureSlices(batch, values, crew.threads);
  // All of the memory first: taking some may grow the heap, though it never moves what lies there.
  const out = backend.makeOutput(outShape, 'float32');
  const rounded = backend.makeOutput([(batch * values) / 4], 'int32');
  const peaks = backend.makeOutput([cut.slices], 'float32');
  const units = backend.makeOutput([batch], 'float32');
  const address = ({ dataId }: { dataId: object }) => backend.getMemoryOffset(dataId);
  const job: Job = {
    ...convolutionJob(geometry, attrs, { ...inputs, x: rounded, out }, address),
    ...{ steps: address(inputs.steps), units: address(units), peaks: address(peaks) },
  };
  const rounding: Job = { ...job, ...cut, x: address(inputs.x), out: address(rounded) };
  crew.run('findPeaks', rounding, cut.slices);
  crew.run('quantise', rounding, cut.slices);
  const grouped = attrs.groups > 1;
  const work = workOf(geometry, attrs, grouped ? 'lookUp' : 'gather', INT8_NUMBERS);
  const { slices, ...plan } = sliceWork(work, crew.threads);
  crew.run(grouped ? 'convolveGroupsInt8' : 'convolveInt8', { ...job, ...plan }, slices);
  for (const { dataId } of [rounded, peaks, units]) backend.disposeData(dataId);
  return out;
}
