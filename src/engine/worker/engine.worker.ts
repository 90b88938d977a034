import { expose } from 'comlink';
import { startBrowserBackend } from '../backend/browser.ts';
import { LocalEngine } from '../engine.ts';
import { serialiseError } from '../errors.ts';
import { httpPackSource } from '../weights/httpSource.ts';
import { throttleProgress } from './progress.ts';
import type { EngineWorker, Outcome } from './protocol.ts';

/** The engine's thread: everything that computes runs here. */

const engine = new LocalEngine({
  startBackend: startBrowserBackend,
  packSource: httpPackSource,
});

const running = new Map<number, AbortController>();

async function run<Value>(
  id: number,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Outcome<Value>> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    return { ok: true, value: await work(controller.signal) };
  } catch (error) {
    return { ok: false, error: serialiseError(error) };
  } finally {
    running.delete(id);
  }
}

const worker: EngineWorker = {
  open: (id, request, onProgress) =>
    run(id, (signal) => engine.open(request, throttleProgress(onProgress), signal)),
  analyseField: (id, image, scale, onProgress) =>
    run(id, (signal) => engine.analyseField(image, scale, throttleProgress(onProgress), signal)),
  cancel: (id) => running.get(id)?.abort(),
  close: () => engine.close(),
};

expose(worker);
