import { PANEL } from './job.ts';
import type { WinogradTransforms } from './winograd.ts';

/** AssemblyScript of the 3 × 3 convolution by Winograd's minimal filtering; see ./winograd.ts. */

const indices = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Σ coefficient · name as nested SIMD calls, without products by ±1. */
function combination(row: readonly number[], name: (i: number) => string): string {
  let sum = '';
  for (const positive of [true, false])
    for (const [i, coefficient] of row.entries()) {
      if (coefficient === 0 || coefficient > 0 !== positive) continue;
      const size = Math.abs(coefficient);
      const term = size === 1 ? name(i) : `f32x4.mul(f32x4.splat(${size}), ${name(i)})`;
      if (sum === '') sum = positive ? term : `f32x4.neg(${term})`;
      else sum = `f32x4.${positive ? 'add' : 'sub'}(${sum}, ${term})`;
    }
  return sum;
}

export function winogradSource({ outputs, input, output }: WinogradTransforms): string {
  const side = input.length;
  const products = side * side;
  const points = indices(side);
  // Rows first, into \`temporary\`, then columns: both passes are the same combinations.
  const inputRow = (r: number, column: (c: number) => string): string => `
          { ${points.map((c) => `const d${c} = ${column(c)};`).join(' ')}
            ${points.map((j) => `v128.store(temporary, ${combination(input[j] as readonly number[], (i) => `d${i}`)}, ${(r * side + j) * 16});`).join('\n            ')} }`;
  return `
/** Writes \`channels\` channels of tiles first … first + tiles, transformed: [product][tile][channel]. */
function transformInput(
  job: Job, first: i32, tiles: i32, firstChannel: i32, channels: i32, temporary: usize, to: usize,
): void {
  const inHeight = job.inHeight;
  const inWidth = job.inWidth;
  const tilesWide = (job.outWidth + ${outputs - 1}) / ${outputs};
  const tilesHigh = (job.outHeight + ${outputs - 1}) / ${outputs};
  const pixelStep = usize(job.inChannels) << 2;
  const rowStep = usize(inWidth) * pixelStep;
  const tileStep = usize(channels) << 2;
  const productStep = usize(tiles) * tileStep;
  const zero = f32x4.splat(0);
  for (let t: i32 = 0; t < tiles; t++) {
    const tileRow = (first + t) / tilesWide;
    const image = tileRow / tilesHigh;
    const y = (tileRow - image * tilesHigh) * ${outputs} - job.pad;
    const x = (first + t - tileRow * tilesWide) * ${outputs} - job.pad;
    const interior = y >= 0 && x >= 0 && y + ${side} <= inHeight && x + ${side} <= inWidth;
    let p = usize(job.x + (((image * inHeight + y) * inWidth + x) * job.inChannels + firstChannel << 2));
    let v = to + usize(t) * tileStep;
    for (let c: i32 = 0; c < channels; c += 4) {
      if (interior) {${points.map((r) => inputRow(r, (i) => `v128.load(p + ${r} * rowStep + ${i} * pixelStep)`)).join('')}
      } else {${points
        .map((r) =>
          inputRow(
            r,
            (i) =>
              `y + ${r} >= 0 && y + ${r} < inHeight && x + ${i} >= 0 && x + ${i} < inWidth ? v128.load(p + ${r} * rowStep + ${i} * pixelStep) : zero`,
          ),
        )
        .join('')}
      }
      ${points
        .map(
          (
            c,
          ) => `{ ${points.map((r) => `const d${r} = v128.load(temporary, ${(r * side + c) * 16});`).join(' ')}
        ${points.map((j) => `v128.store(v + ${j * side + c} * productStep, ${combination(input[j] as readonly number[], (i) => `d${i}`)});`).join('\n        ')} }`,
        )
        .join('\n      ')}
      p += 16;
      v += 16;
    }
  }
}

/** Makes four channels of one tile's outputs of its products, \`step\` bytes apart. */
function transformOutput(
  job: Job, products: usize, step: usize, temporary: usize, bias: usize,
  at: usize, rows: i32, columns: i32,
): void {
  ${points
    .map(
      (
        c,
      ) => `{ ${points.map((r) => `const d${r} = v128.load(products + ${r * side + c} * step);`).join(' ')}
    ${output.map((row, j) => `v128.store(temporary, ${combination(row, (i) => `d${i}`)}, ${(j * side + c) * 16});`).join('\n    ')} }`,
    )
    .join('\n  ')}
  const pixelStep = usize(job.outChannels) << 2;
  const rowStep = usize(job.outWidth) * pixelStep;
  const initial = v128.load(bias);
  const zero = f32x4.splat(0);
  const residual = job.residual;
  const out: usize = job.out;
  for (let r: i32 = 0; r < rows; r++) {
    const row = temporary + usize(r) * ${side * 16};
    ${points.map((c) => `const d${c} = v128.load(row, ${c * 16});`).join(' ')}
    ${output
      .map(
        (row, j) => `if (columns > ${j}) {
      let value = f32x4.add(initial, ${combination(row, (i) => `d${i}`)});
      if (residual) value = f32x4.add(value, v128.load(usize(residual) + at + ${j} * pixelStep));
      if (job.relu) value = f32x4.max(value, zero);
      v128.store(out + at + ${j} * pixelStep, value);
    }`,
      )
      .join('\n    ')}
    at += rowStep;
  }
}

/**
 * A 3 × 3 convolution with stride 1, a group's input channels in fours and output channels in eights.
 * \`span\` counts tiles of ${outputs} × ${outputs} outputs, those of a batch one after the other.
 */
export function convolveWinograd(job: Job, slice: i32, scratch: usize): void {
  const tilesWide = (job.outWidth + ${outputs - 1}) / ${outputs};
  const tilesHigh = (job.outHeight + ${outputs - 1}) / ${outputs};
  const part = slice / job.channelSlices;
  const firstChannel = (slice - part * job.channelSlices) * job.channelSpan;
  const lastChannel = min(firstChannel + job.channelSpan, job.outChannels);
  const end = min((part + 1) * job.span, job.batch * tilesHigh * tilesWide);
  const nothing = scratch;
  const temporary = nothing + ${PANEL * 4};
  const sums = temporary + ${products * 16};
  const groupIn = job.groupIn;
  const groupOut = job.groupOut;
  const productSize = usize(groupIn) * ${PANEL * 4};
  v128.store(nothing, f32x4.splat(0));
  v128.store(nothing, f32x4.splat(0), 16);
  for (let first = part * job.span; first < end; first += job.block) {
    const tiles = min(job.block, end - first);
    const sumStep = usize(tiles) * ${PANEL * 4};
    const transformed = sums + ${products} * sumStep;
    let firstGroup: i32 = 0;
    let lastGroup: i32 = 0;
    let aStep: usize = 0;
    for (let o = firstChannel; o < lastChannel; o += ${PANEL}) {
      const group = o / groupOut;
      if (o == firstChannel || group >= lastGroup) {
        firstGroup = group;
        lastGroup = min(group + job.passGroups, (lastChannel - 1) / groupOut + 1);
        const channels = (lastGroup - firstGroup) * groupIn;
        aStep = usize(channels) << 2;
        transformInput(job, first, tiles, firstGroup * groupIn, channels, temporary, transformed);
      }
      const a = transformed + (usize((group - firstGroup) * groupIn) << 2);
      const panel = usize(job.filter) + usize(o / ${PANEL}) * ${products} * productSize;
      for (let product: i32 = 0; product < ${products}; product++)
        multiplyPanel(
          tiles, a + usize(product * tiles) * aStep, aStep,
          panel + usize(product) * productSize, groupIn, nothing, 0,
          sums + usize(product) * sumStep, ${PANEL * 4}, ${PANEL}, 0,
        );
      const bias = usize(job.bias) + (usize(o) << 2);
      for (let t: i32 = 0; t < tiles; t++) {
        const tileRow = (first + t) / tilesWide;
        const image = tileRow / tilesHigh;
        const y = (tileRow - image * tilesHigh) * ${outputs};
        const x = (first + t - tileRow * tilesWide) * ${outputs};
        const rows = min(${outputs}, job.outHeight - y);
        const columns = min(${outputs}, job.outWidth - x);
        const pixel = (image * job.outHeight + y) * job.outWidth + x;
        const at = usize(pixel * job.outChannels + o) << 2;
        const from = sums + usize(t) * ${PANEL * 4};
        transformOutput(job, from, sumStep, temporary, bias, at, rows, columns);
        transformOutput(job, from + 16, sumStep, temporary, bias + 16, at + 16, rows, columns);
      }
    }
  }
}
`;
}
