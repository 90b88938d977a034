import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, cpus } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packDirectory } from '../../tools/lib/packDirectory.ts';
import { UsageError } from '../../tools/lib/usageError.ts';
import { requireSameCells, requireSameOutputs } from './agreement.ts';
import { type CanvasResult, measureCanvas } from './canvas.ts';
import { FIELD_SIZE } from './field.ts';
import { type GalleryResult, measureGallery } from './gallery.ts';
import { chromiumHost, type Host, nodeHost } from './hosts.ts';
import { type Comparison, compare, type MeasureOptions } from './measure.ts';

const USAGE = `Times the workstation's engine beside onnxruntime-web's WebAssembly, the field view with a
thousand boxes, and the gallery with ten thousand cells (docs/benchmarks.md).

  npm run bench -- [--json FILE] [--pack NAME|DIR] [--only field|networks|canvas|gallery]
                   [--in chromium|node] [--runs N]

--pack  a pack in models/ or its folder (default: compact)
--only  the whole field, each network by itself, the field view, or the gallery (default: all; in
        Node neither of the last two)
--in    where both engines run (default: chromium; in Node they have one thread)
--runs  measured runs of each side, at least 5 (default: 7)`;

const PARTS = ['field', 'networks', 'canvas', 'gallery'] as const;
/** Parts that are a screen, not an engine: they need a browser. */
const SCREENS: readonly string[] = ['canvas', 'gallery'];
type Part = (typeof PARTS)[number];
const isPart = (name: string): name is Part => (PARTS as readonly string[]).includes(name);

const MIN_RUNS = 5;
const WARM_UPS = 2;
const PAUSE_MS = 150;

function commandLine() {
  const options = {
    json: { type: 'string' },
    pack: { type: 'string', default: 'compact' },
    only: { type: 'string' },
    in: { type: 'string', default: 'chromium' },
    runs: { type: 'string', default: '7' },
    help: { type: 'boolean' },
  } as const;
  try {
    const { values } = parseArgs({ options });
    const runs = Number(values.runs);
    if (!Number.isInteger(runs) || runs < MIN_RUNS)
      throw new Error(`--runs ${values.runs} is not a whole number of at least ${MIN_RUNS}.`);
    if (values.only !== undefined && !isPart(values.only))
      throw new Error(`--only ${values.only} is none of ${PARTS.join(', ')}.`);
    if (!['chromium', 'node'].includes(values.in))
      throw new Error(`--in ${values.in} is neither "chromium" nor "node".`);
    if (values.in === 'node' && SCREENS.includes(values.only ?? ''))
      throw new Error('The field view and the gallery need a browser: leave --in node out.');
    const inBrowser = PARTS.filter((part) => !SCREENS.includes(part) || values.in !== 'node');
    const parts: readonly Part[] = values.only === undefined ? inBrowser : [values.only];
    return { ...values, runs, parts };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

const ortVersion = (): string => {
  const main = createRequire(import.meta.url).resolve('onnxruntime-web/wasm');
  const file = resolve(dirname(main), '../package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
};

/** @throws Error where the two sides do not find the same cells */
async function measureField({ ours, ortWeb }: Host, options: MeasureOptions) {
  console.error('Measuring the field');
  const [a, b] = [await ours.analyse(), await ortWeb.analyse()];
  requireSameCells(a.cells, b.cells);
  const comparison = await compare(
    async () => (await ours.analyse()).ms,
    async () => (await ortWeb.analyse()).ms,
    options,
  );
  const countable = a.cells.filter(({ label }) => label !== null).length;
  return { ...comparison, cells: a.cells.length, countable, ...FIELD_SIZE };
}

/** @throws Error where the two sides give different outputs */
async function measureNetworks(
  { ours, ortWeb }: Host,
  names: readonly string[],
  options: MeasureOptions,
): Promise<Record<string, Comparison>> {
  const results: Record<string, Comparison> = {};
  for (const [index, name] of names.entries()) {
    console.error(`Measuring ${name}`);
    requireSameOutputs(name, await ours.networkOutputs(index), await ortWeb.networkOutputs(index));
    results[name] = await compare(
      () => ours.runNetwork(index),
      () => ortWeb.runNetwork(index),
      options,
    );
  }
  return results;
}

function printTable(rows: readonly (readonly [string, Comparison])[]): void {
  const line = (name: string, ...columns: string[]) =>
    console.log(name.padEnd(16) + columns.map((column) => column.padStart(14)).join(''));
  line('', 'ours, ms', 'ort-web, ms', 'ours ÷ ort');
  for (const [name, { oursMs, ortWebMs, ratio }] of rows)
    line(name, oursMs.toFixed(1), ortWebMs.toFixed(1), ratio.toFixed(2));
}

/** Both engines on the field and on each network, as `values` ask for. */
async function measureEngines(values: ReturnType<typeof commandLine>) {
  const directory = packDirectory(values.pack);
  const host = await (values.in === 'node' ? nodeHost : chromiumHost)(directory);
  try {
    const { threads, networks: names, pack } = await host.ours.open(host.packLocation, null);
    const other = await host.ortWeb.open(host.packLocation, threads);
    if (other.threads !== threads)
      throw new Error(`Threads differ: ${threads} against ${other.threads}.`);
    const options = { runs: values.runs, warmUps: WARM_UPS, pauseMs: PAUSE_MS };
    const field = values.parts.includes('field') ? await measureField(host, options) : null;
    const networks = values.parts.includes('networks')
      ? await measureNetworks(host, names, options)
      : null;
    console.log(
      `Pack ${pack.name} ${pack.version}, ${host.description}, ${threads} thread(s) a side, ` +
        `medians of ${values.runs} runs after ${WARM_UPS}`,
    );
    if (field)
      console.log(
        `Field ${field.width}×${field.height}: ${field.cells} cells, ${field.countable} countable`,
      );
    printTable([...(field ? [['field', field] as const] : []), ...Object.entries(networks ?? {})]);
    return {
      results: { ...(field && { field: { ...field, threads } }), ...(networks && { networks }) },
      environment: { in: host.description, threads, onnxruntimeWeb: ortVersion(), pack },
    };
  } finally {
    await host.close();
  }
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

async function main(): Promise<void> {
  const values = commandLine();
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const engines = values.parts.some((part) => !SCREENS.includes(part))
    ? await measureEngines(values)
    : null;
  const canvas = values.parts.includes('canvas') ? await measureCanvas() : null;
  if (canvas) printCanvas(canvas);
  const gallery = values.parts.includes('gallery') ? await measureGallery() : null;
  if (gallery) printGallery(gallery);
  if (values.json === undefined) return;
  const results = {
    ...engines?.results,
    ...(canvas && { canvas }),
    ...(gallery && { gallery }),
    environment: {
      ...engines?.environment,
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
