import { expose } from 'comlink';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  BackendStep,
  EngineInfo,
  FieldAnalysis,
  PixelImage,
  ProgressListener,
} from '../../../src/engine/api.ts';
import { abortError, BackendError, serialiseError } from '../../../src/engine/errors.ts';
import { createEngineClient } from '../../../src/engine/worker/client.ts';
import type { EngineWorker, Outcome } from '../../../src/engine/worker/protocol.ts';

const REQUEST = { packLocation: 'memory:', backend: 'auto' } as const;
const INFO = { backend: { step: 'wasm-threads' } } as EngineInfo;
/** Anew each time: the worker takes the pixels over. */
const picture = (): PixelImage => ({
  width: 1,
  height: 1,
  channels: 3,
  data: Uint8Array.of(1, 2, 3),
});

/** A worker on the other side of a channel, which a test can crash. */
class FakeWorker extends EventTarget {
  readonly #channel = new MessageChannel();
  terminated = false;
  constructor(work: EngineWorker) {
    super();
    const { port1, port2 } = this.#channel;
    port1.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent('message', { data }));
    expose(work, port2);
  }
  postMessage(message: unknown, transfer: Transferable[] = []) {
    this.#channel.port1.postMessage(message, transfer as never);
  }
  terminate() {
    this.terminated = true;
    this.#channel.port1.close();
  }
  crash(message: string) {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

const never = new Promise<never>(() => undefined);

function clientOf(work: Partial<EngineWorker>) {
  const workers: FakeWorker[] = [];
  const client = createEngineClient(() => {
    const worker = new FakeWorker({
      open: async () => ({ ok: true, value: INFO }),
      analyseField: () => never,
      cancel: () => undefined,
      limitThreads: () => undefined,
      alive: () => undefined,
      close: async () => undefined,
      ...work,
    });
    workers.push(worker);
    return worker as unknown as Worker;
  });
  return { client, workers };
}

describe('the client of the engine’s worker', () => {
  it('rejects the calls of a worker that crashed, also those that come later, until it is opened', async () => {
    const { client, workers } = clientOf({});
    await client.open(REQUEST);
    const running = client.analyseField(picture(), null);
    workers[0]?.crash('out of memory');
    await expect(running).rejects.toThrow(BackendError);
    await expect(running).rejects.toThrow(/The analysis worker stopped: out of memory\./);
    expect(workers[0]?.terminated).toBe(true);
    await expect(client.analyseField(picture(), null)).rejects.toThrow(/worker stopped/);
    await client.open(REQUEST);
    expect(workers).toHaveLength(2);
    await client.close();
  });

  it('rejects a cancelled call at once, and tells the worker', async () => {
    let cancelled: (id: number) => void = () => undefined;
    const heard = new Promise<number>((resolve) => {
      cancelled = resolve;
    });
    const { client } = clientOf({ cancel: (id) => cancelled(id) });
    await client.open(REQUEST);
    const cancel = new AbortController();
    const run = client.analyseField(picture(), null, undefined, cancel.signal);
    cancel.abort();
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(await heard).toBeGreaterThan(0);
    await client.close();
  });

  it('ends a worker that does not stop, and opens the pack again for the next field', async () => {
    const opened: unknown[] = [];
    let fields = 0;
    const analysis = { cells: [] } as unknown as FieldAnalysis;
    const { client, workers } = clientOf({
      open: async (_id, request) => {
        opened.push(request);
        return { ok: true, value: INFO };
      },
      analyseField: () => (fields++ === 0 ? never : Promise.resolve({ ok: true, value: analysis })),
    });
    await client.open(REQUEST);
    const cancel = new AbortController();
    const run = client.analyseField(picture(), null, undefined, cancel.signal);
    const started = performance.now();
    cancel.abort();
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    await vi.waitFor(() => expect(workers[0]?.terminated).toBe(true), { interval: 5 });
    expect(performance.now() - started).toBeGreaterThan(190);
    expect(await client.analyseField(picture(), null)).toEqual(analysis);
    expect(opened).toEqual([REQUEST, REQUEST]);
    expect(workers).toHaveLength(2);
    await client.close();
  });

  it('keeps a worker that stops in time', async () => {
    const stops: (() => void)[] = [];
    const stopped = new Promise<Outcome<FieldAnalysis>>((resolve) => {
      stops.push(() => resolve({ ok: false, error: serialiseError(abortError()) }));
    });
    const { client, workers } = clientOf({
      analyseField: () => stopped,
      cancel: () => stops[0]?.(),
    });
    await client.open(REQUEST);
    const cancel = new AbortController();
    const run = client.analyseField(picture(), null, undefined, cancel.signal);
    cancel.abort();
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(workers[0]?.terminated).toBe(false);
    await client.close();
  });

  it('tells the worker that follows how many threads it may use', async () => {
    const limits: number[] = [];
    const { client, workers } = clientOf({ limitThreads: (most) => void limits.push(most) });
    await client.open(REQUEST);
    client.limitThreads(3);
    await vi.waitFor(() => expect(limits).toEqual([3]));
    workers[0]?.crash('out of memory');
    await client.open(REQUEST);
    await vi.waitFor(() => expect(limits).toEqual([3, 3]));
    await client.close();
  });

  it('passes no progress on once the answer is there', async () => {
    let report: ProgressListener = () => undefined;
    const { client } = clientOf({
      open: async (_id, _request, onProgress) => {
        report = onProgress;
        report({ stage: 'loading', done: 1, total: 2 });
        return { ok: true, value: INFO };
      },
    });
    const heard: number[] = [];
    const opened = client.open(REQUEST, ({ done }) => heard.push(done));
    await vi.waitFor(() => expect(heard).toEqual([1]));
    await opened;
    // It answers once the other side has heard it.
    await report({ stage: 'loading', done: 2, total: 2 });
    expect(heard).toEqual([1]);
    await client.close();
  });

  describe('that hears nothing any more', () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    /** A client whose worker is asked for signs of life as time goes by. */
    function watched(step: BackendStep, alive: () => void | Promise<void>) {
      let asked = 0;
      const info = { backend: { step } } as EngineInfo;
      const made = clientOf({
        open: async () => ({ ok: true, value: info }),
        alive: () => {
          asked++;
          return alive() as void;
        },
      });
      /** Lets so many intervals pass; every question reaches the worker. */
      const pass = async (intervals: number) => {
        for (let i = 0; i < intervals; i++) {
          vi.advanceTimersByTime(10_000);
          for (let turn = 0; turn < 3; turn++) await new Promise((r) => setTimeout(r, 5));
        }
      };
      return { ...made, pass, asked: () => asked };
    }

    it('is ended after a minute, as one that crashed', async () => {
      const { client, workers, pass } = watched('wasm-threads', () => never);
      await client.open(REQUEST);
      const run = client.analyseField(picture(), null);
      const told = expect(run).rejects.toThrow(
        /The analysis worker stopped: it has not answered for a minute\./,
      );
      await pass(6);
      expect(workers[0]?.terminated).toBe(false);
      await pass(1);
      await told;
      expect(workers[0]?.terminated).toBe(true);
    });

    it('is not one that answers, has nothing to do, or is known to be slow', async () => {
      const answering = watched('wasm-threads', () => undefined);
      await answering.client.open(REQUEST);
      await answering.pass(10);
      expect(answering.asked()).toBe(0);
      answering.client.analyseField(picture(), null).catch(() => undefined);
      await answering.pass(10);
      expect(answering.asked()).toBe(10);
      expect(answering.workers[0]?.terminated).toBe(false);
      await answering.client.close();
      await answering.pass(2);
      expect(answering.asked()).toBe(10);

      const slow = watched('cpu', () => never);
      await slow.client.open(REQUEST);
      slow.client.analyseField(picture(), null).catch(() => undefined);
      await slow.pass(10);
      expect(slow.workers[0]?.terminated).toBe(false);
      await slow.client.close();
    });
  });
});
