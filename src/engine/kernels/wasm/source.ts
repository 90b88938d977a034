/**
 * AssemblyScript source of the WASM SIMD kernel, generated so that the tile of output columns is
 * unrolled into registers. `tools/build-wasm.ts` compiles it to the .wasm files beside this one.
 *
 * The module imports tfjs-wasm's own memory and works on tensors where they lie; it has no data
 * segment and no allocator, so that nothing of tfjs's heap is touched.
 */

const KERNEL_SIDE = 3;

/** Output columns held in registers: as many as leave room for weights among 16 SIMD registers. */
const TILE_BY_STRIDE = { 1: 7, 2: 4 } as const;

const indices = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Name of the exported function for a stride. */
export const exportName = (stride: 1 | 2): string => `groupedConv2DStride${stride}`;

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
 * Pointers are byte addresses of NHWC input, HWIO filter, bias and NHWC output. Each step makes
 * four output channels of ${tile.length} neighbouring columns.
 */
export function ${exportName(stride)}(
  x: usize, filter: usize, bias: usize, out: usize,
  batch: i32, inHeight: i32, inWidth: i32, inChannels: i32,
  outHeight: i32, outWidth: i32, outChannels: i32,
  groupIn: i32, groupOut: i32, pad: i32, relu: i32,
): void {
  const zero = f32x4.splat(0);
  const pixelStep = usize(inChannels) << 2;
  const weightStep = usize(outChannels) << 2;
  const tapStep = usize(groupIn) * weightStep;
  for (let row: i32 = 0; row < batch * outHeight; row++) {
    const image = row / outHeight;
    const outRow = row - image * outHeight;
    for (let firstOut: i32 = 0; firstOut < outWidth; firstOut += ${tile.length}) {
      const firstColumn = firstOut * ${stride} - pad;
      const interior = firstColumn >= 0 && firstColumn + ${columns.length} <= inWidth;
      for (let o: i32 = 0; o < outChannels; o += 4) {
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
        if (relu) { ${tile.map((t) => `sum${t} = f32x4.max(sum${t}, zero);`).join(' ')} }
        const outStart = out + (usize((row * outWidth + firstOut) * outChannels + o) << 2);
        ${tile.map((t) => `if (firstOut + ${t} < outWidth) v128.store(outStart + ${t} * weightStep, sum${t});`).join('\n        ')}
      }
    }
  }
}
`;
}

/** The whole AssemblyScript module. */
export const groupedConvSource = (): string => kernelFunction(1) + kernelFunction(2);
