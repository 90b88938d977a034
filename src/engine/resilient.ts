import type { Scale } from '../domain/case.ts';
import type { Message } from '../domain/message.ts';
import { say } from '../domain/text/index.ts';
import type {
  AnalysisEngine,
  BackendStep,
  EngineInfo,
  FailedStep,
  FieldAnalysis,
  OpenRequest,
  PixelImage,
  ProgressListener,
} from './api.ts';
import { BackendError, isAbortError } from './errors.ts';

/** Told once the work goes on with another backend, whose reason says what failed. */
export type FallBackListener = (info: EngineInfo) => void;

/**
 * An engine that goes on when its backend fails (ADR 0017). A lost GPU, memory that ran out or a
 * worker that crashed ends the inner engine; the pack is opened on what comes next in
 * `BACKEND_STEPS`, and the fields that were running are run again there. A call rejects only
 * where nothing is left to try, with every reason. What failed is not tried again before the next
 * `open`.
 */
class ResilientEngine implements AnalysisEngine {
  readonly #inner: AnalysisEngine;
  readonly #onFallBack: FallBackListener;
  #request: OpenRequest | null = null;
  #info: EngineInfo | null = null;
  /** Everything that failed since the pack was opened, in its order. */
  #problem: Message | null = null;
  /** What failed last, while nothing is open in its place. */
  #failed: FailedStep | null = null;
  /** Opening the next backend, for all fields that wait for it. */
  #moving: Promise<void> | null = null;

  constructor(inner: AnalysisEngine, onFallBack: FallBackListener) {
    this.#inner = inner;
    this.#onFallBack = onFallBack;
  }

  async open(
    request: OpenRequest,
    onProgress?: ProgressListener,
    signal?: AbortSignal,
  ): Promise<EngineInfo> {
    this.#request = request;
    this.#info = null;
    this.#failed = null;
    this.#problem = null;
    return this.#openOn(request, onProgress, signal);
  }

  async analyseField(
    image: PixelImage,
    scale: Scale | null,
    onProgress?: ProgressListener,
    signal?: AbortSignal,
  ): Promise<FieldAnalysis> {
    for (;;) {
      try {
        if (this.#failed) await this.#moveOn(onProgress, signal);
      } catch (error) {
        // The field that was opening the next backend has been cancelled; this one has not.
        if (isAbortError(error) && !signal?.aborted) continue;
        throw error;
      }
      const info = this.#info;
      try {
        // The worker takes the pixels over: what is needed again is kept here.
        return await this.#inner.analyseField(copyOf(image), scale, onProgress, signal);
      } catch (error) {
        if (!info || signal?.aborted) throw error;
        // Closed under this field, to open the next backend: another one met a failure.
        const replaced = this.#failed !== null || this.#info !== info;
        if (isAbortError(error) && this.#request && replaced) continue;
        if (!(error instanceof BackendError)) throw error;
        // Another field may have met the same failure before.
        if (this.#info === info && !this.#failed)
          this.#failed = this.#failureOf(info.backend.step, error);
      }
    }
  }

  async close(): Promise<void> {
    this.#request = null;
    this.#info = null;
    this.#failed = null;
    await this.#inner.close();
  }

  async #moveOn(onProgress?: ProgressListener, signal?: AbortSignal): Promise<void> {
    this.#moving ??= this.#openNext(onProgress, signal).finally(() => {
      this.#moving = null;
    });
    await this.#moving;
  }

  async #openNext(onProgress?: ProgressListener, signal?: AbortSignal): Promise<void> {
    const failed = this.#failed;
    if (!failed || !this.#request) return;
    await this.#inner.close().catch(() => undefined);
    const info = await this.#openOn({ ...this.#request, after: failed }, onProgress, signal);
    this.#failed = null;
    this.#onFallBack(info);
  }

  /** Opens the pack on the best backend that does not fail at that. */
  async #openOn(
    request: OpenRequest,
    onProgress?: ProgressListener,
    signal?: AbortSignal,
  ): Promise<EngineInfo> {
    let wanted = request;
    for (;;) {
      let step: BackendStep | null = null;
      try {
        this.#info = await this.#inner.open(
          wanted,
          (progress) => {
            step = progress.step ?? step;
            onProgress?.(progress);
          },
          signal,
        );
        return this.#info;
      } catch (error) {
        // Without a step no backend has come as far as to the pack: there is none left.
        if (!(error instanceof BackendError) || step === null || signal?.aborted) throw error;
        wanted = { ...wanted, after: this.#failureOf(step, error) };
      }
    }
  }

  #failureOf(step: BackendStep, { fault }: BackendError): FailedStep {
    this.#problem = this.#problem
      ? say('both', { first: this.#problem, second: fault.problem })
      : fault.problem;
    return { step, problem: this.#problem };
  }
}

const copyOf = (image: PixelImage): PixelImage => ({ ...image, data: image.data.slice() });

/**
 * @param inner an engine that can be opened again after a failure
 * @param onFallBack told once the work goes on with another backend
 */
export const resilient = (inner: AnalysisEngine, onFallBack: FallBackListener): AnalysisEngine =>
  new ResilientEngine(inner, onFallBack);
