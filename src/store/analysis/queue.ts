import type { StoreApi } from 'zustand/vanilla';
import type { Case, Field } from '../../domain/case.ts';
import { ExplainedError } from '../../domain/explainedError.ts';
import type { Message } from '../../domain/message.ts';
import { say, tell } from '../../domain/text/index.ts';
import type {
  AnalysisEngine,
  AnalysisProgress,
  EngineInfo,
  FieldAnalysis,
} from '../../engine/api.ts';
import { CaseElsewhereError } from '../caseKeeper.ts';
import type { Documents } from '../documents.ts';
import { isAbort, problemOf, type Services } from '../services.ts';
import type { AnalysisJob, WorkstationState } from '../state.ts';

/** Thrown where no field can be analysed, whichever it is: the pack or the backend is at fault. */
class EngineUnavailable extends ExplainedError {}

/**
 * Analyses fields, of one case or of many, in their order: one at a time, or as many as the engine
 * has workers. A field that fails does not stop the
 * others; a cancelled job leaves finished fields as they are. Jobs can be added while others run.
 */
export class AnalysisQueue {
  readonly #store: StoreApi<WorkstationState>;
  readonly #services: Services;
  readonly #documents: Documents;
  #engine: AnalysisEngine | null = null;
  #running: Promise<void> | null = null;
  /** The fields in work, each with what ends it. */
  readonly #current = new Map<AnalysisJob, AbortController>();
  /** Something is done to the engine as a whole; fields wait for its end. */
  #exclusive: Promise<unknown> = Promise.resolve();

  constructor(store: StoreApi<WorkstationState>, services: Services, documents: Documents) {
    this.#store = store;
    this.#services = services;
    this.#documents = documents;
  }

  /**
   * Analyses fields of the open case: those named, else those without an analysis, else all.
   * Resolves when the queue is empty, however it got so.
   */
  async analyse(fieldIds?: readonly string[]): Promise<void> {
    const { document } = this.#store.getState();
    if (document) await this.#enqueue(document, fieldIds);
  }

  /** Analyses what is waiting in several cases, open or not, and in a case with nothing waiting all. */
  async analyseCases(caseIds: readonly string[]): Promise<void> {
    const runs: Promise<void>[] = [];
    for (const id of caseIds) {
      try {
        runs.push(this.#enqueue(await this.#documents.read(id)));
      } catch (error) {
        this.#services.notify({
          level: 'error',
          key: 'notices.caseNotOpened',
          values: { problem: this.#tell(problemOf(error)) },
        });
      }
    }
    await Promise.all(runs);
  }

