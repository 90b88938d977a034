import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import sharp from 'sharp';
import { build } from 'vite';
import type { CanvasCell } from '../../src/canvas/paint.ts';
import { labelLineage } from '../../src/domain/classes.ts';
import { renderField } from '../../src/synth/field.ts';
import { DEFAULT_FIELD, type FieldSpec } from '../../src/synth/spec.ts';
import { CHROMIUM_ARGS, findChromium } from '../../tools/lib/chromium.ts';
import { median } from './measure.ts';
import { serveFolders } from './serve.ts';

/** The field view with a thousand boxes, driven by the pointer and the wheel. */
export interface CanvasResult {
  readonly boxes: number;
  /** Frames per second: 1000 ÷ the median time of a frame, over all frames that moved. */
  readonly fpsMedian: number;
  /** Median, ms: from the press to the frame that shows the selection. */
  readonly selectMs: number;
  /** The same for each part of the run. */
  readonly fps: Readonly<Record<Part, number>>;
  readonly frames: Readonly<Record<Part, number>>;
  /** Longest frame, ms. */
  readonly slowestFrameMs: number;
  readonly selectAllMs: readonly number[];
  readonly picture: { readonly width: number; readonly height: number };
  readonly window: { readonly width: number; readonly height: number };
  readonly browser: string;
}
const PARTS = ['panAll', 'panClose', 'zoom', 'panAdjusted'] as const;
type Part = (typeof PARTS)[number];

const BOXES = 1000;
const SEED = 5300;
const SELECTIONS = 15;
const WINDOW = { width: 1366, height: 768 } as const;

/** A camera's 5-megapixel field so full that each of the thousand boxes holds a rendered cell. */
const FIELD: FieldSpec = {
  ...DEFAULT_FIELD,
  width: 2592,
  height: 1944,
  micrometresPerPixel: 0.2,
  nucleatedCells: BOXES,
  composition: { LBL: 6, LYM: 4, MYC: 3, MMC: 2, SEG: 4, EOS: 1, MON: 1, PCE: 3, OCE: 2, NB: 1 },
  redCellDensity: 3,
};

/** Writes the picture and the boxes of the field where the page finds them. */
async function writeField(folder: string): Promise<readonly CanvasCell[]> {
  const { width, height, data, truth } = renderField(FIELD, SEED);
  if (truth.length !== BOXES)
    throw new Error(`The field holds ${truth.length} cells instead of ${BOXES}.`);
  const cells = truth.map(
    ({ box, label }, index): CanvasCell => ({
      id: `cell-${index}`,
      box,
      state: label ? (index % 11 === 0 ? 'unnamed' : 'named') : 'uncountable',
      lineage: label && labelLineage(label),
      text: label ?? '×',
      reviewed: index % 3 === 0,
      needsLook: index % 7 === 0,
    }),
  );
  const picture = sharp(data, { raw: { width, height, channels: 4 } });
  await picture.png({ compressionLevel: 3 }).toFile(join(folder, 'field.png'));
  await writeFile(join(folder, 'field.json'), JSON.stringify({ width, height, cells }));
  return cells;
}

/** Measures the real field view in a headless Chromium. */
export async function measureCanvas(): Promise<CanvasResult> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-canvas-'));
  const fieldFolder = await mkdtemp(join(tmpdir(), 'bench-field-'));
  console.error('Rendering the field');
  const cells = await writeField(fieldFolder);
  await build({
    configFile: false,
    logLevel: 'error',
    root: resolve(import.meta.dirname, 'canvas'),
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 2500 },
  });
  const server = await serveFolders({ '': folder, field: fieldFolder });
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage({ viewport: WINDOW });
    page.on('pageerror', (error) => console.error(error));
    await page.goto(new URL('index.html', server.address).href);
    await page.waitForSelector('.field-canvas[data-rendered-revision="1"]', { state: 'attached' });
    console.error('Measuring the canvas');
    return { ...(await drive(page, cells)), browser: `Chromium ${browser.version()}` };
  } finally {
    await browser.close();
    server.close();
    for (const used of [folder, fieldFolder]) await rm(used, { recursive: true, force: true });
  }
}

