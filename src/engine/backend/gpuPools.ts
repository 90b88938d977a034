import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { Texture } from '@tensorflow/tfjs-backend-webgl/dist/tex_util';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

/**
 * tfjs keeps every GPU buffer and texture that a tensor has left for the next tensor of that very
 * size, and never gives one back by itself. These do, by what the backends' types keep private; a
 * browser test holds them to the tfjs version in use.
 */

interface WebGPUPrivate {
  readonly commandEncoder: GPUCommandEncoder | null;
}

interface BufferPool {
  readonly freeBuffers: ReadonlyMap<string, GPUBuffer[]>;
  numFreeBuffers: number;
  numBytesAllocated: number;
}

/** Destroys every buffer that no tensor uses. The backend works on. */
export function freePooledBuffers(backend: WebGPUBackend): void {
  // Buffers of recorded work stay out of the pool until it is submitted: after a cancelled
  // analysis nothing else would.
  if ((backend as unknown as WebGPUPrivate).commandEncoder) {
    backend.endComputePassEncoder();
    backend.submitQueue();
  }
  const pool = backend.bufferManager as unknown as BufferPool;
  for (const buffers of pool.freeBuffers.values()) {
    for (const buffer of buffers) {
      pool.numBytesAllocated -= buffer.size;
      pool.numFreeBuffers -= 1;
      buffer.destroy();
    }
    buffers.length = 0;
  }
}

interface WebGLPrivate {
  readonly textureManager: TexturePool;
}

interface TexturePool {
  readonly freeTextures: Readonly<Record<string, Texture[]>>;
  numFreeTextures: number;
  _numBytesAllocated: number;
  _numBytesFree: number;
}

/** Deletes every texture that no tensor uses. The backend works on. */
export function freePooledTextures(backend: MathBackendWebGL): void {
  const pool = (backend as unknown as WebGLPrivate).textureManager;
  for (const textures of Object.values(pool.freeTextures)) {
    for (const { texture } of textures) backend.gpgpu.deleteMatrixTexture(texture);
    textures.length = 0;
  }
  pool.numFreeTextures = 0;
  pool._numBytesAllocated -= pool._numBytesFree;
  pool._numBytesFree = 0;
}
