import type { Scale } from '../../src/domain/case.ts';
import { boxCentre } from '../../src/domain/geometry.ts';
import type { CellInput, PackManifest } from '../../src/domain/pack.ts';
import type { PixelImage } from '../../src/engine/api.ts';
import { cellWindow, prepareCell } from '../../src/engine/preprocess/cell.ts';
import { prepareField } from '../../src/engine/preprocess/field.ts';
import type { BenchField } from './field.ts';

/** What one network or kernel is measured on. */
export interface NetworkInput {
  readonly name: string;
  /** NHWC, normalised. */
  readonly values: Float32Array;
  readonly shape: readonly [number, number, number, number];
}

const stem = (file: string): string => file.replace(/\.safetensors$/, '');

/** A batch of cells as a classifier takes them. */
export function cellBatch(
  image: PixelImage,
  boxes: readonly { x: number; y: number; width: number; height: number }[],
  scale: Scale,
  input: CellInput,
): Omit<NetworkInput, 'name'> {
  const length = input.size * input.size * 3;
  const values = new Float32Array(boxes.length * length);
  for (const [i, box] of boxes.entries()) {
    const { side } = cellWindow(box, input, scale.micrometresPerPixel);
    values.set(prepareCell(image, boxCentre(box), side, input), i * length);
  }
  return { values, shape: [boxes.length, input.size, input.size, 3] };
}

/** The field for the detector, and its first `batch` cells for each classifier. */
export function networkInputs(
  { detector, gate, members }: PackManifest,
  { image, scale, truth }: BenchField,
  batch: number,
): NetworkInput[] {
  const { values, width, height } = prepareField(image, detector.input);
  const boxes = truth.slice(0, batch).map(({ box }) => box);
  return [
    { name: stem(detector.file), values, shape: [1, height, width, 3] },
    ...[gate, ...members].map(({ file, input }) => ({
      name: stem(file),
      ...cellBatch(image, boxes, scale, input),
    })),
  ];
}

const MOST_COMPARED = 50_000;

/** Outputs to compare, one after the other: of a large one evenly spread values. */
export const thinned = (outputs: readonly Float32Array[]): number[] =>
  outputs.flatMap((values) => {
    // Odd, so that channels, whose numbers are even, are all met.
    const stride = Math.ceil(values.length / MOST_COMPARED) | 1;
    return Array.from({ length: Math.ceil(values.length / stride) }, (_, i) => values[i * stride]);
  }) as number[];
