import * as tf from '@tensorflow/tfjs-core';
import type { PackManifest } from '../../src/domain/pack.ts';
import { type EngineHost, LocalEngine } from '../../src/engine/engine.ts';
import { ResNet } from '../../src/engine/networks/resnet.ts';
import { RetinaNet } from '../../src/engine/networks/retinanet.ts';
import { Pace } from '../../src/engine/pace.ts';
import { readWeightFile } from '../../src/engine/weights/pack.ts';
import { benchField } from './field.ts';
import { type NetworkInput, networkInputs } from './inputs.ts';
import type { BenchCell, BenchSide, SideInfo } from './side.ts';

/** A bare network: its outputs for an input tensor; all are the caller's. */
interface Bare {
  forward(x: tf.Tensor4D): Promise<tf.Tensor[]>;
  dispose(): void;
}

/** The workstation's engine on WebAssembly. */
export class OurSide implements BenchSide {
  readonly #field = benchField();
  readonly #host: EngineHost;
  readonly #engine: LocalEngine;
  #bare: Bare[] = [];
  #inputs: NetworkInput[] = [];
  #manifest: PackManifest | undefined;

  constructor(host: EngineHost) {
    this.#host = host;
    this.#engine = new LocalEngine(host);
  }

  async open(packLocation: string): Promise<SideInfo> {
    const { backend, manifest, pack } = await this.#engine.open({ packLocation, backend: 'wasm' });
    this.#manifest = manifest;
    this.#bare = await bareNetworks(this.#host.packSource(packLocation), manifest);
    this.#inputs = networkInputs(manifest, this.#field);
    return { threads: backend.threads, networks: this.#inputs.map(({ name }) => name), pack };
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

  async runNetwork(index: number): Promise<number> {
    return (await this.#run(index)).ms;
  }

  async networkOutputs(index: number): Promise<number[]> {
    return (await this.#run(index)).outputs.flatMap((values) => [...values]);
  }

  async #run(index: number): Promise<{ ms: number; outputs: Float32Array[] }> {
    const { values, shape } = this.#inputs[index] as NetworkInput;
    const started = performance.now();
    const x = tf.tensor4d(values, [...shape]);
    const tensors = await (this.#bare[index] as Bare).forward(x);
    const outputs = await Promise.all(
      tensors.map(async (tensor) => (await tensor.data()) as Float32Array),
    );
    const ms = performance.now() - started;
    tf.dispose([x, ...tensors]);
    return { ms, outputs };
  }

  async close(): Promise<void> {
    for (const network of this.#bare) network.dispose();
    await this.#engine.close();
  }
}

async function bareNetworks(
  source: ReturnType<EngineHost['packSource']>,
  { detector, gate, members, classes }: PackManifest,
): Promise<Bare[]> {
  const retinaNet = new RetinaNet(await readWeightFile(source, detector), detector.architecture);
  const networks: Bare[] = [
    {
      forward: async (x) =>
        (await retinaNet.forward(x, new Pace())).flatMap(({ logits, deltas }) => [logits, deltas]),
      dispose: () => retinaNet.dispose(),
    },
  ];
  for (const [i, spec] of [gate, ...members].entries()) {
    const outputs = i === 0 ? gate.classes.length : classes.length;
    const network = new ResNet(await readWeightFile(source, spec), spec.architecture, outputs);
    networks.push({
      forward: async (x) => [await network.forward(x, new Pace())],
      dispose: () => network.dispose(),
    });
  }
  return networks;
}
