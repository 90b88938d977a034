import * as tf from '@tensorflow/tfjs-core';
import type * as Ort from 'onnxruntime-web';
import { startBrowserBackend } from '../../../src/engine/backend/browser.ts';
import { ResNet } from '../../../src/engine/networks/resnet.ts';
import { RetinaNet } from '../../../src/engine/networks/retinanet.ts';
import { Pace } from '../../../src/engine/pace.ts';
import { detectorOutputs, INPUT, resNetModel, retinaNetModel } from '../onnxNetworks.ts';
import { type BenchNetwork, loadNetwork, networkNames, pseudoRandom } from './networks.ts';

/** Both engines on WebGPU in one page, for the driver outside the browser. */

/** One network on one engine: from the input in JavaScript to the outputs in JavaScript. */
interface Side {
  run(): Promise<Float32Array[]>;
  dispose(): Promise<void>;
}

async function ourSide({ weights, kind, height, width }: BenchNetwork): Promise<Side> {
  const network =
    'detector' in kind
      ? new RetinaNet(weights, kind.detector)
      : new ResNet(weights, kind.classifier, kind.outputs);
  const values = pseudoRandom(height * width * 3);
  return {
    async run() {
      const x = tf.tensor4d(values, [1, height, width, 3]);
      const result = await network.forward(x, new Pace());
      const tensors = Array.isArray(result)
        ? result.flatMap(({ logits, deltas }) => [logits, deltas])
        : [result];
      const outputs = await Promise.all(tensors.map((tensor) => tensor.data()));
      tf.dispose([x, ...tensors]);
      return outputs as Float32Array[];
    },
    async dispose() {
      network.dispose();
    },
  };
}

let ort: typeof Ort | undefined;

/** onnxruntime-web as it is published. */
async function loadOrt(): Promise<typeof Ort> {
  const folder = new URL('/ort/', location.href);
  const loaded = (await import(/* @vite-ignore */ `${folder.href}ort.min.mjs`)) as typeof Ort;
  loaded.env.wasm.wasmPaths = folder.href;
  return loaded;
}

async function ortSide({ weights, kind, height, width }: BenchNetwork): Promise<Side> {
  ort ??= await loadOrt();
  const { InferenceSession, Tensor } = ort;
  const [model, names] =
    'detector' in kind
      ? [
          retinaNetModel(weights, kind.detector, height, width),
          detectorOutputs(kind.detector.anchors.sizes.length),
        ]
      : [resNetModel(weights, kind.classifier, kind.outputs, height), ['logits']];
  const session = await InferenceSession.create(model, { executionProviders: ['webgpu'] });
  const values = pseudoRandom(height * width * 3);
  return {
    async run() {
      const x = new Tensor('float32', values, [1, height, width, 3]);
      const results = await session.run({ [INPUT]: x });
      return names.map((name) => results[name]?.data as Float32Array);
    },
    dispose: () => session.release(),
  };
}

const sides: Record<string, Side> = {};

const bench = {
  networkNames,
  /** Starts WebGPU. @returns the adapter, in words */
  async start(): Promise<string> {
    const { choice } = await startBrowserBackend({ backend: 'webgpu' });
    return choice.reason.text;
  },
  /** Puts one network on both engines. */
  async open(packLocation: string, name: string): Promise<void> {
    sides['ours'] = await ourSide(await loadNetwork(packLocation, name));
    // Read again: a network lets go of a file's tensors as it takes them.
    sides['ortWeb'] = await ortSide(await loadNetwork(packLocation, name));
  },
  /** @returns ms */
  async run(side: string): Promise<number> {
    const started = performance.now();
    await sides[side]?.run();
    return performance.now() - started;
  },
  async outputs(side: string): Promise<number[]> {
    const outputs = (await sides[side]?.run()) ?? [];
    return outputs.flatMap((values) => [...values]);
  },
  async close(): Promise<void> {
    for (const side of Object.values(sides)) await side.dispose();
  },
};
Object.assign(globalThis, { bench });
