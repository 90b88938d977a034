import { readFile } from 'node:fs/promises';
import {
  averagePrecisionAt,
  type DetectionMetrics,
  detectionMetrics,
} from '../../../src/domain/metrics/detection.ts';
import type { DetectionSample } from '../../../src/domain/metrics/matching.ts';
import type { PixelImage } from '../../../src/engine/api.ts';
import { reasonOf } from '../../../src/engine/errors.ts';
import type { Pipeline } from '../../../src/engine/pipeline.ts';
import { bootstrapInterval } from './bootstrap.ts';
import { loadAhead } from './loadAhead.ts';
import type { SkippedFile } from './skipped.ts';
import { type LabelledImage, pairLabels, parseYolo } from './yolo.ts';

/** What `evaluate detect` writes. */
export interface DetectionReport extends DetectionMetrics {
  /** The pack's score from which detections count in recall and precision. */
  readonly operatingScore: number;
  /** 95 % bootstrap interval of `ap50` over the images. */
  readonly ap50Interval: readonly [number, number] | null;
  readonly skipped: readonly SkippedFile[];
}

export interface DetectOptions {
  readonly images: string;
  readonly labels: string;
  /** Class of the label files to look for; others are passed over. */
  readonly classId: number;
}

/** What evaluation needs of its surroundings. */
export interface EvaluationTools {
  readonly decode: (path: string) => Promise<PixelImage>;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Detects the cells of every labelled field and scores the boxes. A file that is missing or
 * damaged is named in `skipped`.
 * @throws Error where a folder cannot be read, or no field at all could be used
 */
export async function evaluateDetection(
  pipeline: Pick<Pipeline, 'detectRaw' | 'manifest'>,
  { images, labels, classId }: DetectOptions,
  { decode, onProgress }: EvaluationTools,
): Promise<DetectionReport> {
  const { pairs, skipped } = await pairLabels(images, labels);
  const load = async (pair: LabelledImage) => {
    const image = await decode(pair.image);
    return { image, truths: parseYolo(await readFile(pair.labels, 'utf8'), classId, image) };
  };
  const samples: DetectionSample[] = [];
  let done = 0;
  for await (const loaded of loadAhead(pairs, load)) {
    if ('error' in loaded)
      skipped.push({ file: loaded.item.image, reason: reasonOf(loaded.error) });
    else {
      const { image, truths } = loaded.value;
      samples.push({ truths, detections: await pipeline.detectRaw(image) });
    }
    onProgress?.(++done, pairs.length);
  }
  if (samples.length === 0)
    throw new Error(`No picture of ${images} could be used${firstReason(skipped)}.`);
  const { operatingScore } = pipeline.manifest.detector.decoding;
  return {
    ...detectionMetrics(samples, operatingScore),
    operatingScore,
    ap50Interval: bootstrapInterval([samples], (drawn) => averagePrecisionAt(drawn, 0.5)),
    skipped,
  };
}

/** Why the first file was left out, for an error's end. */
export const firstReason = ([first]: readonly SkippedFile[]): string =>
  first ? ` (${first.file}: ${first.reason})` : '';
