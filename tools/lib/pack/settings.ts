import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CLASS_CODES, type ClassCode } from '../../../src/domain/classes.ts';
import {
  cellInputSchema,
  detectorSpecSchema,
  gateSpecSchema,
  packManifestSchema,
} from '../../../src/domain/pack.ts';
import { reasonOf } from '../../../src/engine/errors.ts';
import { UsageError } from '../usageError.ts';

/** What no shape of a weight file tells. Anything left out is as in the paper and in torchvision. */
const { shape: manifest } = packManifestSchema;
const { shape: detector } = detectorSpecSchema;

const IMAGENET = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };
const CELL_INPUT = {
  size: 224,
  windowUm: 24,
  boxRelative: 2,
  normalisation: { kind: 'fixed', ...IMAGENET },
};
const ANCHORS = {
  sizes: [32, 64, 128, 256, 512],
  ratios: [0.5, 1, 2],
  scales: [1, 2 ** (1 / 3), 2 ** (2 / 3)],
};
const DETECTOR_INPUT = { shortSide: 800, longSide: 1333, sizeDivisor: 32, ...IMAGENET };
const DECODING = {
  scoreFloor: 0.05,
  preNmsTopK: 1000,
  nmsIou: 0.5,
  maxDetections: 400,
  operatingScore: 0.5,
};

/** Fills an object up from another before it is checked. */
const over = <Schema extends z.ZodType>(defaults: object, schema: Schema) =>
  z.preprocess(
    (given) => (typeof given === 'object' ? { ...defaults, ...given } : (given ?? defaults)),
    schema,
  );

const settingsSchema = z.strictObject({
  title: manifest.title.optional(),
  version: manifest.version.default('1.0.0'),
  evidence: manifest.evidence.default(
    Object.fromEntries(CLASS_CODES.map((code) => [code, 'none'])) as Record<ClassCode, 'none'>,
  ),
  unresolvedGroups: manifest.unresolvedGroups.default([]),
  data: manifest.data.default([]),
  recognition: manifest.recognition,
  detector: over(
    {},
    z.strictObject({
      anchors: over(ANCHORS, detector.architecture.shape.anchors),
      input: over(DETECTOR_INPUT, detector.input),
      decoding: over(DECODING, detector.decoding),
    }),
  ),
  gate: over(
    {},
    z.strictObject({
      input: over(CELL_INPUT, cellInputSchema),
      temperature: gateSpecSchema.shape.temperature,
      countableThreshold: gateSpecSchema.shape.countableThreshold.default(0.5),
    }),
  ),
  members: over(
    {},
    z.strictObject({
      input: over(CELL_INPUT, cellInputSchema),
      temperature: gateSpecSchema.shape.temperature,
    }),
  ),
});
export type PackSettings = z.infer<typeof settingsSchema>;

/** @param path of a JSON file; undefined for all defaults. @throws UsageError saying what is wrong */
export function readSettings(path: string | undefined): PackSettings {
  const parsed = settingsSchema.safeParse(path === undefined ? {} : readJson('settings', path));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(
    ({ path: at, message }) => `${at.join('.') || 'the whole file'}: ${message}`,
  );
  throw new UsageError(`--settings ${path}: ${issues.join('; ')}`);
}

/**
 * The order of the members' outputs.
 * @param path of a file with the 20 codes, as a JSON array or one a line
 * @throws UsageError where it does not name every class once
 */
export function readClasses(path: string): ClassCode[] {
  const text = readText('classes', path);
  const given: unknown = text.trimStart().startsWith('[')
    ? readJson('classes', path)
    : text.split(/\s+/).filter((word) => word !== '');
  const names = z.array(z.string()).safeParse(given).data ?? [];
  const known = new Set<string>(CLASS_CODES);
  const faults = [
    ['unknown', names.filter((name) => !known.has(name))],
    ['twice', names.filter((name, i) => names.indexOf(name) !== i)],
    ['missing', CLASS_CODES.filter((code) => !names.includes(code))],
  ] as const;
  const listed = faults.filter(([, of]) => of.length > 0);
  if (listed.length === 0) return names as ClassCode[];
  throw new UsageError(
    `--classes ${path} is not the order of the ${CLASS_CODES.length} classes (${listed.map(([kind, of]) => `${kind}: ${of.join(', ')}`).join('; ')}). The codes are ${CLASS_CODES.join(', ')}.`,
  );
}

function readText(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`--${option} ${path} could not be read: ${reasonOf(error)}.`);
  }
}

function readJson(option: string, path: string): unknown {
  try {
    return JSON.parse(readText(option, path));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`--${option} ${path} is not JSON: ${reasonOf(error)}.`);
  }
}
