import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type PackManifest, packManifestSchema } from '../../../src/domain/pack.ts';
import { startNodeBackend } from '../../../src/engine/backend/node.ts';
import { directoryPackSource } from '../../../src/engine/weights/directorySource.ts';
import { readWeightFile, type WeightFileSpec } from '../../../src/engine/weights/pack.ts';
import type { Safetensors } from '../../../src/engine/weights/safetensors.ts';
import { openCheckpoint } from './checkpoint.ts';
import type { PackCommand } from './commandLine.ts';
import { type Fitted, fitClassifier, fitDetector } from './networks.ts';
import { classifierChange, detectorChange, type OutputChange } from './outputChange.ts';
import { type EncodedTensor, encodeTensor, STORE_DTYPES, writeWeightFile } from './store.ts';
import { packWords } from './words.ts';

/** What was made. */
export interface MadePack {
  readonly manifest: PackManifest;
  /** How far the outputs moved when the weights were stored. */
  readonly changes: readonly OutputChange[];
}

/** A network of the pack: its state dict can be opened again, so that none is kept in memory. */
interface Part {
  readonly file: string;
  open(): Promise<Fitted<unknown>>;
  /** How its outputs moved, once it is stored. */
  compare(stored: Safetensors): Promise<OutputChange[]>;
}

/** The pack's networks in the order of its weight files: detector, gate, members. */
function partsOf({ detector, gate, members, classes, settings }: PackCommand): Part[] {
  const { anchors, input } = settings.detector;
  const open = async () => fitDetector(await openCheckpoint(detector), anchors);
  const classifier = (name: string, file: string, path: string, outputs: number): Part => {
    const open = async () => fitClassifier(await openCheckpoint(path), outputs, name);
    const cell = name === 'the gate' ? settings.gate.input : settings.members.input;
    return {
      file,
      open,
      compare: async (stored) => classifierChange(name, await open(), stored, outputs, cell),
    };
  };
  return [
    {
      file: 'detector.safetensors',
      open,
      compare: async (stored) => detectorChange(await open(), stored, input),
    },
    classifier('the gate', 'gate.safetensors', gate, 2),
    ...members.map((path, i) =>
      classifier(`member ${i + 1}`, `member-${i + 1}.safetensors`, path, classes.length),
    ),
  ];
}

/**
 * Makes a pack: fits every state dict to its network, stores the weights, and compares outputs
 * before and after. The manifest is written last: a folder without it is no pack.
 * @param tell called with a line about each step
 * @throws CheckpointError where a state dict does not fit, before anything is written
 */
export async function makePack(
  command: PackCommand,
  tell: (line: string) => void = () => undefined,
): Promise<MadePack> {
  const { store, out } = command;
  const parts = partsOf(command);
  const found: Described[] = [];
  for (const part of parts) {
    const { architecture, words } = await part.open();
    found.push({ architecture, words });
    tell(`${part.file}: ${words}`);
  }
  mkdirSync(out, { recursive: true });
  await startNodeBackend('wasm');
  const source = directoryPackSource(out);
  const files: WeightFileSpec[] = [];
  const changes: OutputChange[] = [];
  for (const part of parts) {
    const spec = await writeWeightFile(out, part.file, encode(part.file, await part.open(), store));
    files.push(spec);
    tell(`${spec.file}: ${mebibytes(spec.bytes)}, comparing outputs`);
    changes.push(...(await part.compare(await readWeightFile(source, spec))));
  }
  const manifest = manifestOf(command, found, files);
  writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return { manifest, changes };
}

type Described = Pick<Fitted<unknown>, 'architecture' | 'words'>;

function manifestOf(
  { name, classes, settings, store }: PackCommand,
  found: readonly Described[],
  files: readonly WeightFileSpec[],
): PackManifest {
  const { version, evidence, unresolvedGroups, data, title, recognition } = settings;
  const { input, decoding } = settings.detector;
  const [detector, gate, ...members] = found.map(({ architecture, words }, i) => ({
    name: words,
    ...files[i],
    dtype: STORE_DTYPES[store],
    architecture,
  }));
  return packManifestSchema.parse({
    schema: 1,
    name,
    version,
    created: new Date().toISOString().slice(0, 10),
    ...{ classes, evidence, unresolvedGroups },
    detector: { ...detector, input, decoding },
    gate: { ...gate, classes: ['uncountable', 'countable'], ...settings.gate },
    members: members.map((member) => ({ ...member, ...settings.members })),
    data,
    figures: [],
    ...(recognition ? { recognition } : {}),
    ...packWords(name, store, title),
  });
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

const encode = (
  file: string,
  { tensors, read }: Fitted<unknown>,
  store: PackCommand['store'],
): EncodedTensor[] =>
  [...tensors.keys()].flatMap((name) => encodeTensor(file, name, read(name), store));

/** Makes the pack of a command line and tells what was made. */
export async function runPack(command: PackCommand): Promise<void> {
  const { manifest, changes } = await makePack(command, (line) => console.error(line));
  const { detector, gate, members } = manifest;
  const bytes = [detector, gate, ...members].reduce((sum, file) => sum + file.bytes, 0);
  console.log(`${command.out}: ${mebibytes(bytes)} of weights as ${command.store}`);
  console.log('Change of the outputs by storing them so, on rendered pictures:');
  const percent = (share: number) => `${(share * 100).toPrecision(3)} %`;
  for (const { output, largest, mean, topChanged, inputs } of changes) {
    const top = topChanged === null ? '' : `, top class of ${percent(topChanged)} is another`;
    console.log(
      `  ${output}: largest ${percent(largest)}, mean ${percent(mean)}${top} (n = ${inputs})`,
    );
  }
  if (command.json === undefined) return;
  mkdirSync(dirname(resolve(command.json)), { recursive: true });
  const report = { name: manifest.name, store: command.store, bytes, changes };
  writeFileSync(command.json, `${JSON.stringify(report, null, 2)}\n`);
}
