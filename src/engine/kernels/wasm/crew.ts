import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { HelperStart } from './helper.ts';
import {
  INT8_KERNELS,
  JOB_BYTES,
  JOB_FIELDS,
  type Job,
  KERNELS,
  type KernelName,
  SCRATCH_BYTES,
} from './job.ts';
import { CONTROL_BYTES, runShared, type SliceFunction, setActive } from './team.ts';

/** Which of the binaries that `tools/build-wasm.ts` makes. */
export interface KernelBinary {
  /** tfjs-wasm with threads has shared memory, without has not. */
  readonly shared: boolean;
  /** With the kernels of 8-bit arithmetic, which need relaxed SIMD. */
  readonly int8: boolean;
}

/** A started helper thread. */
export interface Helper {
  /** Resolves once the helper takes work; rejects where it cannot. */
  readonly ready: Promise<void>;
  end(): void;
}

/** What the platform gives: the compiled kernels, and threads where there are any. */
export interface WasmKernelHost {
  load(binary: KernelBinary): Promise<BufferSource>;
  /** Whether 8-bit arithmetic is wanted. */
  readonly int8: boolean;
  /** Helpers wanted beside the calling thread; 0 for none. */
  readonly helpers: number;
  startHelper?(start: HelperStart): Helper;
}

/** The parts of tfjs's module of which its types say nothing. */
interface TfjsModule {
  readonly wasmMemory?: WebAssembly.Memory;
  readonly asm?: { readonly memory?: WebAssembly.Memory };
  _malloc(bytes: number): number;
}

/** Addresses of the control words, the job and each thread's scratch memory. */
interface Workspace {
  readonly control: number;
  readonly job: number;
  readonly scratch: readonly number[];
}

/** One per backend, kept as long as it: tfjs's backend outlives a session, its kernels too. */
const workspaces = new WeakMap<BackendWasm, Workspace>();

const ALIGNMENT = 64;

function workspaceOf(backend: BackendWasm, module: TfjsModule, threads: number): Workspace {
  const known = workspaces.get(backend);
  if (known && known.scratch.length >= threads) return known;
  const head = CONTROL_BYTES + Math.ceil(JOB_BYTES / ALIGNMENT) * ALIGNMENT;
  const bytes = head + threads * SCRATCH_BYTES + ALIGNMENT;
  const block = module._malloc(bytes);
  if (block === 0) throw new RangeError(`No memory for ${bytes} bytes of the kernels' own.`);
  const control = Math.ceil(block / ALIGNMENT) * ALIGNMENT;
  const scratch = Array.from({ length: threads }, (_, i) => control + head + i * SCRATCH_BYTES);
  const made = { control, job: control + CONTROL_BYTES, scratch };
  workspaces.set(backend, made);
  return made;
}

/** The compiled kernels on a backend's memory, run by this thread and its helpers. */
export class Crew {
  readonly #memory: WebAssembly.Memory;
  readonly #kernels: readonly SliceFunction[];
  readonly #names: readonly KernelName[];
  readonly #workspace: Workspace;
  #helpers: readonly Helper[] = [];
  #most = Number.POSITIVE_INFINITY;
  #job: Int32Array;

  private constructor(
    memory: WebAssembly.Memory,
    names: readonly KernelName[],
    kernels: readonly SliceFunction[],
    workspace: Workspace,
  ) {
    this.#names = names;
    this.#memory = memory;
    this.#kernels = kernels;
    this.#workspace = workspace;
    this.#job = this.#jobWords();
  }

  /** Loads the kernels onto a started backend and waits for the helpers. */
  static async start(backend: BackendWasm, host: WasmKernelHost): Promise<Crew> {
    const tfjs = backend.wasm as unknown as TfjsModule;
    const memory = tfjs.wasmMemory ?? tfjs.asm?.memory;
    if (!memory) throw new Error('tfjs-backend-wasm keeps its memory elsewhere in this version.');
    const shared =
      typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
    const module = await WebAssembly.compile(await host.load({ shared, int8: host.int8 }));
    const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
    const names = host.int8 ? [...KERNELS, ...INT8_KERNELS] : KERNELS;
    const kernels = names.map((name) => exports[name] as SliceFunction);
    const { startHelper } = host;
    const wanted = shared && startHelper && mayWait() ? host.helpers : 0;
    const workspace = workspaceOf(backend, tfjs, wanted + 1);
    const crew = new Crew(memory, names, kernels, workspace);
    if (startHelper && wanted > 0) {
      const { control, job, scratch } = workspace;
      const words = new Int32Array(memory.buffer, control, CONTROL_BYTES / 4).fill(0);
      setActive(words, wanted);
      const helpers = scratch
        .slice(1, wanted + 1)
        .map((own, index) =>
          startHelper({ module, memory, kernels: names, index, control, job, scratch: own }),
        );
      const started = await Promise.allSettled(helpers.map(({ ready }) => ready));
      for (const [i, { status }] of started.entries()) if (status === 'rejected') helpers[i]?.end();
      crew.#helpers = helpers.filter((_, i) => started[i]?.status === 'fulfilled');
    }
    return crew;
  }

  /** Threads that there are, this one included. */
  get size(): number {
    return 1 + this.#helpers.length;
  }

  /** Threads that share the work now, this one included. */
  get threads(): number {
    return Math.min(this.size, this.#most);
  }

  /** From the next job on no more threads share the work, this one included; the others sleep. */
  limit(most: number): void {
    this.#most = Math.max(1, most);
    setActive(this.#controlWords(), this.threads - 1);
  }

  /** Runs every slice of a job. Returns when all are done. */
  run(kernel: KernelName, job: Job, slices: number): void {
    // An unshared memory that has grown has left its buffer empty.
    if (this.#job.length === 0) this.#job = this.#jobWords();
    for (const [i, field] of JOB_FIELDS.entries()) this.#job[i] = job[field] ?? 0;
    const { job: address, scratch } = this.#workspace;
    const own = scratch[0] as number;
    const index = this.#names.indexOf(kernel);
    if (slices > 1 && this.threads > 1) {
      const words = this.#controlWords();
      if (runShared(words, this.#kernels, index, slices, address, own)) return;
      this.dispose();
    }
    const run = this.#kernels[index] as SliceFunction;
    for (let slice = 0; slice < slices; slice++) run(address, slice, own);
  }

  /** Ends the helpers; the kernels work on in this thread alone. */
  dispose(): void {
    for (const helper of this.#helpers) helper.end();
    this.#helpers = [];
  }

  #controlWords(): Int32Array {
    return new Int32Array(this.#memory.buffer, this.#workspace.control, CONTROL_BYTES / 4);
  }

  #jobWords(): Int32Array {
    return new Int32Array(this.#memory.buffer, this.#workspace.job, JOB_FIELDS.length);
  }
}

/** A page's own thread must never wait; workers and Node may. */
const mayWait = (): boolean => typeof document === 'undefined';
