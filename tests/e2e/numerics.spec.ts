import { readdirSync } from 'node:fs';
import { chromium, expect, type Page, test } from '@playwright/test';
import fc from 'fast-check';
import type { FieldAnalysis } from '../../src/engine/api.ts';
import { startNodeBackend } from '../../src/engine/backend/node.ts';
import { LocalEngine } from '../../src/engine/engine.ts';
import { CHROMIUM_ARGS, findChromium } from '../../tools/lib/chromium.ts';
import { relativeError } from '../numerics/checks/compare.ts';
import { convolutionProblem } from '../numerics/checks/convolutionProblems.ts';
import {
  EDGE_PROBLEMS,
  GOLDEN_CONVOLUTIONS,
  REFERENCE_TOLERANCE,
} from '../numerics/checks/groupedConv.ts';
import {
  CLASSIFIER_NAMES,
  DETECTOR_NAMES,
  DETECTOR_OUTPUTS,
  isDetector,
} from '../numerics/checks/networks.ts';
import { PACKED_EDGE_PROBLEMS, PACKED_TOLERANCE } from '../numerics/checks/packedConv.ts';
import { quantisedProblem } from '../numerics/checks/packedProblems.ts';
import { QUANTISED_EDGE_PROBLEMS } from '../numerics/checks/quantisedConv.ts';
import { cellPicture, memorySource, tinyPack } from '../unit/engine/packs.ts';
import type { EngineRun, LossRun } from './numerics/page.ts';
import type { NumericsReport, NumericsRequest } from './numerics/report.ts';
import { type DevServer, startDevServer } from './support/devServer.ts';

/**
 * The kernels, the networks and the engine's worker on the browser's own backends, against frozen
 * PyTorch results and against the engine in Node. The GPU interfaces are drawn by the processor
 * here, so that the test is the same on a machine with a GPU.
 */
test.use({
  launchOptions: {
    executablePath: findChromium(),
    args: [...CHROMIUM_ARGS, '--use-webgpu-adapter=swiftshader', '--use-angle=swiftshader'],
  },
});
// Compiling shaders for the processor takes minutes where other work has the processor.
test.describe.configure({ timeout: 600_000 });

const TOLERANCE = 1e-4;
/** Of the paper's networks, as in Node. */
const PAPER_TOLERANCE = 1e-5;
const PROBLEMS = [...EDGE_PROBLEMS, ...fc.sample(convolutionProblem, { numRuns: 4, seed: 2021 })];
const PAGE_MODULE = '/tests/e2e/numerics/page.ts';
const SOFTWARE = 'The GPU interface is only a software renderer.';

const pack = tinyPack();
let server: DevServer;
test.beforeAll(async () => {
  server = await startDevServer(pack.files);
});
test.afterAll(() => server.close());

async function check(page: Page, request: Partial<NumericsRequest>): Promise<NumericsReport> {
  const full: NumericsRequest = {
    backend: 'wasm',
    problems: PROBLEMS,
    packedProblems: (request.backend ?? 'wasm') === 'wasm' ? PACKED_EDGE_PROBLEMS : [],
    networks: [...CLASSIFIER_NAMES, ...DETECTOR_NAMES],
    paper: [],
    processors: null,
    packLocation: null,
    ...request,
  };
  const report = await page.evaluate(
    async ([module, request]) => {
      const { runNumerics }: typeof import('./numerics/page.ts') = await import(module);
      return runNumerics(request);
    },
    [PAGE_MODULE, full] as const,
  );
  const expectBelow = (error: number | undefined, bound: number, what: string) =>
    expect.soft(error, what).toBeLessThan(bound);
  for (const [name] of GOLDEN_CONVOLUTIONS)
    expectBelow(report.convolutions[name], TOLERANCE, `grouped convolution ${name}`);
  for (const [i, problem] of full.problems.entries())
    expectBelow(report.references[i], REFERENCE_TOLERANCE, JSON.stringify(problem));
  for (const [i, problem] of full.packedProblems.entries())
    if (report.packedReferences[i] !== null)
      expectBelow(report.packedReferences[i], PACKED_TOLERANCE, JSON.stringify(problem));
  for (const name of full.networks)
    for (const output of isDetector(name) ? DETECTOR_OUTPUTS : ['logits'])
      expectBelow(report.networks[name]?.[output], TOLERANCE, `${name} ${output}`);
  expect(report.paper.length).toBe(full.paper.length);
  for (const [i, network] of full.paper.entries())
    expectBelow(report.paper[i]?.['logits'], PAPER_TOLERANCE, network.join(' '));
  expectBelow(report.errorAfterDisposal, TOLERANCE, 'after disposal');
  expect(report.backend.name).toBe(full.backend);
  expect(report.tensorsLeft).toBe(0);
  expect(report.failure).toBeNull();
  return report;
}

