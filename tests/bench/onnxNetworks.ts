import type { ResNetArchitecture, RetinaNetArchitecture } from '../../src/domain/pack.ts';
import type { ConvolutionSpec } from '../../src/engine/networks/convolutionLayer.ts';
import { resNetSpec } from '../../src/engine/networks/resnetSpec.ts';
import { retinaNetSpec } from '../../src/engine/networks/retinanetSpec.ts';
import { foldConvolution } from '../../src/engine/weights/convolution.ts';
import type { Safetensors } from '../../src/engine/weights/safetensors.ts';
import { OnnxGraph } from './onnx.ts';

/**
 * The packs' networks as ONNX models with the very numbers that the engine uses, batch norm folded.
 * Inputs and outputs are NHWC, as the engine's: a transposition at either end is part of the model.
 */

/** Name of every model's input. */
export const INPUT = 'input';

const TO_NCHW = { perm: [0, 3, 1, 2] };
const TO_NHWC = { perm: [0, 2, 3, 1] };

/** Filters from the engine's order to ONNX's: [out, in, height, width]. */
function outputMajor(
  hwio: Float32Array,
  [height, width, inChannels, outChannels]: readonly [number, number, number, number],
): Float32Array {
  const oihw = new Float32Array(hwio.length);
  const area = height * width;
  let from = 0;
  for (let k = 0; k < area; k++)
    for (let i = 0; i < inChannels; i++)
      for (let o = 0; o < outChannels; o++)
        oihw[(o * inChannels + i) * area + k] = hwio[from++] as number;
  return oihw;
}

/** Appends layers to one graph, reading their numbers from a weight file. */
class Builder {
  readonly graph: OnnxGraph;
  readonly #weights: Safetensors;
  readonly #written = new Map<string, readonly [string, string]>();

  constructor(name: string, weights: Safetensors) {
    this.graph = new OnnxGraph(name);
    this.#weights = weights;
  }

  /** Names of a filter and its bias: heads that all levels share are read and written once. */
  #constants(spec: ConvolutionSpec): readonly [string, string] {
    const known = this.#written.get(spec.conv);
    if (known) return known;
    const { filter, shape, bias } = foldConvolution(this.#weights, spec);
    const [height, width, inChannels, outChannels] = shape;
    const oihw = [outChannels, inChannels, height, width];
    const names = [
      this.graph.constant(outputMajor(filter, shape), oihw),
      this.graph.constant(bias, [outChannels]),
    ] as const;
    this.#written.set(spec.conv, names);
    return names;
  }

  convolution(x: string, spec: ConvolutionSpec): string {
    const { kernel, stride, pad, groups } = spec;
    const y = this.graph.node('Conv', [x, ...this.#constants(spec)], {
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
      pads: [pad, pad, pad, pad],
      group: groups,
    });
    return spec.relu ? this.relu(y) : y;
  }

  sequence(x: string, specs: readonly ConvolutionSpec[]): string {
    return specs.reduce((current, spec) => this.convolution(current, spec), x);
  }

  relu(x: string): string {
    return this.graph.node('Relu', [x]);
  }

  maxPool(x: string, kernel: number, pad: number): string {
    return this.graph.node('MaxPool', [x], {
      kernel_shape: [kernel, kernel],
      strides: [2, 2],
      pads: [pad, pad, pad, pad],
    });
  }

  constantOf(name: string): string {
    const { values, shape } = this.#weights.read(name);
    return this.graph.constant(values, shape);
  }
}

/**
 * Convolutions one after the other, for one picture; the model's output is `output`.
 * @param shape of the input, NHWC
 */
export function sequenceModel(
  weights: Safetensors,
  convolutions: readonly ConvolutionSpec[],
  shape: readonly number[],
): Uint8Array {
  const build = new Builder('sequence', weights);
  const { graph } = build;
  const x = graph.node('Transpose', [graph.input(INPUT, shape)], TO_NCHW);
  const y = graph.node('Transpose', [build.sequence(x, convolutions)], TO_NHWC);
  graph.output('output', y, shape);
  return graph.finish();
}

