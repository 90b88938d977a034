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

/**
 * Matches the boxes of two readers of one image, neither of whom is the measure: of all pairs that
 * overlap by `minIou` or more, the one that overlaps most is taken first (of equal ones the first by
 * place), and each box is in one pair at most. Changing the readers' places changes no pair.
 * @param minIou 0–1
 * @returns places in `first` and `second`, by place in `first`
 */
export function matchReaders(
  first: readonly Box[],
  second: readonly Box[],
  minIou: number,
): (readonly [number, number])[] {
  const least = Math.min(minIou, HIGHEST_THRESHOLD);
  const candidates = first.flatMap((box, i) =>
    second.flatMap((other, j) => {
      const iou = intersectionOverUnion(box, other);
      return iou > 0 && iou >= least ? [{ i, j, iou }] : [];
    }),
  );
  const [takenFirst, takenSecond] = [new Set<number>(), new Set<number>()];
  const pairs: (readonly [number, number])[] = [];
  for (const { i, j } of candidates.sort(
    (a, b) => b.iou - a.iou || Math.min(a.i, a.j) - Math.min(b.i, b.j) || a.i + a.j - b.i - b.j,
  )) {
    if (takenFirst.has(i) || takenSecond.has(j)) continue;
    takenFirst.add(i);
    takenSecond.add(j);
    pairs.push([i, j]);
  }
  return pairs.sort(([a], [b]) => a - b);
}
