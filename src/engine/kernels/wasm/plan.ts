import { SCRATCH_BYTES, TILE_ROWS } from './job.ts';
import { MAX_SLICES } from './team.ts';
import { winogradScratch } from './winograd.ts';

/** How a job is cut into slices; see ./job.ts. */
export interface Slicing {
  readonly span: number;
  readonly block: number;
  readonly channelSpan: number;
  readonly channelSlices: number;
  readonly slices: number;
}

/** Slices per thread: enough that a thread which is held up leaves little for the others to await. */
const SLICES_PER_THREAD = 6;

/** Multiplications below which handing a slice to another thread costs more than it saves. */
const LEAST_PRODUCTS = 2 ** 18;

export interface Work {
  /** Rows, positions or tiles along the picture. */
  readonly length: number;
  /** The least of them that is worth a slice: what the registers hold at once. */
  readonly grain: number;
  /** As many of them are done at once, at most. */
  readonly block: number;
  readonly channels: number;
  /** A slice's channels are a multiple of this. */
  readonly channelStep: number;
  /** Multiplications of the whole job. */
  readonly products: number;
}

/**
 * Cuts along the picture as far as there is enough of it. Every slice of channels gathers or
 * transforms the same input again: there are only as many as leave no thread without a slice.
 */
export function sliceWork(work: Work, threads: number): Slicing {
  const { length, grain, channels, channelStep } = work;
  const most = Math.min(threads * SLICES_PER_THREAD, MAX_SLICES);
  const wanted =
    threads === 1 ? 1 : Math.max(1, Math.min(most, Math.floor(work.products / LEAST_PRODUCTS)));
  const grains = Math.ceil(length / grain);
  const span = Math.ceil(grains / Math.min(wanted, grains)) * grain;
  const parts = Math.ceil(length / span);
  const steps = Math.ceil(channels / channelStep);
  const byChannels = Math.floor(Math.min(wanted, threads) / parts) || 1;
  const channelSpan = Math.ceil(steps / Math.min(steps, byChannels)) * channelStep;
  const channelSlices = Math.ceil(channels / channelSpan);
  const block = Math.min(work.block, span);
  return { span, block, channelSpan, channelSlices, slices: parts * channelSlices };
}

/** Multiple of the register tile's rows that is no larger, but at least one tile. */
const wholeTiles = (rows: number): number =>
  Math.max(TILE_ROWS, Math.floor(rows / TILE_ROWS) * TILE_ROWS);

/** What is gathered at once should stay in the second-level cache. */
const CACHED_BYTES = 2 ** 18;

/** Most rows that are done at once. */
const LARGEST_BLOCK = TILE_ROWS * 24;

/**
 * Positions of the general convolution that are done at once.
 * @param depth length of a position's window
 * @param inPlace whether the input itself is the matrix of windows
 */
export const gatheredBlock = (depth: number, inPlace: boolean): number =>
  inPlace ? LARGEST_BLOCK : Math.min(LARGEST_BLOCK, wholeTiles(CACHED_BYTES / (depth * 4)));

/** Whether the windows of one register tile fit into the scratch memory. */
export const fitsScratch = (depth: number): boolean => TILE_ROWS * depth * 4 <= SCRATCH_BYTES;

/** Tiles of Winograd's convolution that are done at once. */
export function winogradBlock(inChannels: number): number {
  const perTile = winogradScratch(1, inChannels) - winogradScratch(0, inChannels);
  return Math.min(LARGEST_BLOCK, wholeTiles(CACHED_BYTES / perTile));
}

/** Whether one register tile of Winograd's convolution fits into the scratch memory. */
export const winogradFits = (inChannels: number): boolean =>
  winogradScratch(TILE_ROWS, inChannels) <= SCRATCH_BYTES;
