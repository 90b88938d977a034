import type { DetectorSpec } from '../../domain/pack.ts';
import { anchorAt, type LevelAnchors } from './anchors.ts';
import { nonMaximumSuppression } from './nms.ts';

/** Largest growth of an anchor, as in torchvision: keeps exp() from overflowing. */
const MAX_LOG_GROWTH = Math.log(1000 / 16);

/** Boxes with scores; `boxes` holds x1, y1, x2, y2 of each. */
export interface ScoredBoxes {
  readonly boxes: Float32Array;
  readonly scores: Float32Array;
}

/** Raw outputs of one pyramid level, with its anchors. */
export interface LevelPrediction {
  readonly anchors: LevelAnchors;
  /** One logit per anchor. */
  readonly logits: Float32Array;
  /** dx, dy, dw, dh per anchor. */
  readonly deltas: Float32Array;
}

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/**
 * Applies predicted offsets to an anchor (torchvision's `BoxCoder`, weights 1).
 * @returns x1, y1, x2, y2, not clipped
 */
export function decodeBox(
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  deltas: ArrayLike<number>,
  at: number,
): [number, number, number, number] {
  const anchorWidth = x2 - x1;
  const anchorHeight = y2 - y1;
  const centreX = x1 + anchorWidth / 2 + (deltas[at] as number) * anchorWidth;
  const centreY = y1 + anchorHeight / 2 + (deltas[at + 1] as number) * anchorHeight;
  const width = Math.exp(Math.min(deltas[at + 2] as number, MAX_LOG_GROWTH)) * anchorWidth;
  const height = Math.exp(Math.min(deltas[at + 3] as number, MAX_LOG_GROWTH)) * anchorHeight;
  return [centreX - width / 2, centreY - height / 2, centreX + width / 2, centreY + height / 2];
}

/** Indices of the `count` largest values above `floor`, by descending value, then by index. */
export function topIndices(values: Float32Array, floor: number, count: number): number[] {
  const above: number[] = [];
  for (let i = 0; i < values.length; i++) if ((values[i] as number) > floor) above.push(i);
  above.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
  return above.slice(0, count);
}

/**
 * Detections from the raw outputs of all levels: score floor, best of each level, box decoding,
 * clipping to the resized image, non-maximum suppression over all levels.
 * @returns boxes in pixels of the resized image, by descending score
 */
export function decodeDetections(
  levels: readonly LevelPrediction[],
  decoding: DetectorSpec['decoding'],
  resizedWidth: number,
  resizedHeight: number,
): ScoredBoxes {
  const boxes: number[] = [];
  const scores: number[] = [];
  const clamp = (value: number, limit: number) => Math.min(Math.max(value, 0), limit);
  for (const { anchors, logits, deltas } of levels) {
    const levelScores = logits.map(sigmoid);
    for (const index of topIndices(levelScores, decoding.scoreFloor, decoding.preNmsTopK)) {
      const [x1, y1, x2, y2] = decodeBox(anchorAt(anchors, index), deltas, index * 4);
      const left = clamp(x1, resizedWidth);
      const top = clamp(y1, resizedHeight);
      const right = clamp(x2, resizedWidth);
      const bottom = clamp(y2, resizedHeight);
      // Anchors over the padding leave nothing of themselves inside the image.
      if (right <= left || bottom <= top) continue;
      boxes.push(left, top, right, bottom);
      scores.push(levelScores[index] as number);
    }
  }
  const candidates = { boxes: Float32Array.from(boxes), scores: Float32Array.from(scores) };
  const kept = nonMaximumSuppression(candidates, decoding.nmsIou, decoding.maxDetections);
  const result = {
    boxes: new Float32Array(kept.length * 4),
    scores: new Float32Array(kept.length),
  };
  for (const [i, index] of kept.entries()) {
    result.boxes.set(candidates.boxes.subarray(index * 4, index * 4 + 4), i * 4);
    result.scores[i] = candidates.scores[index] as number;
  }
  return result;
}
