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
  /** Positions or tiles along the picture. */
  readonly length: number;
  /** As many of them are done at once, at most. */
  readonly block: number;
  readonly channels: number;
  /** A slice's channels are a multiple of this. */
  readonly channelStep: number;
  /** Multiplications of the whole job. */
  readonly products: number;
  /** What reading the whole filter takes, in multiplications. Every block reads it again. */
  readonly filterCost: number;
  /**
   * What gathering, transforming or looking up the whole input takes, in multiplications. Every slice
   * of channels does it again.
   */
  readonly inputCost: number;
}

/**
 * Cuts a job along the picture, the output channels or both, so that it is done soonest: the filter
 * is read by as few blocks and the input prepared by as few slices as leave every thread its share.
 */
export function sliceWork(work: Work, threads: number): Slicing {
  const most = Math.min(threads * SLICES_PER_THREAD, MAX_SLICES);
  const wanted =
    threads === 1 ? 1 : Math.max(1, Math.min(most, Math.floor(work.products / LEAST_PRODUCTS)));
  let best = cut(work, 1, wanted);
  let least = costOf(work, best, threads);
  for (let parts = 2; parts <= wanted; parts++) {
    const slicing = cut(work, parts, Math.ceil(wanted / parts));
    const cost = costOf(work, slicing, threads);
    if (cost < least) [best, least] = [slicing, cost];
  }
  return best;
}

/** Cuts into about as many parts along the picture, and each of them into slices of channels. */
function cut(work: Work, wantedParts: number, wantedChannelSlices: number): Slicing {
  const { length, channels, channelStep } = work;
  const tiles = Math.ceil(length / TILE_ROWS);
  const span = Math.ceil(tiles / Math.min(wantedParts, tiles)) * TILE_ROWS;
  const steps = Math.ceil(channels / channelStep);
  const channelSpan = Math.ceil(steps / Math.min(steps, wantedChannelSlices)) * channelStep;
  const channelSlices = Math.ceil(channels / channelSpan);
  const slices = Math.ceil(length / span) * channelSlices;
  return { span, block: Math.min(work.block, span), channelSpan, channelSlices, slices };
}

/** Multiplications that the threads have time for until the job is done. */
function costOf(work: Work, slicing: Slicing, threads: number): number {
  const { span, block, channelSpan, channelSlices, slices } = slicing;
  const parts = slices / channelSlices;
  // The slices are about equal: threads that find none left wait for those that do the last.
  const share = (span / work.length) * (channelSpan / work.channels);
  const products = work.products * share * Math.ceil(slices / threads) * threads;
  return (
    products + parts * Math.ceil(span / block) * work.filterCost + channelSlices * work.inputCost
  );
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
export const gatherFits = (kernel: number, inChannels: number): boolean =>
  TILE_ROWS * kernel * kernel * inChannels * 4 <= SCRATCH_BYTES;

/** Input channels of several groups that are transformed at once: a few lines of the cache. */
const PASS_CHANNELS = 32;

/** Groups that Winograd's convolution transforms at once. */
export const winogradPass = (groupIn: number, groups: number): number =>
  Math.min(groups, Math.max(1, Math.floor(PASS_CHANNELS / groupIn)));

/** Tiles of Winograd's convolution that are done at once. @param channels transformed at once */
export function winogradBlock(channels: number): number {
  const perTile = winogradScratch(1, channels) - winogradScratch(0, channels);
  return Math.min(LARGEST_BLOCK, wholeTiles(CACHED_BYTES / perTile));
}

/** Whether one register tile of Winograd's convolution fits into the scratch memory. */
export const winogradFits = (groupIn: number, groups: number): boolean =>
  winogradScratch(TILE_ROWS, winogradPass(groupIn, groups) * groupIn) <= SCRATCH_BYTES;

/** A grouped convolution, as far as its scratch memory depends on it. */
export interface GroupedShape {
  readonly kernel: number;
  readonly stride: number;
  readonly inWidth: number;
  readonly outWidth: number;
  readonly groupIn: number;
}

/** Bytes that a block of positions of the grouped convolution takes; see ./groupedSource.ts. */
function groupedScratch(
  { kernel, stride, inWidth, outWidth, groupIn }: GroupedShape,
  block: number,
): number {
  // A block that begins within a row reaches into one more.
  const outRows = Math.ceil((block - 1) / outWidth) + 1;
  const pixels = ((outRows - 1) * stride + kernel) * inWidth;
  const addresses = Math.ceil(block / TILE_ROWS) * TILE_ROWS * kernel * kernel * 4;
  return (1 + pixels) * groupIn * 4 + addresses;
}

/** What a group's pixels and their addresses may take of the caches, that the filter stays there. */
const GROUP_BYTES = 2 ** 16;

const LARGEST_GROUPED_BLOCK = TILE_ROWS * 128;

/**
 * Positions of the grouped convolution that are done at once: the most that stay in the cache.
 * @throws RangeError where not even a register tile's rows of the picture fit into the scratch memory
 */
export function groupedBlock(shape: GroupedShape): number {
  let block = LARGEST_GROUPED_BLOCK;
  while (block > TILE_ROWS && groupedScratch(shape, block) > GROUP_BYTES) block /= 2;
  if (groupedScratch(shape, block) > SCRATCH_BYTES)
    throw new RangeError(
      `A grouped convolution of ${shape.groupIn} channels a group takes no pictures of ${shape.inWidth} columns.`,
    );
  return block;
}

/** How pictures are cut for work on each value by itself. */
export interface PictureSlicing {
  /** Values of a slice, a multiple of 16. */
  readonly span: number;
  /** Slices of one picture; the name is that of ./job.ts. */
  readonly channelSlices: number;
  readonly slices: number;
}

/** Values below which handing them to another thread costs more than it saves. */
const LEAST_VALUES = 2 ** 15;

/** Cuts a batch of pictures of that many values each: no slice belongs to two of them. */
export function pictureSlices(batch: number, values: number, threads: number): PictureSlicing {
  const wanted = Math.min(threads, Math.max(1, Math.floor((batch * values) / LEAST_VALUES)));
  const each = Math.max(1, Math.round(wanted / batch));
  const span = Math.ceil(Math.ceil(values / each) / 16) * 16;
  const channelSlices = Math.ceil(values / span);
  return { span, channelSlices, slices: batch * channelSlices };
}
