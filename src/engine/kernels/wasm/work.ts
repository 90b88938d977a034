import type { ConvolutionMethod, PackedConvGeometry, Windows } from '../packedConv2D.ts';
import { type Job, PANEL } from './job.ts';
import { gatheredBlock, groupedBlock, type Work, winogradBlock, winogradPass } from './plan.ts';
import { WINOGRAD, WINOGRAD_PRODUCTS } from './winograd.ts';

/** In which numbers a convolution is multiplied. */
export interface NumberKind {
  /** Of a value of the input and the filter. */
  readonly bytes: 1 | 4;
  /** What a multiplication takes, float32's being 1. */
  readonly product: number;
}

export const FLOAT32_NUMBERS: NumberKind = { bytes: 4, product: 1 };
export const INT8_NUMBERS: NumberKind = { bytes: 1, product: 1 / 5 };

/** What a plan weighs against multiplications in float32: as many take about the same time. */
const COST = {
  /** A 32-bit word of the filter, of the input in its place, gathered, and transformed. */
  filterWord: 2,
  readWord: 1,
  gatheredWord: 4,
  transformedWord: 8,
  address: 40,
} as const;

/** What there is to do, for the plan of its slices. */
export function workOf(
  g: PackedConvGeometry,
  { kernel, stride, pad, outChannels, groups }: Windows,
  method: ConvolutionMethod,
  { bytes, product }: NumberKind,
): Work {
  const taps = kernel * kernel;
  const groupIn = g.inChannels / groups;
  const positions = g.batch * g.outHeight * g.outWidth;
  const words = (values: number) => (values * bytes) / 4;
  const of = (length: number, block: number, depth: number, inputCost: number): Work => ({
    ...{ length, block, channels: outChannels, inputCost },
    channelStep: groups > 1 ? outChannels / groups : PANEL,
    products: length * outChannels * depth * product,
    filterCost: words(depth * outChannels) * COST.filterWord,
  });
  switch (method) {
    case 'winograd': {
      const tilesAlong = (side: number) => Math.ceil(side / WINOGRAD.outputs);
      const tiles = g.batch * tilesAlong(g.outHeight) * tilesAlong(g.outWidth);
      const block = winogradBlock(winogradPass(groupIn, groups) * groupIn);
      const depth = WINOGRAD_PRODUCTS * groupIn;
      // Slices of whole groups transform what they need and no more.
      const repeated = groups > 1 ? 0 : tiles * depth * COST.transformedWord;
      return of(tiles, block, depth, repeated);
    }
    case 'gather': {
      const depth = taps * g.inChannels;
      const inPlace = kernel === 1 && stride === 1 && pad === 0;
      const cost = inPlace ? COST.readWord : COST.gatheredWord;
      const block = gatheredBlock(words(depth), inPlace);
      return of(positions, block, depth, positions * words(depth) * cost);
    }
    case 'lookUp': {
      const block = groupedBlock({ ...g, kernel, stride, groupIn });
      return of(positions, block, taps * groupIn, positions * taps * COST.address);
    }
  }
}

/** Tensors of a convolution, as the backend knows them. */
export interface Operands<Tensor> {
  readonly x: Tensor;
  readonly filter: Tensor;
  readonly bias: Tensor;
  readonly residual?: Tensor;
  readonly out: Tensor;
}

/** The job but for its slices. */
export const convolutionJob = <Tensor>(
  g: PackedConvGeometry,
  { kernel, stride, pad, outChannels, groups, relu }: Windows & { readonly relu: boolean },
  { x, filter, bias, residual, out }: Operands<Tensor>,
  address: (tensor: Tensor) => number,
): Job => ({
  // Every layer of every batch comes by here: fields by name are several times faster than a spread.
  batch: g.batch,
  inHeight: g.inHeight,
  inWidth: g.inWidth,
  inChannels: g.inChannels,
  outHeight: g.outHeight,
  outWidth: g.outWidth,
  kernel,
  stride,
  pad,
  outChannels,
  groupIn: g.inChannels / groups,
  groupOut: outChannels / groups,
  passGroups: winogradPass(g.inChannels / groups, groups),
  x: address(x),
  filter: address(filter),
  bias: address(bias),
  residual: residual ? address(residual) : 0,
  out: address(out),
  relu: relu ? 1 : 0,
});
