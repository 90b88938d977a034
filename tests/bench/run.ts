import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, cpus } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packDirectory } from '../../tools/lib/packDirectory.ts';
import { UsageError } from '../../tools/lib/usageError.ts';
import { type CanvasResult, measureCanvas } from './canvas.ts';
import { type CaseResult, measureCase } from './case.ts';
import { type EnginePart, type EngineResults, measureEngines } from './engines.ts';
import { type GalleryResult, measureGallery } from './gallery.ts';
import type { Comparison, MeasureOptions } from './measure.ts';
import { type MemoryResult, measureMemory } from './memory.ts';
import { PAPER, writePaperPack } from './paperPack.ts';

const USAGE = `Times the workstation's engine beside onnxruntime, on the shipped pack and on the paper's networks at
full size, and what a browser draws: the field view with a thousand boxes, the gallery with ten
thousand cells (docs/benchmarks.md).

  npm run bench -- [--json FILE] [--pack NAME|DIR|paper]… [--only PART]… [--in chromium|node]
                   [--int8] [--runs N] [--ort-node DIR]

--pack      a pack in models/, its folder, or "paper": the paper's networks with weights of no
            training, written to a temporary folder (1 GB); may be repeated (default: compact, paper)
--only      field, networks, kernels, load, case, memory, canvas, gallery; may be repeated (default:
            all; of the paper's pack no field and no case unless asked for, in Node none of the last
            four)
--in        where both engines run (default: chromium; in Node they have one thread)
--int8      ours with classifiers in 8-bit arithmetic; names in the file end in "8-bit"
--runs      measured runs of each side, at least 5 (default: 7)
--ort-node  folder in which onnxruntime-node was installed (default: this one, where it is)`;

const ENGINE_PARTS = ['field', 'networks', 'kernels', 'load'] as const;
/** Parts that need a browser. */
const BROWSER_PARTS = ['case', 'memory', 'canvas', 'gallery'] as const;
const PARTS = [...ENGINE_PARTS, ...BROWSER_PARTS] as const;
type Part = (typeof PARTS)[number];
const isPart = (name: string): name is Part => (PARTS as readonly string[]).includes(name);
const needsBrowser = (part: Part) => (BROWSER_PARTS as readonly string[]).includes(part);

const MIN_RUNS = 5;
const WARM_UPS = 2;
const PAUSE_MS = 150;
/** Cells in a classifier's batch: as the pipeline takes them, and as the literature measures. */
const BATCH = 4;
const PAPER_BATCH = 1;
/** The gate is the ResNeXt-101 with another last layer. */
const PAPER_SKIP = ['resnext101_32x8d-gate'];

