import { type Box, intersectionOverUnion } from '../geometry.ts';

/** A box that a detector gives, with its score. */
export interface ScoredBox {
  readonly box: Box;
  /** 0–1 */
  readonly score: number;
}

/** One image: what is there, and what a detector found. */
export interface DetectionSample<Found extends ScoredBox = ScoredBox> {
  readonly truths: readonly Box[];
  readonly detections: readonly Found[];
}

/** A detection after matching. */
export interface MatchedDetection<Found extends ScoredBox = ScoredBox> {
  readonly score: number;
  readonly hit: boolean;
  readonly detection: Found;
  /** Index of the truth that it took; null where it found none. */
  readonly truth: number | null;
}

/** COCOeval's guard: at a threshold of 1 rounding must not refuse an exact match. */
const HIGHEST_THRESHOLD = 1 - 1e-10;

/**
 * Matches the detections of one image to its truths as COCOeval does: by descending score (equal
 * scores in their order), each detection takes the free truth that it overlaps most (of equal
 * overlaps the last), if by `minIou` or more; each truth is taken once.
 * @param minIou 0–1
 * @returns the detections by descending score
 */
export function matchDetections<Found extends ScoredBox>(
  { truths, detections }: DetectionSample<Found>,
  minIou: number,
): MatchedDetection<Found>[] {
  const taken = truths.map(() => false);
  return [...detections]
    .sort((a, b) => b.score - a.score)
    .map((detection) => {
      const { box, score } = detection;
      let best = -1;
      let bestIou = Math.min(minIou, HIGHEST_THRESHOLD);
      for (const [i, truth] of truths.entries()) {
        if (taken[i]) continue;
        const iou = intersectionOverUnion(box, truth);
        if (iou < bestIou) continue;
        best = i;
        bestIou = iou;
      }
      if (best >= 0) taken[best] = true;
      return { score, hit: best >= 0, detection, truth: best >= 0 ? best : null };
    });
}
