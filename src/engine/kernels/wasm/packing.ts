import { PANEL } from './job.ts';
import { WINOGRAD, WINOGRAD_PRODUCTS } from './winograd.ts';

/** Height, width, input channels, output channels. */
export type FilterShape = readonly [number, number, number, number];

const panels = (channels: number): number => Math.ceil(channels / PANEL);

/** A bias with zeros up to a whole panel. */
export function packBias(bias: Float32Array): Float32Array {
  const packed = new Float32Array(panels(bias.length) * PANEL);
  packed.set(bias);
  return packed;
}

/**
 * An HWIO filter in panels of `PANEL` output channels, the rest of the last one zero:
 * [panel][height × width × input channel][channel of the panel].
 */
export function packFilter(filter: Float32Array, shape: FilterShape): Float32Array {
  const [height, width, inChannels, outChannels] = shape;
  const depth = height * width * inChannels;
  const packed = new Float32Array(panels(outChannels) * PANEL * depth);
  for (let o = 0; o < outChannels; o++) {
    const start = Math.floor(o / PANEL) * PANEL * depth + (o % PANEL);
    for (let k = 0; k < depth; k++)
      packed[start + k * PANEL] = filter[k * outChannels + o] as number;
  }
  return packed;
}

/**
 * A 3 × 3 filter transformed for Winograd's convolution, G g Gᵀ, computed in float64:
 * [panel][product][input channel][channel of the panel].
 */
export function packWinogradFilter(filter: Float32Array, shape: FilterShape): Float32Array {
  const [, , inChannels, outChannels] = shape;
  const rows = WINOGRAD.filter as readonly (readonly [number, number, number])[];
  const side = rows.length;
  const packed = new Float32Array(panels(outChannels) * PANEL * WINOGRAD_PRODUCTS * inChannels);
  const columns = new Float64Array(side * 3);
  const tap = inChannels * outChannels;
  for (let c = 0; c < inChannels; c++)
    for (let o = 0; o < outChannels; o++) {
      const at = c * outChannels + o;
      for (const [i, [g0, g1, g2]] of rows.entries())
        for (let x = 0; x < 3; x++)
          columns[i * 3 + x] =
            g0 * (filter[at + x * tap] as number) +
            g1 * (filter[at + (3 + x) * tap] as number) +
            g2 * (filter[at + (6 + x) * tap] as number);
      const panel = Math.floor(o / PANEL) * PANEL * WINOGRAD_PRODUCTS * inChannels;
      const start = panel + c * PANEL + (o % PANEL);
      for (let i = 0; i < side; i++)
        for (const [j, [g0, g1, g2]] of rows.entries())
          packed[start + (i * side + j) * inChannels * PANEL] =
            g0 * (columns[i * 3] as number) +
            g1 * (columns[i * 3 + 1] as number) +
            g2 * (columns[i * 3 + 2] as number);
    }
  return packed;
}
