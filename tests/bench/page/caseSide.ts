import type { AnalysisEngine, EngineInfo } from '../../../src/engine/api.ts';
import { pooled } from '../../../src/engine/pool.ts';
import { createEngineClient } from '../../../src/engine/worker/client.ts';
import { benchField } from '../field.ts';
import type { BenchBackend } from '../side.ts';

const startEngineWorker = (): Worker =>
  new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' });

/** A case of many fields on the workstation's pool of engines, given out as its queue does it. */
export class CaseSide {
  readonly #field = benchField();
  #engine: AnalysisEngine | null = null;
  #info: EngineInfo | null = null;

  /** @returns how many fields are analysed at once */
  async open(packLocation: string, backend: BenchBackend): Promise<number> {
    this.#engine = pooled(
      () => createEngineClient(startEngineWorker),
      navigator.hardwareConcurrency,
    );
    this.#info = await this.#engine.open({ packLocation, backend });
    return this.#info.workers ?? 1;
  }

  /**
   * @param atOnce fields that are given out at once; 1 for one after the other, on all threads
   * @returns ms
   */
  async analyse(fields: number, atOnce: number): Promise<number> {
    let left = fields;
    const started = performance.now();
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (left-- > 0) await this.#analyseField();
      }),
    );
    return performance.now() - started;
  }

  async close(): Promise<void> {
    await this.#engine?.close();
    this.#engine = null;
  }

  async #analyseField(): Promise<void> {
    if (!this.#engine) throw new Error('No pack is open.');
    const { image, scale } = this.#field;
    await this.#engine.analyseField({ ...image, data: image.data.slice() }, scale);
  }
}