/** Takes the isolation from the empty page, as a server without the headers would. */
const withoutIsolation = (page: Page) =>
  page.route(server.emptyPage, async (route) => {
    const response = await route.fetch();
    const headers = Object.entries(response.headers()).filter(
      ([name]) => !name.startsWith('cross-origin-'),
    );
    await route.fulfill({ response, headers: Object.fromEntries(headers) });
  });

for (const backend of ['webgpu', 'webgl'] as const)
  test(`${backend} computes what PyTorch does, and gives its memory back`, async ({ page }) => {
    await page.goto(server.emptyPage);
    // Batch norms are folded into the weights before they reach a backend: one detector is enough.
    const networks = [...CLASSIFIER_NAMES, 'retinanet'] as const;
    // Any shape is tested on WebGPU in Node (tests/dawn).
    const problems = backend === 'webgpu' ? [] : PROBLEMS;
    const request = { backend, networks, problems, packLocation: server.files };
    const report = await check(page, request);
    expect(report.gpuBytesBeforeDisposal).toBeGreaterThan(0);
    expect(report.gpuBytesAfterDisposal).toBe(0);
    expect(report.packBytes?.loaded).toBeGreaterThan(0);
    expect(report.packBytes?.left).toBe(0);
  });

for (const backend of ['webgpu', 'webgl'] as const)
  test(`${backend} computes ResNeXt-50 at full size as PyTorch does`, async ({ page }) => {
    test.skip(
      !process.env['FULL_SIZE'],
      'Minutes on a processor: npm run e2e:full-size asks for it.',
    );
    test.setTimeout(3_600_000);
    await page.goto(server.emptyPage);
    await check(page, {
      backend,
      problems: [],
      networks: [],
      paper: [['resnext50_32x4d', 20, 224]],
    });
  });

test('wasm computes what PyTorch does, on every processor', async ({ page }) => {
  await page.goto(server.emptyPage);
  const processors = await page.evaluate(() => navigator.hardwareConcurrency);
  const { backend, kernelBinary } = await check(page, {});
  expect(backend.threads).toBe(Math.min(processors, 8));
  expect(kernelBinary).toBe(processors > 1 ? 'kernels-shared.wasm' : 'kernels.wasm');
});

test('wasm computes what PyTorch does with sixteen processors', async ({ page }) => {
  await page.goto(server.emptyPage);
  const { backend, kernelBinary } = await check(page, { processors: 16, networks: ['resnext'] });
  // What is said must be what it has.
  expect(backend.threads).toBe(8);
  expect(backend.reason.text).toContain('on 8 threads');
  expect(kernelBinary).toBe('kernels-shared.wasm');
});

test('wasm computes what PyTorch does without isolation, on one thread', async ({ page }) => {
  await withoutIsolation(page);
  await page.goto(server.emptyPage);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  const { backend, kernelBinary } = await check(page, {
    processors: 4,
    networks: ['resnext', 'retinanet'],
  });
  expect(backend.threads).toBe(1);
  expect(backend.reason.text).toContain('the page is not cross-origin isolated');
  expect(kernelBinary).toBe('kernels.wasm');
});

test('wasm computes what PyTorch does without SIMD, as on an old processor', async () => {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    // V8 has WebAssembly's SIMD only with these instructions.
    args: [...CHROMIUM_ARGS, '--js-flags=--no-enable-sse4-1'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(server.emptyPage);
    const { backend } = await check(page, {
      packedProblems: [],
      networks: ['resnext', 'retinanet'],
    });
    expect(backend.step).toBe('wasm-plain');
    expect(backend.threads).toBe(1);
    expect(backend.reason.text).toContain('without SIMD');
  } finally {
    await browser.close();
  }
});

/** Any shape is tested here: the relaxed SIMD of Node 20 is unfinished. */
const QUANTISED_PROBLEMS = [
  ...QUANTISED_EDGE_PROBLEMS,
  ...fc.sample(quantisedProblem, { numRuns: 60, seed: 2021 }),
];

test('wasm sums in 8 bits what it has rounded, on two threads', async ({ page }) => {
  await page.goto(server.emptyPage);
  const { kernelBinary } = await check(page, {
    ...{ backend: 'wasm-int8', processors: 2, problems: [], networks: [] },
    packedProblems: QUANTISED_PROBLEMS,
  });
  expect(kernelBinary).toBe('kernels-int8-shared.wasm');
});

