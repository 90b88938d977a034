import { expose } from 'comlink';
import type * as Ort from 'onnxruntime-web';
import { startBrowserBackend } from '../../../src/engine/backend/browser.ts';
import { httpPackSource } from '../../../src/engine/weights/httpSource.ts';
import { type OrtRuntime, OrtSide } from '../ort.ts';
import { OurSide } from '../ours.ts';

/** onnxruntime-web as it is published: bundling would change how it starts its threads. */
async function loadOrt(threads: number): Promise<OrtRuntime> {
  const folder = new URL('/ort/', location.href);
  const address = new URL('ort.wasm.min.mjs', folder).href;
  const ort = (await import(/* @vite-ignore */ address)) as typeof Ort;
  ort.env.wasm.wasmPaths = folder.href;
  ort.env.wasm.numThreads = threads;
  return { ort, options: { executionProviders: ['wasm'] } };
}

// The worker's name says which side it is.
expose(
  self.name === 'ours'
    ? new OurSide({ startBackend: startBrowserBackend, packSource: httpPackSource })
    : new OrtSide(httpPackSource, loadOrt),
);
