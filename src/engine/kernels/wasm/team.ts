import type { KernelName } from './job.ts';

/**
 * How the threads of the WASM kernels share a job. The control words lie in the shared memory; the
 * job itself is behind them (./job.ts).
 *
 * A job's ticket holds its number and how many of its slices nobody has taken yet. Whoever lowers the
 * count has taken a slice. No thread has to appear for a job: one that sleeps or has died takes
 * nothing, and the others do its share.
 */
export const CONTROL = {
  ticket: 0,
  done: 1,
  kernel: 2,
  sleeping: 3,
  waiting: 4,
  /** How many helpers take part; those above sleep until it changes. */
  active: 5,
} as const;
export const CONTROL_BYTES = 64;

const SLICE_BITS = 12;
/** Most slices of a job. */
export const MAX_SLICES = 2 ** SLICE_BITS - 1;

/** Does one slice of the job at an address. */
export type SliceFunction = (job: number, slice: number, scratch: number) => void;
export type SliceFunctions = Readonly<Record<KernelName, SliceFunction>>;

/** Does slices of the published job until all are taken. */
export function takeSlices(
  control: Int32Array,
  kernels: readonly SliceFunction[],
  job: number,
  scratch: number,
): void {
  for (;;) {
    const ticket = Atomics.load(control, CONTROL.ticket);
    const left = ticket & MAX_SLICES;
    if (left === 0) return;
    if (Atomics.compareExchange(control, CONTROL.ticket, ticket, ticket - 1) !== ticket) continue;
    // From here to `done` the job stays as it is: its owner waits for this slice.
    (kernels[control[CONTROL.kernel] as number] as SliceFunction)(job, left - 1, scratch);
    Atomics.add(control, CONTROL.done, 1);
    if (Atomics.load(control, CONTROL.waiting) !== 0) Atomics.notify(control, CONTROL.done);
  }
}

/** Turns that a helper looks for the next job before it sleeps: kernels follow each other closely. */
const HELPER_SPINS = 100_000;

/** A helper's life: it ends with its thread. @param index of the helper, from 0 */
export function serveJobs(
  control: Int32Array,
  kernels: readonly SliceFunction[],
  index: number,
  job: number,
  scratch: number,
): never {
  for (;;) {
    const active = Atomics.load(control, CONTROL.active);
    if (index >= active) {
      Atomics.wait(control, CONTROL.active, active);
      continue;
    }
    takeSlices(control, kernels, job, scratch);
    let ticket = Atomics.load(control, CONTROL.ticket);
    for (let turn = 0; turn < HELPER_SPINS && (ticket & MAX_SLICES) === 0; turn++)
      ticket = Atomics.load(control, CONTROL.ticket);
    if ((ticket & MAX_SLICES) !== 0) continue;
    Atomics.add(control, CONTROL.sleeping, 1);
    Atomics.wait(control, CONTROL.ticket, ticket);
    Atomics.sub(control, CONTROL.sleeping, 1);
  }
}

/** Says how many helpers take part from now on; the job in work is not disturbed. */
export function setActive(control: Int32Array, helpers: number): void {
  Atomics.store(control, CONTROL.active, helpers);
  Atomics.notify(control, CONTROL.active);
}

/** Turns that the owner looks for the last slices before it sleeps. */
const OWNER_SPINS = 5_000;

/** Without any slice done for so long, a helper is taken for dead. Twice, as a laptop may sleep. */
const PATIENCE_MS = 2_000;

/**
 * Publishes a job, works on it and waits until all is done.
 * @param slices 1 … MAX_SLICES
 * @returns false where a helper took a slice and never finished it
 */
export function runShared(
  control: Int32Array,
  kernels: readonly SliceFunction[],
  kernel: number,
  slices: number,
  job: number,
  scratch: number,
): boolean {
  control[CONTROL.kernel] = kernel;
  Atomics.store(control, CONTROL.done, 0);
  const number = (Atomics.load(control, CONTROL.ticket) >> SLICE_BITS) + 1;
  Atomics.store(control, CONTROL.ticket, (number << SLICE_BITS) | slices);
  if (Atomics.load(control, CONTROL.sleeping) > 0) Atomics.notify(control, CONTROL.ticket);
  takeSlices(control, kernels, job, scratch);
  for (let turn = 0; turn < OWNER_SPINS; turn++)
    if (Atomics.load(control, CONTROL.done) === slices) return true;
  Atomics.store(control, CONTROL.waiting, 1);
  let idle = 0;
  let done = Atomics.load(control, CONTROL.done);
  while (done !== slices && idle < 2) {
    const outcome = Atomics.wait(control, CONTROL.done, done, PATIENCE_MS);
    idle = outcome === 'timed-out' ? idle + 1 : 0;
    done = Atomics.load(control, CONTROL.done);
  }
  Atomics.store(control, CONTROL.waiting, 0);
  return done === slices;
}
