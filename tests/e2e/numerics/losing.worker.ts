import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { startBrowserBackend } from '../../../src/engine/backend/browser.ts';
import { Classifier } from '../../../src/engine/classifier.ts';
import { httpPackSource } from '../../../src/engine/weights/httpSource.ts';
import { serveEngine } from '../../../src/engine/worker/serve.ts';

/**
 * The engine's worker, whose GPU is taken away in the middle of its work: before so many batches of
 * cells as the worker's name says.
 */

let batchesLeft = Number(self.name);
const { classify } = Classifier.prototype;
Classifier.prototype.classify = function (...cells) {
  batchesLeft--;
  if (batchesLeft === 0) loseGpu();
  return classify.apply(this, cells);
};

function loseGpu(): void {
  if (tf.getBackend() === 'webgpu') (tf.backend() as WebGPUBackend).device.destroy();
  if (tf.getBackend() !== 'webgl') return;
  const { gl } = (tf.backend() as MathBackendWebGL).gpgpu;
  gl.getExtension('WEBGL_lose_context')?.loseContext();
}

serveEngine({ startBackend: startBrowserBackend, packSource: httpPackSource });
