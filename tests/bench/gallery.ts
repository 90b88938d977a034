import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import sharp from 'sharp';
import { build } from 'vite';
import type { Case, Cell, Field } from '../../src/domain/case.ts';
import { CLASS_CODES, type ClassCode } from '../../src/domain/classes.ts';
import { newCase, newField } from '../../src/domain/newCase.ts';
import { renderField } from '../../src/synth/field.ts';
import { createRandom } from '../../src/synth/random.ts';
import { DEFAULT_FIELD, type FieldSpec } from '../../src/synth/spec.ts';
import { CHROMIUM_ARGS, findChromium } from '../../tools/lib/chromium.ts';
import { median } from './measure.ts';
import { serveFolders } from './serve.ts';

/** The gallery of a case of ten thousand cells, driven by the wheel and the pointer. */
export interface GalleryResult {
  readonly cells: number;
  /** Frames per second: 1000 ÷ the median time of a frame, over all frames that scrolled. */
  readonly fpsMedian: number;
  /** Median, ms: from showing the gallery to the frame after its tiles stand. */
  readonly openMs: number;
  /** Median, ms: from the press to the frame that shows the selection. */
  readonly selectMs: number;
  /** ms until every tile in view has its picture, from the same start. */
  readonly picturesMs: number;
  /** Median, ms: from naming a cell to the frame that shows it in its new section. */
  readonly relabelMs: number;
  readonly frames: number;
  readonly slowestFrameMs: number;
  /** Frames in which no tile at all was in view. */
  readonly emptyFrames: number;
  readonly tilesInView: number;
  readonly mostTilesMounted: number;
  readonly fields: number;
  readonly window: { readonly width: number; readonly height: number };
  readonly browser: string;
}

const FIELDS = 25;
const CELLS_A_FIELD = 400;
/** Rendered pictures; the fields take them in turn. */
const PICTURES = 2;
const SEED = 5400;
const OPENINGS = 3;
const SELECTIONS = 15;
const RELABELS = 5;
const WINDOW = { width: 1366, height: 768 } as const;

const FIELD: FieldSpec = {
  ...DEFAULT_FIELD,
  width: 2592,
  height: 1944,
  micrometresPerPixel: 0.2,
  nucleatedCells: CELLS_A_FIELD,
  composition: { LBL: 6, LYM: 4, MYC: 3, MMC: 2, SEG: 4, EOS: 1, MON: 1, PCE: 3, OCE: 2, NB: 1 },
  redCellDensity: 3,
};
const PACK = { name: 'bench', version: '1.0.0', hash: 'ab'.repeat(32) };

/** What a model might have said: mostly the truth, surely for the most part. */
function modelOf(label: ClassCode | null, random: () => number): NonNullable<Cell['model']> {
  const sure = 0.35 + 0.65 * Math.sqrt(random());
  const other = CLASS_CODES[Math.floor(random() * CLASS_CODES.length)]!;
  return {
    pack: PACK,
    box: { x: 0, y: 0, width: 0, height: 0 },
    detectionScore: 0.9,
    countableProbability: label ? 0.95 : 0.05,
    countable: label !== null,
    label,
    probabilities: label && {
      ...Object.fromEntries(CLASS_CODES.map((code) => [code, 0])),
      [other]: 1 - sure,
      [label]: sure,
    },
    shrunkToFit: false,
  };
}

/** Writes the pictures and a case of them. */
async function writeCase(folder: string): Promise<number> {
  const rendered: Field[] = [];
  for (let index = 0; index < PICTURES; index++) {
    const { width, height, data, truth } = renderField(FIELD, SEED + index);
    const picture = sharp(data, { raw: { width, height, channels: 4 } });
    await picture.png({ compressionLevel: 3 }).toFile(join(folder, `picture${index}.png`));
    const { next: random } = createRandom(SEED + index);
    const scale = { micrometresPerPixel: FIELD.micrometresPerPixel, source: 'synthetic' } as const;
    const field = newField({ id: '', name: '', width, height, scale });
    const cells = truth.map(({ box, label }, at): Cell => {
      const model = { ...modelOf(label, random), box };
      return { id: `${at}`, box, origin: 'model', model, review: null };
    });
    rendered.push({ ...field, status: 'analysed', cells });
  }
  const fields = Array.from({ length: FIELDS }, (_, index): Field => {
    const source = rendered[index % PICTURES]!;
    return {
      ...source,
      id: `f${index}`,
      name: `Field ${index + 1}`,
      imageId: `picture${index % PICTURES}/${index}`,
      cells: source.cells.map((cell) => ({ ...cell, id: `f${index}-${cell.id}` })),
    };
  });
  const document: Case = { ...newCase('bench', 'Bench', '2026-01-01T00:00:00.000Z'), fields };
  await writeFile(join(folder, 'case.json'), JSON.stringify(document));
  return fields.reduce((sum, field) => sum + field.cells.length, 0);
}

