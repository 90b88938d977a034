import type { Message } from '../../../src/domain/message.ts';
import type { BackendChoice, BackendName } from '../../../src/engine/api.ts';
import type { ConvolutionProblem } from '../../numerics/checks/groupedConv.ts';
import type { ClassifierName, DetectorName, Errors } from '../../numerics/checks/networks.ts';
import type { PackedProblem } from '../../numerics/checks/packedConv.ts';
import type { PaperClassifierCase } from '../../numerics/checks/paper.ts';

/** Bytes that a GPU backend holds, in use or pooled; null where the backend is none. */
export type GpuBytes = number | null;

/** What came out on one backend of the browser. */
export interface NumericsReport {
  readonly backend: BackendChoice;
  /** File name of the WebAssembly kernel, one for shared memory and one without; null on GPUs. */
  readonly kernelBinary: string | null;
  /** Relative errors against PyTorch, by the name of the frozen convolution. */
  readonly convolutions: Errors;
  /** Largest absolute difference from the float64 reference, in the order of the problems. */
  readonly references: readonly number[];
  /** The same of the packed or 8-bit convolution ÷ products in a sum; null for impossible shapes. */
  readonly packedReferences: readonly (number | null)[];
  /** Relative errors against PyTorch, by network and output. */
  readonly networks: Readonly<Record<string, Errors>>;
  /** The same of networks at full size, in the order of the request. */
  readonly paper: readonly Errors[];
  /** Tensors more than there were at the start. */
  readonly tensorsLeft: number;
  readonly gpuBytesBeforeDisposal: GpuBytes;
  readonly gpuBytesAfterDisposal: GpuBytes;
  /** Relative error of one frozen convolution after disposal: the backend must work on. */
  readonly errorAfterDisposal: number;
  /** null where no pack was named. */
  readonly packBytes: PackBytes | null;
  /** What the session says of itself at the very end. */
  readonly failure: Message | null;
}

/** GPU memory of a pack that was loaded and let go by the engine, bytes. */
export interface PackBytes {
  readonly loaded: GpuBytes;
  readonly left: GpuBytes;
}

/** What to check. */
export interface NumericsRequest {
  readonly backend: BackendName;
  readonly problems: readonly ConvolutionProblem[];
  /** For the packed convolution, on `wasm-int8` the 8-bit one; GPUs have none. */
  readonly packedProblems: readonly PackedProblem[];
  readonly networks: readonly (ClassifierName | DetectorName)[];
  /** Networks of the paper at full size. */
  readonly paper: readonly PaperClassifierCase[];
  /** Processors to tell the engine of; null for the machine's own. */
  readonly processors: number | null;
  /** Address of a pack to load and let go; null for none. */
  readonly packLocation: string | null;
}

/** What the worker of the numerics test exposes by comlink. */
export interface NumericsWorker {
  run(request: NumericsRequest): Promise<NumericsReport>;
}
