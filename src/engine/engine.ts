import type { Scale } from '../domain/case.ts';
import { ExplainedError } from '../domain/explainedError.ts';
import { say } from '../domain/text/index.ts';
import type {
  AnalysisEngine,
  BackendRequest,
  EngineInfo,
  FieldAnalysis,
  OpenRequest,
  PixelImage,
  ProgressListener,
} from './api.ts';
import { faultIn } from './backend/faults.ts';
import type { BackendSession } from './backend/session.ts';
import { BackendError, isAbortError, PackError, saidBy } from './errors.ts';
import { Pipeline } from './pipeline.ts';
import type { PackSource } from './weights/source.ts';

/** What differs between a browser's worker and Node. */
export interface EngineHost {
  startBackend(request: BackendRequest, signal?: AbortSignal): Promise<BackendSession>;
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
      const session = await this.#host.startBackend(request, signal);
      const { step } = session.choice;
      try {
        const source = this.#host.packSource(request.packLocation);
        const report: ProgressListener = (progress) => onProgress?.({ ...progress, step });
        const pipeline = await unlessLost(session, signal, (until) =>
          Pipeline.load(source, session.choice, report, until),
        );
        this.#opened = { session, pipeline };
        return { backend: session.choice, pack: pipeline.identity, manifest: pipeline.manifest };
      } catch (error) {
        const fault = this.#faultOf(error, session, signal);
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
        const analysis = await unlessLost(session, signal, (until) =>
          pipeline.analyseField(image, scale, onProgress, until),
        );
        // A backend that fails answers with zeros rather than an error: such an answer is not one.
        const failure = session.failure();
        if (failure !== null) throw new ExplainedError(failure);
        return analysis;
      } catch (error) {
        throw this.#faultOf(error, session, signal);
      }
    });
  }

  close(): Promise<void> {
    return this.#enqueue(async () => this.#release());
  }

  /** Leaves processors to other engines, also amid a field. @param most threads, at least 1 */
  limitThreads(most: number): void {
    this.#opened?.session.limitThreads?.(most);
  }

  #require(): Opened {
    if (this.#opened) return this.#opened;
    throw new BackendError({
      problem: say('backend.notOpen'),
      remedy: say('backend.remedy.loadPack'),
    });
  }

  #release(): void {
    const opened = this.#opened;
    this.#opened = null;
    opened?.pipeline.dispose();
    opened?.session.dispose();
  }

  /** A failed backend explains whatever else went wrong, except a cancel or a faulty pack. */
  #faultOf(error: unknown, session: BackendSession, signal?: AbortSignal): unknown {
    if (signal?.aborted || error instanceof PackError || error instanceof BackendError)
      return error;
    const reason = saidBy(error);
    // A lost GPU device ends what waits for it with an AbortError that nobody asked for.
    const failure = session.failure() ?? faultIn(error) ?? (isAbortError(error) ? reason : null);
    if (failure === null) return error;
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

/**
 * The work's result, or an error as soon as its backend is lost: what waits for a lost backend may
 * wait for ever. Work that does not is cancelled then.
 */
async function unlessLost<Result>(
  session: BackendSession,
  signal: AbortSignal | undefined,
  start: (signal: AbortSignal | undefined) => Promise<Result>,
): Promise<Result> {
  if (!session.lost) return start(signal);
  const stop = new AbortController();
  const cancel = () => stop.abort();
  signal?.addEventListener('abort', cancel, { once: true });
  if (signal?.aborted) stop.abort();
  try {
    const work = start(stop.signal);
    // The loser of the race may fail later, when nobody listens any more.
    work.catch(() => undefined);
    const lost = session.lost.then((): never => {
      stop.abort();
      throw new ExplainedError(session.failure() ?? say('backend.gpuLost'));
    });
    return await Promise.race([work, lost]);
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}
