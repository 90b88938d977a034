import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import type { AdapterKind } from '../../src/engine/kernels/webgpu/tiles.ts';

/**
 * tfjs's WebGPU backend in Node, on Dawn: the implementation that Chromium has, on the Vulkan driver
 * that draws on the processor and comes with Chromium (see `dawnEnvironment`).
 */

let started: Promise<WebGPUBackend> | undefined;

/** Makes WebGPU the current backend with the kernels for a kind of adapter. */
export async function useDawn(adapter: AdapterKind): Promise<WebGPUBackend> {
  started ??= start();
  const backend = await started;
  const { registerWebGPUConvolutions } = await import('../../src/engine/kernels/webgpu.ts');
  registerWebGPUConvolutions(adapter);
  return backend;
}

/** Gives this process WebGPU, as a browser's page has it. Before tfjs's backend is imported. */
export async function provideWebGPU(): Promise<void> {
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  const navigator = { gpu: create([]), userAgent: 'node', platform: 'node' };
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
}

async function start(): Promise<WebGPUBackend> {
  await provideWebGPU();
  // Only now: tfjs looks for WebGPU when it is imported.
  await import('@tensorflow/tfjs-backend-webgpu');
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('webgpu');
  await tf.ready();
  const backend = tf.backend() as WebGPUBackend;
  backend.device.addEventListener('uncapturederror', ({ error }) => {
    throw new Error(error.message);
  });
  return backend;
}
