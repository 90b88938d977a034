import * as tf from '@tensorflow/tfjs-core';
import type { DetectorOutput, ModelWord, PackIdentity, Scale } from '../domain/case.ts';
import { ExplainedError } from '../domain/explainedError.ts';
import { type Box, boxCentre } from '../domain/geometry.ts';
import type { CellInput, PackManifest } from '../domain/pack.ts';
import { say } from '../domain/text/index.ts';
import type {
  BackendChoice,
  DetectedCell,
  FieldAnalysis,
  PixelImage,
  ProgressListener,
} from './api.ts';
import { type Batching, Classifier } from './classifier.ts';
import { decideLabel, ensembleMean } from './decode/probabilities.ts';
import { Detector } from './detector.ts';
import { Pace } from './pace.ts';
import { cellWindow, prepareCell } from './preprocess/cell.ts';
import { agreesWithCells } from './scale/agreement.ts';
import { estimateScale, type ScaleEstimate } from './scale/redCells.ts';
import type { Detection } from './tiling.ts';
import { packIdentity, readManifest, readWeightFile, weightFiles } from './weights/pack.ts';
import type { Safetensors } from './weights/safetensors.ts';
import type { PackSource } from './weights/source.ts';

/** What the classifiers say of one window. */
export interface WindowClassification {
  /** 0–1, from the gate. */
  readonly countableProbability: number;
  /** Ensemble mean in the order of the manifest's classes. */
  readonly probabilities: Float64Array;
}

/** A cell to cut: centre and side of its window in pixels of the field. */
interface Cut {
  readonly centre: { readonly x: number; readonly y: number };
  readonly sideFor: (input: CellInput) => number;
}

interface BuiltNetwork {
  warmUp(pace: Pace): Promise<void>;
  dispose(): void;
}

interface Networks {
  readonly detector: Detector;
  readonly gate: Classifier;
  readonly members: readonly Classifier[];
}

/**
 * Detector, gate and ensemble of one pack on the current tfjs backend: from the pixels of a field
 * to the model's word on each of its cells. Runs one call at a time.
 */
export class Pipeline {
  readonly manifest: PackManifest;
  readonly identity: PackIdentity;
  readonly #networks: Networks;
  readonly #backend: BackendChoice;
  readonly #batching: Batching;

  private constructor(
    manifest: PackManifest,
    identity: PackIdentity,
    networks: Networks,
    backend: BackendChoice,
  ) {
    this.manifest = manifest;
    this.identity = identity;
    this.#networks = networks;
    this.#backend = backend;
    this.#batching = batchingFor(backend);
  }

  /**
   * Loads a pack onto the current tfjs backend, one file at a time: a file's tensors are let go one
   * by one as its network is built, before the next is fetched.
   * @throws PackError; DOMException 'AbortError' when cancelled
   */
  static async load(
    source: PackSource,
    backend: BackendChoice,
    onProgress?: ProgressListener,
    signal?: AbortSignal,
  ): Promise<Pipeline> {
    const pace = new Pace(signal);
    const manifest = await readManifest(source, signal);
    const identity = await packIdentity(manifest);
    const files = weightFiles(manifest);
    const total = files.reduce((sum, file) => sum + file.bytes, 0);
    let before = 0;
    const built: BuiltNetwork[] = [];
    const build = async <Network extends BuiltNetwork>(
      index: number,
      make: (weights: Safetensors) => Network,
    ): Promise<Network> => {
      const file = files[index] as (typeof files)[number];
      const onBytes = (bytes: number) =>
        onProgress?.({ stage: 'loading', done: Math.min(before + bytes, total), total });
      const weights = await readWeightFile(source, file, onBytes, signal);
      before += file.bytes;
      await pace.breathe();
      const network = make(weights);
      built.push(network);
      // One by one: a GPU takes the weights at their first use at the latest (backend/upload.ts).
      if (compilesPrograms(backend)) {
        onProgress?.({ stage: 'warming-up', done: before, total });
        await network.warmUp(pace);
      }
      return network;
    };
    try {
      const batching = batchingFor(backend);
      const detector = await build(0, (weights) => new Detector(weights, manifest.detector));
      const { gate: gateSpec } = manifest;
      const gate = await build(
        1,
        (weights) => new Classifier(weights, gateSpec, gateSpec.classes.length, batching),
      );
      const members: Classifier[] = [];
      for (const [i, spec] of manifest.members.entries())
        members.push(
          await build(
            2 + i,
            (weights) => new Classifier(weights, spec, manifest.classes.length, batching),
          ),
        );
      return new Pipeline(manifest, identity, { detector, gate, members }, backend);
    } catch (error) {
      for (const network of built) network.dispose();
      throw error;
    }
  }

