import * as tf from '@tensorflow/tfjs-core';
import type { RetinaNetArchitecture } from '../../domain/pack.ts';
import type { Pace } from '../pace.ts';
import { validateTensors } from '../weights/convolution.ts';
import type { Safetensors } from '../weights/safetensors.ts';
import { ConvolutionLayer, type ConvolutionSpec } from './convolutionLayer.ts';
import { retinaNetSpec, retinaNetTensors } from './retinanetSpec.ts';
import { runSteps, type Step } from './sequence.ts';

/** Raw outputs of one pyramid level, NHWC. */
export interface LevelOutputs {
  /** [1, height, width, anchors per location] */
  readonly logits: tf.Tensor4D;
  /** [1, height, width, anchors per location × 4] */
  readonly deltas: tf.Tensor4D;
}

/** RetinaNet (Lin et al. 2017) on a VGG trunk with a feature pyramid, on the current backend. */
export class RetinaNet {
  readonly #layers: ConvolutionLayer[] = [];
  readonly #stages: readonly (readonly Step[])[];
  readonly #laterals: readonly ConvolutionLayer[];
  readonly #smoothings: readonly ConvolutionLayer[];
  readonly #p6: ConvolutionLayer;
  readonly #p7: ConvolutionLayer;
  readonly #classification: readonly Step[];
  readonly #regression: readonly Step[];

  /**
   * @param weights each tensor is let go once it lies on the backend
   * @throws PackError where the weights do not fit the architecture
   */
  constructor(weights: Safetensors, architecture: RetinaNetArchitecture) {
    const spec = retinaNetSpec(architecture);
    validateTensors(weights, 'RetinaNet', retinaNetTensors(spec));
    const layer = (of: ConvolutionSpec): ConvolutionLayer => {
      const made = new ConvolutionLayer(weights, of);
      this.#layers.push(made);
      return made;
    };
    const step = (of: ConvolutionSpec): Step => {
      const made = layer(of);
      return (x) => made.apply(x);
    };
    this.#stages = spec.stages.map((convs) => [
      ...convs.map(step),
      (x: tf.Tensor4D) => tf.maxPool(x, 2, 2, 'valid'),
    ]);
    this.#laterals = spec.laterals.map(layer);
    this.#smoothings = spec.smoothings.map(layer);
    this.#p6 = layer(spec.p6);
    this.#p7 = layer(spec.p7);
    this.#classification = spec.classification.map(step);
    this.#regression = spec.regression.map(step);
  }

  /**
   * @param x [1, height, width, 3], normalised; stays the caller's
   * @returns P3 … P7; the caller's
   * @throws DOMException 'AbortError' when cancelled
   */
  async pyramid(x: tf.Tensor4D, pace: Pace): Promise<tf.Tensor4D[]> {
    const owned: tf.Tensor4D[] = [];
    try {
      let current = x;
      for (const stage of this.#stages) {
        current = await runSteps(current, stage, pace);
        owned.push(current);
      }
      return await this.#pyramidOf(owned.slice(-3), pace);
    } finally {
      tf.dispose(owned);
    }
  }

  /** @param trunk C3, C4, C5; stay the caller's */
  async #pyramidOf(trunk: readonly tf.Tensor4D[], pace: Pace): Promise<tf.Tensor4D[]> {
    const merged: tf.Tensor4D[] = [];
    const levels: tf.Tensor4D[] = [];
    const add = async (make: () => tf.Tensor4D, to: tf.Tensor4D[]): Promise<void> => {
      to.push(tf.tidy(make));
      await pace.breathe();
    };
    try {
      for (const [i, lateral] of [...this.#laterals.entries()].reverse()) {
        const above = merged.at(-1);
        const side = trunk[i] as tf.Tensor4D;
        const make = above
          ? () => lateral.applyOnto(side, enlargedTo(side, above), false)
          : () => lateral.apply(side);
        await add(make, merged);
      }
      merged.reverse();
      for (const [i, smoothing] of this.#smoothings.entries())
        await add(() => smoothing.apply(merged[i] as tf.Tensor4D), levels);
      await add(() => this.#p6.apply(trunk.at(-1) as tf.Tensor4D), levels);
      await add(() => this.#p7.apply(tf.relu(levels.at(-1) as tf.Tensor4D)), levels);
      return levels;
    } catch (error) {
      tf.dispose(levels);
      throw error;
    } finally {
      tf.dispose(merged);
    }
  }

  /**
   * Both heads on one pyramid level.
   * @param level stays the caller's
   * @returns raw outputs; the caller's
   */
  async heads(level: tf.Tensor4D, pace: Pace): Promise<LevelOutputs> {
    const logits = await runSteps(level, this.#classification, pace);
    try {
      return { logits, deltas: await runSteps(level, this.#regression, pace) };
    } catch (error) {
      logits.dispose();
      throw error;
    }
  }

  /**
   * @param x [1, height, width, 3], normalised; stays the caller's
   * @returns raw outputs of P3 … P7; the caller's
   * @throws DOMException 'AbortError' when cancelled
   */
  async forward(x: tf.Tensor4D, pace: Pace): Promise<LevelOutputs[]> {
    const levels = await this.pyramid(x, pace);
    const outputs: LevelOutputs[] = [];
    try {
      for (const level of levels) outputs.push(await this.heads(level, pace));
      return outputs;
    } catch (error) {
      for (const { logits, deltas } of outputs) tf.dispose([logits, deltas]);
      throw error;
    } finally {
      tf.dispose(levels);
    }
  }

  dispose(): void {
    for (const layer of this.#layers) layer.dispose();
  }
}

/** The level above, enlarged by repetition to the size of another. */
function enlargedTo({ shape: [, height, width] }: tf.Tensor4D, above: tf.Tensor4D): tf.Tensor4D {
  return tf.image.resizeNearestNeighbor(above, [height, width]);
}
