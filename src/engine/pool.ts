import type { Scale } from '../domain/case.ts';
import type { PackManifest } from '../domain/pack.ts';
import { say } from '../domain/text/index.ts';
import type {
  AnalysisEngine,
  EngineInfo,
  FieldAnalysis,
  OpenRequest,
  PixelImage,
  ProgressListener,
} from './api.ts';

/** More workers would wait for the memory rather than compute. */
const MOST_WORKERS = 4;
/** What all workers together may hold, bytes: 4 GiB. */
const MEMORY_BUDGET = 4 * 2 ** 30;
/** Activations and the program itself of one worker, bytes. */
const WORKING_MEMORY = 300 * 2 ** 20;

/**
 * How many single-threaded workers share the fields, where WebAssembly may have no threads.
 * @param processors logical processors of the machine
 */
export function workersFor(manifest: PackManifest, processors: number): number {
  const files = [manifest.detector, manifest.gate, ...manifest.members];
  const weights = files.reduce(
    (sum, { bytes, dtype }) => sum + (dtype === 'F32' ? bytes : bytes * 2),
    0,
  );
  // Laid out for the kernels, weights are up to twice as large as float32.
  const affordable = Math.floor(MEMORY_BUDGET / (2 * weights + WORKING_MEMORY));
  return Math.max(1, Math.min(MOST_WORKERS, processors, affordable));
}

/**
 * Several engines that share the fields, each taking whole ones. The first is opened; where that
 * came to WebAssembly on one thread for want of cross-origin isolation, more follow as soon as
 * there is a field for them. Elsewhere it is that one engine.
 */
class EnginePool implements AnalysisEngine {
  readonly #start: () => AnalysisEngine;
  readonly #processors: number;
  readonly #idle: AnalysisEngine[] = [];
  readonly #members: AnalysisEngine[] = [];
  #request: OpenRequest | null = null;
  #workers = 1;

  constructor(start: () => AnalysisEngine, processors: number) {
    this.#start = start;
    this.#processors = processors;
  }

  async open(
    request: OpenRequest,
    onProgress?: ProgressListener,
    signal?: AbortSignal,
  ): Promise<EngineInfo> {
    await this.close();
    const first = this.#start();
    this.#members.push(first);
    const info = await first.open(request, onProgress, signal);
    this.#idle.push(first);
    this.#request = request;
    this.#workers =
      info.backend.step === 'wasm-simd' ? workersFor(info.manifest, this.#processors) : 1;
    if (this.#workers === 1) return info;
    const second = say('backend.workers', { count: this.#workers });
    const reason = say('both', { first: info.backend.reason, second });
    return { ...info, backend: { ...info.backend, reason }, workers: this.#workers };
  }

  async analyseField(
    image: PixelImage,
    scale: Scale | null,
    onProgress?: ProgressListener,
    signal?: AbortSignal,
  ): Promise<FieldAnalysis> {
    const engine = this.#idle.pop() ?? (await this.#another(onProgress, signal));
    try {
      return await engine.analyseField(image, scale, onProgress, signal);
    } finally {
      if (this.#members.includes(engine)) this.#idle.push(engine);
    }
  }

  async close(): Promise<void> {
    const members = this.#members.splice(0);
    this.#idle.length = 0;
    this.#request = null;
    this.#workers = 1;
    await Promise.all(members.map((engine) => engine.close()));
  }

  /** One more engine, or the first where there may be no more: it takes its calls in turn. */
  async #another(onProgress?: ProgressListener, signal?: AbortSignal): Promise<AnalysisEngine> {
    const [first] = this.#members;
    if (first && this.#members.length >= this.#workers) return first;
    const engine = this.#start();
    this.#members.push(engine);
    try {
      // Where nothing is open, this is what says so.
      if (this.#request) await engine.open(this.#request, onProgress, signal);
      return engine;
    } catch (error) {
      this.#members.splice(this.#members.indexOf(engine), 1);
      await engine.close().catch(() => undefined);
      throw error;
    }
  }
}

/**
 * @param start makes an engine with a worker of its own
 * @param processors as many workers at most; 1 where one worker may use them all
 */
export const pooled = (start: () => AnalysisEngine, processors: number): AnalysisEngine =>
  new EnginePool(start, processors);