  /**
   * Every box that the detector gives, with its score: at or above the pack's score floor, after
   * non-maximum suppression, by descending score. The operating score is not applied.
   */
  async detectRaw(image: PixelImage, signal?: AbortSignal): Promise<Detection[]> {
    return withoutLeaks(() => this.#networks.detector.detect(image, new Pace(signal)));
  }

  /** Gate and ensemble on the window of the pack's physical width around a point. */
  async classifyWindow(
    image: PixelImage,
    micrometresPerPixel: number,
    centre: { readonly x: number; readonly y: number },
    signal?: AbortSignal,
  ): Promise<WindowClassification> {
    const pace = new Pace(signal);
    const cut = { centre, sideFor: (input: CellInput) => input.windowUm / micrometresPerPixel };
    return withoutLeaks(async () => {
      const [gated] = await this.#gate(image, [cut], pace);
      const [probabilities] = await this.#ensemble(image, [cut], pace);
      return {
        countableProbability: gated as number,
        probabilities: probabilities as Float64Array,
      };
    });
  }

  /**
   * Detection, gate and ensemble on one field.
   * @param scale the field's own; null to measure it from the red cells
   * @throws DOMException 'AbortError' when cancelled
   */
  async analyseField(
    image: PixelImage,
    scale: Scale | null,
    onProgress?: ProgressListener,
    signal?: AbortSignal,
  ): Promise<FieldAnalysis> {
    const started = performance.now();
    const pace = new Pace(signal);
    return withoutLeaks(async () => {
      onProgress?.({ stage: 'scale', done: 0, total: 1 });
      await pace.breathe();
      const estimate = scale ? null : estimateScale(image);
      await pace.breathe();
      const raw = await this.#networks.detector.detect(
        image,
        pace,
        (scale ?? estimate)?.micrometresPerPixel ?? null,
        (done, total) => onProgress?.({ stage: 'detecting', done, total }),
      );
      const { operatingScore } = this.manifest.detector.decoding;
      const detections = raw.filter(({ score }) => score >= operatingScore);
      const inForce = scale ?? measuredScale(estimate, detections);
      const cells = await this.#wordsOn(image, detections, inForce, pace, onProgress);
      return {
        width: image.width,
        height: image.height,
        scale: inForce,
        cells,
        detector: detectorOutput(raw, operatingScore),
        pack: this.identity,
        backend: this.#backend.name,
        elapsedMs: performance.now() - started,
      };
    });
  }

