import { type Remote, wrap } from 'comlink';
import { ExplainedError } from '../../domain/explainedError.ts';
import { quote, say } from '../../domain/text/index.ts';
import type { DemonstrationRenderer } from '../services.ts';
import type { DemonstrationWorker } from './worker.ts';

/** Renders demonstration fields in a worker of its own, which ends on `close`. */
export function createDemonstrationRenderer(): DemonstrationRenderer {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const remote: Remote<DemonstrationWorker> = wrap<DemonstrationWorker>(worker);
  // A worker whose script fails to load answers no call; this turns that into an error.
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) =>
      reject(new ExplainedError(event.message ? quote(event.message) : say('renderer.notLoaded'))),
    );
  });
  broken.catch(() => undefined);
  return {
    plans: () => Promise.race([remote.plans(), broken]),
    render: (caseIndex, fieldIndex) => Promise.race([remote.render(caseIndex, fieldIndex), broken]),
    close: () => worker.terminate(),
  };
}
