import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLASS_CODES } from '../../src/domain/classes.ts';
import type { CellInput, PackManifest } from '../../src/domain/pack.ts';
import {
  classifierTensors,
  detectorTensors,
  PAPER_CLASSIFIERS,
  PAPER_DETECTOR,
  type PaperClassifier,
} from '../numerics/checks/paperNetworks.ts';
import { paperWeightFile } from '../numerics/checks/paperWeights.ts';
import { FIELD_SIZE } from './field.ts';

/** What stands for this pack on the command line. */
export const PAPER = 'paper';

/** ImageNet's, as torchvision's networks take it. */
const PIXELS = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const;

/** Cells of a field; weights of no training find as many as they may. */
const CELLS = 16;

const SUMMARY = {
  name: PAPER,
  version: '0',
  title: "The paper's networks, weights of no training",
};

/** A pack's folder that lasts until it is removed. */
export interface TemporaryPack {
  readonly directory: string;
  remove(): Promise<void>;
}

/**
 * Writes a pack of the paper's networks at full size (float32, 929 MiB) with weights computed from
 * their names. They have learned nothing; that makes no difference to time and memory.
 */
export async function writePaperPack(): Promise<TemporaryPack> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-paper-'));
  const write = async (name: string, tensors: ReadonlyMap<string, readonly number[]>) => {
    const file = `${name}.safetensors`;
    const bytes = paperWeightFile(tensors);
    await writeFile(join(directory, file), bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { file, sha256, bytes: bytes.length, dtype: 'F32' as const };
  };
  const input: CellInput = {
    size: 224,
    windowUm: 24,
    boxRelative: 1.9,
    normalisation: { kind: 'fixed', mean: [...PIXELS.mean], std: [...PIXELS.std] },
  };
  const classifier = async (name: PaperClassifier, outputs: number, file: string = name) => ({
    ...(await write(file, classifierTensors(name, outputs))),
    architecture: { ...PAPER_CLASSIFIERS[name], depths: [...PAPER_CLASSIFIERS[name].depths] },
    input,
    temperature: 1,
  });
  const members: PackManifest['members'] = [];
  for (const name of ['resnext101_32x8d', 'resnext50_32x4d', 'resnet50'] as const)
    members.push({ name, ...(await classifier(name, CLASS_CODES.length)) });
  const evidence = Object.fromEntries(CLASS_CODES.map((code) => [code, 'none']));
  const manifest: PackManifest = {
    schema: 1,
    ...SUMMARY,
    created: '2026-01-01',
    classes: [...CLASS_CODES],
    evidence: evidence as PackManifest['evidence'],
    unresolvedGroups: [],
    detector: {
      ...(await write('retinanet-vgg16-fpn', detectorTensors())),
      architecture: PAPER_DETECTOR,
      input: {
        shortSide: FIELD_SIZE.height,
        longSide: FIELD_SIZE.width,
        sizeDivisor: 32,
        mean: [...PIXELS.mean],
        std: [...PIXELS.std],
      },
      decoding: {
        scoreFloor: 0.05,
        preNmsTopK: 1000,
        nmsIou: 0.5,
        maxDetections: CELLS,
        operatingScore: 0.05,
      },
    },
    gate: {
      ...(await classifier('resnext101_32x8d', 2, 'resnext101_32x8d-gate')),
      classes: ['uncountable', 'countable'],
      countableThreshold: 0,
    },
    members,
    data: [],
    figures: [],
    notValidated: [],
  };
  await writeFile(join(directory, 'manifest.json'), JSON.stringify(manifest));
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}
