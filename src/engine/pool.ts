import type { Scale } from '../domain/case.ts';
import type { PackManifest } from '../domain/pack.ts';
import { say } from '../domain/text/index.ts';
import type {
  AnalysisEngine,
  BackendStep,
  EngineInfo,
  FieldAnalysis,
  OpenRequest,
  PixelImage,
  ProgressListener,
} from './api.ts';
import { abortError, throwIfAborted } from './errors.ts';

/** An engine that can leave processors to the others of its pool. */
export interface PooledEngine extends AnalysisEngine {
  /** @param most threads that may compute from now on, also amid a field; at least 1 */
  limitThreads(most: number): void;
}

/** More workers would wait for the memory rather than compute. */
const MOST_WORKERS = 4;
/** What all workers together may hold, bytes: 4 GiB. */
const MEMORY_BUDGET = 4 * 2 ** 30;
/** Activations and the program itself of one worker, bytes. */
const WORKING_MEMORY = 300 * 2 ** 20;

/**
 * Fields that have to wait before another worker is opened beside one that has all processors: opening
 * it takes as long as it saves on about as many.
 */
const WORTH_A_WORKER = 4;

/** The steps whose work on a field leaves processors idle. */
const SHARED_STEPS: readonly BackendStep[] = ['wasm-threads', 'wasm-simd'];

/**
 * How many workers share the fields on WebAssembly.
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

/** A field that waits for an engine. */
interface Waiting {
  readonly take: (engine: PooledEngine) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Several engines that share the fields, each taking whole ones: while one detects, another
 * classifies, and each on fewer threads wastes less of them (docs/adr/0017). The first is opened on
 * all processors; where that came to WebAssembly, more follow on one thread each as there are fields
 * for them, and the first leaves a processor to each that is at work. Elsewhere it is that one engine.
 */
class EnginePool implements AnalysisEngine {
  readonly #start: () => PooledEngine;
  readonly #processors: number;
  /** All that are open, the first one first. */
  #members: PooledEngine[] = [];
  readonly #busy = new Set<PooledEngine>();
  readonly #waiting: Waiting[] = [];
  #opening: PooledEngine | null = null;
  /** What another worker is opened with. */
  #request: OpenRequest | null = null;
  #threads = 1;
  #workers = 1;
  /** Fields that had to wait since an engine was last without work. */
  #queued = 0;

  constructor(start: () => PooledEngine, processors: number) {
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
    this.#members = [first];
    const info = await first.open(request, onProgress, signal);
    const { backend, manifest } = info;
    this.#threads = backend.threads;
    this.#request = { packLocation: request.packLocation, backend: backend.name, threads: 1 };
    this.#workers = SHARED_STEPS.includes(backend.step)
      ? workersFor(manifest, this.#processors)
      : 1;
    if (this.#workers === 1) return info;
    const second = say('backend.workers', { count: this.#workers });
    const reason = say('both', { first: backend.reason, second });
    return { ...info, backend: { ...backend, reason }, workers: this.#workers };
  }

  async analyseField(
    image: PixelImage,
    scale: Scale | null,
    onProgress?: ProgressListener,
    signal?: AbortSignal,
  ): Promise<FieldAnalysis> {
    throwIfAborted(signal);
    const engine = this.#idle() ?? (await this.#nextIdle(signal));
    this.#busy.add(engine);
    this.#shareThreads();
    try {
      return await engine.analyseField(image, scale, onProgress, signal);
    } finally {
      this.#busy.delete(engine);
      this.#handOut();
    }
  }

  async close(): Promise<void> {
    const members = this.#opening ? [...this.#members, this.#opening] : this.#members;
    this.#members = [];
    this.#opening = null;
    this.#busy.clear();
    this.#request = null;
    this.#workers = 1;
    this.#queued = 0;
    for (const { fail } of this.#waiting.splice(0)) fail(abortError());
    await Promise.all(members.map((engine) => engine.close()));
  }

  /**
   * The first of the engines without work: it may use the most threads. An engine that nothing is
   * opened in says so itself, and one that has no others beside it takes its calls in turn.
   */
  #idle(): PooledEngine | undefined {
    if (this.#members.length === 0) this.#members = [this.#start()];
    if (this.#workers === 1) return this.#members[0];
    return this.#members.find((engine) => !this.#busy.has(engine));
  }

  #nextIdle(signal: AbortSignal | undefined): Promise<PooledEngine> {
    this.#queued++;
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(abortError());
      };
      const waiting: Waiting = {
        take: (engine) => {
          signal?.removeEventListener('abort', leave);
          resolve(engine);
        },
        fail: (error) => {
          signal?.removeEventListener('abort', leave);
          reject(error);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.push(waiting);
      void this.#openAnother();
    });
  }

  /** Gives engines without work to fields that wait, and processors to those at work. */
  #handOut(): void {
    while (this.#waiting.length > 0) {
      const engine = this.#idle();
      if (!engine) break;
      this.#busy.add(engine);
      this.#waiting.shift()?.take(engine);
    }
    if (this.#waiting.length === 0 && this.#busy.size < this.#members.length) this.#queued = 0;
    this.#shareThreads();
  }

  #shareThreads(): void {
    const [first] = this.#members;
    if (!first || this.#threads === 1) return;
    const others = this.#busy.size - Number(this.#busy.has(first));
    first.limitThreads(Math.max(1, this.#threads - others));
  }

  /** Opens one more worker in the background, where that pays. */
  async #openAnother(): Promise<void> {
    if (!this.#request || this.#opening || this.#members.length >= this.#workers) return;
    const everyProcessorIsUsed = this.#threads >= this.#processors;
    if (everyProcessorIsUsed && this.#queued < WORTH_A_WORKER) return;
    const engine = this.#start();
    this.#opening = engine;
    const isWanted = () => this.#opening === engine;
    try {
      await engine.open(this.#request);
      if (!isWanted()) return;
      this.#opening = null;
      this.#members.push(engine);
      this.#handOut();
    } catch {
      // Those that are open do the work; what ails the backend they will meet themselves.
      if (isWanted()) {
        this.#opening = null;
        this.#workers = this.#members.length;
      }
      await engine.close().catch(() => undefined);
    }
    if (this.#waiting.length > 0) void this.#openAnother();
  }
}

/**
 * @param start makes an engine with a worker of its own
 * @param processors as many workers at most
 */
export const pooled = (start: () => PooledEngine, processors: number): AnalysisEngine =>
  new EnginePool(start, processors);
