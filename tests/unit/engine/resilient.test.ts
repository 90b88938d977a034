import { describe, expect, it, vi } from 'vitest';
import { quote } from '../../../src/domain/text/index.ts';
import {
  type AnalysisEngine,
  BACKEND_STEPS,
  type BackendStep,
  type EngineInfo,
  type FieldAnalysis,
  type OpenRequest,
  type PixelImage,
} from '../../../src/engine/api.ts';
import { abortError, BackendError, PackError } from '../../../src/engine/errors.ts';
import { resilient } from '../../../src/engine/resilient.ts';
import { analysisOf } from '../store/support.ts';

const REQUEST = { packLocation: 'memory:', backend: 'auto' } as const;
const fault = (words: string) => ({ problem: quote(words), remedy: quote('Try again.') });
const picture = (): PixelImage => ({
  width: 2,
  height: 1,
  channels: 3,
  data: Uint8Array.of(1, 2, 3, 4, 5, 6),
});

type Analyse = (step: BackendStep, image: PixelImage) => Promise<FieldAnalysis>;

/** An engine on the best step that a request leaves, whose work a test scripts by step. */
class ScriptedEngine implements AnalysisEngine {
  readonly opened: BackendStep[] = [];
  closed = 0;
  /** What opening a step comes to; rejects where the step fails already then. */
  opens: (step: BackendStep, signal?: AbortSignal) => Promise<void> = async () => undefined;
  #step: BackendStep | null = null;
  readonly #analyse: Analyse;
  constructor(analyse: Analyse) {
    this.#analyse = analyse;
  }
  async open(
    { after }: OpenRequest,
    onProgress?: Parameters<AnalysisEngine['open']>[1],
    signal?: AbortSignal,
  ) {
    const step = BACKEND_STEPS[after ? BACKEND_STEPS.indexOf(after.step) + 1 : 0];
    if (!step)
      throw new BackendError({ ...fault(''), problem: after?.problem ?? quote('Nothing.') });
    onProgress?.({ stage: 'loading', done: 0, total: 1, step });
    await this.opens(step, signal);
    this.opened.push(step);
    this.#step = step;
    const reason = quote(after ? `${after.problem.text} Now ${step}.` : step);
    return { backend: { name: 'wasm', step, threads: 1, reason } } as unknown as EngineInfo;
  }
  async analyseField(image: PixelImage) {
    if (!this.#step) throw new BackendError(fault('Not open.'));
    return this.#analyse(this.#step, image);
  }
  async close() {
    this.closed++;
    this.#step = null;
  }
}

describe('an engine that goes on', () => {
  it('runs the field again on the next backend, with its pixels, and says so once', async () => {
    const seen: [BackendStep, number[]][] = [];
    const inner = new ScriptedEngine(async (step, image) => {
      seen.push([step, [...image.data]]);
      // As a worker does that takes the pixels over.
      image.data.fill(0);
      if (step === 'webgpu') throw new BackendError(fault('The GPU was lost.'));
      return analysisOf([]);
    });
    const told = vi.fn();
    const engine = resilient(inner, told);
    await engine.open(REQUEST);
    await engine.analyseField(picture(), null);
    await engine.analyseField(picture(), null);
    expect(seen).toEqual(
      (['webgpu', 'webgl', 'webgl'] as const).map((step) => [step, [1, 2, 3, 4, 5, 6]]),
    );
    expect(inner.closed).toBe(1);
    expect(told).toHaveBeenCalledTimes(1);
    expect(told.mock.calls[0]?.[0].backend.reason.text).toBe('The GPU was lost. Now webgl.');
  });

  it('moves once for all fields that meet the same failure', async () => {
    const inner = new ScriptedEngine(async (step) => {
      await Promise.resolve();
      if (step === 'webgpu') throw new BackendError(fault('The GPU was lost.'));
      return analysisOf([]);
    });
    const engine = resilient(inner, () => undefined);
    await engine.open(REQUEST);
    await Promise.all([1, 2, 3].map(() => engine.analyseField(picture(), null)));
    expect(inner.opened).toEqual(['webgpu', 'webgl']);
  });

  it('goes past a backend that fails while the pack is opened', async () => {
    const inner = new ScriptedEngine(async () => analysisOf([]));
    inner.opens = async (step) => {
      if (step.startsWith('web')) throw new BackendError(fault(`No memory on ${step}.`));
    };
    const info = await resilient(inner, () => undefined).open(REQUEST);
    expect(info.backend.step).toBe('wasm-threads');
    expect(info.backend.reason.text).toBe(
      'No memory on webgpu. No memory on webgl. Now wasm-threads.',
    );
  });

  it('fails the field only where nothing is left, with every reason', async () => {
    const inner = new ScriptedEngine(async (step) => {
      throw new BackendError(fault(`${step} failed.`));
    });
    const engine = resilient(inner, () => undefined);
    await engine.open(REQUEST);
    const failure = await engine.analyseField(picture(), null).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(BackendError);
    expect(inner.opened).toEqual([...BACKEND_STEPS]);
    for (const step of BACKEND_STEPS)
      expect((failure as BackendError).message).toContain(`${step} failed.`);
  });

  it('leaves alone what no other backend would mend', async () => {
    const errors = [new Error('Cut short.'), new PackError(fault('Damaged.')), abortError()];
    for (const error of errors) {
      const inner = new ScriptedEngine(() => Promise.reject(error));
      const engine = resilient(inner, () => undefined);
      await engine.open(REQUEST);
      await expect(engine.analyseField(picture(), null)).rejects.toBe(error);
      expect(inner.opened).toEqual(['webgpu']);
    }
  });

  it('cancelled on its way to the next backend, goes there with the next field', async () => {
    const inner = new ScriptedEngine(async (step) => {
      if (step === 'webgpu') throw new BackendError(fault('The GPU was lost.'));
      return analysisOf([]);
    });
    const engine = resilient(inner, () => undefined);
    await engine.open(REQUEST);
    const cancel = new AbortController();
    inner.opens = async () => {
      cancel.abort();
      throw abortError();
    };
    const first = engine.analyseField(picture(), null, undefined, cancel.signal);
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    inner.opens = async () => undefined;
    await engine.analyseField(picture(), null);
    expect(inner.opened).toEqual(['webgpu', 'webgl']);
  });

  it('opens the next backend for a field that waits when the one that opened it is cancelled', async () => {
    const inner = new ScriptedEngine(async (step) => {
      if (step === 'webgpu') throw new BackendError(fault('The GPU was lost.'));
      return analysisOf([]);
    });
    const engine = resilient(inner, () => undefined);
    await engine.open(REQUEST);
    const cancel = new AbortController();
    let attempts = 0;
    inner.opens = async () => {
      if (attempts++ > 0) return;
      cancel.abort();
      throw abortError();
    };
    const runs = await Promise.allSettled([
      engine.analyseField(picture(), null, undefined, cancel.signal),
      engine.analyseField(picture(), null),
    ]);
    expect(runs.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(inner.opened).toEqual(['webgpu', 'webgl']);
  });

  it('tries everything again when it is opened anew', async () => {
    let lost = true;
    const inner = new ScriptedEngine(async (step) => {
      if (lost && step === 'webgpu') throw new BackendError(fault('The GPU was lost.'));
      return analysisOf([]);
    });
    const engine = resilient(inner, () => undefined);
    await engine.open(REQUEST);
    await engine.analyseField(picture(), null);
    lost = false;
    await engine.close();
    const info = await engine.open(REQUEST);
    expect(info.backend).toMatchObject({ step: 'webgpu', reason: { text: 'webgpu' } });
  });

  it('runs a field again whose engine was closed for another one’s failure', async () => {
    let end: (error: Error) => void = () => undefined;
    const waiting = new Promise<FieldAnalysis>((_, reject) => {
      end = reject;
    });
    let fields = 0;
    const inner = new ScriptedEngine(async (step) => {
      if (step !== 'webgpu') return analysisOf([]);
      if (fields++ === 0) return waiting;
      throw new BackendError(fault('The GPU was lost.'));
    });
    // As the worker's client does with what it is asked.
    const { close } = inner;
    inner.close = async () => {
      await close.call(inner);
      end(abortError());
    };
    const engine = resilient(inner, () => undefined);
    await engine.open(REQUEST);
    await Promise.all([1, 2].map(() => engine.analyseField(picture(), null)));
    expect(inner.opened).toEqual(['webgpu', 'webgl']);
  });
});
