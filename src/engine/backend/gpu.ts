import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Message } from '../../domain/message.ts';
import { say } from '../../domain/text/index.ts';
import type { BackendChoice } from '../api.ts';
import { webgpuCapability } from './capabilities.ts';
import { freePooledBuffers, freePooledTextures } from './gpuPools.ts';
import { activate, type BackendSession } from './session.ts';

/** Starts WebGPU; tfjs's backend and the kernel are loaded only now. */
export async function startWebGPU(choice: BackendChoice): Promise<BackendSession> {
  const [{ kind }, , { registerWebGPUConvolutions }] = await Promise.all([
    webgpuCapability(),
    import('@tensorflow/tfjs-backend-webgpu'),
    import('../kernels/webgpu.ts'),
  ]);
  await activate(choice);
  const backend = tf.backend() as WebGPUBackend;
  registerWebGPUConvolutions(kind === 'software' ? 'software' : 'hardware');
  let failure: Message | null = null;
  const lost = backend.device.lost.then(({ message }) => {
    failure ??= message
      ? say('backend.gpuLostBecause', { reason: message })
      : say('backend.gpuLost');
  });
  // Running out of memory reaches nobody otherwise: WebGPU reports it beside the calls.
  backend.device.addEventListener('uncapturederror', ({ error }) => {
    failure ??= say('backend.gpuError', { reason: error.message });
  });
  return {
    choice,
    failure: () => failure,
    lost,
    dispose: () => freePooledBuffers(backend),
  };
}

/** Starts WebGL 2; tfjs's backend and the kernel are loaded only now. */
export async function startWebGL(choice: BackendChoice): Promise<BackendSession> {
  const [, { registerWebGLGroupedConv2D }] = await Promise.all([
    import('@tensorflow/tfjs-backend-webgl'),
    import('../kernels/webgl.ts'),
  ]);
  await activate(choice);
  registerWebGLGroupedConv2D();
  const backend = tf.backend() as MathBackendWebGL;
  const { gl } = backend.gpgpu;
  // tfjs waits for a fence of a lost context for ever.
  const lost = new Promise<void>((resolve) => {
    gl.canvas.addEventListener('webglcontextlost', () => resolve(), { once: true });
  });
  let failure: Message | null = null;
  return {
    choice,
    failure: () => {
      if (gl.isContextLost()) failure = say('backend.contextLost');
      // tfjs asks for no errors in production: without its texture a tensor would read as zeros.
      else if (gl.getError() === gl.OUT_OF_MEMORY) failure ??= say('backend.outOfMemory');
      return failure;
    },
    lost,
    dispose: () => freePooledTextures(backend),
  };
}
