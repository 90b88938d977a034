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
import { BATCH, cellBatch, type NetworkInput, networkInputs } from './inputs.ts';
import { detectorOutputs, INPUT, resNetModel, retinaNetModel } from './onnxNetworks.ts';
import type { BenchCell, BenchSide, SideInfo } from './side.ts';

/** Loads onnxruntime-web for that many WebAssembly threads. */
export type OrtLoader = (threads: number) => Promise<typeof Ort>;

type Batch = Omit<NetworkInput, 'name'>;

interface Network {
  readonly session: Ort.InferenceSession;
  /** Output names in the order they are read. */
  readonly outputs: readonly string[];
}

/** onnxruntime-web on WebAssembly, between the workstation's own pre-processing and decoding. */
export class OrtSide implements BenchSide {
  readonly #field = benchField();
  readonly #packSource: (location: string) => PackSource;
  readonly #load: OrtLoader;
  #ort: typeof Ort | undefined;
  #manifest: PackManifest | undefined;
  #networks: Network[] = [];
  #inputs: NetworkInput[] = [];

  constructor(packSource: (location: string) => PackSource, load: OrtLoader) {
    this.#packSource = packSource;
    this.#load = load;
  }

  async open(packLocation: string, threads: number | null): Promise<SideInfo> {
    const ort = await this.#load(threads ?? 1);
    const source = this.#packSource(packLocation);
    const manifest = await readManifest(source);
    this.#ort = ort;
    this.#manifest = manifest;
    this.#inputs = networkInputs(manifest, this.#field);
    const { detector, gate, members, classes } = manifest;
    const add = async (model: Uint8Array, outputs: readonly string[]) => {
      const options = { executionProviders: ['wasm'] };
      const session = await ort.InferenceSession.create(model, options);
      this.#networks.push({ session, outputs });
    };
    const [, height, width] = (this.#inputs[0] as NetworkInput).shape;
    const weights = await readWeightFile(source, detector);
    await add(
      retinaNetModel(weights, detector.architecture, height, width),
      detectorOutputs(detector.architecture.anchors.sizes.length),
    );
    for (const [i, spec] of [gate, ...members].entries()) {
      const outputs = i === 0 ? gate.classes.length : classes.length;
      const file = await readWeightFile(source, spec);
      await add(resNetModel(file, spec.architecture, outputs, spec.input.size), ['logits']);
    }
    return {
      threads: ort.env.wasm.numThreads ?? 1,
      networks: this.#inputs.map(({ name }) => name),
      pack: await packIdentity(manifest),
    };
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
    const outputs = await this.#run(0, { values: field.values, shape });
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
      const [logits] = await this.#run(index, batch);
      const values = logits?.data as Float32Array;
      const cells = batch.shape[0];
      const classes = values.length / cells;
      for (let i = 0; i < cells; i++)
        results.push(softmax(values.subarray(i * classes, (i + 1) * classes), temperature));
    }
    return results;
  }

  async #run(index: number, { values, shape }: Batch): Promise<Ort.TypedTensor<'float32'>[]> {
    const { session, outputs } = this.#networks[index] as Network;
    const { Tensor } = this.#ort as typeof Ort;
    const results = await session.run({ [INPUT]: new Tensor('float32', values, shape) });
    return outputs.map((name) => results[name] as Ort.TypedTensor<'float32'>);
  }

  async runNetwork(index: number): Promise<number> {
    const started = performance.now();
    await this.#run(index, this.#inputs[index] as NetworkInput);
    return performance.now() - started;
  }

  async networkOutputs(index: number): Promise<number[]> {
    const outputs = await this.#run(index, this.#inputs[index] as NetworkInput);
    return outputs.flatMap(({ data }) => [...data]);
  }

  async close(): Promise<void> {
    for (const { session } of this.#networks) await session.release();
  }
}
