import type { DetectorOutput, ModelWord, PackIdentity, Scale } from '../domain/case.ts';
import type { Box } from '../domain/geometry.ts';
import type { Message } from '../domain/message.ts';
import type { PackManifest } from '../domain/pack.ts';

/** 8-bit pixels, row-major, top-left origin, interleaved. */
export interface PixelImage {
  readonly width: number;
  readonly height: number;
  /** 4 = RGBA (alpha ignored), 3 = RGB. */
  readonly channels: 3 | 4;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * `wasm-int8` is WebAssembly with classifiers in 8-bit arithmetic, where the browser has relaxed SIMD:
 * much faster, and its results differ from those of all others, which agree (docs/adr/0023). It is
 * never taken of its own accord.
 */
export const BACKENDS = ['webgpu', 'webgl', 'wasm', 'wasm-int8', 'cpu'] as const;
export type BackendName = (typeof BACKENDS)[number];

/**
 * Ways to compute, best first: each backend, and WebAssembly by what the browser allows it. What
 * fails is followed by what comes after it here.
 */
export const BACKEND_STEPS = [
  'webgpu',
  'webgl',
  'wasm-threads',
  'wasm-simd',
  'wasm-plain',
  'cpu',
] as const;
export type BackendStep = (typeof BACKEND_STEPS)[number];

/** A way to compute that failed, and why. */
export interface FailedStep {
  readonly step: BackendStep;
  /** Full sentences, of the steps that failed before as well. */
  readonly problem: Message;
}

/** The backend in use and why it was chosen. */
export interface BackendChoice {
  readonly name: BackendName;
  readonly step: BackendStep;
  readonly reason: Message;
  /** WASM threads in use; 1 elsewhere. */
  readonly threads: number;
}

export interface EngineInfo {
  readonly backend: BackendChoice;
  readonly pack: PackIdentity;
  readonly manifest: PackManifest;
  /** How many fields are analysed at once, each by a worker of its own; absent where it is one. */
  readonly workers?: number;
}

export type AnalysisStage =
  | 'loading'
  | 'warming-up'
  | 'scale'
  | 'detecting'
  | 'gating'
  | 'classifying';

export interface AnalysisProgress {
  readonly stage: AnalysisStage;
  /** Units done of `total`: bytes while loading and warming up, which go by turns; cells while
   * gating and classifying. */
  readonly done: number;
  readonly total: number;
  /** While a pack is opened: what it is opened on. */
  readonly step?: BackendStep;
}

export interface DetectedCell {
  readonly box: Box;
  readonly model: ModelWord;
}

export interface FieldAnalysis {
  readonly width: number;
  readonly height: number;
  /** Scale in force: the given one, else measured from the red cells, else null. */
  readonly scale: Scale | null;
  /** Cells at or above the operating score, by descending detection score. */
  readonly cells: readonly DetectedCell[];
  /** Every box above the pack's score floor; see `DetectorOutput`. */
  readonly detector?: DetectorOutput;
  readonly pack: PackIdentity;
  readonly backend: BackendName;
  readonly elapsedMs: number;
}

/** What a pack is to be opened on. */
export interface BackendRequest {
  readonly backend: BackendName | 'auto';
  /** What failed last: only what comes after it is tried, whatever `backend` says. */
  readonly after?: FailedStep;
  /** Most threads of WebAssembly; absent for as many as there are processors. */
  readonly threads?: number;
}

export interface OpenRequest extends BackendRequest {
  /** Absolute URL (browser) or directory (Node) of the pack's folder. */
  readonly packLocation: string;
}

export type ProgressListener = (progress: AnalysisProgress) => void;

/** The pipeline as the workstation and the command line use it. */
export interface AnalysisEngine {
  /** Chooses a backend, loads the pack, compiles. @throws PackError, BackendError */
  open(
    request: OpenRequest,
    onProgress?: ProgressListener,
    signal?: AbortSignal,
  ): Promise<EngineInfo>;
  /** Runs detection, gate and ensemble on one field. @throws DOMException 'AbortError' when cancelled */
  analyseField(
    image: PixelImage,
    scale: Scale | null,
    onProgress?: ProgressListener,
    signal?: AbortSignal,
  ): Promise<FieldAnalysis>;
  /** Frees the weights and the backend's memory. */
  close(): Promise<void>;
}
