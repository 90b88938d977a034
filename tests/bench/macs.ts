import type {
  PackManifest,
  ResNetArchitecture,
  RetinaNetArchitecture,
} from '../../src/domain/pack.ts';
import type { ConvolutionSpec } from '../../src/engine/networks/convolutionLayer.ts';
import { resNetSpec } from '../../src/engine/networks/resnetSpec.ts';
import { retinaNetSpec } from '../../src/engine/networks/retinanetSpec.ts';
import type { NetworkInput } from './inputs.ts';

/** Work of the networks in multiplications with addition; one is two FLOP. */

type Size = readonly [height: number, width: number];

const after = ([height, width]: Size, kernel: number, stride: number, pad: number): Size => {
  const side = (length: number) => Math.floor((length + 2 * pad - kernel) / stride) + 1;
  return [side(height), side(width)];
};

/** Work of one convolution, and the size that it leaves. */
function convolution(spec: ConvolutionSpec, size: Size): [macs: number, size: Size] {
  const { kernel, stride, pad, outChannels, groupChannels } = spec;
  const out = after(size, kernel, stride, pad);
  return [out[0] * out[1] * outChannels * groupChannels * kernel ** 2, out];
}

function sequence(specs: readonly ConvolutionSpec[], from: Size): [macs: number, size: Size] {
  let [total, size] = [0, from];
  for (const spec of specs) {
    const [macs, out] = convolution(spec, size);
    total += macs;
    size = out;
  }
  return [total, size];
}

/** A classifier's work on one picture. */
export function classifierMacs(architecture: ResNetArchitecture, outputs: number, from: Size) {
  const { stem, blocks, head } = resNetSpec(architecture, outputs);
  let [total, size] = convolution(stem, from);
  size = after(size, 3, 2, 1);
  for (const { convs, downsample } of blocks) {
    if (downsample) total += convolution(downsample, size)[0];
    const [macs, out] = sequence(convs, size);
    total += macs;
    size = out;
  }
  return total + head.features * outputs;
}

/** The detector's work on one field. */
export function detectorMacs(architecture: RetinaNetArchitecture, from: Size): number {
  const spec = retinaNetSpec(architecture);
  let [total, size] = [0, from];
  const trunk = spec.stages.map((convs): Size => {
    const [macs, out] = sequence(convs, size);
    total += macs;
    size = after(out, 2, 2, 0);
    return size;
  });
  const levels = trunk.slice(2);
  for (const [i, level] of levels.entries())
    for (const of of [spec.laterals, spec.smoothings])
      total += convolution(of[i] as ConvolutionSpec, level)[0];
  for (const extra of [spec.p6, spec.p7]) {
    const [macs, out] = convolution(extra, levels.at(-1) as Size);
    total += macs;
    levels.push(out);
  }
  for (const level of levels)
    for (const tower of [spec.classification, spec.regression]) total += sequence(tower, level)[0];
  return total;
}

/** Work of each of a pack's networks on its input. */
export function networkMacs(
  { detector, gate, members, classes }: PackManifest,
  inputs: readonly NetworkInput[],
): number[] {
  return inputs.map(({ shape: [batch, height, width] }, index) => {
    if (index === 0) return detectorMacs(detector.architecture, [height, width]);
    const spec = [gate, ...members][index - 1] as PackManifest['gate'] | PackManifest['members'][0];
    const outputs = index === 1 ? gate.classes.length : classes.length;
    return batch * classifierMacs(spec.architecture, outputs, [height, width]);
  });
}
