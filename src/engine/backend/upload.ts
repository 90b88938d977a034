import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Puts a tensor's values on the backend now, where tfjs would keep them in JavaScript's memory
 * until the first use: a whole network of weights would lie there while it is loaded.
 *
 * WebGL is left to its first use, which alone knows in what packing it wants them; there a network
 * is warmed up as soon as it is built.
 * @returns the tensor
 */
export function toBackend<Tensor extends tf.Tensor>(tensor: Tensor): Tensor {
  if (tf.getBackend() === 'webgpu') (tf.backend() as WebGPUBackend).uploadToGPU(tensor.dataId);
  return tensor;
}
