import * as tf from '@tensorflow/tfjs-core';
import { CLASS_CODES } from '../../../src/domain/classes.ts';
import type {
  CellInput,
  DetectorSpec,
  ResNetArchitecture,
  RetinaNetArchitecture,
} from '../../../src/domain/pack.ts';
import type { PixelImage } from '../../../src/engine/api.ts';
import { ResNet } from '../../../src/engine/networks/resnet.ts';
import { RetinaNet } from '../../../src/engine/networks/retinanet.ts';
import { Pace } from '../../../src/engine/pace.ts';
import { prepareCell } from '../../../src/engine/preprocess/cell.ts';
import { prepareField } from '../../../src/engine/preprocess/field.ts';
import { Safetensors } from '../../../src/engine/weights/safetensors.ts';
import type { TensorEntry } from '../../../src/engine/weights/safetensorsHeader.ts';
import {
  type ExamplePlan,
  examplePlans,
  type RenderedExample,
  renderExample,
} from '../../../src/synth/example.ts';
import { renderField } from '../../../src/synth/field.ts';
import { DEFAULT_FIELD } from '../../../src/synth/spec.ts';
import type { Fitted } from './networks.ts';

/** How far the outputs of a network moved when its weights were stored. */
export interface OutputChange {
  /** Network and output. */
  readonly output: string;
  /** Largest |after − before| ÷ largest |before|. */
  readonly largest: number;
  /** Mean |after − before| ÷ mean |before|. */
  readonly mean: number;
  /** Share of the inputs whose highest output is another; null for a detector. */
  readonly topChanged: number | null;
  /** Cells, or fields. */
  readonly inputs: number;
}

/** Batches keep the memory of activations small; batching gains nothing on a CPU. */
const BATCH = 4;

/** Rendered at their first use: the same pictures for every network, before and after. */
const pictures = {
  cells: undefined as RenderedExample[] | undefined,
  field: undefined as PixelImage | undefined,
};

/** One rendered cell of every class. */
function renderedCells(): RenderedExample[] {
  pictures.cells ??= CLASS_CODES.map((code) => renderExample(examplePlans(code)[0] as ExamplePlan));
  return pictures.cells;
}

function renderedField(): PixelImage {
  if (!pictures.field) {
    const composition = Object.fromEntries(CLASS_CODES.map((code) => [code, 1]));
    const spec = { ...DEFAULT_FIELD, composition, width: 640, height: 480, nucleatedCells: 14 };
    const { width, height, data } = renderField(spec, 1);
    pictures.field = { width, height, channels: 4, data };
  }
  return pictures.field;
}

/** The rendered cells, cut as the workstation cuts cells. */
const cutCells = (input: CellInput): Float32Array[] =>
  renderedCells().map(({ side, data, micrometresPerPixel }) => {
    const image = { width: side, height: side, channels: 4 as const, data };
    const centre = { x: side / 2, y: side / 2 };
    return prepareCell(image, centre, input.windowUm / micrometresPerPixel, input);
  });

/** Logits of a classifier on the rendered cells; the network is freed. */
async function classifierOutputs(network: ResNet, input: CellInput): Promise<Float32Array[]> {
  const cells = cutCells(input);
  const { size } = input;
  const rows: Float32Array[] = [];
  for (let start = 0; start < cells.length; start += BATCH) {
    const batch = cells.slice(start, start + BATCH);
    const values = new Float32Array(batch.length * size * size * 3);
    for (const [i, cell] of batch.entries()) values.set(cell, i * cell.length);
    const x = tf.tensor4d(values, [batch.length, size, size, 3]);
    const logits = await network.forward(x, new Pace());
    const read = (await logits.data()) as Float32Array;
    const width = read.length / batch.length;
    for (const i of batch.keys()) rows.push(read.slice(i * width, (i + 1) * width));
    tf.dispose([x, logits]);
  }
  network.dispose();
  return rows;
}

/** Logits and deltas of a detector on a rendered field; the network is freed. */
async function detectorOutputs(
  network: RetinaNet,
  input: DetectorSpec['input'],
): Promise<{ logits: Float32Array; deltas: Float32Array }> {
  const field = prepareField(renderedField(), input);
  const x = tf.tensor4d(field.values, [1, field.height, field.width, 3]);
  const levels = await network.forward(x, new Pace());
  const all = async (part: 'logits' | 'deltas') => {
    const values = await Promise.all(levels.map((level) => level[part].data()));
    return Float32Array.from(values.flatMap((level) => [...level]));
  };
  const outputs = { logits: await all('logits'), deltas: await all('deltas') };
  tf.dispose([x, ...levels.flatMap(({ logits, deltas }) => [logits, deltas])]);
  network.dispose();
  return outputs;
}

/** Compares outputs, a row an input. @throws Error where an output is not finite */
export function outputChange(
  output: string,
  before: readonly Float32Array[],
  after: readonly Float32Array[],
  isDetector = false,
): OutputChange {
  let [largest, sum, largestBefore, sumBefore] = [0, 0, 0, 0];
  for (const [row, values] of before.entries())
    for (const [i, value] of values.entries()) {
      const moved = Math.abs((after[row]?.[i] as number) - value);
      if (!Number.isFinite(moved))
        throw new Error(`The ${output} of these weights are not finite on rendered pictures.`);
      largest = Math.max(largest, moved);
      largestBefore = Math.max(largestBefore, Math.abs(value));
      sum += moved;
      sumBefore += Math.abs(value);
    }
  const top = (values: Float32Array) => values.indexOf(Math.max(...values));
  const changed = before.filter((values, row) => top(values) !== top(after[row] as Float32Array));
  return {
    output,
    // Outputs that are all zero have moved wholly or not at all.
    largest: largest === 0 ? 0 : largest / largestBefore,
    mean: sum === 0 ? 0 : sum / sumBefore,
    topChanged: isDetector ? null : changed.length / before.length,
    inputs: before.length,
  };
}

/** The weights of a fitted state dict in float32, each tensor decoded on its own. */
function originalWeights<Architecture>(
  file: string,
  { tensors, read }: Fitted<Architecture>,
): Safetensors {
  const entries = new Map<string, TensorEntry>();
  const bytes = new Map<string, Uint8Array>();
  for (const [name, shape] of tensors) {
    const { buffer, byteOffset, byteLength } = read(name).values;
    entries.set(name, { dtype: 'F32', shape, begin: 0, end: byteLength });
    bytes.set(name, new Uint8Array(buffer, byteOffset, byteLength));
  }
  return new Safetensors(file, { entries, bytes });
}

/** How a classifier moved from the user's weights to the stored ones. */
export async function classifierChange(
  name: string,
  fitted: Fitted<ResNetArchitecture>,
  stored: Safetensors,
  outputs: number,
  input: CellInput,
): Promise<OutputChange[]> {
  const run = (weights: Safetensors) =>
    classifierOutputs(new ResNet(weights, fitted.architecture, outputs), input);
  const before = await run(originalWeights(name, fitted));
  return [outputChange(`logits of ${name}`, before, await run(stored))];
}

/** How a detector moved from the user's weights to the stored ones. */
export async function detectorChange(
  fitted: Fitted<RetinaNetArchitecture>,
  stored: Safetensors,
  input: DetectorSpec['input'],
): Promise<OutputChange[]> {
  const run = (weights: Safetensors) =>
    detectorOutputs(new RetinaNet(weights, fitted.architecture), input);
  const before = await run(originalWeights('detector', fitted));
  const after = await run(stored);
  return (['logits', 'deltas'] as const).map((part) =>
    outputChange(`${part} of the detector`, [before[part]], [after[part]], true),
  );
}
