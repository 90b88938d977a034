import * as tf from '@tensorflow/tfjs-core';
import type { Box } from '../domain/geometry.ts';
import type { DetectorSpec } from '../domain/pack.ts';
import type { PixelImage } from './api.ts';
import { pyramidAnchors } from './decode/anchors.ts';
import { decodeDetections, type LevelPrediction } from './decode/boxes.ts';
import { type LevelOutputs, RetinaNet } from './networks/retinanet.ts';
import type { Pace } from './pace.ts';
import { prepareField } from './preprocess/field.ts';
import { type Detection, mergeTiles, planTiles, type TileDetections } from './tiling.ts';
import type { Safetensors } from './weights/safetensors.ts';

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
   * descending score. A field that is too large to be taken whole is taken in tiles.
   * @param micrometresPerPixel of the field; null where unknown
   * @param onTile told how many of how many tiles are done
   * @throws DOMException 'AbortError' when cancelled
   */
  async detect(
    image: PixelImage,
    pace: Pace,
    micrometresPerPixel: number | null = null,
    onTile?: (done: number, total: number) => void,
  ): Promise<Detection[]> {
    const { tiles, factor } = planTiles(image, this.#spec, micrometresPerPixel);
    const found: TileDetections[] = [];
    for (const tile of tiles) {
      onTile?.(found.length, tiles.length);
      found.push({ tile, detections: await this.#detectIn(image, tile, factor, pace) });
    }
    onTile?.(tiles.length, tiles.length);
    const [whole] = found;
    if (whole && found.length === 1) return [...whole.detections];
    return mergeTiles(found, image, this.#spec.decoding.nmsIou);
  }

  async #detectIn(image: PixelImage, tile: Box, factor: number, pace: Pace): Promise<Detection[]> {
    const field = prepareField(image, this.#spec.input, tile, factor);
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
      return { box: { x: x + tile.x, y: y + tile.y, width, height }, score };
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
