import { describe, expect, it } from 'vitest';
import type {
  AnalysisEngine,
  BackendStep,
  EngineInfo,
  FieldAnalysis,
  OpenRequest,
} from '../../../src/engine/api.ts';
import { type PooledEngine, pooled, workersFor } from '../../../src/engine/pool.ts';
import { createWorkstation } from '../../../src/store/workstation.ts';
import { analysisOf, caseOf, fieldOf, PAGE, testServices } from '../store/support.ts';
import { tinyPack } from './packs.ts';

const { manifest } = tinyPack();
const REQUEST = { packLocation: 'memory:', backend: 'auto' } as const;
const picture = { width: 1, height: 1, channels: 3 as const, data: Uint8Array.of(1, 2, 3) };

interface Made {
  readonly requests: OpenRequest[];
  closed: number;
  threads: number;
  /** Ends each field that was begun. */
  readonly running: (() => void)[];
}

/** Engines whose fields end when the test says so. @param opened waits before the engine at an index is open */
function engines(
  step: BackendStep,
  threads = 1,
  opened: (index: number) => Promise<void> = async () => undefined,
) {
  const made: Made[] = [];
  const start = (): PooledEngine => {
    const index = made.length;
    const state: Made = { requests: [], closed: 0, threads, running: [] };
    made.push(state);
    return {
      async open(request) {
        state.requests.push(request);
        await opened(index);
        const reason = { text: 'One thread.' };
        return { backend: { name: 'wasm', step, threads, reason }, manifest } as EngineInfo;
      },
      analyseField: () =>
        new Promise<FieldAnalysis>((resolve) => {
          state.running.push(() => resolve(analysisOf([])));
        }),
      limitThreads(most) {
        state.threads = most;
      },
      async close() {
        state.closed++;
      },
    };
  };
  const begun = () => made.map(({ running }) => running.length);
  return { made, start, begun };
}

