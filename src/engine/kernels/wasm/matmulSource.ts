import { PANEL, TILE_ROWS } from './job.ts';

/**
 * AssemblyScript of the matrix product that the packed convolutions are made of, and of the
 * convolution that gathers each position's window into a row of a matrix.
 */

const indices = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Steps of the inner loop that one vector of each row serves. */
const LANES = 4;

function tileFunction(rows: number): string {
  const all = indices(rows);
  /** Adds step k's products; `value` gives a row's factor in every lane. */
  const step = (k: number, value: (r: number) => string): string => `
      { const b0 = v128.load(b, ${k * PANEL * 4}); const b1 = v128.load(b, ${k * PANEL * 4 + 16});
        ${all
          .map(
            (r) =>
              `{ const v = ${value(r)}; lo${r} = f32x4.add(lo${r}, f32x4.mul(v, b0)); hi${r} = f32x4.add(hi${r}, f32x4.mul(v, b1)); }`,
          )
          .join('\n        ')} }`;
  const spread = (r: number, k: number): string =>
    `v128.shuffle<i32>(row${r}, row${r}, ${k}, ${k}, ${k}, ${k})`;
  const advance = (steps: number): string =>
    `b += ${steps * PANEL * 4}; ${all.map((r) => `a${r} += ${steps * 4};`).join(' ')}`;
  return `
/**
 * ${rows} rows × ${PANEL} columns of a · b + bias [+ residual], [ReLU]: a has rows \`aStep\` bytes apart,
 * b is a packed panel of \`depth\` rows. Only the first \`lanes\` columns are stored.
 */
function multiply${rows}(
  a: usize, aStep: usize, b: usize, depth: i32, bias: usize,
  residual: usize, out: usize, outStep: usize, lanes: i32, relu: i32,
): void {
  ${all.map((r) => (r === 0 ? 'let a0 = a;' : `let a${r} = a${r - 1} + aStep;`)).join(' ')}
  let lo0 = v128.load(bias);
  let hi0 = v128.load(bias, 16);
  ${all
    .slice(1)
    .map((r) => `let lo${r} = lo0; let hi${r} = hi0;`)
    .join(' ')}
  let k = depth;
  while (k >= ${LANES}) {
      ${all.map((r) => `const row${r} = v128.load(a${r});`).join(' ')}${indices(LANES)
        .map((k) => step(k, (r) => spread(r, k)))
        .join('')}
      ${advance(LANES)}
      k -= ${LANES};
  }
  while (k > 0) {${step(0, (r) => `v128.load32_splat(a${r})`)}
      ${advance(1)}
      k--;
  }
  if (lanes == ${PANEL}) {
    if (residual) {
      ${all.map((r) => `lo${r} = f32x4.add(lo${r}, v128.load(residual)); hi${r} = f32x4.add(hi${r}, v128.load(residual, 16)); residual += outStep;`).join('\n      ')}
    }
    if (relu) {
      const zero = f32x4.splat(0);
      ${all.map((r) => `lo${r} = f32x4.max(lo${r}, zero); hi${r} = f32x4.max(hi${r}, zero);`).join('\n      ')}
    }
    ${all.map((r) => `v128.store(out, lo${r}); v128.store(out, hi${r}, 16); out += outStep;`).join('\n    ')}
  } else {
    ${all.map((r) => `storeLanes(lo${r}, hi${r}, residual, out, lanes, relu); out += outStep; if (residual) residual += outStep;`).join('\n    ')}
  }
}
`;
}

/** Row counts with a function of their own: a rest of rows is made up of these. */
const ROW_COUNTS = [TILE_ROWS, 2, 1] as const;

const multiplySource = (): string => `
/** Stores the first \`lanes\` of eight columns of one row. */
function storeLanes(lo: v128, hi: v128, residual: usize, out: usize, lanes: i32, relu: i32): void {
  for (let lane: i32 = 0; lane < lanes; lane++) {
    let value = f32x4.extract_lane(lo, 0);
    if (residual) { value += load<f32>(residual); residual += 4; }
    if (relu) value = max(value, 0);
    store<f32>(out, value);
    out += 4;
    lo = i8x16.shuffle(lo, hi, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    hi = i8x16.shuffle(hi, hi, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3);
  }
}
${ROW_COUNTS.map(tileFunction).join('')}
/** Any number of rows × one panel; see multiply${TILE_ROWS}. */
function multiplyPanel(
  rows: i32, a: usize, aStep: usize, b: usize, depth: i32, bias: usize,
  residual: usize, out: usize, outStep: usize, lanes: i32, relu: i32,
): void {
  ${ROW_COUNTS.map(
    (count) => `while (rows >= ${count}) {
    multiply${count}(a, aStep, b, depth, bias, residual, out, outStep, lanes, relu);
    a += ${count} * aStep;
    out += ${count} * outStep;
    if (residual) residual += ${count} * outStep;
    rows -= ${count};
  }`,
  ).join('\n  ')}
}
`;

const convolveSource = (): string => `
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

/** Writes \`count\` zeros; returns the end of what was written. */
function clear(to: usize, count: i32): usize {
  const zero = f32x4.splat(0);
  while (count >= 4) {
    v128.store(to, zero);
    to += 16;
    count -= 4;
  }
  while (count > 0) {
    store<f32>(to, 0);
    to += 4;
    count--;
  }
  return to;
}

/** Writes the windows of output positions first … first + rows as rows of a matrix. */
function gather(job: Job, first: i32, rows: i32, to: usize): void {
  const kernel = job.kernel;
  const channels = job.inChannels;
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

/**
 * A convolution of any kernel side and stride with a packed filter. \`span\` counts output positions,
 * those of a batch one after the other. The windows of a block must fit into the scratch memory,
 * except for 1 × 1 filters with stride 1, which read the input where it lies.
 */
export function convolve(job: Job, slice: i32, scratch: usize): void {
  const part = slice / job.channelSlices;
  const firstChannel = (slice - part * job.channelSlices) * job.channelSpan;
  const lastChannel = min(firstChannel + job.channelSpan, job.outChannels);
  const depth = job.kernel * job.kernel * job.inChannels;
  const aStep = usize(depth) << 2;
  const outStep = usize(job.outChannels) << 2;
  const inPlace = job.kernel == 1 && job.stride == 1 && job.pad == 0;
  const end = min((part + 1) * job.span, job.batch * job.outHeight * job.outWidth);
  for (let first = part * job.span; first < end; first += job.block) {
    const rows = min(job.block, end - first);
    let a = scratch;
    if (inPlace) a = usize(job.x) + usize(first) * aStep;
    else gather(job, first, rows, scratch);
    const start = usize(first) * outStep;
    for (let o = firstChannel; o < lastChannel; o += ${PANEL}) {
      const at = start + (usize(o) << 2);
      multiplyPanel(
        rows, a, aStep, usize(job.filter) + usize(o) * aStep, depth, usize(job.bias) + (usize(o) << 2),
        job.residual ? usize(job.residual) + at : 0, usize(job.out) + at, outStep,
        min(${PANEL}, job.outChannels - o), job.relu,
      );
    }
  }
}
`;

export const matmulSource = (): string => multiplySource() + convolveSource();
