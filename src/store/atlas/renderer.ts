import { type Remote, wrap } from 'comlink';
import { ExplainedError } from '../../domain/explainedError.ts';
import { quote, say } from '../../domain/text/index.ts';
import type { ExamplePlan } from '../../synth/example.ts';
import type { ExampleWorker } from './worker.ts';

/** Draws rendered examples, off the main thread. */
export interface ExampleRenderer {
  render(plan: ExamplePlan): Promise<Blob>;
  close(): void;
}

/** Renders examples in a worker of its own, which ends on `close`. */
export function createExampleRenderer(): ExampleRenderer {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const remote: Remote<ExampleWorker> = wrap<ExampleWorker>(worker);
  // A worker whose script fails to load answers no call; this turns that into an error.
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) =>
      reject(new ExplainedError(event.message ? quote(event.message) : say('renderer.notLoaded'))),
    );
  });
  broken.catch(() => undefined);
  return {
    render: (plan) => Promise.race([remote.render(plan), broken]),
    close: () => worker.terminate(),
  };
}