describe('workers that share the fields', () => {
  it('are as many as processors, memory and sense allow', () => {
    expect(workersFor(manifest, 1)).toBe(1);
    expect(workersFor(manifest, 2)).toBe(2);
    expect(workersFor(manifest, 64)).toBe(4);
    // The paper's networks: 464 MiB as float16.
    const paper = { ...manifest, gate: { ...manifest.gate, bytes: 464 * 2 ** 20, dtype: 'F16' } };
    expect(workersFor(paper as typeof manifest, 64)).toBe(1);
  });

  it('each take whole fields, and start with the first field there is for them', async () => {
    const { made, start, begun } = engines('wasm-simd');
    const pool = pooled(start, 2);
    const info = await pool.open(REQUEST);
    expect(info.workers).toBe(2);
    expect(info.backend.reason.text).toBe('One thread. Up to 2 fields are analysed at once.');
    expect(made).toHaveLength(1);
    const runs = [1, 2].map(() => pool.analyseField(picture, null));
    await expect.poll(begun).toEqual([1, 1]);
    for (const { running } of made) running[0]?.();
    await Promise.all(runs);
    const third = pool.analyseField(picture, null);
    await expect.poll(begun).toEqual([2, 1]);
    for (const { running } of made) running.at(-1)?.();
    await third;
    await pool.close();
    expect(made.map(({ closed }) => closed)).toEqual([1, 1]);
  });

  it('are one where the backend uses the machine by itself', async () => {
    for (const step of ['webgpu', 'webgl', 'cpu'] as const) {
      const { made, start, begun } = engines(step);
      const pool = pooled(start, 8);
      expect((await pool.open(REQUEST)).workers).toBeUndefined();
      const runs = [1, 2].map(() => pool.analyseField(picture, null));
      await expect.poll(begun).toEqual([2]);
      for (const end of made[0]!.running) end();
      await Promise.all(runs);
    }
  });

  it('follow one that has all processors once enough fields have waited, and it makes room', async () => {
    const { made, start, begun } = engines('wasm-threads', 2);
    const pool = pooled(start, 2);
    expect((await pool.open(REQUEST)).workers).toBe(2);
    const runs = Array.from({ length: 6 }, () => pool.analyseField(picture, null));
    // The fourth that had to wait was worth another worker, on one thread.
    await expect.poll(begun).toEqual([1, 1]);
    expect(made[1]!.requests).toEqual([{ ...REQUEST, backend: 'wasm', threads: 1 }]);
    expect(made[0]!.threads).toBe(1);
    made[1]!.running[0]!();
    await expect.poll(begun).toEqual([1, 2]);
    for (const field of [0, 1, 2]) {
      made[0]!.running[field]!();
      await expect.poll(() => begun()[0]).toBe(Math.min(field + 2, 4));
    }
    // The other one has nothing left to do: the first has its threads again.
    made[1]!.running[1]!();
    await expect.poll(() => made[0]!.threads).toBe(2);
    made[0]!.running[3]!();
    await Promise.all(runs);
    expect(begun()).toEqual([4, 2]);
  });

  it('do not follow for a few fields', async () => {
    const { made, start, begun } = engines('wasm-threads', 2);
    const pool = pooled(start, 2);
    await pool.open(REQUEST);
    // Each time the engine comes to rest, the count begins anew.
    for (let round = 1; round <= 3; round++) {
      const runs = [1, 2, 3].map(() => pool.analyseField(picture, null));
      for (let field = 3 * round - 2; field <= 3 * round; field++) {
        await expect.poll(begun).toEqual([field]);
        made[0]!.running[field - 1]!();
      }
      await Promise.all(runs);
    }
    expect(made).toHaveLength(1);
    expect(made[0]!.threads).toBe(2);
  });

  it('that cannot be opened leave the fields to the others', async () => {
    const { made, start, begun } = engines('wasm-simd', 1, async (index) => {
      if (index > 0) throw new Error('no memory');
    });
    const pool = pooled(start, 4);
    await pool.open(REQUEST);
    const runs = [1, 2, 3].map(() => pool.analyseField(picture, null));
    await expect.poll(() => made.map(({ closed }) => closed)).toEqual([0, 1]);
    made[0]!.running[0]!();
    await expect.poll(() => begun()[0]).toBe(3);
    for (const end of made[0]!.running) end();
    await Promise.all(runs);
    expect(made).toHaveLength(2);
  });

  it('are not waited for by a field that is cancelled or a pool that is closed', async () => {
    const { made, start, begun } = engines('wasm-simd', 1, (index) =>
      index === 0 ? Promise.resolve() : new Promise(() => undefined),
    );
    const pool = pooled(start, 2);
    await pool.open(REQUEST);
    const first = pool.analyseField(picture, null);
    const cancel = new AbortController();
    const second = pool.analyseField(picture, null, undefined, cancel.signal);
    const third = pool.analyseField(picture, null);
    cancel.abort();
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    await expect.poll(begun).toEqual([1, 0]);
    const closing = pool.close();
    await expect(third).rejects.toMatchObject({ name: 'AbortError' });
    await closing;
    expect(made.map(({ closed }) => closed)).toEqual([1, 1]);
    made[0]!.running[0]!();
    await first;
    expect(begun()).toEqual([1, 0]);
  });

  it('are given as many fields of the queue at once', async () => {
    const { made, start } = engines('wasm-simd');
    const services = testServices({
      createEngine: () => pooled(start, 2),
      decodeImage: async () => [PAGE],
    });
    const document = caseOf(['f1', 'f2', 'f3'].map((id) => fieldOf(id)));
    services.repository.cases.set(document.id, document);
    for (const field of document.fields)
      services.repository.images.set(field.imageId, new Blob(['picture']));
    const station = createWorkstation(services);
    await station.documents.open(document.id);
    const run = station.analysis.analyse();
    const states = () => station.store.getState().jobs.map(({ state }) => state);
    await expect.poll(states).toEqual(['running', 'running', 'queued']);
    await expect.poll(() => made.map(({ running }) => running.length)).toEqual([1, 1]);
    made[1]!.running[0]!();
    await expect.poll(states).toEqual(['running', 'done', 'running']);
    station.analysis.cancel();
    await expect.poll(() => made.map(({ running }) => running.length)).toEqual([1, 2]);
    for (const { running } of made) for (const end of running) end();
    await run;
    expect(states()).toEqual(['cancelled', 'done', 'cancelled']);
    expect(station.store.getState().analysing).toBe(false);
  });

  it('take fields of one case at the same moment without being in each other’s way', async () => {
    const { start } = engines('wasm-simd');
    const services = testServices({
      createEngine: () => {
        const pool = pooled(start, 2);
        return { ...bound(pool), analyseField: async () => analysisOf([]) };
      },
    });
    for (const id of ['a', 'b']) {
      const document = caseOf([fieldOf(`${id}1`), fieldOf(`${id}2`)], id);
      services.repository.cases.set(id, document);
      for (const field of document.fields)
        services.repository.images.set(field.imageId, new Blob(['picture']));
    }
    const station = createWorkstation(services);
    await station.analysis.analyseCases(['a', 'b']);
    expect(station.store.getState().jobs.map(({ state }) => state)).toEqual(
      Array.from({ length: 4 }, () => 'done'),
    );
  });
});

const bound = (engine: AnalysisEngine): AnalysisEngine => ({
  open: (...args) => engine.open(...args),
  analyseField: (...args) => engine.analyseField(...args),
  close: () => engine.close(),
});
