import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { CHROMIUM_ARGS, findChromium } from '../../tools/lib/chromium.ts';
import { wasmThreadsSurviveMinification } from '../../tools/vite-plugins.ts';
import { serveFolders } from './serve.ts';
import type { BenchSide } from './side.ts';

/** The two sides that are compared, somewhere. */
export interface Host {
  readonly ours: BenchSide;
  readonly ortWeb: BenchSide;
  /** Where a pack's folder is to be found from the sides. */
  readonly packLocation: string;
  /** What runs the sides, for people. */
  readonly description: string;
  /** null in Node. */
  readonly browser: Browser | null;
  close(): Promise<void>;
}

const packageFolder = (name: string): string =>
  dirname(createRequire(import.meta.url).resolve(name));

/** Both sides in this process, one thread each: neither engine has threads in Node. */
export async function nodeHost(packDirectory: string): Promise<Host> {
  const { startNodeBackend } = await import('../../src/engine/backend/node.ts');
  const { directoryPackSource } = await import('../../src/engine/weights/directorySource.ts');
  const { OurSide } = await import('./ours.ts');
  const { OrtSide } = await import('./ort.ts');
  const ours = new OurSide({
    startBackend: ({ backend }) => startNodeBackend(backend),
    packSource: directoryPackSource,
  });
  const ortWeb = new OrtSide(directoryPackSource, async () => {
    const ort = await import('onnxruntime-web');
    ort.env.wasm.numThreads = 1;
    return { ort, options: { executionProviders: ['wasm'] } };
  });
  return {
    ours,
    ortWeb,
    packLocation: packDirectory,
    description: `Node ${process.versions.node}`,
    browser: null,
    close: async () => {
      await ours.close();
      await ortWeb.close();
    },
  };
}

/** Builds the page as the workstation is built, minified, its threads kept alive. */
async function buildPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: resolve(import.meta.dirname, 'page'),
    plugins: [wasmThreadsSurviveMinification()],
    worker: { format: 'es', plugins: () => [wasmThreadsSurviveMinification()] },
    build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 2500 },
  });
}

/** Both sides in a headless Chromium, each in its own worker, cross-origin isolated. */
export async function chromiumHost(packDirectory: string): Promise<Host> {
  const outDir = await mkdtemp(join(tmpdir(), 'bench-page-'));
  await buildPage(outDir);
  const server = await serveFolders({
    '': outDir,
    pack: packDirectory,
    ort: packageFolder('onnxruntime-web/wasm'),
  });
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
  const close = async () => {
    await browser.close();
    server.close();
    await rm(outDir, { recursive: true, force: true });
  };
  try {
    const page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(message.text());
    });
    await page.goto(new URL('index.html', server.address).href);
    await page.waitForFunction('globalThis.bench !== undefined');
    if (!(await page.evaluate('globalThis.crossOriginIsolated')))
      throw new Error('The page is not cross-origin isolated: there would be no threads.');
    return {
      ours: remoteSide(page, 'ours'),
      ortWeb: remoteSide(page, 'ortWeb'),
      packLocation: new URL('pack/', server.address).href,
      description: `Chromium ${browser.version()}`,
      browser,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A side in the page, called through it. */
function remoteSide(page: Page, side: 'ours' | 'ortWeb'): BenchSide {
  const call = <Result>(method: keyof BenchSide, ...args: unknown[]): Promise<Result> =>
    page.evaluate(`globalThis.bench.${side}.${method}(...${JSON.stringify(args)})`);
  return {
    open: (packLocation, plan) => call('open', packLocation, plan),
    analyse: () => call('analyse'),
    load: () => call('load'),
    take: (piece) => call('take', piece),
    run: () => call('run'),
    outputs: () => call('outputs'),
    close: () => call('close'),
  };
}
