import * as tf from '@tensorflow/tfjs-core';
import type { PackManifest } from '../../src/domain/pack.ts';
import type { BackendSession } from '../../src/engine/backend/session.ts';
import { type EngineHost, LocalEngine } from '../../src/engine/engine.ts';
import { ConvolutionLayer } from '../../src/engine/networks/convolutionLayer.ts';
import { ResNet } from '../../src/engine/networks/resnet.ts';
import { RetinaNet } from '../../src/engine/networks/retinanet.ts';
import { Pace } from '../../src/engine/pace.ts';
import { packIdentity, readManifest, readWeightFile } from '../../src/engine/weights/pack.ts';
import type { PackSource } from '../../src/engine/weights/source.ts';
import { benchField } from './field.ts';
import { type NetworkInput, networkInputs, thinned } from './inputs.ts';
import { KERNELS, type KernelStack } from './kernels.ts';
import type { BenchBackend, BenchCell, BenchPlan, BenchSide, Piece, SideInfo } from './side.ts';

/** A piece on the backend. */
interface Taken {
  readonly input: NetworkInput;
  /** Outputs for an input tensor; all are the caller's. */
  forward(x: tf.Tensor4D): Promise<tf.Tensor[]>;
  dispose(): void;
}

/** The workstation's engine on WebAssembly. */
export class OurSide implements BenchSide {
  readonly #field = benchField();
  readonly #host: EngineHost;
  readonly #engine: LocalEngine;
  #session: BackendSession | undefined;
  #location = '';
  #backend: BenchBackend = 'wasm';
  #source: PackSource | undefined;
  #manifest: PackManifest | undefined;
  #inputs: readonly NetworkInput[] = [];
  #taken: Taken | undefined;

  constructor(host: EngineHost) {
    this.#host = host;
    this.#engine = new LocalEngine(host);
  }

  async open(packLocation: string, { backend, batch, wholeField }: BenchPlan): Promise<SideInfo> {
    this.#backend = backend;
    const source = this.#host.packSource(packLocation);
    const manifest = await readManifest(source);
    this.#location = packLocation;
    this.#source = source;
    this.#manifest = manifest;
    this.#inputs = networkInputs(manifest, this.#field, batch);
    return {
      threads: await this.#start(packLocation, wholeField),
      networks: this.#inputs.map(({ name }) => name),
      pack: await packIdentity(manifest),
    };
  }

  /** @returns the number of threads */
  async #start(packLocation: string, wholeField: boolean): Promise<number> {
    if (wholeField)
      return (await this.#engine.open({ packLocation, backend: this.#backend })).backend.threads;
    this.#session = await this.#host.startBackend({ backend: this.#backend });
    return this.#session.choice.threads;
  }

  async analyse(): Promise<{ ms: number; cells: BenchCell[] }> {
    const { image, scale } = this.#field;
    const started = performance.now();
    const { cells } = await this.#engine.analyseField(image, scale);
    const ms = performance.now() - started;
    const { classes } = this.#manifest as PackManifest;
    return {
      ms,
      cells: cells.map(({ box, model }) => {
        const { detectionScore, countableProbability, label, probabilities } = model;
        const ordered = probabilities && classes.map((code) => probabilities[code] as number);
        return { box, detectionScore, countableProbability, label, probabilities: ordered };
      }),
    };
  }

  async load(): Promise<number> {
    const started = performance.now();
    await this.#engine.open({ packLocation: this.#location, backend: this.#backend });
    return performance.now() - started;
  }

  async take([kind, index]: Piece): Promise<void> {
    this.#taken?.dispose();
    this.#taken = undefined;
    this.#taken =
      kind === 'kernel' ? takeKernel(KERNELS[index] as KernelStack) : await this.#network(index);
  }

  async #network(index: number): Promise<Taken> {
    const [source, manifest] = [this.#source as PackSource, this.#manifest as PackManifest];
    const { detector, gate, members, classes } = manifest;
    const input = this.#inputs[index] as NetworkInput;
    if (index === 0) {
      const network = new RetinaNet(await readWeightFile(source, detector), detector.architecture);
      return {
        input,
        forward: async (x) =>
          (await network.forward(x, new Pace())).flatMap(({ logits, deltas }) => [logits, deltas]),
        dispose: () => network.dispose(),
      };
    }
    const spec = index === 1 ? gate : (members[index - 2] as PackManifest['members'][number]);
    const outputs = index === 1 ? gate.classes.length : classes.length;
    const network = new ResNet(await readWeightFile(source, spec), spec.architecture, outputs);
    return {
      input,
      forward: async (x) => [await network.forward(x, new Pace())],
      dispose: () => network.dispose(),
    };
  }

  async run(): Promise<number> {
    return (await this.#run()).ms;
  }

  async outputs(): Promise<number[]> {
    return thinned((await this.#run()).outputs);
  }

  async #run(): Promise<{ ms: number; outputs: Float32Array[] }> {
    const { input, forward } = this.#taken as Taken;
    const started = performance.now();
    const x = tf.tensor4d(input.values, [...input.shape]);
    const tensors = await forward(x);
    const outputs = await Promise.all(
      tensors.map(async (tensor) => (await tensor.data()) as Float32Array),
    );
    const ms = performance.now() - started;
    tf.dispose([x, ...tensors]);
    return { ms, outputs };
  }

  async close(): Promise<void> {
    this.#taken?.dispose();
    this.#session?.dispose();
    await this.#engine.close();
  }
}

function takeKernel({ convolutions, input, weights }: KernelStack): Taken {
  const file = weights();
  const layers = convolutions.map((spec) => new ConvolutionLayer(file, spec));
  return {
    input: input(),
    forward: async (x) => [tf.tidy(() => layers.reduce((y, layer) => layer.apply(y), x))],
    dispose: () => {
      for (const layer of layers) layer.dispose();
    },
  };
}
