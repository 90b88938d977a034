import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import {
  CONVOLUTION_2D,
  type Convolution2DAttrs,
  type Convolution2DInputs,
  type ConvolutionGeometry,
  convolutionGeometry,
} from './convolution.ts';
import { registerGroupedConv2D } from './groupedConv2D.ts';
import { DirectConvolutionProgram } from './webgpu/directProgram.ts';
import { SharedConvolutionProgram } from './webgpu/sharedProgram.ts';
import type { EpilogueOptions } from './webgpu/snippets.ts';
import { type AdapterKind, TILES } from './webgpu/tiles.ts';

/** The program that suits a convolution on an adapter. */
export function convolutionProgram(
  geometry: ConvolutionGeometry,
  options: EpilogueOptions,
  adapter: AdapterKind,
): DirectConvolutionProgram | SharedConvolutionProgram {
  const { direct, shared } = TILES[adapter];
  const tile = shared.find(({ workgroup }) => geometry.outChannels >= workgroup[0] * 4);
  return geometry.groups === 1 && tile
    ? new SharedConvolutionProgram(geometry, options, tile)
    : new DirectConvolutionProgram(geometry, options, direct);
}

/** Registers the convolutions for the `webgpu` backend. */
export function registerWebGPUConvolutions(adapter: AdapterKind): void {
  if (tf.getKernel(CONVOLUTION_2D, 'webgpu')) tf.unregisterKernel(CONVOLUTION_2D, 'webgpu');
  tf.registerKernel({
    kernelName: CONVOLUTION_2D,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { x, filter, bias, scale, residual } = inputs as unknown as Convolution2DInputs;
      const attributes = attrs as unknown as Convolution2DAttrs;
      const { format, relu } = attributes;
      const options = { format, relu, scaled: true, residual: residual !== undefined };
      const geometry = convolutionGeometry(x, filter, attributes);
      return (backend as WebGPUBackend).runWebGPUProgram(
        convolutionProgram(geometry, options, adapter),
        [x, filter, bias, scale, ...(residual ? [residual] : [])],
        'float32',
      );
    },
  });
  registerGroupedConv2D<WebGPUBackend>('webgpu', (backend, { x, filter, bias }, grouped, relu) => {
    const { outChannels, groups, stride, pad } = grouped;
    const geometry = convolutionGeometry(x, filter, { outChannels, groups, stride, pad });
    const options = { format: 'float32', scaled: false, residual: false, relu } as const;
    const program = convolutionProgram(geometry, options, adapter);
    return backend.runWebGPUProgram(program, [x, filter, bias], 'float32');
  });
}
