import { wrap } from 'comlink';
import { startEngineWorker } from '../../../src/app/engineWorker.ts';
import type {
  EngineInfo,
  FieldAnalysis,
  OpenRequest,
  PixelImage,
} from '../../../src/engine/api.ts';
import { detectCapabilities } from '../../../src/engine/backend/capabilities.ts';
import { resilient } from '../../../src/engine/resilient.ts';
import { createEngineClient } from '../../../src/engine/worker/client.ts';
import type { NumericsReport, NumericsRequest, NumericsWorker } from './report.ts';

/** What the test imports into an empty page. Everything here crosses from and to Node as JSON. */

/** Runs every check on one backend in a fresh worker. */
export async function runNumerics(request: NumericsRequest): Promise<NumericsReport> {
  const worker = new Worker(new URL('./numerics.worker.ts', import.meta.url), { type: 'module' });
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
  });
  try {
    return await Promise.race([wrap<NumericsWorker>(worker).run(request), broken]);
  } finally {
    worker.terminate();
  }
}

/** What the engine makes of the browser. */
export const capabilities = detectCapabilities;

export interface EngineRun {
  readonly info: EngineInfo;
  readonly analysis: FieldAnalysis;
}

/**
 * Analyses one picture by the engine's worker.
 * @param script address of a built worker; null for the one of the sources
 */
export async function analyse(
  request: OpenRequest,
  image: Omit<PixelImage, 'data'> & { readonly data: readonly number[] },
  script: string | null,
): Promise<EngineRun> {
  const engine = createEngineClient(
    script === null
      ? startEngineWorker
      : () => new Worker(script, { type: 'module', name: 'engine' }),
  );
  try {
    const info = await engine.open(request);
    const scale = { micrometresPerPixel: 0.25, source: 'entered' } as const;
    const analysis = await engine.analyseField(
      { ...image, data: Uint8Array.from(image.data) },
      scale,
    );
    return { info, analysis };
  } finally {
    await engine.close();
  }
}

/** What came of a field in the middle of which the GPU was lost. */
export interface LossRun {
  readonly opened: EngineInfo;
  readonly fellBack: readonly EngineInfo[];
  readonly analysis: FieldAnalysis;
}

/**
 * Analyses one picture in a worker that loses its GPU.
 * @param batches of cells, those of the warm-up among them, after which it does
 */
export async function analyseWithLoss(
  request: OpenRequest,
  image: Omit<PixelImage, 'data'> & { readonly data: readonly number[] },
  batches: number,
): Promise<LossRun> {
  const start = () =>
    new Worker(new URL('./losing.worker.ts', import.meta.url), {
      type: 'module',
      name: String(batches),
    });
  const fellBack: EngineInfo[] = [];
  const engine = resilient(createEngineClient(start), (info) => fellBack.push(info));
  try {
    const opened = await engine.open(request);
    const scale = { micrometresPerPixel: 0.25, source: 'entered' } as const;
    const picture = { ...image, data: Uint8Array.from(image.data) };
    return { opened, fellBack, analysis: await engine.analyseField(picture, scale) };
  } finally {
    await engine.close();
  }
}
