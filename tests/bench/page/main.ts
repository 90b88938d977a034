import { type Remote, wrap } from 'comlink';
import type { BenchSide } from '../side.ts';
import { CaseSide } from './caseSide.ts';

/** Both sides, each in a worker of its own, for the driver outside the browser. */
export interface BenchPage {
  readonly ours: Remote<BenchSide>;
  readonly ortWeb: Remote<BenchSide>;
  readonly fields: CaseSide;
}

function side(name: 'ours' | 'ortWeb'): Remote<BenchSide> {
  const worker = new Worker(new URL('./side.worker.ts', import.meta.url), { type: 'module', name });
  worker.addEventListener('error', ({ message }) => console.error(`${name}: ${message}`));
  return wrap<BenchSide>(worker);
}

const page: BenchPage = { ours: side('ours'), ortWeb: side('ortWeb'), fields: new CaseSide() };
Object.assign(globalThis, { bench: page });
