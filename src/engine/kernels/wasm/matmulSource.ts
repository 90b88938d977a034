import { PANEL, TILE_ROWS } from './job.ts';
import { type Arithmetic, indices, ROW_COUNTS, tileStore, tileStoreLanes } from './registerTile.ts';

/**
 * AssemblyScript of the matrix product that the packed convolutions are made of, and of the
 * convolution that gathers each position's window into a row of a matrix.
 */

function tileFunction(arithmetic: Arithmetic, rows: number): string {
  const { suffix, parameters } = arithmetic;
  const all = indices(rows);
  return `
/**
 * ${rows} rows × ${PANEL} columns of a · b + bias [+ residual], [ReLU]: a has rows \`aStep\` bytes apart,
 * b is a packed panel of \`depth\` rows. Only the first \`lanes\` columns are stored.
 */
function multiply${rows}${suffix}(
  a: usize, aStep: usize, b: usize, depth: i32, bias: usize, ${parameters}
  residual: usize, out: usize, outStep: usize, lanes: i32, relu: i32,
): void {
  ${all.map((r) => (r === 0 ? 'let a0 = a;' : `let a${r} = a${r - 1} + aStep;`)).join(' ')}${arithmetic.start(rows)}${arithmetic.products(rows)}${arithmetic.finish(rows)}
  if (lanes == ${PANEL}) {${tileStore(rows)}
  } else {
    ${all.map(tileStoreLanes).join('\n    ')}
  }
}
`;
}

const multiplySource = (arithmetic: Arithmetic): string => `
${ROW_COUNTS.map((rows) => tileFunction(arithmetic, rows)).join('')}
/** Any number of rows × one panel; see multiply${TILE_ROWS}. */
function multiplyPanel${arithmetic.suffix}(
  rows: i32, a: usize, aStep: usize, b: usize, depth: i32, bias: usize, ${arithmetic.parameters}
  residual: usize, out: usize, outStep: usize, lanes: i32, relu: i32,
): void {
  ${ROW_COUNTS.map(
    (count) => `while (rows >= ${count}) {
    multiply${count}${arithmetic.suffix}(a, aStep, b, depth, bias, ${arithmetic.passed}residual, out, outStep, lanes, relu);
    a += ${count} * aStep;
    out += ${count} * outStep;
    if (residual) residual += ${count} * outStep;
    rows -= ${count};
  }`,
  ).join('\n  ')}
}
`;

/** What gathers windows, for values of any size. */
export const gatherSource = (): string => `
/** Copies \`count\` floats; returns the end of what was written. */
function copy(to: usize, from: usize, count: i32): usize {
  while (count >= 16) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    v128.store(to, v128.load(from, 32), 32);
    v128.store(to, v128.load(from, 48), 48);
    to += 64;
    from += 64;
    count -= 16;
  }
  while (count >= 4) {
    v128.store(to, v128.load(from));
    to += 16;
    from += 16;
    count -= 4;
  }
  while (count > 0) {
    store<f32>(to, load<f32>(from));
    to += 4;
    from += 4;
    count--;
  }
  return to;
}

/**
 * Writes the windows of output positions first … first + rows as rows of a matrix.
 * @param channels words of 32 bits of a pixel
 */
function gather(job: Job, first: i32, rows: i32, channels: i32, to: usize): void {
  const kernel = job.kernel;
  const inWidth = job.inWidth;
  for (let position = first; position < first + rows; position++) {
    const row = position / job.outWidth;
    const image = row / job.outHeight;
    const inRow = (row - image * job.outHeight) * job.stride - job.pad;
    const inColumn = (position - row * job.outWidth) * job.stride - job.pad;
    // Columns of the window left of the picture, on it, and right of it.
    const left = min(kernel, max(0, -inColumn));
    const right = min(kernel - left, max(0, inColumn + kernel - inWidth));
    const middle = kernel - left - right;
    for (let tap: i32 = 0; tap < kernel; tap++) {
      const y = inRow + tap;
      if (y < 0 || y >= job.inHeight) {
        to = clear(to, kernel * channels);
        continue;
      }
      const pixel = (image * job.inHeight + y) * inWidth + inColumn + left;
      if (left) to = clear(to, left * channels);
      if (middle) to = copy(to, usize(job.x) + (usize(pixel * channels) << 2), middle * channels);
      if (right) to = clear(to, right * channels);
    }
  }
}
`;

const convolveSource = ({ suffix, bytes, passed }: Arithmetic): string => `
/**
 * A convolution of any kernel side and stride with a packed filter. \`span\` counts output positions,
 * those of a batch one after the other. The windows of a block must fit into the scratch memory,
 * except for 1 × 1 filters with stride 1, which read the input where it lies.
 */
export function convolve${suffix}(job: Job, slice: i32, scratch: usize): void {
  const part = slice / job.channelSlices;
  const firstChannel = (slice - part * job.channelSlices) * job.channelSpan;
  const lastChannel = min(firstChannel + job.channelSpan, job.outChannels);
  const depth = job.kernel * job.kernel * job.inChannels;
  const aStep = usize(depth) * ${bytes};
  const outStep = usize(job.outChannels) << 2;
  const inPlace = job.kernel == 1 && job.stride == 1 && job.pad == 0;
  const positions = job.outHeight * job.outWidth;
  const end = min((part + 1) * job.span, job.batch * positions);
  for (let first = part * job.span; first < end; ) {
    ${
      bytes === 4
        ? 'const rows = min(job.block, end - first);'
        : `const image = first / positions;
    const unit = load<f32>(job.units + (image << 2));
    // Each picture has a unit of its own.
    const rows = min(job.block, min(end, (image + 1) * positions) - first);`
    }
    let a = scratch;
    if (inPlace) a = usize(job.x) + usize(first) * aStep;
    else gather(job, first, rows, ${bytes === 4 ? 'job.inChannels' : 'job.inChannels >> 2'}, scratch);
    const start = usize(first) * outStep;
    for (let o = firstChannel; o < lastChannel; o += ${PANEL}) {
      const at = start + (usize(o) << 2);${bytes === 4 ? '' : '\n      const steps = usize(job.steps) + (usize(o) << 2);'}
      multiplyPanel${suffix}(
        rows, a, aStep, usize(job.filter) + usize(o) * aStep, depth, usize(job.bias) + (usize(o) << 2), ${passed}
        job.residual ? usize(job.residual) + at : 0, usize(job.out) + at, outStep,
        min(${PANEL}, job.outChannels - o), job.relu,
      );
    }
    first += rows;
  }
}
`;

export const matmulSource = (arithmetic: Arithmetic): string =>
  multiplySource(arithmetic) + convolveSource(arithmetic);
