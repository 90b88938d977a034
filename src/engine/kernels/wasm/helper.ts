import { CONTROL_BYTES, type SliceFunction, serveJobs } from './team.ts';

/** What a helper thread is given at its start; addresses are in the shared memory. */
export interface HelperStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly kernels: readonly string[];
  /** Of the helper, from 0. */
  readonly index: number;
  readonly control: number;
  readonly job: number;
  readonly scratch: number;
}

/** Instantiates the kernels on the shared memory, says so, and works for ever. */
export function startHelper(start: HelperStart, ready: () => void): never {
  const { module, memory, kernels, index, control, job, scratch } = start;
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  ready();
  return serveJobs(
    new Int32Array(memory.buffer, control, CONTROL_BYTES / 4),
    kernels.map((name) => exports[name] as SliceFunction),
    index,
    job,
    scratch,
  );
}