/**
 * A classifier for batches of `size` × `size` pictures; the model's output is `logits`.
 * @param outputs number of logits
 */
export function resNetModel(
  weights: Safetensors,
  architecture: ResNetArchitecture,
  outputs: number,
  size: number,
): Uint8Array {
  const { stem, blocks, head } = resNetSpec(architecture, outputs);
  const build = new Builder('resnet', weights);
  const { graph } = build;
  let x = graph.node('Transpose', [graph.input(INPUT, [null, size, size, 3])], TO_NCHW);
  x = build.maxPool(build.convolution(x, stem), 3, 1);
  for (const { convs, downsample } of blocks) {
    const shortcut = downsample ? build.convolution(x, downsample) : x;
    x = build.relu(graph.node('Add', [build.sequence(x, convs), shortcut]));
  }
  const pooled = graph.node('Flatten', [graph.node('GlobalAveragePool', [x])], { axis: 1 });
  const parameters = ['weight', 'bias'].map((part) => build.constantOf(`${head.name}.${part}`));
  const logits = graph.node('Gemm', [pooled, ...parameters], { transB: 1 });
  graph.output('logits', logits, [null, outputs]);
  return graph.finish();
}

/** Names of the detector's outputs: of each level its logits, then its deltas. */
export const detectorOutputs = (levels: number): string[] =>
  Array.from({ length: levels }, (_, level) => [`logits${level}`, `deltas${level}`]).flat();

/**
 * The detector for fields of one padded size.
 * @throws RangeError where the size is not a multiple of 32, at which levels double exactly
 */
export function retinaNetModel(
  weights: Safetensors,
  architecture: RetinaNetArchitecture,
  height: number,
  width: number,
): Uint8Array {
  if (height % 32 !== 0 || width % 32 !== 0)
    throw new RangeError(`${width} × ${height} is not a multiple of 32.`);
  const spec = retinaNetSpec(architecture);
  const build = new Builder('retinanet', weights);
  const { graph } = build;
  let x = graph.node('Transpose', [graph.input(INPUT, [1, height, width, 3])], TO_NCHW);
  const trunk = spec.stages
    .map((convs) => {
      x = build.maxPool(build.sequence(x, convs), 2, 0);
      return x;
    })
    .slice(-3);
  let above: string | undefined;
  const merged = trunk
    .map((c, i) => [c, spec.laterals[i] as ConvolutionSpec] as const)
    .reverse()
    .map(([c, lateral]) => {
      const side = build.convolution(c, lateral);
      above = above === undefined ? side : graph.node('Add', [side, doubled(graph, above)]);
      return above;
    })
    .reverse();
  const levels = merged.map((p, i) => build.convolution(p, spec.smoothings[i] as ConvolutionSpec));
  const p6 = build.convolution(trunk.at(-1) as string, spec.p6);
  levels.push(p6, build.convolution(build.relu(p6), spec.p7));
  const names = detectorOutputs(levels.length);
  for (const [i, level] of levels.entries())
    for (const [j, tower] of [spec.classification, spec.regression].entries()) {
      const nhwc = graph.node('Transpose', [build.sequence(level, tower)], TO_NHWC);
      const channels = spec.anchorsPerLocation * (j === 0 ? 1 : 4);
      const grid = (side: number) => Math.ceil(side / 2 ** (i + 3));
      graph.output(names[i * 2 + j] as string, nhwc, [1, grid(height), grid(width), channels]);
    }
  return graph.finish();
}

/** Twice the size, by repetition. */
const doubled = (graph: OnnxGraph, x: string): string =>
  graph.node('Resize', [x, '', graph.constant(Float32Array.of(1, 1, 2, 2), [4])], {
    mode: 'nearest',
    coordinate_transformation_mode: 'asymmetric',
    nearest_mode: 'floor',
  });
