import type { Label } from '../../src/domain/classes.ts';
import type { Box } from '../../src/domain/geometry.ts';

/** A cell as every side describes it. */
export interface BenchCell {
  readonly box: Box;
  readonly detectionScore: number;
  readonly countableProbability: number;
  /** null for an uncountable cell, as `probabilities`. */
  readonly label: Label | null;
  /** In the order of the pack's classes. */
  readonly probabilities: readonly number[] | null;
}

/** WebAssembly in float32, or with classifiers in 8 bits. */
export type BenchBackend = 'wasm' | 'wasm-int8';

/** What is to be measured on a pack. */
export interface BenchPlan {
  /** Of each side; null for as many as the engine takes of itself. */
  readonly threads: number | null;
  /** Of ours; onnxruntime has float32. */
  readonly backend: BenchBackend;
  /** Cells that go through a classifier at once where networks are measured by themselves. */
  readonly batch: number;
  /** Whether `analyse` will be called: its networks stay loaded all the time. */
  readonly wholeField: boolean;
}

/** What a side says of itself once it is open. */
export interface SideInfo {
  readonly threads: number;
  /** Network names by index: detector, gate, members. */
  readonly networks: readonly string[];
  readonly pack: { readonly name: string; readonly version: string; readonly hash: string };
}

/** Something that is measured by itself: a pack's network or a kernel, by its index. */
export type Piece = readonly [kind: 'network' | 'kernel', index: number];

/**
 * One of the engines under comparison, holding one pack and the bench's field. Times are taken
 * where the work is done, so that calls from another thread or process do not count.
 */
export interface BenchSide {
  open(packLocation: string, plan: BenchPlan): Promise<SideInfo>;
  /** The whole field: pre-processing, detection, decoding, gate, ensemble. */
  analyse(): Promise<{ readonly ms: number; readonly cells: readonly BenchCell[] }>;
  /**
   * Loads the open pack's networks once more and gives the time, ms: ours reads, verifies and builds
   * them; onnxruntime makes its sessions of models that lie in memory.
   */
  load(): Promise<number>;
  /** Loads one piece and lets go of the one before: large networks need not stand side by side. */
  take(piece: Piece): Promise<void>;
  /** The piece on its fixed input, from the input in JavaScript to the outputs in JavaScript. */
  run(): Promise<number>;
  /** Raw outputs of the piece, `thinned`, to compare; not for timing. */
  outputs(): Promise<readonly number[]>;
  close(): Promise<void>;
}
