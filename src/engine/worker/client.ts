import { proxy, type Remote, transfer, wrap } from 'comlink';
import type { Scale } from '../../domain/case.ts';
import type { Message } from '../../domain/message.ts';
import { quote, say } from '../../domain/text/index.ts';
import type {
  BackendStep,
  EngineInfo,
  FieldAnalysis,
  OpenRequest,
  PixelImage,
  ProgressListener,
} from '../api.ts';
import { abortError, BackendError, restoreError, throwIfAborted } from '../errors.ts';
import type { PooledEngine } from '../pool.ts';
import type { EngineWorker, Outcome } from './protocol.ts';
import { watchLife } from './watch.ts';

/** A running worker. `ended` rejects when it crashes or is ended, and never resolves. */
interface Connection {
  readonly remote: Remote<EngineWorker>;
  readonly ended: Promise<never>;
  /** Calls that wait for an answer. */
  calls: number;
  /** Whether one layer may take minutes, in which the worker hears nothing. */
  slow: boolean;
  /** Ends the watch over a worker that has calls. */
  unwatch: (() => void) | null;
  /** Ends a worker that nobody ended and nothing is to be expected of any longer. */
  crash(why: Message): void;
  end(reason: Error): void;
}

/** Plain JavaScript, and WebAssembly without SIMD. */
const SLOW_STEPS: readonly BackendStep[] = ['wasm-plain', 'cpu'];

/** A cancelled worker that has not stopped by then is ended: one layer may take longer. */
const LONGEST_STOP_MS = 200;

/**
 * The engine in a worker of its own. Each `open` starts a fresh worker, and `close` ends it: that
 * alone gives back all memory of the processor and the GPU. After a crash every waiting call
 * rejects with a BackendError, and the next `open` starts anew.
 */
class EngineClient implements PooledEngine {
  readonly #start: () => Worker;
  #connection: Connection | null = null;
  /** Why the last worker is gone, where nobody ended it. */
  #crash: BackendError | null = null;
  /** What the pack was opened with, for the worker that follows one which had to be ended. */
  #request: OpenRequest | null = null;
  #stopped = false;
  #mostThreads: number | null = null;
  #nextId = 1;

  constructor(start: () => Worker) {
    this.#start = start;
  }

  async open(
    request: OpenRequest,
    onProgress?: ProgressListener,
    signal?: AbortSignal,
  ): Promise<EngineInfo> {
    throwIfAborted(signal);
    this.#connection?.end(abortError());
    this.#request = request;
    const connection = this.#connect();
    this.#connection = connection;
    const info = await this.#call(connection, onProgress, signal, (id, report) =>
      connection.remote.open(id, request, report),
    );
    connection.slow = SLOW_STEPS.includes(info.backend.step);
    if (this.#mostThreads !== null) this.limitThreads(this.#mostThreads);
    return info;
  }

  /** Takes the pixels over: where `image.data` spans its whole buffer, it is empty afterwards. */
  async analyseField(
    image: PixelImage,
    scale: Scale | null,
    onProgress?: ProgressListener,
    signal?: AbortSignal,
  ): Promise<FieldAnalysis> {
    throwIfAborted(signal);
    if (this.#stopped && this.#request) await this.open(this.#request, onProgress, signal);
    const connection = this.#connection;
    if (!connection)
      throw (
        this.#crash ??
        new BackendError({
          problem: say('backend.notOpen'),
          remedy: say('backend.remedy.loadPack'),
        })
      );
    const owned = withOwnBuffer(image);
    return this.#call(connection, onProgress, signal, (id, report) =>
      connection.remote.analyseField(id, transfer(owned, [owned.data.buffer]), scale, report),
    );
  }

  /** Leaves processors to other workers, also amid a field. @param most threads, at least 1 */
  limitThreads(most: number): void {
    // A worker that has to be ended is followed by one that is to be as modest.
    this.#mostThreads = most;
    this.#connection?.remote.limitThreads(most).catch(ignore);
  }

  async close(): Promise<void> {
    this.#request = null;
    this.#stopped = false;
    this.#connection?.end(abortError());
  }

