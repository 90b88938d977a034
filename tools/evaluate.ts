import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ALL_TARGETS } from '../src/domain/classNames.ts';
import type { LocalEngine } from '../src/engine/engine.ts';
import { reasonOf } from '../src/engine/errors.ts';
import type { ClassMapping } from '../src/io/import/match.ts';
import { decodePicture } from './lib/decodePicture.ts';
import { evaluateCells } from './lib/evaluation/cells.ts';
import { evaluateDetection } from './lib/evaluation/detect.ts';
import { evaluateSet, type OmittedClass } from './lib/evaluation/set.ts';
import type { SkippedFile } from './lib/evaluation/skipped.ts';
import { packDirectory } from './lib/packDirectory.ts';
import { progressOnStderr } from './lib/progress.ts';
import { UsageError } from './lib/usageError.ts';

const USAGE = `Measures a model pack on labelled pictures.

  npm run evaluate -- detect --images DIR --labels DIR --class ID [--json FILE] [--pack NAME|DIR]
  npm run evaluate -- set --images DIR [--map NAME=CODE]… [--json FILE] [--pack NAME|DIR]
  npm run evaluate -- cells --csv FILE --split NAME [--json FILE] [--pack NAME|DIR]

detect  boxes of one class in YOLO label files: AP@0.5, AP@[.5:.95], recall, precision
set     a folder of pictures with truth (COCO, YOLO, Pascal VOC, or a .csv of cells; subfolders are
        patients): detection, gate, classes, agreement and patients, as the validation view has
        them. Exit status 1 where something was left out
cells   pictures of single cells listed in a table: gate, and accuracy by source and class
--map   what a class of the truth means: a class code, or one of uncountable, unnamed, omit; boxes
        of classes that are not understood are left out. Once for each class
--pack  a pack in models/ or its folder (default: compact)
--backend  wasm, wasm-int8 or cpu (default: wasm)
--json  where the figures go (default: standard output)`;

const options = {
  images: { type: 'string' },
  labels: { type: 'string' },
  class: { type: 'string' },
  map: { type: 'string', multiple: true },
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

/** What `--map NAME=CODE` says; a name may hold the sign itself. */
function meaningsOf(words: readonly string[] = []): ClassMapping {
  return new Map(
    words.map((word) => {
      const at = word.lastIndexOf('=');
      const code = word.slice(at + 1);
      const target = ALL_TARGETS.find((known) => known === code);
      if (at < 1 || target === undefined)
        throw new UsageError(
          `--map ${word} is not NAME=CODE with one of ${ALL_TARGETS.join(', ')}.`,
        );
      return [word.slice(0, at), target];
    }),
  );
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
    const meanings = meaningsOf(values.map);
    return async (engine: LocalEngine) => {
      const report = await evaluateSet(engine, folder, { ...tools('fields'), meanings });
      reportOmitted(report.omittedClasses);
      // Figures of a part of the set must not pass for those of all of it.
      if (report.skipped.length + report.omittedClasses.length > 0) process.exitCode = 1;
      return report;
    };
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

function reportOmitted(classes: readonly OmittedClass[]): void {
  for (const { name, boxes } of classes)
    console.error(
      `Left out class ${name} (boxes: ${boxes}): its name is not understood. Say what it means: --map "${name}=CODE", or =omit.`,
    );
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
