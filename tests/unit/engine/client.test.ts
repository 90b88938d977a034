import { expose } from 'comlink';
import { describe, expect, it } from 'vitest';
import type { EngineInfo, PixelImage } from '../../../src/engine/api.ts';
import { BackendError } from '../../../src/engine/errors.ts';
import { createEngineClient } from '../../../src/engine/worker/client.ts';
import type { EngineWorker } from '../../../src/engine/worker/protocol.ts';

const REQUEST = { packLocation: 'memory:', backend: 'auto' } as const;
const PICTURE: PixelImage = { width: 1, height: 1, channels: 3, data: Uint8Array.of(1, 2, 3) };

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
      open: async () => ({ ok: true, value: {} as EngineInfo }),
      analyseField: () => never,
      cancel: () => undefined,
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
    const running = client.analyseField(PICTURE, null);
    workers[0]?.crash('out of memory');
    await expect(running).rejects.toThrow(BackendError);
    await expect(running).rejects.toThrow(/The analysis worker stopped: out of memory\./);
    expect(workers[0]?.terminated).toBe(true);
    await expect(client.analyseField(PICTURE, null)).rejects.toThrow(/worker stopped/);
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
    const run = client.analyseField(PICTURE, null, undefined, cancel.signal);
    cancel.abort();
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(await heard).toBeGreaterThan(0);
    await client.close();
  });
});
