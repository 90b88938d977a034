import type { PackManifest, ResNetArchitecture } from '../../../src/domain/pack.ts';
import { resNetSpec, resNetTensors } from '../../../src/engine/networks/resnetSpec.ts';
import { httpPackSource } from '../../../src/engine/weights/httpSource.ts';
import { readManifest, readWeightFile } from '../../../src/engine/weights/pack.ts';
import { Safetensors } from '../../../src/engine/weights/safetensors.ts';

/** A network to be timed: its weights, and the picture's size. */
export interface BenchNetwork {
  readonly name: string;
  readonly weights: Safetensors;
  readonly kind:
    | { readonly detector: PackManifest['detector']['architecture'] }
    | { readonly classifier: ResNetArchitecture; readonly outputs: number };
  /** Of the input, px. */
  readonly height: number;
  readonly width: number;
}

/** Detector input: a software adapter takes seconds for a whole field. */
const DETECTOR_SIZE = { height: 256, width: 320 };

const RESNET_50: ResNetArchitecture = {
  kind: 'resnet',
  stemWidth: 64,
  depths: [3, 4, 6, 3],
  planes: [64, 128, 256, 512],
  expansion: 4,
  groups: 1,
  widthPerGroup: 64,
};
export const FULL_SIZE = 'resnet50-224';

/** Loads one network. @param name a weight file of the pack without its ending, or `FULL_SIZE` */
export async function loadNetwork(packLocation: string, name: string): Promise<BenchNetwork> {
  if (name === FULL_SIZE) {
    const kind = { classifier: RESNET_50, outputs: 20 };
    return { name, weights: randomResNet(RESNET_50, 20), kind, height: 224, width: 224 };
  }
  const source = httpPackSource(packLocation);
  const { detector, gate, members, classes } = await readManifest(source);
  const isNamed = ({ file }: { file: string }) => file === `${name}.safetensors`;
  if (isNamed(detector)) {
    const kind = { detector: detector.architecture };
    return { name, weights: await readWeightFile(source, detector), kind, ...DETECTOR_SIZE };
  }
  const spec = [gate, ...members].find(isNamed);
  if (!spec) throw new Error(`The pack has no network ${name}.`);
  const outputs = spec === gate ? gate.classes.length : classes.length;
  return {
    name,
    weights: await readWeightFile(source, spec),
    kind: { classifier: spec.architecture, outputs },
    height: spec.input.size,
    width: spec.input.size,
  };
}

/** Networks of a pack by name: detector, gate, members. */
export async function networkNames(packLocation: string): Promise<string[]> {
  const { detector, gate, members } = await readManifest(httpPackSource(packLocation));
  return [detector, gate, ...members].map(({ file }) => file.replace(/\.safetensors$/, ''));
}

/** Numbers in −1 … 1, the same each time (a linear congruential generator). */
export function pseudoRandom(length: number): Float32Array {
  let state = 2021;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
}

/** A state dict of random float16 weights that neither fade nor explode from layer to layer. */
function randomResNet(architecture: ResNetArchitecture, outputs: number): Safetensors {
  const tensors = resNetTensors(resNetSpec(architecture, outputs));
  const header: Record<string, object> = {};
  let end = 0;
  for (const [name, shape] of tensors) {
    const bytes = shape.reduce((a, b) => a * b, 1) * (name.endsWith('running_var') ? 4 : 2);
    const dtype = name.endsWith('running_var') ? 'F32' : 'F16';
    header[name] = { dtype, shape, data_offsets: [end, end + bytes] };
    end += bytes;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const file = new Uint8Array(8 + json.length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  let at = 8 + json.length;
  for (const [name, shape] of tensors) {
    const length = shape.reduce((a, b) => a * b, 1);
    const bytes = name.endsWith('running_var')
      ? // The variance of a sum of that many products: what the batch norm divides by.
        new Float32Array(length).fill(1)
      : halves(pseudoRandom(length), Math.sqrt(6 / (length / (shape[0] as number))));
    file.set(new Uint8Array(bytes.buffer), at);
    at += bytes.byteLength;
  }
  return new Safetensors(`${FULL_SIZE}.safetensors`, file);
}

/** Bit patterns of binary16 of numbers within ±1 times `size` ≤ 1, cut to ten bits. */
function halves(numbers: Float32Array, size: number): Uint16Array {
  const bits = new Uint32Array(1);
  const value = new Float32Array(bits.buffer);
  return Uint16Array.from(numbers, (number) => {
    value[0] = number * Math.min(1, size);
    const exponent = (((bits[0] as number) >>> 23) & 0xff) - 112;
    const sign = ((bits[0] as number) >>> 16) & 0x8000;
    if (exponent <= 0) return sign;
    return sign | (exponent << 10) | (((bits[0] as number) >>> 13) & 0x3ff);
  });
}
