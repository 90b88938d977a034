import { PANEL } from './job.ts';
import { WINOGRAD, WINOGRAD_PRODUCTS } from './winograd.ts';

/** Height, width, input channels of one group, output channels. */
export type FilterShape = readonly [number, number, number, number];

const panels = (channels: number): number => Math.ceil(channels / PANEL);

/** Panels of a convolution: every group begins with one of its own. */
export const panelCount = (outChannels: number, groups: number): number =>
  groups * panels(outChannels / groups);

/** Where an output channel lies among the channels of all panels. */
function packedChannel(channel: number, outChannels: number, groups: number): number {
  const groupOut = outChannels / groups;
  const group = Math.floor(channel / groupOut);
  return group * panels(groupOut) * PANEL + (channel - group * groupOut);
}

/** A bias with zeros up to whole panels. */
export function packBias(bias: Float32Array, groups: number): Float32Array {
  const packed = new Float32Array(panelCount(bias.length, groups) * PANEL);
  for (const [o, value] of bias.entries()) packed[packedChannel(o, bias.length, groups)] = value;
  return packed;
}

/**
 * An HWIO filter in panels of `PANEL` output channels of one group, the rest of a group's last one
 * zero: [panel][height × width × input channel of the group][channel of the panel].
 */
export function packFilter(filter: Float32Array, shape: FilterShape, groups: number): Float32Array {
  const [height, width, groupIn, outChannels] = shape;
  const depth = height * width * groupIn;
  const packed = new Float32Array(panelCount(outChannels, groups) * PANEL * depth);
  for (let o = 0; o < outChannels; o++) {
    const to = packedChannel(o, outChannels, groups);
    const start = Math.floor(to / PANEL) * PANEL * depth + (to % PANEL);
    for (let k = 0; k < depth; k++)
      packed[start + k * PANEL] = filter[k * outChannels + o] as number;
  }
  return packed;
}

/** An HWIO filter of groups as one of half as many, whose weights across two former groups are zero. */
export function joinPairs(filter: Float32Array, shape: FilterShape, groups: number): Float32Array {
  const [height, width, groupIn, outChannels] = shape;
  const groupOut = outChannels / groups;
  const joined = new Float32Array(2 * filter.length);
  for (let tap = 0; tap < height * width; tap++)
    for (let c = 0; c < groupIn; c++)
      for (let o = 0; o < outChannels; o++) {
        const second = Math.floor(o / groupOut) % 2;
        const to = (tap * 2 + second) * groupIn + c;
        joined[to * outChannels + o] = filter[(tap * groupIn + c) * outChannels + o] as number;
      }
  return joined;
}

/** A filter in 8 bits, each output channel in a unit of its own. */
export interface QuantisedFilter {
  /** [panel][four values of the depth][channel of the panel][value], −127 … 127. */
  readonly values: Int8Array;
  /** Of each packed channel: what 1 stands for. */
  readonly steps: Float32Array;
}

/**
 * As `packFilter`, in 8 bits. A filter that was stored in 8 bits by output channel keeps its values.
 * @param shape its height × width × input channels of a group is a multiple of 4
 */
export function quantiseFilter(
  filter: Float32Array,
  shape: FilterShape,
  groups: number,
): QuantisedFilter {
  const [height, width, groupIn, outChannels] = shape;
  const depth = height * width * groupIn;
  const packedChannels = panelCount(outChannels, groups) * PANEL;
  const values = new Int8Array(packedChannels * depth);
  const steps = new Float32Array(packedChannels);
  for (let o = 0; o < outChannels; o++) {
    let largest = 0;
    for (let k = 0; k < depth; k++)
      largest = Math.max(largest, Math.abs(filter[k * outChannels + o] as number));
    if (largest === 0) continue;
    const to = packedChannel(o, outChannels, groups);
    steps[to] = largest / 127;
    const start = Math.floor(to / PANEL) * PANEL * depth + (to % PANEL) * 4;
    for (let k = 0; k < depth; k++)
      values[start + Math.floor(k / 4) * PANEL * 4 + (k % 4)] = Math.round(
        ((filter[k * outChannels + o] as number) / largest) * 127,
      );
  }
  return { values, steps };
}

/** G, row by row. */
const WINOGRAD_ROWS = Float64Array.from(WINOGRAD.filter.flat());
const WINOGRAD_SIDE = WINOGRAD.filter.length;

/** G times a vector of three, to every `stride`-th element of an array. */
function timesG(
  g0: number,
  g1: number,
  g2: number,
  into: Float32Array | Float64Array,
  at: number,
  stride: number,
): void {
  for (let i = 0; i < WINOGRAD_SIDE; i++)
    into[at + i * stride] =
      (WINOGRAD_ROWS[i * 3] as number) * g0 +
      (WINOGRAD_ROWS[i * 3 + 1] as number) * g1 +
      (WINOGRAD_ROWS[i * 3 + 2] as number) * g2;
}

/**
 * A 3 × 3 filter transformed for Winograd's convolution, G g Gᵀ, computed in float64:
 * [panel][product][input channel of the group][channel of the panel].
 * @param shape a group's output channels are whole panels
 */
export function packWinogradFilter(filter: Float32Array, shape: FilterShape): Float32Array {
  const [, , inChannels, outChannels] = shape;
  const packed = new Float32Array(panels(outChannels) * PANEL * WINOGRAD_PRODUCTS * inChannels);
  const columns = new Float64Array(WINOGRAD_SIDE * 3);
  const tap = inChannels * outChannels;
  const product = inChannels * PANEL;
  const given = (at: number) => filter[at] as number;
  const column = (at: number) => columns[at] as number;
  for (let c = 0; c < inChannels; c++)
    for (let o = 0; o < outChannels; o++) {
      const from = c * outChannels + o;
      for (let x = 0; x < 3; x++) {
        const at = from + x * tap;
        timesG(given(at), given(at + 3 * tap), given(at + 6 * tap), columns, x, 3);
      }
      const panel = Math.floor(o / PANEL) * WINOGRAD_PRODUCTS * product;
      const start = panel + c * PANEL + (o % PANEL);
      for (let i = 0; i < WINOGRAD_SIDE; i++) {
        const to = start + i * WINOGRAD_SIDE * product;
        timesG(column(i * 3), column(i * 3 + 1), column(i * 3 + 2), packed, to, product);
      }
    }
  return packed;
}
