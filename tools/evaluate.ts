import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { LocalEngine } from '../src/engine/engine.ts';
import { reasonOf } from '../src/engine/errors.ts';
import { decodePicture } from './lib/decodePicture.ts';
import { evaluateCells } from './lib/evaluation/cells.ts';
import { evaluateDetection } from './lib/evaluation/detect.ts';
import { evaluateSet } from './lib/evaluation/set.ts';
import type { SkippedFile } from './lib/evaluation/skipped.ts';
import { packDirectory } from './lib/packDirectory.ts';
import { progressOnStderr } from './lib/progress.ts';
import { UsageError } from './lib/usageError.ts';

const USAGE = `Measures a model pack on labelled pictures.

  npm run evaluate -- detect --images DIR --labels DIR --class ID [--json FILE] [--pack NAME|DIR]
  npm run evaluate -- set --images DIR [--json FILE] [--pack NAME|DIR]
  npm run evaluate -- cells --csv FILE --split NAME [--json FILE] [--pack NAME|DIR]

detect  boxes of one class in YOLO label files: AP@0.5, AP@[.5:.95], recall, precision
set     a folder of pictures with truth (COCO, YOLO, or a .csv of cells; subfolders are patients):
        detection, gate, classes, agreement and patients, as the validation view has them
cells   pictures of single cells listed in a table: gate, and accuracy by source and class
--pack  a pack in models/ or its folder (default: compact)
--backend  wasm, wasm-int8 or cpu (default: wasm)
--json  where the figures go (default: standard output)`;

const options = {
  images: { type: 'string' },
  labels: { type: 'string' },
  class: { type: 'string' },
  csv: { type: 'string' },
  split: { type: 'string' },
  json: { type: 'string' },
  pack: { type: 'string', default: 'compact' },
  backend: { type: 'string', default: 'wasm' },
  help: { type: 'boolean' },
} as const;

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(reasonOf(error));
  }
}

type Values = ReturnType<typeof parse>['values'];

function need(values: Values, name: 'images' | 'labels' | 'class' | 'csv' | 'split'): string {
  const value = values[name];
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing.`);
  return value;
}

/** As `need`, for a place that must exist. */
function needPlace(values: Values, name: 'images' | 'labels' | 'csv'): string {
  const place = need(values, name);
  if (!existsSync(place)) throw new UsageError(`--${name} ${place} does not exist.`);
  return place;
}

function classIdOf(text: string): number {
  if (!/^\d+$/.test(text)) throw new UsageError(`--class ${text} is not a whole number.`);
  return Number(text);
}

/** The backends that Node has. */
const NODE_BACKENDS = ['wasm', 'wasm-int8', 'cpu'] as const;

function backendNamed(name: string): (typeof NODE_BACKENDS)[number] {
  const backend = NODE_BACKENDS.find((known) => known === name);
  if (backend) return backend;
  throw new UsageError(`--backend ${name} is none of ${NODE_BACKENDS.join(', ')}.`);
}

/** Checks the whole command line before the pack is loaded. */
function plan(task: string | undefined, values: Values) {
  const tools = (what: string) => ({ decode: decodePicture, onProgress: progressOnStderr(what) });
  if (task === 'detect') {
    const classId = classIdOf(need(values, 'class'));
    const where = {
      images: needPlace(values, 'images'),
      labels: needPlace(values, 'labels'),
      classId,
    };
    return (engine: LocalEngine) => evaluateDetection(engine.pipeline, where, tools('fields'));
  }
  if (task === 'set') {
    const folder = resolve(needPlace(values, 'images'));
    return (engine: LocalEngine) => evaluateSet(engine, folder, tools('fields'));
  }
  if (task === 'cells') {
    const where = { csv: needPlace(values, 'csv'), split: need(values, 'split') };
    return (engine: LocalEngine) => evaluateCells(engine.pipeline, where, tools('cells'));
  }
  throw new UsageError(task ? `There is no task "${task}".` : 'Say what to evaluate.');
}

function write(report: object, file: string | undefined): void {
  const text = `${JSON.stringify(report, null, 2)}\n`;
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  mkdirSync(dirname(resolve(file)), { recursive: true });
  writeFileSync(file, text);
}

function reportSkipped(skipped: readonly SkippedFile[]): void {
  for (const { file, reason } of skipped) console.error(`Left out ${file}: ${reason}`);
  if (skipped.length > 0) console.error(`Files left out: ${skipped.length}`);
}

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parse(args);
  if (values.help) {
    console.log(USAGE);
    return;
  }
  if (positionals.length > 1) throw new UsageError(`"${positionals[1]}" is one word too many.`);
  const evaluate = plan(positionals[0], values);
  const backend = backendNamed(values.backend);
  const packLocation = packDirectory(values.pack);
  // The engine takes its time to load: a wrong word on the command line is told before.
  const { createNodeEngine } = await import('../src/engine/node.ts');
  const engine = createNodeEngine();
  const opened = await engine.open({ packLocation, backend });
  try {
    const report = await evaluate(engine);
    reportSkipped(report.skipped);
    write({ ...report, pack: opened.pack, backend: opened.backend.name }, values.json);
  } finally {
    await engine.close();
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof UsageError;
  console.error(isUsage ? `${error.message}\n\n${USAGE}` : reasonOf(error));
  process.exitCode = isUsage ? 2 : 1;
}