async function drive(page: Page, cells: readonly CanvasCell[]) {
  const recorded = async (work: () => Promise<void>): Promise<readonly number[]> => {
    await page.evaluate('globalThis.recorder = globalThis.bench.recordFrames()');
    await work();
    return page.evaluate('globalThis.recorder.stop()');
  };
  const view = (name: string) => page.evaluate(`globalThis.bench.${name}()`);
  // Not counted: the first pass compiles the code and fills the caches.
  await pan(page);
  await zoom(page);
  await view('fit');
  const frames: Record<Part, readonly number[]> = {
    panAll: [],
    panClose: [],
    zoom: [],
    panAdjusted: [],
  };
  frames.panAll = await recorded(() => pan(page));
  await view('fit');
  frames.zoom = await recorded(() => zoom(page));
  await view('oneToOne');
  frames.panClose = await recorded(() => pan(page));
  await page.evaluate('globalThis.bench.adjust({ contrast: 0.3, gamma: 1.2, warmth: -0.2 })');
  await page.waitForSelector('.field-canvas[data-filtered="true"]');
  await page.waitForSelector('.field-canvas[data-filtered="false"]');
  await view('fit');
  frames.panAdjusted = await recorded(() => pan(page));
  await page.evaluate('globalThis.bench.adjust({})');
  await view('fit');
  const selectAllMs: number[] = [];
  for (let index = 0; index < SELECTIONS; index++)
    selectAllMs.push(await select(page, cells[(index * 61) % cells.length]!));

  const all = PARTS.flatMap((part) => frames[part]);
  const each = <T>(value: (part: Part) => T) =>
    Object.fromEntries(PARTS.map((part) => [part, value(part)])) as Record<Part, T>;
  return {
    boxes: cells.length,
    fpsMedian: fps(all),
    selectMs: median(selectAllMs),
    fps: each((part) => fps(frames[part])),
    frames: each((part) => frames[part].length),
    slowestFrameMs: Math.max(...all),
    selectAllMs,
    picture: { width: FIELD.width, height: FIELD.height },
    window: WINDOW,
  };
}

const fps = (frames: readonly number[]): number => 1000 / median(frames);

const CENTRE = { x: WINDOW.width / 2, y: WINDOW.height / 2 };

/** Drags the field in circles with the middle button, which pans wherever it goes down. */
async function pan(page: Page): Promise<void> {
  await page.mouse.move(CENTRE.x, CENTRE.y);
  await page.mouse.down({ button: 'middle' });
  for (let step = 0; step < 120; step++) {
    const angle = (step / 40) * 2 * Math.PI;
    await page.mouse.move(CENTRE.x + 160 * Math.sin(angle), CENTRE.y + 120 * (1 - Math.cos(angle)));
  }
  await page.mouse.up({ button: 'middle' });
}

/** Turns the wheel over the middle, in and out again, twice. */
async function zoom(page: Page): Promise<void> {
  await page.mouse.move(CENTRE.x, CENTRE.y);
  for (const direction of [-1, 1, -1, 1])
    for (let step = 0; step < 30; step++) await page.mouse.wheel(0, direction * 40);
}

/** Clicks a cell and waits for the frame that shows it selected. */
async function select(page: Page, { box }: CanvasCell): Promise<number> {
  const view = (await page.evaluate('globalThis.bench.view()')) as {
    scale: number;
    x: number;
    y: number;
  };
  const x = (box.x + box.width / 2) * view.scale + view.x;
  const y = (box.y + box.height / 2) * view.scale + view.y;
  await page.mouse.move(x, y);
  const taken = page.evaluate<number>('globalThis.bench.recordSelection()');
  await page.waitForTimeout(100);
  await page.mouse.down();
  await page.mouse.up();
  return taken;
}
