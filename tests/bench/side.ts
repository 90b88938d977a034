import type { Label } from '../../src/domain/classes.ts';
import type { Box } from '../../src/domain/geometry.ts';

/** A cell as either side describes it. */
export interface BenchCell {
  readonly box: Box;
  readonly detectionScore: number;
  readonly countableProbability: number;
  /** null for an uncountable cell, as `probabilities`. */
  readonly label: Label | null;
  /** In the order of the pack's classes. */
  readonly probabilities: readonly number[] | null;
}

/** What a side says of itself once it is open. */
export interface SideInfo {
  readonly threads: number;
  /** Network names, in the order of `runNetwork`: detector, gate, members. */
  readonly networks: readonly string[];
  readonly pack: { readonly name: string; readonly version: string; readonly hash: string };
}

/**
 * One of the two engines under comparison, holding one pack and the bench's field. Times are taken
 * where the work is done, so that calls from another thread or process do not count.
 */
export interface BenchSide {
  /** @param threads null for as many as the engine takes of itself */
  open(packLocation: string, threads: number | null): Promise<SideInfo>;
  /** The whole field: pre-processing, detection, decoding, gate, ensemble. */
  analyse(): Promise<{ readonly ms: number; readonly cells: readonly BenchCell[] }>;
  /** One network on its fixed input, from the input in JavaScript to the outputs in JavaScript. */
  runNetwork(index: number): Promise<number>;
  /** Raw outputs of that network, one after the other, to compare; not for timing. */
  networkOutputs(index: number): Promise<readonly number[]>;
  close(): Promise<void>;
}
