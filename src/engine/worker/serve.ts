import { expose } from 'comlink';
import { type EngineHost, LocalEngine } from '../engine.ts';
import { serialiseError } from '../errors.ts';
import { throttleProgress } from './progress.ts';
import type { EngineWorker, Outcome } from './protocol.ts';

/** Makes this worker an engine for the page that started it. */
export function serveEngine(host: EngineHost): void {
  const engine = new LocalEngine(host);
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
    alive: () => undefined,
    limitThreads: (most) => engine.limitThreads(most),
    close: () => engine.close(),
  };
  expose(worker);
}
