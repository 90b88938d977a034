import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { CHROMIUM_ARGS, findChromium } from '../../tools/lib/chromium.ts';
import { packDirectory } from '../../tools/lib/packDirectory.ts';
import { requireSameOutputs } from './agreement.ts';
import { median } from './measure.ts';
import { serveFolders } from './serve.ts';

/**
 * Times the engine's WebGPU beside onnxruntime-web's in Chromium, on whatever adapter it has:
 *
 *   npx tsx tests/bench/webgpu.ts [--json FILE] [--pack NAME|DIR] [--runs N] [--network NAME]…
 *
 * By default every network of the compact pack; `--network resnet50-224` is ResNet-50 at full size
 * with random weights. One picture at a time, the detector's of 320 × 256 px.
 */

/** Runs of each side before that are not counted: the programs are compiled in the first. */
const WARM_UPS = 1;

interface Result {
  readonly oursMs: number;
  readonly ortWebMs: number;
  readonly ratio: number;
  readonly oursAllMs: readonly number[];
  readonly ortWebAllMs: readonly number[];
}

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    pack: { type: 'string', default: 'compact' },
    runs: { type: 'string', default: '5' },
    network: { type: 'string', multiple: true },
  },
});
const outDir = await mkdtemp(join(tmpdir(), 'bench-webgpu-'));
await build({
  configFile: false,
  logLevel: 'error',
  root: resolve(import.meta.dirname, 'webgpu'),
  build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 2500 },
});
const server = await serveFolders({
  '': outDir,
  pack: packDirectory(values.pack),
  ort: dirname(createRequire(import.meta.url).resolve('onnxruntime-web')),
});
const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(message.text());
  });
  await page.goto(new URL('index.html', server.address).href);
  await page.waitForFunction('globalThis.bench !== undefined');
  const call = <Answer>(method: string, ...args: unknown[]): Promise<Answer> =>
    page.evaluate(`globalThis.bench.${method}(...${JSON.stringify(args)})`);
  const adapter = await call<string>('start');
  const pack = new URL('pack/', server.address).href;
  const names = values.network ?? (await call<string[]>('networkNames', pack));
  const networks: Record<string, Result> = {};
  console.log(`Chromium ${browser.version()}. ${adapter}`);
  for (const name of names) {
    await call('open', pack, name);
    requireSameOutputs(
      name,
      await call<number[]>('outputs', 'ours'),
      await call<number[]>('outputs', 'ortWeb'),
    );
    const times = { ours: [] as number[], ortWeb: [] as number[] };
    for (let turn = 0; turn < WARM_UPS + Number(values.runs); turn++)
      for (const side of turn % 2 ? (['ortWeb', 'ours'] as const) : (['ours', 'ortWeb'] as const)) {
        const ms = await call<number>('run', side);
        if (turn >= WARM_UPS) times[side].push(ms);
      }
    await call('close');
    const [oursMs, ortWebMs] = [median(times.ours), median(times.ortWeb)];
    const ratio = oursMs / ortWebMs;
    networks[name] = {
      ...{ oursMs, ortWebMs, ratio },
      ...{ oursAllMs: times.ours, ortWebAllMs: times.ortWeb },
    };
    console.log(
      `${name.padEnd(16)} ours ${oursMs.toFixed(0)} ms, ort-web ${ortWebMs.toFixed(0)} ms, ` +
        `ratio ${ratio.toFixed(2)}`,
    );
  }
  if (values.json !== undefined)
    await writeFile(values.json, `${JSON.stringify({ adapter, networks }, null, 2)}\n`);
} finally {
  await browser.close();
  server.close();
  await rm(outDir, { recursive: true, force: true });
}
