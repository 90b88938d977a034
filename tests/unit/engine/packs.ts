import { createHash } from 'node:crypto';
import { CLASS_CODES } from '../../../src/domain/classes.ts';
import type {
  PackManifest,
  ResNetArchitecture,
  RetinaNetArchitecture,
} from '../../../src/domain/pack.ts';
import { quote } from '../../../src/domain/text/index.ts';
import { PackError } from '../../../src/engine/errors.ts';
import { resNetSpec, resNetTensors } from '../../../src/engine/networks/resnetSpec.ts';
import { retinaNetSpec, retinaNetTensors } from '../../../src/engine/networks/retinanetSpec.ts';
import type { PackSource } from '../../../src/engine/weights/source.ts';

/** Packs of tiny networks with random weights, made in memory. */

/** Normally distributed numbers from a seed (mulberry32, Box–Muller). */
export function gaussian(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 1) / (2 ** 32 + 1);
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

export type TensorMap = ReadonlyMap<
  string,
  { readonly shape: readonly number[]; readonly values: Float32Array }
>;

/** The bytes of a safetensors file of float32 tensors. */
export function writeSafetensors(tensors: TensorMap): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  let offset = 0;
  for (const [name, { shape, values }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + values.byteLength] };
    offset += values.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  let at = 8 + json.length;
  for (const { values } of tensors.values()) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return bytes;
}

/** Random tensors of a size that keeps activations alive. */
export function randomTensors(
  shapes: ReadonlyMap<string, readonly number[]>,
  seed: number,
): TensorMap {
  const next = gaussian(seed);
  const make = (name: string, shape: readonly number[]) => {
    const length = shape.reduce((a, b) => a * b, 1);
    const inputs = length / (shape[0] as number);
    const isScale =
      shape.length === 1 && /(running_var|bn\d\.weight|downsample\.1\.weight)$/.test(name);
    const values = Float32Array.from({ length }, () =>
      isScale
        ? 1 + 0.2 * Math.abs(next())
        : next() * Math.sqrt((shape.length > 1 ? 2 : 0.01) / inputs),
    );
    return { shape, values };
  };
  return new Map([...shapes].map(([name, shape]) => [name, make(name, shape)]));
}

export const TINY_RETINANET: RetinaNetArchitecture = {
  kind: 'retinanet-vgg-fpn',
  trunk: { widths: [4, 4, 8, 8, 12], convsPerStage: [1, 1, 1, 1, 1], batchNorm: false },
  fpnChannels: 8,
  headConvs: 1,
  // So small that a test's pictures are taken whole, however coarse its scale.
  anchors: { sizes: [8, 16, 32, 64, 128], ratios: [0.5, 1, 2], scales: [1, 1.2599, 1.5874] },
};