function commandLine() {
  const options = {
    json: { type: 'string' },
    pack: { type: 'string', multiple: true, default: ['compact', PAPER] as string[] },
    only: { type: 'string', multiple: true, default: [] as string[] },
    in: { type: 'string', default: 'chromium' },
    int8: { type: 'boolean', default: false },
    runs: { type: 'string', default: '7' },
    'ort-node': { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  try {
    const { values } = parseArgs({ options });
    const runs = Number(values.runs);
    if (!Number.isInteger(runs) || runs < MIN_RUNS)
      throw new Error(`--runs ${values.runs} is not a whole number of at least ${MIN_RUNS}.`);
    const only = values.only.map((name) => {
      if (isPart(name)) return name;
      throw new Error(`--only ${name} is none of ${PARTS.join(', ')}.`);
    });
    if (!['chromium', 'node'].includes(values.in))
      throw new Error(`--in ${values.in} is neither "chromium" nor "node".`);
    const inNode = values.in === 'node';
    if (inNode && only.some(needsBrowser))
      throw new Error(`${BROWSER_PARTS.join(', ')} need a browser: leave --in node out.`);
    const all = PARTS.filter((part) => !inNode || !needsBrowser(part));
    const measure: MeasureOptions = { runs, warmUps: WARM_UPS, pauseMs: PAUSE_MS };
    return { ...values, inNode, only, parts: only.length > 0 ? only : all, measure };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
type CommandLine = ReturnType<typeof commandLine>;

const ortVersion = (): string => {
  const main = createRequire(import.meta.url).resolve('onnxruntime-web/wasm');
  const file = resolve(dirname(main), '../package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
};

/** What is measured of one pack. */
function enginePartsOf(pack: string, { parts, only, pack: packs }: CommandLine): EnginePart[] {
  return ENGINE_PARTS.filter((part) => {
    if (!parts.includes(part)) return false;
    // Half a minute a turn and side: only where asked for.
    if (part === 'field' && pack === PAPER) return only.includes('field');
    // No pack's own: measured once.
    return part !== 'kernels' || pack === packs[0];
  });
}

async function measurePack(name: string, directory: string, values: CommandLine) {
  const parts = enginePartsOf(name, values);
  const engines =
    parts.length > 0
      ? await measureEngines({
          directory,
          parts,
          inNode: values.inNode,
          backend: values.int8 ? 'wasm-int8' : 'wasm',
          measure: values.measure,
          batch: name === PAPER ? PAPER_BATCH : BATCH,
          skip: name === PAPER ? PAPER_SKIP : [],
          ortNodeFolder: values['ort-node'] ?? null,
        })
      : null;
  if (engines) printEngines(engines, values.measure);
  const memory = values.parts.includes('memory') ? await measureMemory(directory) : null;
  if (memory) printMemory(memory);
  const isAskedFor = name !== PAPER || values.only.includes('case');
  const shared =
    values.parts.includes('case') && isAskedFor
      ? await measureCase(directory, values.int8 ? 'wasm-int8' : 'wasm', values.measure)
      : null;
  if (shared) printCase(shared);
  return { engines, memory, shared };
}

type PackResults = Awaited<ReturnType<typeof measurePack>>;

async function measurePacks(values: CommandLine): Promise<Map<string, PackResults>> {
  const results = new Map<string, PackResults>();
  if (!values.parts.some((part) => part !== 'canvas' && part !== 'gallery')) return results;
  for (const name of values.pack) {
    const paper = name === PAPER ? await writePaperPack() : null;
    try {
      const directory = paper?.directory ?? packDirectory(name);
      results.set(name, await measurePack(name, directory, values));
    } finally {
      await paper?.remove();
    }
  }
  return results;
}

function printTable(rows: readonly (readonly [string, Comparison, gflops?: number])[]): void {
  const line = (name: string, ...columns: string[]) =>
    console.log(name.padEnd(26) + columns.map((column) => column.padStart(14)).join(''));
  line('', 'ours, ms', 'ort-web, ms', 'ours ÷ ort', 'ort-node, ms', 'GFLOP/s');
  for (const [name, { oursMs, ortWebMs, ratio, ortNodeMs }, gflops] of rows)
    line(
      name,
      oursMs.toFixed(1),
      ortWebMs.toFixed(1),
      ratio.toFixed(2),
      ortNodeMs?.toFixed(1) ?? '–',
      gflops?.toFixed(1) ?? '',
    );
}

function printEngines(results: EngineResults, { runs, warmUps }: MeasureOptions): void {
  const { pack, description, threads, field, networks, kernels, load } = results;
  console.log(
    `Pack ${pack.name} ${pack.version}, ${description}, ${threads} thread(s) a side, ` +
      `medians of ${runs} runs after ${warmUps}`,
  );
  if (field)
    console.log(
      `Field ${field.width}×${field.height}: ${field.cells} cells, ${field.countable} countable`,
    );
  const works = Object.entries({ ...networks, ...kernels });
  printTable([
    ...(field ? [['field', field] as const] : []),
    ...works.map(([name, work]) => [name, work, work.gflops.ours] as const),
    ...(load ? [['load', load] as const] : []),
  ]);
}

function printMemory(memory: MemoryResult): void {
  const mib = (value: number) => `${value.toFixed(0)} MiB`;
  console.log(
    `Memory: ${mib(memory.loadedMiB)} loaded, at most ${mib(memory.loadingPeakMiB)} on the way ` +
      `(×${memory.peakRatio.toFixed(2)}), at most ${mib(memory.analysisPeakMiB)} while a field of ` +
      `${memory.cells} cells is analysed`,
  );
}

function printCase({ fields, workers, inTurnMs, sharedMs, ratio }: CaseResult): void {
  console.log(
    `Case of ${fields} fields: ${sharedMs.toFixed(0)} ms a field shared by ${workers} workers, ` +
      `${inTurnMs.toFixed(0)} ms one after the other (${ratio.toFixed(2)})`,
  );
}

function printCanvas({ boxes, fpsMedian, selectMs, fps }: CanvasResult): void {
  const parts = Object.entries(fps).map(([part, value]) => `${part} ${value.toFixed(1)}`);
  console.log(
    `Field view, ${boxes} boxes: ${fpsMedian.toFixed(1)} frames/s (${parts.join(', ')}), ` +
      `selected within ${selectMs.toFixed(1)} ms`,
  );
}

function printGallery({ cells, fpsMedian, openMs, selectMs, relabelMs }: GalleryResult): void {
  console.log(
    `Gallery, ${cells} cells: ${fpsMedian.toFixed(1)} frames/s, open in ${openMs.toFixed(0)} ms, ` +
      `selected within ${selectMs.toFixed(1)} ms, renamed within ${relabelMs.toFixed(0)} ms`,
  );
}

/** One object for all packs: networks and kernels under their names, the rest under the pack's. */
function resultsOf(packs: ReadonlyMap<string, PackResults>, int8: boolean) {
  const entries = [...packs];
  const named = (name: string) => (int8 ? `${name}, 8-bit` : name);
  const of = <Value>(pick: (results: PackResults) => Value | null | undefined) =>
    Object.fromEntries(
      entries.flatMap(([name, results]) => {
        const value = pick(results);
        return value ? [[named(name), value]] : [];
      }),
    );
  const merged = <Value>(pick: (results: PackResults) => Record<string, Value> | undefined) =>
    Object.fromEntries(
      entries.flatMap(([, results]) =>
        Object.entries(pick(results) ?? {}).map(([name, value]) => [named(name), value] as const),
      ),
    );
  // The shipped pack's, as ever; of another pack under its name.
  const fields = of(({ engines }) => engines?.field);
  const { compact: field, ...otherFields } = fields;
  return {
    ...(field && { field }),
    ...(Object.keys(otherFields).length > 0 && { fields: otherFields }),
    networks: merged(({ engines }) => engines?.networks),
    kernels: merged(({ engines }) => engines?.kernels),
    load: of(({ engines }) => engines?.load),
    case: of(({ shared }) => shared),
    memory: of(({ memory }) => memory),
    packs: of(({ engines }) => engines?.pack),
  };
}

async function main(): Promise<void> {
  const values = commandLine();
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const packs = await measurePacks(values);
  const canvas = values.parts.includes('canvas') ? await measureCanvas() : null;
  if (canvas) printCanvas(canvas);
  const gallery = values.parts.includes('gallery') ? await measureGallery() : null;
  if (gallery) printGallery(gallery);
  if (values.json === undefined) return;
  const [engines] = [...packs.values()].flatMap(({ engines }) => engines ?? []);
  const results = {
    ...resultsOf(packs, values.int8),
    ...(canvas && { canvas }),
    ...(gallery && { gallery }),
    environment: {
      ...(engines && { in: engines.description, threads: engines.threads }),
      onnxruntimeWeb: ortVersion(),
      processor: cpus()[0]?.model ?? 'unknown',
      cores: availableParallelism(),
    },
  };
  mkdirSync(dirname(resolve(values.json)), { recursive: true });
  writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
}

try {
  await main();
} catch (error) {
  const isUsage = error instanceof UsageError;
  console.error(isUsage ? `${error.message}\n\n${USAGE}` : error);
  process.exitCode = isUsage ? 2 : 1;
}
