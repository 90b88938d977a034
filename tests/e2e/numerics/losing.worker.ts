import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { startBrowserBackend } from '../../../src/engine/backend/browser.ts';
import { Classifier } from '../../../src/engine/classifier.ts';
import { httpPackSource } from '../../../src/engine/weights/httpSource.ts';
import { serveEngine } from '../../../src/engine/worker/serve.ts';

/**
 * The engine's worker, whose WebGL context is taken away in the middle of its work: before so many batches of
 * cells as the worker's name says.
 */

let batchesLeft = Number(self.name);
const { classify } = Classifier.prototype;
Classifier.prototype.classify = function (...cells) {
  batchesLeft--;
  if (batchesLeft === 0) loseContext();
  return classify.apply(this, cells);
};

function loseContext(): void {
  if (tf.getBackend() !== 'webgl') return;
  const { gl } = (tf.backend() as MathBackendWebGL).gpgpu;
  gl.getExtension('WEBGL_lose_context')?.loseContext();
}

serveEngine({ startBackend: startBrowserBackend, packSource: httpPackSource });