const picture = cellPicture(200, 150);

/** What the same engine makes of the picture in Node. */
async function analysisInNode(): Promise<FieldAnalysis> {
  const engine = new LocalEngine({
    startBackend: ({ backend }) => startNodeBackend(backend),
    packSource: () => memorySource(pack.files),
  });
  await engine.open({ packLocation: 'memory:', backend: 'auto' });
  const scale = { micrometresPerPixel: 0.25, source: 'entered' } as const;
  const analysis = await engine.analyseField(picture, scale);
  await engine.close();
  return analysis;
}

const numbersOf = ({ cells }: FieldAnalysis): number[] =>
  cells.flatMap(({ box: { x, y, width, height }, model }) => [
    ...[x, y, width, height, model.detectionScore, model.countableProbability],
    ...Object.values(model.probabilities ?? {}),
  ]);

for (const build of ['sources', 'build'] as const)
  test(`the worker of the ${build} takes wasm, says why, and finds what Node finds`, async ({
    page,
    baseURL,
  }) => {
    // The build's worker belongs to the preview's origin; the module that drives it does not.
    await page.goto(build === 'build' ? `${baseURL}favicon.svg` : server.emptyPage);
    const seen = await page.evaluate(async (module) => {
      const { capabilities }: typeof import('./numerics/page.ts') = await import(module);
      return capabilities();
    }, new URL(PAGE_MODULE, server.emptyPage).href);
    const software = { kind: 'software', device: expect.stringMatching(/swiftshader/i) };
    expect(seen).toMatchObject({ webgpu: software, webgl: software });
    const run = await page.evaluate(
      async ({ module, request, image, script }): Promise<EngineRun> => {
        const { analyse }: typeof import('./numerics/page.ts') = await import(module);
        return analyse(request, image, script);
      },
      {
        module: new URL(PAGE_MODULE, server.emptyPage).href,
        request: { packLocation: server.files, backend: 'auto' as const },
        image: { ...picture, data: [...picture.data] },
        script: build === 'build' ? `${baseURL}assets/${builtWorker()}` : null,
      },
    );
    const { processors } = seen.wasm;
    const threads = Math.min(processors, 8);
    const words = threads > 1 ? `on ${threads} threads` : 'on one thread';
    expect(run.info.backend).toMatchObject({
      name: 'wasm',
      threads,
      reason: { text: `${SOFTWARE} WebAssembly ${words}.` },
    });
    const expected = await analysisInNode();
    expect(expected.cells.length).toBeGreaterThan(3);
    expect(run.analysis.cells.map(({ model }) => model.label)).toEqual(
      expected.cells.map(({ model }) => model.label),
    );
    expect(relativeError(numbersOf(run.analysis), numbersOf(expected))).toBeLessThan(TOLERANCE);
  });

// WebGPU's loss is tested on Dawn in Node (tests/dawn): Chromium's takes minutes to compile here.
test('webgl that is lost amid a field is followed by wasm, which finds the same', async ({
  page,
}) => {
  await page.goto(server.emptyPage);
  const run = await page.evaluate(
    async ({ module, request, image, batches }): Promise<LossRun> => {
      const { analyseWithLoss }: typeof import('./numerics/page.ts') = await import(module);
      return analyseWithLoss(request, image, batches);
    },
    {
      module: PAGE_MODULE,
      request: { packLocation: server.files, backend: 'webgl' as const },
      image: { ...picture, data: [...picture.data] },
      // After the warm-up of the four classifiers.
      batches: 4 + 1,
    },
  );
  expect(run.opened.backend.name).toBe('webgl');
  expect(run.fellBack.map(({ backend: { name } }) => name)).toEqual(['wasm']);
  expect(run.fellBack[0]?.backend.reason.text).toContain(
    'The webgl backend failed: the WebGL context was lost',
  );
  expect(run.analysis.backend).toBe('wasm');
  const expected = numbersOf(await analysisInNode());
  expect(relativeError(numbersOf(run.analysis), expected)).toBeLessThan(TOLERANCE);
});

/** File name of the engine's worker in the last build. */
function builtWorker(): string {
  const found = readdirSync('dist/assets').find((name) => /^engine\.worker-.*\.js$/.test(name));
  if (!found) throw new Error('The build holds no engine worker: run `npx vite build` first.');
  return found;
}
