import { describe, expect, it } from 'vitest';
import type {
  AnalysisEngine,
  BackendStep,
  EngineInfo,
  FieldAnalysis,
} from '../../../src/engine/api.ts';
import { pooled, workersFor } from '../../../src/engine/pool.ts';
import { createWorkstation } from '../../../src/store/workstation.ts';
import { analysisOf, caseOf, fieldOf, PAGE, testServices } from '../store/support.ts';
import { tinyPack } from './packs.ts';

const { manifest } = tinyPack();
const REQUEST = { packLocation: 'memory:', backend: 'auto' } as const;
const picture = { width: 1, height: 1, channels: 3 as const, data: Uint8Array.of(1, 2, 3) };

/** Engines whose fields end when the test says so. */
function engines(step: BackendStep) {
  const made: { open: number; closed: number; running: (() => void)[] }[] = [];
  const start = (): AnalysisEngine => {
    const state = { open: 0, closed: 0, running: [] as (() => void)[] };
    made.push(state);
    return {
      async open() {
        state.open++;
        const reason = { text: 'One thread.' };
        return { backend: { name: 'wasm', step, threads: 1, reason }, manifest } as EngineInfo;
      },
      analyseField: () =>
        new Promise<FieldAnalysis>((resolve) => {
          state.running.push(() => resolve(analysisOf([])));
        }),
      async close() {
        state.closed++;
      },
    };
  };
  return { made, start };
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
    const { made, start } = engines('wasm-simd');
    const pool = pooled(start, 2);
    const info = await pool.open(REQUEST);
    expect(info.workers).toBe(2);
    expect(info.backend.reason.text).toBe('One thread. 2 workers share the fields.');
    expect(made).toHaveLength(1);
    const runs = [1, 2].map(() => pool.analyseField(picture, null));
    await expect.poll(() => made.map(({ running }) => running.length)).toEqual([1, 1]);
    for (const { running } of made) running[0]?.();
    await Promise.all(runs);
    const third = pool.analyseField(picture, null);
    await expect.poll(() => made.flatMap(({ running }) => running).length).toBe(3);
    expect(made).toHaveLength(2);
    for (const { running } of made) running.at(-1)?.();
    await third;
    await pool.close();
    expect(made.map(({ closed }) => closed)).toEqual([1, 1]);
  });

  it('are one where the backend uses the machine by itself', async () => {
    for (const step of ['webgpu', 'wasm-threads', 'cpu'] as const) {
      const { made, start } = engines(step);
      const pool = pooled(start, 8);
      expect((await pool.open(REQUEST)).workers).toBeUndefined();
      const runs = [1, 2].map(() => pool.analyseField(picture, null));
      await expect.poll(() => made.map(({ running }) => running.length)).toEqual([2]);
      for (const end of made[0]!.running) end();
      await Promise.all(runs);
    }
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