  /** Stops the jobs of a case, or all; the field in work stops at its next step. */
  cancel(caseId?: string): void {
    const concerned = (job: AnalysisJob) => caseId === undefined || job.caseId === caseId;
    this.#store.setState(({ jobs }) => ({
      jobs: jobs.map((job) =>
        job.state === 'queued' && concerned(job) ? { ...job, state: 'cancelled' } : job,
      ),
    }));
    for (const [job, abort] of this.#current) if (concerned(job)) abort.abort();
  }

  #enqueue(document: Case, fieldIds?: readonly string[]): Promise<void> {
    const { access, document: open, jobs, analysing } = this.#store.getState();
    const closed = document.signature !== null || (open?.id === document.id && access === 'follow');
    const counted = document.fields.filter((field) => field.excluded === null);
    const pending = counted.filter((field) => field.status !== 'analysed');
    const wanted = fieldIds
      ? document.fields.filter((field) => fieldIds.includes(field.id))
      : pending.length > 0
        ? pending
        : counted;
    const own = new Map(
      jobs.filter((job) => job.caseId === document.id).map((job) => [job.fieldId, job]),
    );
    const isUnderWay = ({ id }: Field) => {
      const job = own.get(id);
      return job !== undefined && isOpen(job);
    };
    const added = closed ? [] : wanted.filter((field) => !isUnderWay(field));
    if (added.length > 0) {
      const anew = new Set(added.map(({ id }) => id));
      // What is over stays on show until a new run begins, or the field has its turn again.
      const shown = analysing
        ? jobs.filter((job) => job.caseId !== document.id || !anew.has(job.fieldId))
        : [];
      this.#store.setState({
        jobs: [...shown, ...added.map((field) => newJob(document, field))],
        analysing: true,
      });
    } else if (!this.#running) return Promise.resolve();
    this.#running ??= this.#drain().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #drain(): Promise<void> {
    const running = new Set<Promise<void>>();
    try {
      for (;;) {
        const job = this.#next();
        if (job) {
          const run = this.#run(job).finally(() => running.delete(run));
          running.add(run);
        } else if (running.size === 0) break;
        else await this.#whileBusy(running);
      }
    } catch (error) {
      this.#fail(error);
      for (const abort of this.#current.values()) abort.abort();
      await Promise.allSettled(running);
    } finally {
      this.#store.setState({ analysing: false });
    }
  }

  /** The next field, where the engine has a worker for it. */
  #next(): AnalysisJob | undefined {
    const { jobs, engine } = this.#store.getState();
    const workers = engine.phase === 'open' ? (engine.info.workers ?? 1) : 1;
    if (this.#current.size >= workers) return undefined;
    return jobs.find(({ state }) => state === 'queued');
  }

  /** Waits until a field is over, or there is a worker for another. */
  async #whileBusy(running: ReadonlySet<Promise<void>>): Promise<void> {
    let stop: () => void = () => undefined;
    const room = new Promise<void>((resolve) => {
      stop = this.#store.subscribe(() => this.#next() && resolve());
    });
    await Promise.race([...running, room]).finally(stop);
  }

  async #run(job: AnalysisJob): Promise<void> {
    const abort = new AbortController();
    this.#current.set(job, abort);
    try {
      await this.#analyseField(job, abort.signal);
    } finally {
      this.#current.delete(job);
    }
  }

  /**
   * Closes the engine and does something to it as a whole, such as opening another pack. Fields that
   * are added meanwhile wait for its end.
   * @param work opens the engine with what is chosen then
   */
  async exclusively<Result>(
    work: (open: (signal: AbortSignal) => Promise<void>) => Promise<Result>,
  ): Promise<Result> {
    const done = this.close().then(() =>
      work(async (signal) => {
        await this.#open(signal);
      }),
    );
    this.#exclusive = done.catch(() => undefined);
    return done;
  }

  /** Frees the engine; the next analysis opens it with the preferences then in force. */
  async close(): Promise<void> {
    this.cancel();
    const engine = this.#engine;
    this.#engine = null;
    this.#store.setState({ engine: { phase: 'closed' } });
    await engine?.close().catch(() => undefined);
  }

  async #analyseField(job: AnalysisJob, signal: AbortSignal): Promise<void> {
    const { caseId, fieldId, name } = job;
    this.#update(job, { state: 'running' });
    try {
      await this.#documents.holding(caseId, async () => {
        await this.#exclusive;
        const engine = await this.#open(signal, (progress) => this.#update(job, { progress }));
        const analysis = await this.#pixelsToCells(engine, job, signal);
        signal.throwIfAborted();
        if (analysis) await this.#documents.applyAnalysis(caseId, fieldId, analysis);
      });
      this.#update(job, { state: 'done', progress: null });
    } catch (error) {
      if (isAbort(error) || signal.aborted) {
        this.#update(job, { state: 'cancelled', progress: null });
        return;
      }
      if (error instanceof EngineUnavailable) throw error;
      if (error instanceof CaseElsewhereError) {
        this.#failCase(job, error);
        return;
      }
      const problem = problemOf(error);
      this.#update(job, { state: 'failed', progress: null, problem });
      this.#services.notify({
        level: 'error',
        key: 'notices.fieldFailed',
        values: { name, problem: this.#tell(problem) },
      });
      // The case may be gone: then there is nothing to note it in.
      await this.#documents.applyFailure(caseId, fieldId, problem).catch(() => undefined);
      if (error instanceof Error && error.name === 'BackendError') await this.#discardEngine();
    }
  }

  /** Another tab has the case: all that waits of it fails at once, and is told once. */
  #failCase({ caseId, caseName }: AnalysisJob, error: CaseElsewhereError): void {
    this.#store.setState(({ jobs }) => ({
      jobs: jobs.map((job) =>
        job.caseId === caseId && isOpen(job)
          ? { ...job, state: 'failed', progress: null, problem: error.said }
          : job,
      ),
    }));
    this.#services.notify({
      level: 'error',
      key: 'queue.caseFailed',
      values: { name: caseName, problem: this.#tell(error.said) },
    });
  }

  /** Null where the field has been removed while it waited. */
  async #pixelsToCells(
    engine: AnalysisEngine,
    job: AnalysisJob,
    signal: AbortSignal,
  ): Promise<FieldAnalysis | null> {
    const document = await this.#documents.read(job.caseId);
    const field = document.fields.find((candidate) => candidate.id === job.fieldId);
    if (!field) return null;
    const blob = await this.#services.repository.getImage(field.imageId);
    if (!blob) throw new ExplainedError(say('field.pictureMissing'));
    const [image] = await this.#services.decodeImage(blob, field.name);
    if (!image) throw new ExplainedError(say('field.noPicture'));
    const known = field.scale?.source === 'red-cells' ? null : field.scale;
    return engine.analyseField(image, known, (progress) => this.#update(job, { progress }), signal);
  }

  async #open(
    signal: AbortSignal,
    onProgress?: (progress: AnalysisProgress) => void,
  ): Promise<AnalysisEngine> {
    if (this.#engine && this.#store.getState().engine.phase === 'open') return this.#engine;
    await this.#discardEngine();
    this.#store.setState({ engine: { phase: 'opening', progress: null } });
    const { id } = this.#store.getState().pack;
    try {
      const engine = this.#services.createEngine((info) => {
        if (this.#engine === engine) this.#tellFallBack(info);
      });
      this.#engine = engine;
      const info: EngineInfo = await engine.open(
        {
          packLocation: this.#services.packs.locationOf(id),
          backend: this.#store.getState().preferences.backend,
        },
        (progress) => {
          onProgress?.(progress);
          if (this.#engine === engine)
            this.#store.setState({ engine: { phase: 'opening', progress } });
        },
        signal,
      );
      const { manifest, pack: identity } = info;
      this.#store.setState({
        engine: { phase: 'open', info },
        pack: { id, described: { manifest, identity } },
      });
      return engine;
    } catch (error) {
      await this.#discardEngine();
      if (isAbort(error) || signal.aborted) throw error;
      const problem = problemOf(error);
      this.#store.setState({ engine: { phase: 'failed', problem } });
      throw new EngineUnavailable(problem);
    }
  }

  /** The backend failed, and the analysis goes on with another: said, and shown from now on. */
  #tellFallBack(info: EngineInfo): void {
    this.#store.setState({ engine: { phase: 'open', info } });
    this.#services.notify({
      level: 'info',
      key: 'computing.fellBack',
      values: { reason: info.backend.reason },
    });
  }

  async #discardEngine(): Promise<void> {
    const engine = this.#engine;
    this.#engine = null;
    if (this.#store.getState().engine.phase !== 'failed')
      this.#store.setState({ engine: { phase: 'closed' } });
    await engine?.close().catch(() => undefined);
  }

  /** The engine could not be opened: every waiting field fails for that reason, told once. */
  #fail(error: unknown): void {
    const problem = problemOf(error);
    this.#store.setState(({ jobs }) => ({
      jobs: jobs.map((job) =>
        isOpen(job) ? { ...job, state: 'failed', progress: null, problem } : job,
      ),
    }));
    this.#services.notify({
      level: 'error',
      key: 'notices.engineFailed',
      values: { problem: this.#tell(problem) },
    });
  }

  #update(
    { caseId, fieldId }: Pick<AnalysisJob, 'caseId' | 'fieldId'>,
    change: Partial<AnalysisJob>,
  ): void {
    this.#store.setState(({ jobs }) => ({
      jobs: jobs.map((job) =>
        job.fieldId === fieldId && job.caseId === caseId ? { ...job, ...change } : job,
      ),
    }));
  }

  #tell(problem: Message): string {
    return tell(problem, this.#store.getState().preferences.language);
  }
}

/** Waiting or in work. */
const isOpen = ({ state }: AnalysisJob): boolean => state === 'queued' || state === 'running';

const newJob = (document: Case, field: Field): AnalysisJob => ({
  caseId: document.id,
  caseName: document.name,
  fieldId: field.id,
  name: field.name,
  state: 'queued',
  progress: null,
  problem: null,
});
