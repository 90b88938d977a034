import type * as Ort from 'onnxruntime-web';
import type { Box } from '../../src/domain/geometry.ts';
import type { CellInput, PackManifest } from '../../src/domain/pack.ts';
import { pyramidAnchors } from '../../src/engine/decode/anchors.ts';
import { decodeDetections, type LevelPrediction } from '../../src/engine/decode/boxes.ts';
import { decideLabel, ensembleMean, softmax } from '../../src/engine/decode/probabilities.ts';
import { prepareField } from '../../src/engine/preprocess/field.ts';
import { packIdentity, readManifest, readWeightFile } from '../../src/engine/weights/pack.ts';
import type { PackSource } from '../../src/engine/weights/source.ts';
import { benchField } from './field.ts';
import { cellBatch, type NetworkInput, networkInputs, thinned } from './inputs.ts';
import { KERNELS, type KernelStack } from './kernels.ts';
import {
  detectorOutputs,
  INPUT,
  resNetModel,
  retinaNetModel,
  sequenceModel,
} from './onnxNetworks.ts';
import type { BenchCell, BenchPlan, BenchSide, Piece, SideInfo } from './side.ts';

/** What onnxruntime-web and onnxruntime-node have in common, and how it is to be run. */
export interface OrtRuntime {
  readonly ort: Pick<typeof Ort, 'InferenceSession' | 'Tensor'>;
  readonly options: Ort.InferenceSession.SessionOptions;
}

/** Loads an onnxruntime for that many threads. */
export type OrtLoader = (threads: number) => Promise<OrtRuntime>;

/** Cells that go through a classifier at once, as in the pipeline on CPU engines. */
const BATCH = 4;

type Batch = Omit<NetworkInput, 'name'>;

interface Network {
  readonly session: Ort.InferenceSession;
  /** Output names in the order they are read. */
  readonly outputs: readonly string[];
}

/** A model before it becomes a session. */
interface Model {
  readonly bytes: Uint8Array;
  readonly outputs: readonly string[];
}

/** onnxruntime between the workstation's own pre-processing and decoding. */
export class OrtSide implements BenchSide {
  readonly #field = benchField();
  readonly #packSource: (location: string) => PackSource;
  readonly #load: OrtLoader;
  #runtime: OrtRuntime | undefined;
  #source: PackSource | undefined;
  #manifest: PackManifest | undefined;
  #inputs: readonly NetworkInput[] = [];
  /** Of the whole field, by index. */
  #networks: Network[] = [];
  #taken: { readonly network: Network; readonly input: NetworkInput } | undefined;

  constructor(packSource: (location: string) => PackSource, load: OrtLoader) {
    this.#packSource = packSource;
    this.#load = load;
  }

