import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ClassCode } from '../../../src/domain/classes.ts';
import { reasonOf } from '../../../src/engine/errors.ts';
import { UsageError } from '../usageError.ts';
import { type PackSettings, readClasses, readSettings } from './settings.ts';
import { STORES, type Store } from './store.ts';

export const USAGE = `Makes a pack of your own weights.

  npm run pack -- --detector F --gate F --members F F F --classes FILE --out DIR
                  [--store float16|int8|float32] [--name NAME] [--settings FILE] [--json FILE]

F           a state dict with torchvision's names (.safetensors); a .pt or .pth becomes one by
            python3 models/training/convert_checkpoint.py
--detector  RetinaNet on a VGG trunk with a feature pyramid
--gate      bottleneck ResNet or ResNeXt with two outputs: uncountable, countable
--members   the same with 20 outputs each; the ensemble is the mean of their probabilities
--classes   the 20 class codes in the order of the members' outputs: a JSON array, or one a line
--out       folder of the pack; put it under models/
--store     how weights are stored (default: float16); int8 has one scale per output channel
--name      name of the pack (default: that of the folder)
--settings  JSON with what no shape tells: anchors, inputs, thresholds, evidence (see ADR 0014)
--json      where the change that storing causes goes as figures

Architectures are worked out from the shapes. Ends with 0; with 1 where a file does not fit its
network; with 2 where this command line cannot be followed.`;

const options = {
  detector: { type: 'string' },
  gate: { type: 'string' },
  members: { type: 'string', multiple: true },
  classes: { type: 'string' },
  out: { type: 'string' },
  store: { type: 'string', default: 'float16' },
  name: { type: 'string' },
  settings: { type: 'string' },
  json: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What is to be made of what. */
export interface PackCommand {
  readonly name: string;
  readonly detector: string;
  readonly gate: string;
  readonly members: readonly string[];
  readonly classes: readonly ClassCode[];
  readonly out: string;
  readonly store: Store;
  readonly settings: PackSettings;
  readonly json: string | undefined;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, tokens: true });
  } catch (error) {
    throw new UsageError(reasonOf(error));
  }
}

/** Words after `--members F` belong to it until the next option. */
function membersOf({ tokens }: ReturnType<typeof parse>): string[] {
  const members: string[] = [];
  let open = false;
  for (const token of tokens) {
    if (token.kind === 'option') {
      open = token.name === 'members';
      if (open && token.value !== undefined) members.push(token.value);
    } else if (token.kind === 'positional') {
      if (!open) throw new UsageError(`"${token.value}" belongs to no option.`);
      members.push(token.value);
    }
  }
  return members;
}

/**
 * The command of a command line; null where only the usage is asked for.
 * @throws UsageError saying which word is wrong
 */
export function readCommandLine(args: readonly string[]): PackCommand | null {
  const parsed = parse(args);
  const { values } = parsed;
  if (values.help) return null;
  const need = (name: 'detector' | 'gate' | 'classes' | 'out'): string => {
    const value = values[name];
    if (value) return value;
    throw new UsageError(`--${name} is missing.`);
  };
  const members = membersOf(parsed);
  if (members.length === 0) throw new UsageError('--members is missing.');
  const place = (name: string, path: string): string => {
    if (existsSync(path)) return path;
    throw new UsageError(`--${name} ${path} does not exist.`);
  };
  const store = STORES.find((known) => known === values.store);
  if (!store) throw new UsageError(`--store ${values.store} is not one of ${STORES.join(', ')}.`);
  const out = resolve(need('out'));
  if (existsSync(join(out, 'manifest.json')))
    throw new UsageError(`--out ${out} holds a pack already; name another folder.`);
  return {
    name: values.name || basename(out),
    detector: place('detector', need('detector')),
    gate: place('gate', need('gate')),
    members: members.map((path) => place('members', path)),
    classes: readClasses(need('classes')),
    out,
    store,
    settings: readSettings(values.settings),
    json: values.json,
  };
}
