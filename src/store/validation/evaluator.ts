import { type Remote, wrap } from 'comlink';
import { ExplainedError } from '../../domain/explainedError.ts';
import { quote, say } from '../../domain/text/index.ts';
import type { Services } from '../services.ts';
import type { EvaluationWorker } from './worker.ts';

/** Works figures out in a worker of its own, started at the first call: thousands of cells take seconds. */
export function createEvaluator(): Services['evaluate'] {
  let started: { remote: Remote<EvaluationWorker>; broken: Promise<never> } | null = null;
  const start = () => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    // A worker whose script fails to load answers no call; this turns that into an error.
    const broken = new Promise<never>((_, reject) => {
      worker.addEventListener('error', (event) => {
        started = null;
        worker.terminate();
        reject(new ExplainedError(event.message ? quote(event.message) : say('evaluation.failed')));
      });
    });
    broken.catch(() => undefined);
    return { remote: wrap<EvaluationWorker>(worker), broken };
  };
  return (cases, rule) => {
    started ??= start();
    return Promise.race([started.remote.evaluate(cases, rule), started.broken]);
  };
}