/** Measures the real gallery in a headless Chromium. */
export async function measureGallery(): Promise<GalleryResult> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-gallery-'));
  const caseFolder = await mkdtemp(join(tmpdir(), 'bench-case-'));
  try {
    console.error('Rendering the fields');
    const cells = await writeCase(caseFolder);
    await build({
      configFile: false,
      logLevel: 'error',
      root: resolve(import.meta.dirname, 'gallery'),
      plugins: [react()],
      worker: { format: 'es' },
      build: { outDir: folder, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 4000 },
    });
    const server = await serveFolders({ '': folder, case: caseFolder });
    const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
    try {
      console.error('Measuring the gallery');
      const openings: Opening[] = [];
      let page: Page | null = null;
      for (let run = 0; run < OPENINGS; run++) {
        await page?.close();
        page = await browser.newPage({ viewport: WINDOW });
        page.on('pageerror', (error) => console.error(error));
        await page.goto(new URL('index.html', server.address).href);
        await page.waitForSelector('html[data-ready="true"]', { timeout: 60_000 });
        openings.push(await page.evaluate<Opening>('globalThis.bench.open()'));
      }
      return {
        cells,
        ...(await drive(page!)),
        openMs: median(openings.map(({ openMs }) => openMs)),
        picturesMs: median(openings.map(({ picturesMs }) => picturesMs)),
        tilesInView: openings[0]!.tilesInView,
        fields: FIELDS,
        window: WINDOW,
        browser: `Chromium ${browser.version()}`,
      };
    } finally {
      await browser.close();
      server.close();
    }
  } finally {
    for (const used of [folder, caseFolder]) await rm(used, { recursive: true, force: true });
  }
}

interface Opening {
  readonly openMs: number;
  readonly picturesMs: number;
  readonly tilesInView: number;
}
interface Frames {
  readonly intervals: readonly number[];
  readonly missing: number;
}
interface Place {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

async function drive(page: Page) {
  const middle = { x: 560, y: 450 };
  await page.mouse.move(middle.x, middle.y);
  // Not counted: the first pass compiles the code.
  await wheel(page, 20);
  await page.evaluate('globalThis.recorder = globalThis.bench.recordFrames()');
  let most = 0;
  for (const steps of [80, -40, 80]) {
    await wheel(page, steps);
    most = Math.max(most, await page.evaluate<number>('globalThis.bench.tiles()'));
  }
  const { intervals, missing } = await page.evaluate<Frames>('globalThis.recorder.stop()');
  await page.waitForFunction('globalThis.bench.drawn()', null, { timeout: 60_000 });

  const selections: number[] = [];
  for (let index = 0; index < SELECTIONS; index++) {
    const places = await page.evaluate<Place[]>('globalThis.bench.places()');
    // Whole tiles only: one that is cut off would scroll when it is selected.
    const whole = places.filter(({ y }) => y > 260 && y < 620);
    const { x, y } = whole[(index * 7) % whole.length]!;
    await page.mouse.move(x, y);
    // The ear must be there before the press: input overtakes a script on a busy machine.
    await page.evaluate('void (globalThis.selected = globalThis.bench.recordSelection())');
    await page.waitForTimeout(100);
    await page.mouse.down();
    await page.mouse.up();
    selections.push(await page.evaluate<number>('globalThis.selected'));
  }
  const relabels: number[] = [];
  for (let index = 0; index < RELABELS; index++) {
    const label = index % 2 === 0 ? 'LYM' : 'SEG';
    relabels.push(await page.evaluate<number>(`globalThis.bench.relabel('${label}')`));
    await page.waitForTimeout(200);
  }
  return {
    fpsMedian: 1000 / median(intervals),
    selectMs: median(selections),
    relabelMs: median(relabels),
    frames: intervals.length,
    slowestFrameMs: Math.max(...intervals),
    emptyFrames: missing,
    mostTilesMounted: most,
  };
}

/** Turns the wheel, a notch a step, downwards where the number is positive. */
async function wheel(page: Page, steps: number): Promise<void> {
  for (let step = 0; step < Math.abs(steps); step++)
    await page.mouse.wheel(0, Math.sign(steps) * 120);
}