  /**
   * Waits for a call, for a crash, or for a cancel, whichever comes first. A cancelled call
   * rejects at once; the worker hears of it and stops at its next step, or is ended where that
   * takes too long. Progress comes by a port of its own, so that the last of it may arrive after the
   * answer: nobody hears of that.
   */
  async #call<Value>(
    connection: Connection,
    onProgress: ProgressListener | undefined,
    signal: AbortSignal | undefined,
    send: (id: number, report: ProgressListener) => Promise<Outcome<Value>>,
  ): Promise<Value> {
    const id = this.#nextId++;
    const cancelled = rejection();
    let over = false;
    const report: ProgressListener = (progress) => {
      if (!over) onProgress?.(progress);
    };
    const sent = send(id, proxy(report));
    this.#count(connection, 1);
    const cancel = () => {
      connection.remote.cancel(id).catch(ignore);
      cancelled.reject(abortError());
      const timer = setTimeout(() => this.#giveUp(connection), LONGEST_STOP_MS);
      const stopped = () => clearTimeout(timer);
      sent.then(stopped, stopped);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      // The loser of the race may fail later, when nobody listens any more.
      sent.catch(ignore);
      const outcome = await Promise.race([sent, connection.ended, cancelled.promise]);
      if (outcome.ok) return outcome.value;
      throw restoreError(outcome.error);
    } finally {
      over = true;
      signal?.removeEventListener('abort', cancel);
      this.#count(connection, -1);
    }
  }

  /** A worker that has calls is watched: one that is stuck raises no error by itself. */
  #count(connection: Connection, change: 1 | -1): void {
    connection.calls += change;
    if (connection.calls > 0 && !connection.slow)
      connection.unwatch ??= watchLife(
        () => connection.remote.alive(),
        () => connection.crash(say('backend.workerSilent')),
      );
    else {
      connection.unwatch?.();
      connection.unwatch = null;
    }
  }

  /** Ends a worker that does not stop, unless it has other work; the next field starts another. */
  #giveUp(connection: Connection): void {
    if (connection.calls > 0 || this.#connection !== connection) return;
    connection.end(abortError());
    this.#stopped = true;
  }

  #connect(): Connection {
    this.#crash = null;
    this.#stopped = false;
    const worker = this.#start();
    const ended = rejection();
    const connection: Connection = {
      remote: wrap<EngineWorker>(worker),
      ended: ended.promise,
      calls: 0,
      slow: false,
      unwatch: null,
      crash: (why) => {
        this.#crash = new BackendError({
          problem: say('backend.workerStopped', { why }),
          remedy: say('backend.remedy.againOther'),
        });
        connection.end(this.#crash);
      },
      end: (reason) => {
        worker.terminate();
        connection.unwatch?.();
        if (this.#connection === connection) this.#connection = null;
        ended.reject(reason);
      },
    };
    const { crash } = connection;
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      crash(event.message ? quote(event.message) : say('backend.workerNotLoaded'));
    });
    worker.addEventListener('messageerror', () => crash(say('backend.workerMessage')));
    return connection;
  }
}

const ignore = (): void => undefined;

/** A promise that can only be rejected, from outside; nobody need listen. */
function rejection(): { readonly promise: Promise<never>; reject(reason: Error): void } {
  let reject: (reason: Error) => void = ignore;
  const promise = new Promise<never>((_, fail) => {
    reject = fail;
  });
  promise.catch(ignore);
  return { promise, reject: (reason) => reject(reason) };
}

/** An image whose pixels can be handed over without taking anything else along. */
function withOwnBuffer(image: PixelImage): PixelImage & { data: { buffer: ArrayBuffer } } {
  const { data } = image;
  const whole = data.buffer instanceof ArrayBuffer && data.byteLength === data.buffer.byteLength;
  const own = whole ? data : data.slice();
  return { ...image, data: own as typeof data & { buffer: ArrayBuffer } };
}

/** An engine in a worker of its own. @param start a worker in which `serveEngine` runs */
export const createEngineClient = (start: () => Worker): PooledEngine => new EngineClient(start);