  async #wordsOn(
    image: PixelImage,
    detections: readonly Detection[],
    scale: Scale | null,
    pace: Pace,
    onProgress?: ProgressListener,
  ): Promise<DetectedCell[]> {
    const micrometresPerPixel = scale?.micrometresPerPixel ?? null;
    const cuts = detections.map(({ box }) => cutOf(box, micrometresPerPixel));
    const progress = (stage: 'gating' | 'classifying', total: number) => (done: number) =>
      onProgress?.({ stage, done, total });
    const gated = await this.#gate(image, cuts, pace, progress('gating', cuts.length));
    const { countableThreshold } = this.manifest.gate;
    const countable = gated.map((probability) => probability >= countableThreshold);
    const passed = cuts.filter((_, i) => countable[i]);
    const spoken = await this.#ensemble(
      image,
      passed,
      pace,
      progress('classifying', passed.length),
    );
    let next = 0;
    return detections.map(({ box, score }, i) => {
      const probabilities = countable[i] ? (spoken[next++] as Float64Array) : null;
      const model: ModelWord = {
        pack: this.identity,
        box,
        detectionScore: score,
        countableProbability: gated[i] as number,
        countable: countable[i] as boolean,
        ...this.#verdict(probabilities),
        shrunkToFit: this.#isShrunk(box, micrometresPerPixel),
      };
      return { box, model };
    });
  }

  #verdict(probabilities: Float64Array | null): Pick<ModelWord, 'label' | 'probabilities'> {
    if (!probabilities) return { label: null, probabilities: null };
    const { classes, unresolvedGroups } = this.manifest;
    return {
      label: decideLabel(probabilities, classes, unresolvedGroups),
      probabilities: Object.fromEntries(
        classes.map((code, i) => [code, probabilities[i] as number]),
      ),
    };
  }

  /** Whether any classifier saw the cell in a window larger than its nominal one. */
  #isShrunk(box: Box, micrometresPerPixel: number | null): boolean {
    const { gate, members } = this.#networks;
    return [gate, ...members].some(
      ({ input }) => cellWindow(box, input, micrometresPerPixel).shrunkToFit,
    );
  }

  /** @returns P(countable) of each cell */
  async #gate(
    image: PixelImage,
    cuts: readonly Cut[],
    pace: Pace,
    onDone?: (cells: number) => void,
  ): Promise<number[]> {
    const { gate } = this.#networks;
    const { size } = this.#batching;
    const results: number[] = [];
    onDone?.(0);
    for (let start = 0; start < cuts.length; start += size) {
      const batch = cuts.slice(start, start + size);
      const cells = await prepareCells(image, batch, gate.input, pace);
      for (const probabilities of await gate.classify(cells, pace))
        results.push(probabilities[1] as number);
      onDone?.(start + batch.length);
    }
    return results;
  }

  /** @returns the mean probabilities of the members for each cell */
  async #ensemble(
    image: PixelImage,
    cuts: readonly Cut[],
    pace: Pace,
    onDone?: (cells: number) => void,
  ): Promise<Float64Array[]> {
    const { members } = this.#networks;
    const { size } = this.#batching;
    const results: Float64Array[] = [];
    onDone?.(0);
    for (let start = 0; start < cuts.length; start += CELLS_A_TURN) {
      const turn = cuts.slice(start, start + CELLS_A_TURN);
      const votes: Float64Array[][] = [];
      // Members usually look at the same window: it is cut once for each kind of input.
      const prepared = new Map<string, Float32Array[]>();
      for (const [before, member] of members.entries()) {
        const kind = JSON.stringify(member.input);
        const cells = prepared.get(kind) ?? (await prepareCells(image, turn, member.input, pace));
        prepared.set(kind, cells);
        const vote: Float64Array[] = [];
        for (let at = 0; at < turn.length; at += size) {
          vote.push(...(await member.classify(cells.slice(at, at + size), pace)));
          onDone?.(start + Math.floor((before * turn.length + vote.length) / members.length));
        }
        votes.push(vote);
      }
      for (const i of turn.keys())
        results.push(ensembleMean(votes.map((vote) => vote[i] as Float64Array)));
    }
    return results;
  }

  /** Frees the weights. */
  dispose(): void {
    const { detector, gate, members } = this.#networks;
    for (const network of [detector, gate, ...members]) network.dispose();
  }
}

/** What is kept of the detector's boxes: to a hundredth of a pixel, scores never rounded up. */
const detectorOutput = (
  detections: readonly Detection[],
  operatingScore: number,
): DetectorOutput => {
  const place = (value: number) => Math.round(value * 100) / 100;
  return {
    operatingScore,
    boxes: detections.map(({ box, score }) => [
      place(box.x),
      place(box.y),
      place(box.width),
      place(box.height),
      Math.floor(score * 1e6) / 1e6,
    ]),
  };
};

/** GPUs want large batches of one shape; CPU engines gain nothing from them. */
const batchingFor = ({ name }: BackendChoice): Batching =>
  name === 'webgpu' || name === 'webgl' ? { size: 16, padded: true } : { size: 4, padded: false };

/**
 * Cells that one member of the ensemble sees before the next one does: whole batches. A network's weights
 * stay in the processor's cache meanwhile.
 */
const CELLS_A_TURN = 32;

/** Whether the first run of a network is slow because programs are compiled for it. */
const compilesPrograms = ({ name }: BackendChoice): boolean =>
  name === 'webgpu' || name === 'webgl';

/** The scale by the red cells, unless the detected cells contradict it. */
function measuredScale(
  estimate: ScaleEstimate | null,
  detections: readonly Detection[],
): Scale | null {
  const boxes = detections.map(({ box }) => box);
  if (!estimate || !agreesWithCells(estimate, boxes)) return null;
  return { micrometresPerPixel: estimate.micrometresPerPixel, source: 'red-cells' };
}

const cutOf = (box: Box, micrometresPerPixel: number | null): Cut => ({
  centre: boxCentre(box),
  sideFor: (input) => cellWindow(box, input, micrometresPerPixel).side,
});

async function prepareCells(
  image: PixelImage,
  cuts: readonly Cut[],
  input: CellInput,
  pace: Pace,
): Promise<Float32Array[]> {
  const cells: Float32Array[] = [];
  for (const { centre, sideFor } of cuts) {
    cells.push(prepareCell(image, centre, sideFor(input), input));
    await pace.breathe();
  }
  return cells;
}

/** @throws Error where `work` left tensors behind: a leak would end the tab after some fields */
async function withoutLeaks<Result>(work: () => Promise<Result>): Promise<Result> {
  const before = tf.memory().numTensors;
  const result = await work();
  const left = tf.memory().numTensors - before;
  if (left !== 0) throw new ExplainedError(say('backend.leak', { count: left }));
  return result;
}
