import type { Scale } from '../domain/case.ts';
import { ExplainedError } from '../domain/explainedError.ts';
import { say } from '../domain/text/index.ts';
import type {
  AnalysisEngine,
  BackendName,
  EngineInfo,
  FieldAnalysis,
  OpenRequest,
  PixelImage,
  ProgressListener,
} from './api.ts';
import type { BackendSession } from './backend/session.ts';
import { BackendError, isAbortError, PackError, saidBy } from './errors.ts';
import { Pipeline } from './pipeline.ts';
import type { PackSource } from './weights/source.ts';

/** What differs between a browser's worker and Node. */
export interface EngineHost {
  startBackend(request: BackendName | 'auto', signal?: AbortSignal): Promise<BackendSession>;
  packSource(location: string): PackSource;
}

interface Opened {
  readonly session: BackendSession;
  readonly pipeline: Pipeline;
}

/** The engine in the thread that calls it. Calls run one after the other, in their order. */
export class LocalEngine implements AnalysisEngine {
  readonly #host: EngineHost;
  #opened: Opened | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(host: EngineHost) {
    this.#host = host;
  }

  /** The open pack's pipeline, for evaluation. @throws BackendError where no pack is open */
  get pipeline(): Pipeline {
    return this.#require().pipeline;
  }

  open(
    request: OpenRequest,
    onProgress?: ProgressListener,
    signal?: AbortSignal,
  ): Promise<EngineInfo> {
    return this.#enqueue(async () => {
      this.#release();
      const session = await this.#host.startBackend(request.backend, signal);
      try {
        const source = this.#host.packSource(request.packLocation);
        const pipeline = await Pipeline.load(source, session.choice, onProgress, signal);
        this.#opened = { session, pipeline };
        return { backend: session.choice, pack: pipeline.identity, manifest: pipeline.manifest };
      } catch (error) {
        const fault = this.#faultOf(error, session);
        session.dispose();
        throw fault;
      }
    });
  }

  analyseField(
    image: PixelImage,
    scale: Scale | null,
    onProgress?: ProgressListener,
    signal?: AbortSignal,
  ): Promise<FieldAnalysis> {
    return this.#enqueue(async () => {
      const { session, pipeline } = this.#require();
      try {
        const analysis = await pipeline.analyseField(image, scale, onProgress, signal);
        // A GPU that fails answers with zeros rather than an error: such an answer is not one.
        const failure = session.failure();
        if (failure !== null) throw new ExplainedError(failure);
        return analysis;
      } catch (error) {
        throw this.#faultOf(error, session);
      }
    });
  }

  close(): Promise<void> {
    return this.#enqueue(async () => this.#release());
  }

  #require(): Opened {
    if (this.#opened) return this.#opened;
    throw new BackendError({
      problem: say('backend.notOpen'),
      remedy: say('backend.remedy.loadPack'),
    });
  }

  #release(): void {
    this.#opened?.pipeline.dispose();
    this.#opened?.session.dispose();
    this.#opened = null;
  }

  /** A failed backend explains whatever else went wrong, except a cancel or a faulty pack. */
  #faultOf(error: unknown, session: BackendSession): unknown {
    if (isAbortError(error) || error instanceof PackError || error instanceof BackendError)
      return error;
    const failure = session.failure();
    if (failure === null) return error;
    const reason = saidBy(error);
    const detail =
      reason.text === failure.text ? failure : say('backend.failedWith', { failure, reason });
    return new BackendError(
      {
        problem: say('backend.failed', { name: session.choice.name, failure: detail }),
        remedy: say('backend.remedy.again'),
      },
      { cause: error },
    );
  }

  #enqueue<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }
}
