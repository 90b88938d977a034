import type { StoreApi } from 'zustand/vanilla';
import type { Field } from '../../domain/case.ts';
import type {
  AnalysisEngine,
  AnalysisProgress,
  EngineInfo,
  FieldAnalysis,
} from '../../engine/api.ts';
import type { Documents } from '../documents.ts';
import { isAbort, messageOf, type Services } from '../services.ts';
import type { AnalysisJob, WorkstationState } from '../state.ts';

/** Thrown where no field can be analysed, whichever it is: the pack or the backend is at fault. */
class EngineUnavailable extends Error {}

/**
 * Analyses fields one after the other. A field that fails does not stop the others; a cancelled
 * run leaves finished fields as they are.
 */
export class AnalysisQueue {
  readonly #store: StoreApi<WorkstationState>;
  readonly #services: Services;
  readonly #documents: Documents;
  #engine: AnalysisEngine | null = null;
  #run: AbortController | null = null;

  constructor(store: StoreApi<WorkstationState>, services: Services, documents: Documents) {
    this.#store = store;
    this.#services = services;
    this.#documents = documents;
  }

  /**
   * Analyses fields of the open case: those named, else those without an analysis, else all.
   * Resolves when the run has ended, however it ended.
   */
  async analyse(fieldIds?: readonly string[]): Promise<void> {
    const { document, analysing } = this.#store.getState();
    if (!document || document.signature || analysing) return;
    const pending = document.fields.filter((field) => field.status !== 'analysed');
    const fields = fieldIds
      ? document.fields.filter((field) => fieldIds.includes(field.id))
      : pending.length > 0
        ? pending
        : document.fields;
    if (fields.length === 0) return;
    const run = new AbortController();
    this.#run = run;
    this.#store.setState({
      analysing: true,
      jobs: fields.map((field) => newJob(document.id, field)),
    });
    try {
      for (const field of fields) {
        if (run.signal.aborted) break;
        await this.#analyseField(document.id, field.id, run.signal);
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#run = null;
      this.#store.setState(({ jobs }) => ({
        analysing: false,
        jobs: jobs.map((job) =>
          job.state === 'queued' || job.state === 'running'
            ? { ...job, state: 'cancelled', progress: null }
            : job,
        ),
      }));
    }
  }

  /** Stops the run at the next step of the field in work. */
  cancel(): void {
    this.#run?.abort();
  }

  /** Loads the pack ahead of the first analysis; a failure shows in the state. */
  async prepare(): Promise<void> {
    if (this.#store.getState().analysing) return;
    await this.#open(new AbortController().signal).catch(() => undefined);
  }

  /** Frees the engine; the next analysis opens it with the preferences then in force. */
  async close(): Promise<void> {
    this.cancel();
    const engine = this.#engine;
    this.#engine = null;
    this.#store.setState({ engine: { phase: 'closed' } });
    await engine?.close().catch(() => undefined);
  }

  async #analyseField(caseId: string, fieldId: string, signal: AbortSignal): Promise<void> {
    const field = this.#store
      .getState()
      .document?.fields.find((candidate) => candidate.id === fieldId);
    const name = field?.name ?? this.#job(fieldId)?.name ?? fieldId;
    this.#update(fieldId, { state: 'running' });
    try {
      const engine = await this.#open(signal, (progress) => this.#update(fieldId, { progress }));
      const analysis = await this.#pixelsToCells(engine, caseId, fieldId, signal);
      if (signal.aborted) throw new DOMException('Cancelled', 'AbortError');
      if (analysis) await this.#documents.applyAnalysis(caseId, fieldId, analysis);
      this.#update(fieldId, { state: 'done', progress: null });
    } catch (error) {
      if (isAbort(error) || signal.aborted) {
        this.#update(fieldId, { state: 'cancelled', progress: null });
        return;
      }
      if (error instanceof EngineUnavailable) throw error;
      const problem = messageOf(error);
      this.#update(fieldId, { state: 'failed', progress: null, problem });
      this.#services.notify({
        level: 'error',
        key: 'notices.fieldFailed',
        values: { name, problem },
      });
      await this.#documents.applyFailure(caseId, fieldId, problem);
      if (error instanceof Error && error.name === 'BackendError') await this.#discardEngine();
    }
  }

  /** Null where the field has been removed while it waited. */
  async #pixelsToCells(
    engine: AnalysisEngine,
    caseId: string,
    fieldId: string,
    signal: AbortSignal,
  ): Promise<FieldAnalysis | null> {
    const open = this.#store.getState().document;
    const document = open?.id === caseId ? open : await this.#services.repository.load(caseId);
    const field = document.fields.find((candidate) => candidate.id === fieldId);
    if (!field) return null;
    const blob = await this.#services.repository.getImage(field.imageId);
    if (!blob)
      throw new Error('Its stored picture is missing. Remove the field and add the file again.');
    const [image] = await this.#services.decodeImage(blob, field.name);
    if (!image) throw new Error('The file holds no picture.');
    const known = field.scale?.source === 'red-cells' ? null : field.scale;
    return engine.analyseField(
      image,
      known,
      (progress) => this.#update(fieldId, { progress }),
      signal,
    );
  }

  async #open(
    signal: AbortSignal,
    onProgress?: (progress: AnalysisProgress) => void,
  ): Promise<AnalysisEngine> {
    if (this.#engine && this.#store.getState().engine.phase === 'open') return this.#engine;
    await this.#discardEngine();
    this.#store.setState({ engine: { phase: 'opening', progress: null } });
    try {
      const engine = this.#services.createEngine();
      this.#engine = engine;
      const info: EngineInfo = await engine.open(
        {
          packLocation: this.#services.packLocation,
          backend: this.#store.getState().preferences.backend,
        },
        (progress) => {
          onProgress?.(progress);
          if (this.#engine === engine)
            this.#store.setState({ engine: { phase: 'opening', progress } });
        },
        signal,
      );
      this.#store.setState({ engine: { phase: 'open', info } });
      return engine;
    } catch (error) {
      await this.#discardEngine();
      if (isAbort(error) || signal.aborted) throw error;
      const problem = messageOf(error);
      this.#store.setState({ engine: { phase: 'failed', problem } });
      throw new EngineUnavailable(problem);
    }
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
    const problem = messageOf(error);
    this.#store.setState(({ jobs }) => ({
      jobs: jobs.map((job) =>
        job.state === 'queued' || job.state === 'running'
          ? { ...job, state: 'failed', progress: null, problem }
          : job,
      ),
    }));
    this.#services.notify({ level: 'error', key: 'notices.engineFailed', values: { problem } });
  }

  #job(fieldId: string): AnalysisJob | undefined {
    return this.#store.getState().jobs.find((job) => job.fieldId === fieldId);
  }

  #update(fieldId: string, change: Partial<AnalysisJob>): void {
    this.#store.setState(({ jobs }) => ({
      jobs: jobs.map((job) => (job.fieldId === fieldId ? { ...job, ...change } : job)),
    }));
  }
}

const newJob = (caseId: string, field: Field): AnalysisJob => ({
  caseId,
  fieldId: field.id,
  name: field.name,
  state: 'queued',
  progress: null,
  problem: null,
});
