import { clusterBootstrap } from '../inference/clusterBootstrap.ts';
import { precisionRecallCurve, thinned } from '../metrics/curves.ts';
import {
  COCO_IOUS,
  precisionOfRanking,
  type RankedDetection,
  rankDetections,
} from '../metrics/detection.ts';
import type { DetectionSample } from '../metrics/matching.ts';
import { type Interval, type Proportion, proportion } from '../statistics.ts';
import type { Clusters } from './clusters.ts';

/** Points of a curve that are kept: more than a screen can tell apart. */
export const CURVE_POINTS = 200;

/** A figure between 0 and 1; null where it is not defined. */
export interface Figure {
  readonly value: number | null;
  /** 95 %, by resampling whole patients or fields; null where it cannot be told. */
  readonly interval: Interval | null;
}

/** What stands on a curve: both 0–1. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

export interface DetectionEvaluation {
  readonly fields: number;
  /** Boxes of the truth, uncountable cells among them. */
  readonly truths: number;
  /** Boxes at or above the operating score. */
  readonly shown: number;
  /** AP@0.5 as COCO defines it, without a cap on the boxes of an image. */
  readonly ap50: Figure;
  /** Mean of the AP at IoU 0.5, 0.55 … 0.95. */
  readonly ap5095: Figure;
  /** At the operating score and IoU 0.5. */
  readonly recall: Proportion;
  readonly precision: Proportion;
  /** Recall (x) and precision (y) at IoU 0.5, over all scores. */
  readonly curve: readonly CurvePoint[];
  /** Fields whose boxes below the operating score are unknown: there AP is a lower bound. */
  readonly truncated: number;
}

/** How well the detector finds the boxes of the truth; null without a field. */
export function evaluateDetection({ fields, count }: Clusters): DetectionEvaluation | null {
  if (fields.length === 0) return null;
  const samples = fields.map(
    ({ field }): DetectionSample => ({
      truths: field.truths.map(({ box }) => box),
      detections: field.detections,
    }),
  );
  const truths = samples.reduce((sum, sample) => sum + sample.truths.length, 0);
  const byIou = COCO_IOUS.map((iou) => rankDetections(samples, iou));
  const ranked = byIou[0] as RankedDetection[];
  const shown = ranked.filter(
    ({ score, image }) => score >= (fields[image]?.field.operatingScore ?? 0),
  );
  const hits = shown.filter(({ hit }) => hit).length;

  const atEachIou = byIou.map(precisionOfRanking);
  const precisions = (drawn: number, weights?: ArrayLike<number>) => {
    const [ap50 = null, ...others] = atEachIou.map((precisionOf) => precisionOf(drawn, weights));
    if (ap50 === null) return [null, null] as const;
    const sum = others.reduce<number>((all, value) => all + (value ?? 0), ap50);
    return [ap50, sum / atEachIou.length] as const;
  };
  const imageWeights = new Uint16Array(samples.length);
  const [ap50Interval = null, ap5095Interval = null] = clusterBootstrap(count, 2, (weights) => {
    let drawn = 0;
    for (let i = 0; i < samples.length; i++) {
      imageWeights[i] = weights[fields[i]?.cluster as number] as number;
      drawn += (imageWeights[i] as number) * (samples[i] as DetectionSample).truths.length;
    }
    return precisions(drawn, imageWeights);
  });
  const [ap50, ap5095] = precisions(truths);
  const curve = precisionRecallCurve(
    ranked.map(({ score, hit }) => ({ score, positive: hit })),
    truths,
  );
  return {
    fields: fields.length,
    truths,
    shown: shown.length,
    ap50: { value: ap50, interval: ap50Interval },
    ap5095: { value: ap5095, interval: ap5095Interval },
    recall: proportion(hits, truths),
    precision: proportion(hits, shown.length),
    curve: thinned(curve ?? [], CURVE_POINTS).map(({ recall, precision }) => ({
      x: recall,
      y: precision,
    })),
    truncated: fields.filter(({ field }) => !field.whole).length,
  };
}
