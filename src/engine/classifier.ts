import * as tf from '@tensorflow/tfjs-core';
import type { CellInput, ResNetArchitecture } from '../domain/pack.ts';
import { softmax } from './decode/probabilities.ts';
import { ResNet } from './networks/resnet.ts';
import type { Pace } from './pace.ts';
import type { Safetensors } from './weights/safetensors.ts';

/** How many cells go through a classifier at once. */
export interface Batching {
  readonly size: number;
  /** Whether short batches are filled up, so that a GPU sees one shape only. */
  readonly padded: boolean;
}

export interface ClassifierSpec {
  readonly architecture: ResNetArchitecture;
  readonly input: CellInput;
  readonly temperature: number;
}

/** A classifier of cut cells: the gate, or one member of the ensemble. */
export class Classifier {
  readonly input: CellInput;
  readonly #network: ResNet;
  readonly #temperature: number;
  readonly #classes: number;
  readonly #batching: Batching;

  /**
   * @param classes number of logits
   * @throws PackError where the weights do not fit the architecture
   */
  constructor(weights: Safetensors, spec: ClassifierSpec, classes: number, batching: Batching) {
    this.input = spec.input;
    this.#network = new ResNet(weights, spec.architecture, classes);
    this.#temperature = spec.temperature;
    this.#classes = classes;
    this.#batching = batching;
  }

  /**
   * Probabilities of cells.
   * @param cells each [size, size, 3], normalised; at most one batch
   * @throws DOMException 'AbortError' when cancelled
   */
  async classify(cells: readonly Float32Array[], pace: Pace): Promise<Float64Array[]> {
    const { size, padded } = this.#batching;
    if (cells.length > size)
      throw new RangeError(`${cells.length} cells exceed a batch of ${size}.`);
    const side = this.input.size;
    const cellLength = side * side * 3;
    const batch = padded ? size : cells.length;
    const values = new Float32Array(batch * cellLength);
    for (const [i, cell] of cells.entries()) values.set(cell, i * cellLength);
    const input = tf.tensor4d(values, [batch, side, side, 3]);
    let logits: tf.Tensor2D | undefined;
    try {
      logits = await this.#network.forward(input, pace);
      const read = (await logits.data()) as Float32Array;
      return cells.map((_, i) =>
        softmax(read.subarray(i * this.#classes, (i + 1) * this.#classes), this.#temperature),
      );
    } finally {
      input.dispose();
      logits?.dispose();
    }
  }

  /** Runs the network once on empty cells, so that its programs compile. */
  async warmUp(pace: Pace): Promise<void> {
    await this.classify([new Float32Array(this.input.size * this.input.size * 3)], pace);
  }

  dispose(): void {
    this.#network.dispose();
  }
}
