import * as tf from '@tensorflow/tfjs-core';
import type { Box } from '../domain/geometry.ts';
import type { DetectorSpec } from '../domain/pack.ts';
import type { PixelImage } from './api.ts';
import { pyramidAnchors } from './decode/anchors.ts';
import { decodeDetections, type LevelPrediction } from './decode/boxes.ts';
import { type LevelOutputs, RetinaNet } from './networks/retinanet.ts';
import type { Pace } from './pace.ts';
import { prepareField } from './preprocess/field.ts';
import type { Safetensors } from './weights/safetensors.ts';

/** One detected cell. */
export interface Detection {
  /** In pixels of the field. */
  readonly box: Box;
  /** 0–1 */
  readonly score: number;
}

/** Stage 1: finds the cells of a field. */
export class Detector {
  readonly #spec: DetectorSpec;
  readonly #network: RetinaNet;

  /** @throws PackError where the weights do not fit the architecture */
  constructor(weights: Safetensors, spec: DetectorSpec) {
    this.#spec = spec;
    this.#network = new RetinaNet(weights, spec.architecture);
  }

  /**
   * Every detection at or above the pack's score floor after non-maximum suppression, by
   * descending score.
   * @throws DOMException 'AbortError' when cancelled
   */
  async detect(image: PixelImage, pace: Pace): Promise<Detection[]> {
    const field = prepareField(image, this.#spec.input);
    await pace.breathe();
    const levels = await this.#predict(field.values, field.height, field.width, pace);
    const { boxes, scores } = decodeDetections(
      levels,
      this.#spec.decoding,
      field.resizedWidth,
      field.resizedHeight,
    );
    return Array.from(scores, (score, i) => {
      const x = (boxes[i * 4] as number) / field.scaleX;
      const y = (boxes[i * 4 + 1] as number) / field.scaleY;
      const width = (boxes[i * 4 + 2] as number) / field.scaleX - x;
      const height = (boxes[i * 4 + 3] as number) / field.scaleY - y;
      return { box: { x, y, width, height }, score };
    });
  }

  /** Runs the network once on an empty field of the usual shape, so that its programs compile. */
  async warmUp(pace: Pace): Promise<void> {
    const { shortSide, longSide, sizeDivisor } = this.#spec.input;
    const padded = (side: number) => Math.ceil(side / sizeDivisor) * sizeDivisor;
    const [height, width] = [padded(shortSide), padded(longSide)];
    await this.#predict(new Float32Array(height * width * 3), height, width, pace);
  }

  async #predict(
    values: Float32Array,
    height: number,
    width: number,
    pace: Pace,
  ): Promise<LevelPrediction[]> {
    const input = tf.tensor4d(values, [1, height, width, 3]);
    let outputs: LevelOutputs[] = [];
    try {
      outputs = await this.#network.forward(input, pace);
      const grids = outputs.map(({ logits: { shape } }) => [shape[1], shape[2]] as const);
      const anchors = pyramidAnchors(this.#spec.architecture.anchors, height, width, grids);
      // All reads are asked for at once: on a GPU they come back in one go.
      return await Promise.all(
        outputs.map(async ({ logits, deltas }, level) => ({
          anchors: anchors[level] as LevelPrediction['anchors'],
          logits: (await logits.data()) as Float32Array,
          deltas: (await deltas.data()) as Float32Array,
        })),
      );
    } finally {
      input.dispose();
      for (const { logits, deltas } of outputs) tf.dispose([logits, deltas]);
    }
  }

  dispose(): void {
    this.#network.dispose();
  }
}
