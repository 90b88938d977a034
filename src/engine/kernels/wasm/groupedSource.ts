/**
 * AssemblyScript of the grouped 3 × 3 convolution, generated so that the tile of output columns is
 * unrolled into registers.
 */

const KERNEL_SIDE = 3;

/** Output columns held in registers: as many as leave room for weights among 16 SIMD registers. */
const TILE_BY_STRIDE = { 1: 7, 2: 4 } as const;

const indices = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

function kernelFunction(stride: 1 | 2): string {
  const tile = indices(TILE_BY_STRIDE[stride]);
  const taps = indices(KERNEL_SIDE);
  const columns = indices((tile.length - 1) * stride + KERNEL_SIDE);
  const accumulate = (column: number): string =>
    tile
      .map((t) => ({ t, tap: column - t * stride }))
      .filter(({ tap }) => tap >= 0 && tap < KERNEL_SIDE)
      .map(({ t, tap }) => `sum${t} = f32x4.add(sum${t}, f32x4.mul(v, w${tap}));`)
      .join(' ');
  const channelLoop = (pointer: string, column: (i: number) => string): string => `
            for (let c: i32 = 0; c < groupIn; c++) {
              const p = ${pointer} + (usize(c) << 2);
              ${taps.map((k) => `const w${k} = v128.load(w + ${k} * tapStep);`).join(' ')}
              ${columns.map(column).join('\n              ')}
              w += weightStep;
            }`;
  return `
/**
 * NHWC input, HWIO filter, NHWC output. Each step makes four output channels of ${tile.length}
 * neighbouring columns. \`span\` counts rows of the output, those of a batch one after the other.
 */
export function groupedConv2DStride${stride}(job: Job, slice: i32, scratch: usize): void {
  const x: usize = job.x;
  const filter: usize = job.filter;
  const bias: usize = job.bias;
  const out: usize = job.out;
  const inHeight = job.inHeight;
  const inWidth = job.inWidth;
  const inChannels = job.inChannels;
  const outHeight = job.outHeight;
  const outWidth = job.outWidth;
  const outChannels = job.outChannels;
  const groupIn = job.groupIn;
  const groupOut = job.groupOut;
  const pad = job.pad;
  const zero = f32x4.splat(0);
  const pixelStep = usize(inChannels) << 2;
  const weightStep = usize(outChannels) << 2;
  const tapStep = usize(groupIn) * weightStep;
  const part = slice / job.channelSlices;
  const firstRow = part * job.span;
  const lastRow = min(firstRow + job.span, job.batch * outHeight);
  const firstO = (slice - part * job.channelSlices) * job.channelSpan;
  const lastO = min(firstO + job.channelSpan, outChannels);
  for (let row = firstRow; row < lastRow; row++) {
    const image = row / outHeight;
    const outRow = row - image * outHeight;
    for (let firstOut: i32 = 0; firstOut < outWidth; firstOut += ${tile.length}) {
      const firstColumn = firstOut * ${stride} - pad;
      const interior = firstColumn >= 0 && firstColumn + ${columns.length} <= inWidth;
      for (let o = firstO; o < lastO; o += 4) {
        const firstChannel = (o / groupOut) * groupIn;
        const initial = v128.load(bias + (usize(o) << 2));
        ${tile.map((t) => `let sum${t} = initial;`).join(' ')}
        for (let tapRow: i32 = 0; tapRow < ${KERNEL_SIDE}; tapRow++) {
          const inRow = outRow * ${stride} + tapRow - pad;
          if (inRow < 0 || inRow >= inHeight) continue;
          const rowStart = x + (usize(((image * inHeight + inRow) * inWidth) * inChannels + firstChannel) << 2);
          let w = filter + (usize(tapRow * ${KERNEL_SIDE} * groupIn * outChannels + o) << 2);
          if (interior) {
            const tileStart = rowStart + usize(firstColumn) * pixelStep;${channelLoop(
              'tileStart',
              (i) => `{ const v = v128.load32_splat(p + ${i} * pixelStep); ${accumulate(i)} }`,
            )}
          } else {${channelLoop(
            'rowStart',
            (i) =>
              `if (firstColumn + ${i} >= 0 && firstColumn + ${i} < inWidth) { const v = v128.load32_splat(p + usize(firstColumn + ${i}) * pixelStep); ${accumulate(i)} }`,
          )}
          }
        }
        if (job.relu) { ${tile.map((t) => `sum${t} = f32x4.max(sum${t}, zero);`).join(' ')} }
        const outStart = out + (usize((row * outWidth + firstOut) * outChannels + o) << 2);
        ${tile.map((t) => `if (firstOut + ${t} < outWidth) v128.store(outStart + ${t} * weightStep, sum${t});`).join('\n        ')}
      }
    }
  }
}
`;
}

export const groupedConvSource = (): string => kernelFunction(1) + kernelFunction(2);