export const TINY_RESNEXT: ResNetArchitecture = {
  kind: 'resnet',
  stemWidth: 8,
  depths: [1, 1, 1, 1],
  planes: [16, 16, 16, 16],
  expansion: 4,
  groups: 4,
  widthPerGroup: 16,
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Files of a pack by name; the manifest is `manifest.json`. */
export type PackFiles = Map<string, Uint8Array>;

export interface TinyPack {
  readonly manifest: PackManifest;
  readonly files: PackFiles;
}

/**
 * A whole pack with random weights. Its detector's scores straddle the operating score, and its
 * gate passes some cells.
 */
export function tinyPack(seed = 1): TinyPack {
  const files: PackFiles = new Map();
  const add = (file: string, tensors: TensorMap) => {
    const bytes = writeSafetensors(tensors);
    files.set(file, bytes);
    return { file, sha256: sha256(bytes), bytes: bytes.length, dtype: 'F32' as const };
  };
  const detector = randomTensors(retinaNetTensors(retinaNetSpec(TINY_RETINANET)), seed);
  const scaleBy = (name: string, factor: number) => {
    const values = detector.get(name)?.values;
    values?.forEach((value, i) => {
      values[i] = value * factor;
    });
  };
  scaleBy('head.classification_head.cls_logits.weight', 0.15);
  detector.get('head.classification_head.cls_logits.bias')?.values.fill(-2);
  scaleBy('head.regression_head.bbox_reg.weight', 0.05);
  const resnext = (outputs: number, offset: number) =>
    randomTensors(resNetTensors(resNetSpec(TINY_RESNEXT, outputs)), seed + offset);
  const input = {
    size: 32,
    windowUm: 24,
    boxRelative: 1.9,
    normalisation: { kind: 'per-image' as const, epsilon: 1e-3 },
  };
  const classifier = { architecture: TINY_RESNEXT, input, temperature: 1.5 };
  const manifest: PackManifest = {
    schema: 1,
    name: 'tiny',
    version: '0.0.1',
    title: 'Tiny pack with random weights',
    created: '2026-01-01',
    classes: [...CLASS_CODES],
    evidence: Object.fromEntries(
      CLASS_CODES.map((code) => [code, 'none']),
    ) as PackManifest['evidence'],
    unresolvedGroups: [
      { id: 'BLAST', name: 'Blast, lineage unresolved', members: ['LBL', 'MBL', 'MOB', 'MKB'] },
    ],
    detector: {
      ...add('detector.safetensors', detector),
      architecture: TINY_RETINANET,
      input: {
        shortSide: 96,
        longSide: 128,
        sizeDivisor: 32,
        mean: [0.485, 0.456, 0.406],
        std: [0.229, 0.224, 0.225],
      },
      decoding: {
        scoreFloor: 0.05,
        preNmsTopK: 100,
        nmsIou: 0.5,
        maxDetections: 100,
        operatingScore: 0.5,
      },
    },
    gate: {
      ...add('gate.safetensors', resnext(2, 1)),
      ...classifier,
      classes: ['uncountable', 'countable'],
      countableThreshold: 0.5,
    },
    members: [2, 3, 4].map((offset) => ({
      name: `member-${offset}`,
      ...add(`member-${offset}.safetensors`, resnext(CLASS_CODES.length, offset)),
      ...classifier,
    })),
    data: [],
    figures: [],
    notValidated: [],
  };
  files.set('manifest.json', new TextEncoder().encode(JSON.stringify(manifest)));
  return { manifest, files };
}

/** A pack in memory. Gives a file in two chunks, as a slow connection would. */
export function memorySource(files: ReadonlyMap<string, Uint8Array>): PackSource {
  return {
    location: 'memory:',
    async read(file, _expectedBytes, onBytes, signal) {
      const bytes = files.get(file);
      if (!bytes)
        throw new PackError({ problem: quote(`No file ${file}.`), remedy: quote('Add it.') });
      onBytes?.(Math.floor(bytes.length / 2));
      await Promise.resolve();
      signal?.throwIfAborted();
      onBytes?.(bytes.length);
      return bytes;
    },
  };
}

/** A picture of round dark cells on a light ground, by its own seed. */
export function cellPicture(width: number, height: number, seed = 5) {
  const next = gaussian(seed);
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) data[i] = 215 + 8 * next();
  for (const [cx, cy, radius] of [
    [width * 0.25, height * 0.3, 22],
    [width * 0.7, height * 0.35, 28],
    [width * 0.5, height * 0.75, 18],
  ] as const)
    for (let y = Math.max(0, Math.floor(cy - radius)); y < Math.min(height, cy + radius); y++)
      for (let x = Math.max(0, Math.floor(cx - radius)); x < Math.min(width, cx + radius); x++)
        if (Math.hypot(x - cx, y - cy) < radius)
          data.set([110 + 10 * next(), 60 + 10 * next(), 140 + 10 * next()], (y * width + x) * 3);
  return { width, height, channels: 3 as const, data };
}