  async open(packLocation: string, { threads, batch, wholeField }: BenchPlan): Promise<SideInfo> {
    const wanted = threads ?? 1;
    this.#runtime = await this.#load(wanted);
    this.#source = this.#packSource(packLocation);
    const manifest = await readManifest(this.#source);
    this.#manifest = manifest;
    this.#inputs = networkInputs(manifest, this.#field, batch);
    if (wholeField)
      for (const index of this.#inputs.keys())
        this.#networks.push((await this.#session(await this.#model(index))).network);
    return {
      threads: wanted,
      networks: this.#inputs.map(({ name }) => name),
      pack: await packIdentity(manifest),
    };
  }

  async load(): Promise<number> {
    let total = 0;
    for (const index of this.#inputs.keys()) {
      // One at a time: writing the model is the benchmark's work, not onnxruntime's.
      const { network, ms } = await this.#session(await this.#model(index));
      await network.session.release();
      total += ms;
    }
    return total;
  }

  async #model(index: number): Promise<Model> {
    const [source, manifest] = [this.#source as PackSource, this.#manifest as PackManifest];
    const { detector, gate, members, classes } = manifest;
    if (index === 0) {
      const [, height, width] = (this.#inputs[0] as NetworkInput).shape;
      const weights = await readWeightFile(source, detector);
      return {
        bytes: retinaNetModel(weights, detector.architecture, height, width),
        outputs: detectorOutputs(detector.architecture.anchors.sizes.length),
      };
    }
    const spec = index === 1 ? gate : (members[index - 2] as PackManifest['members'][number]);
    const outputs = index === 1 ? gate.classes.length : classes.length;
    const weights = await readWeightFile(source, spec);
    const bytes = resNetModel(weights, spec.architecture, outputs, spec.input.size);
    return { bytes, outputs: ['logits'] };
  }

  async #session({ bytes, outputs }: Model): Promise<{ network: Network; ms: number }> {
    const { ort, options } = this.#runtime as OrtRuntime;
    const started = performance.now();
    const session = await ort.InferenceSession.create(bytes, options);
    return { network: { session, outputs }, ms: performance.now() - started };
  }

  async analyse(): Promise<{ ms: number; cells: BenchCell[] }> {
    const started = performance.now();
    const { classes, unresolvedGroups, gate, members } = this.#manifest as PackManifest;
    const found = await this.#detect();
    const boxes = found.map(({ box }) => box);
    const gated = await this.#classify(1, gate, this.#cut(boxes, gate.input));
    const isCountable = gated.map((p) => (p[1] as number) >= gate.countableThreshold);
    const countable = boxes.filter((_, i) => isCountable[i]);
    const votes: Float64Array[][] = [];
    // As in the pipeline, cells are cut once for members that look at the same window.
    const cuts = new Map<string, Batch[]>();
    for (const [i, member] of members.entries()) {
      const kind = JSON.stringify(member.input);
      const batches = cuts.get(kind) ?? this.#cut(countable, member.input);
      cuts.set(kind, batches);
      votes.push(await this.#classify(2 + i, member, batches));
    }
    let next = 0;
    const cells = found.map(({ box, score }, i) => {
      const cell = next;
      if (isCountable[i]) next++;
      const mean = isCountable[i]
        ? ensembleMean(votes.map((vote) => vote[cell] as Float64Array))
        : null;
      return {
        box,
        detectionScore: score,
        countableProbability: gated[i]?.[1] as number,
        label: mean && decideLabel(mean, classes, unresolvedGroups),
        probabilities: mean && [...mean],
      };
    });
    return { ms: performance.now() - started, cells };
  }

  async #detect(): Promise<{ box: Box; score: number }[]> {
    const { input, architecture, decoding } = (this.#manifest as PackManifest).detector;
    const field = prepareField(this.#field.image, input);
    const { resizedWidth, resizedHeight, scaleX, scaleY } = field;
    const shape = [1, field.height, field.width, 3] as const;
    const outputs = await this.#infer(this.#networks[0], { values: field.values, shape });
    const levelShapes = architecture.anchors.sizes.map((_, level) => outputs[level * 2]?.dims);
    const grids = levelShapes.map((dims) => [dims?.[1], dims?.[2]] as [number, number]);
    const anchors = pyramidAnchors(architecture.anchors, field.height, field.width, grids);
    const levels = anchors.map((of, level): LevelPrediction => {
      const [logits, deltas] = [outputs[level * 2], outputs[level * 2 + 1]];
      return {
        anchors: of,
        logits: logits?.data as Float32Array,
        deltas: deltas?.data as Float32Array,
      };
    });
    const { boxes, scores } = decodeDetections(levels, decoding, resizedWidth, resizedHeight);
    return Array.from(scores, (score, i) => {
      const x = (boxes[i * 4] as number) / scaleX;
      const y = (boxes[i * 4 + 1] as number) / scaleY;
      const width = (boxes[i * 4 + 2] as number) / scaleX - x;
      const height = (boxes[i * 4 + 3] as number) / scaleY - y;
      const box = { x, y, width, height };
      return { box, score };
    }).filter(({ score }) => score >= decoding.operatingScore);
  }

  /** Cells as a classifier takes them, in the pipeline's batches. */
  #cut(boxes: readonly Box[], input: CellInput): Batch[] {
    const { image, scale } = this.#field;
    const batches: Batch[] = [];
    for (let start = 0; start < boxes.length; start += BATCH)
      batches.push(cellBatch(image, boxes.slice(start, start + BATCH), scale, input));
    return batches;
  }

  /** Probabilities of all cells by one classifier. */
  async #classify(
    index: number,
    { temperature }: { readonly temperature: number },
    batches: readonly Batch[],
  ): Promise<Float64Array[]> {
    const results: Float64Array[] = [];
    for (const batch of batches) {
      const [logits] = await this.#infer(this.#networks[index], batch);
      const values = logits?.data as Float32Array;
      const cells = batch.shape[0];
      const classes = values.length / cells;
      for (let i = 0; i < cells; i++)
        results.push(softmax(values.subarray(i * classes, (i + 1) * classes), temperature));
    }
    return results;
  }

  async #infer(
    network: Network | undefined,
    { values, shape }: Batch,
  ): Promise<Ort.TypedTensor<'float32'>[]> {
    const { session, outputs } = network as Network;
    const { Tensor } = (this.#runtime as OrtRuntime).ort;
    const results = await session.run({ [INPUT]: new Tensor('float32', values, shape) });
    return outputs.map((name) => results[name] as Ort.TypedTensor<'float32'>);
  }

  async take([kind, index]: Piece): Promise<void> {
    await this.#letGo();
    if (kind === 'network') {
      const { network } = await this.#session(await this.#model(index));
      this.#taken = { network, input: this.#inputs[index] as NetworkInput };
      return;
    }
    const { convolutions, input: makeInput, weights } = KERNELS[index] as KernelStack;
    const input = makeInput();
    const bytes = sequenceModel(weights(), convolutions, input.shape);
    const { network } = await this.#session({ bytes, outputs: ['output'] });
    this.#taken = { network, input };
  }

  async #letGo(): Promise<void> {
    await this.#taken?.network.session.release();
    this.#taken = undefined;
  }

  async run(): Promise<number> {
    const started = performance.now();
    await this.#infer(this.#taken?.network, this.#taken?.input as NetworkInput);
    return performance.now() - started;
  }

  async outputs(): Promise<number[]> {
    const outputs = await this.#infer(this.#taken?.network, this.#taken?.input as NetworkInput);
    return thinned(outputs.map(({ data }) => data));
  }

  async close(): Promise<void> {
    await this.#letGo();
    for (const { session } of this.#networks) await session.release();
  }
}
