import { type DetectionSample, matchDetections } from './matching.ts';

/**
 * Class-agnostic detection metrics as COCO defines them (Lin et al. 2014; cocoapi's COCOeval), for
 * boxes of every size and without a cap on the detections of an image: marrow is crowded.
 */

const RECALL_POINTS = 101;
/** The overlap at which a box counts as found. */
export const FIRST_IOU = 0.5;
const LAST_IOU = 0.95;
const IOU_STEPS = 9;

/** 0.5, 0.55 … 0.95, with the rounding of numpy's `linspace`. */
export const COCO_IOUS: readonly number[] = Array.from({ length: IOU_STEPS + 1 }, (_, i) =>
  i === IOU_STEPS ? LAST_IOU : FIRST_IOU + i * ((LAST_IOU - FIRST_IOU) / IOU_STEPS),
);

/** Boxes that are there to be found. */
export const countTruths = (samples: readonly DetectionSample[]): number =>
  samples.reduce((sum, { truths }) => sum + truths.length, 0);

/** A detection in the ranking of a whole set. */
export interface RankedDetection {
  readonly score: number;
  readonly hit: boolean;
  /** Index of its image in the set. */
  readonly image: number;
}

/** The detections of all images, each matched within its own, by descending score. */
export const rankDetections = (
  samples: readonly DetectionSample[],
  minIou: number,
): RankedDetection[] =>
  samples
    .flatMap((sample, image) =>
      matchDetections(sample, minIou).map(({ score, hit }) => ({ score, hit, image })),
    )
    .sort((a, b) => b.score - a.score);

/**
 * Average precision of a ranking: the precision envelope read at 101 recalls (0, 0.01 … 1), 0 where
 * a recall is not reached. To be asked many times of one ranking, as resampling does.
 * @returns a function of the number of boxes that are there to be found, and of how often each image
 *   counts (once where left out): 0–1; null where there is no truth
 */
export function precisionOfRanking(
  ranked: readonly RankedDetection[],
): (truths: number, weights?: ArrayLike<number>) => number | null {
  const isHit = Uint8Array.from(ranked, ({ hit }) => Number(hit));
  const images = Uint32Array.from(ranked, ({ image }) => image);
  const recalls = new Float64Array(ranked.length);
  const precisions = new Float64Array(ranked.length);
  return (truths, weights) => {
    if (truths === 0) return null;
    let [hits, seen, used] = [0, 0, 0];
    for (let i = 0; i < isHit.length; i++) {
      const weight = weights ? (weights[images[i] as number] as number) : 1;
      if (weight === 0) continue;
      seen += weight;
      if (isHit[i] === 1) hits += weight;
      recalls[used] = hits / truths;
      precisions[used] = hits / seen;
      used++;
    }
    // The envelope: the best precision at this recall or any higher one.
    let best = 0;
    for (let i = used - 1; i >= 0; i--) {
      best = Math.max(best, precisions[i] as number);
      precisions[i] = best;
    }
    let [sum, at] = [0, 0];
    for (let point = 0; point < RECALL_POINTS; point++) {
      const recall = point === RECALL_POINTS - 1 ? 1 : point * 0.01;
      while (at < used && (recalls[at] as number) < recall) at++;
      if (at < used) sum += precisions[at] as number;
    }
    return sum / RECALL_POINTS;
  };
}

/**
 * Average precision at one IoU; see `precisionOfRanking`.
 * @returns 0–1; null where no image has a truth
 */
export const averagePrecisionAt = (
  samples: readonly DetectionSample[],
  minIou: number,
): number | null => precisionOfRanking(rankDetections(samples, minIou))(countTruths(samples));

/** Detection figures of a set of images. Rates are 0–1, null where there is nothing to divide by. */
export interface DetectionMetrics {
  readonly images: number;
  readonly truths: number;
  readonly detections: number;
  /** AP@0.5 */
  readonly ap50: number | null;
  /** Mean of the AP at IoU 0.5, 0.55 … 0.95. */
  readonly ap5095: number | null;
  /** At the operating score and IoU 0.5: truths found ÷ truths. */
  readonly recall: number | null;
  /** At the operating score and IoU 0.5: hits ÷ detections. */
  readonly precision: number | null;
}

/**
 * AP@0.5, AP@[.5:.95], and recall and precision of the detections at or above a score.
 * @param operatingScore 0–1; `detections` counts those at or above it
 */
export function detectionMetrics(
  samples: readonly DetectionSample[],
  operatingScore: number,
): DetectionMetrics {
  const truths = countTruths(samples);
  // Matching goes by descending score, so that lower detections change nothing above them.
  const shown = rankDetections(samples, FIRST_IOU).filter(({ score }) => score >= operatingScore);
  const hits = shown.filter(({ hit }) => hit).length;
  const precisions = COCO_IOUS.map((iou) => averagePrecisionAt(samples, iou) ?? 0);
  return {
    images: samples.length,
    truths,
    detections: shown.length,
    ap50: averagePrecisionAt(samples, FIRST_IOU),
    ap5095: truths === 0 ? null : precisions.reduce((a, b) => a + b, 0) / precisions.length,
    recall: truths === 0 ? null : hits / truths,
    precision: shown.length === 0 ? null : hits / shown.length,
  };
}
