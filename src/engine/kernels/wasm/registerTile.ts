import { PANEL, TILE_ROWS } from './job.ts';

/**
 * AssemblyScript of the register tile that every packed convolution is made of: some rows × `PANEL`
 * columns of sums, as \`lo\` and \`hi\` of each row.
 */

export const indices = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Steps of the inner loop that one vector of each row serves. */
const LANES = 4;

/**
 * In which numbers a tile is multiplied. Its generated code works on \`lo\` and \`hi\` of each row, the
 * pointers \`a0\`, \`a1\` … and \`b\`, and \`depth\`, the values of a row.
 */
export interface Arithmetic {
  /** Ends the names of its functions. */
  readonly suffix: '' | 'Int8';
  /** Bytes of a value of the input and the filter. */
  readonly bytes: 1 | 4;
  /** What its functions take beside the others', as parameters and as arguments. */
  readonly parameters: string;
  readonly passed: string;
  /** Starts the sums. */
  start(rows: number): string;
  /** Adds the products with the packed panel; moves the pointers behind what was read. */
  products(rows: number): string;
  /** Makes the sums the convolution's, in float32. */
  finish(rows: number): string;
}

const floatProducts = (rows: number): string => {
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
  }`;
};

export const FLOAT32: Arithmetic = {
  suffix: '',
  bytes: 4,
  parameters: '',
  passed: '',
  start: (rows) => `
  let lo0 = v128.load(bias);
  let hi0 = v128.load(bias, 16);
  ${indices(rows)
    .slice(1)
    .map((r) => `let lo${r} = lo0; let hi${r} = hi0;`)
    .join(' ')}`,
  products: floatProducts,
  finish: () => '',
};

/**
 * Sums of products of 8-bit weights with activations in 0 … 127, as relaxed SIMD's dot product takes
 * them: four values of each of four columns in one instruction. \`steps\` are the weights' units, one a
 * column, \`unit\` is the activations'.
 */
export const INT8: Arithmetic = {
  suffix: 'Int8',
  bytes: 1,
  parameters: 'steps: usize, unit: f32, ',
  passed: 'steps, unit, ',
  start: (rows) =>
    `\n  ${indices(rows)
      .map((r) => `let lo${r} = i32x4.splat(0); let hi${r} = i32x4.splat(0);`)
      .join(' ')}`,
  products: (rows) => `
  for (let k: i32 = 0; k < depth; k += ${LANES}) {
    const b0 = v128.load(b); const b1 = v128.load(b, 16);
    ${indices(rows)
      .map(
        (r) =>
          `{ const v = v128.load32_splat(a${r}); a${r} += 4; lo${r} = i32x4.relaxed_dot_i8x16_i7x16_add_s(b0, v, lo${r}); hi${r} = i32x4.relaxed_dot_i8x16_i7x16_add_s(b1, v, hi${r}); }`,
      )
      .join('\n    ')}
    b += ${PANEL * LANES};
  }`,
  finish: (rows) => `
  const units = f32x4.splat(unit);
  const loStep = f32x4.mul(v128.load(steps), units);
  const hiStep = f32x4.mul(v128.load(steps, 16), units);
  const loBias = v128.load(bias);
  const hiBias = v128.load(bias, 16);
  ${indices(rows)
    .map(
      (r) =>
        `lo${r} = f32x4.add(loBias, f32x4.mul(f32x4.convert_i32x4_s(lo${r}), loStep)); hi${r} = f32x4.add(hiBias, f32x4.mul(f32x4.convert_i32x4_s(hi${r}), hiStep));`,
    )
    .join('\n  ')}`,
};

/** Stores whole rows, with the residual and the ReLU where there are any. */
export const tileStore = (rows: number): string => {
  const all = indices(rows);
  return `
    if (residual) {
      ${all.map((r) => `lo${r} = f32x4.add(lo${r}, v128.load(residual)); hi${r} = f32x4.add(hi${r}, v128.load(residual, 16)); residual += outStep;`).join('\n      ')}
    }
    if (relu) {
      const zero = f32x4.splat(0);
      ${all.map((r) => `lo${r} = f32x4.max(lo${r}, zero); hi${r} = f32x4.max(hi${r}, zero);`).join('\n      ')}
    }
    ${all.map((r) => `v128.store(out, lo${r}); v128.store(out, hi${r}, 16); out += outStep;`).join('\n    ')}`;
};

/** Stores the first \`lanes\` columns of one row and moves on to the next. */
export const tileStoreLanes = (r: number): string =>
  `storeLanes(lo${r}, hi${r}, residual, out, lanes, relu); out += outStep; if (residual) residual += outStep;`;

/** The function that `tileStoreLanes` calls, and the fills that more than one kernel needs. */
export const registerTileSource = (): string => `
/** Stores the first \`lanes\` of ${PANEL} columns of one row. */
function storeLanes(lo: v128, hi: v128, residual: usize, out: usize, lanes: i32, relu: i32): void {
  if (lanes >= 4) {
    if (residual) { lo = f32x4.add(lo, v128.load(residual)); residual += 16; }
    if (relu) lo = f32x4.max(lo, f32x4.splat(0));
    v128.store(out, lo);
    out += 16;
    lo = hi;
    lanes -= 4;
  }
  for (let lane: i32 = 0; lane < lanes; lane++) {
    let value = f32x4.extract_lane(lo, 0);
    if (residual) { value += load<f32>(residual); residual += 4; }
    if (relu) value = max(value, 0);
    store<f32>(out, value);
    out += 4;
    lo = i8x16.shuffle(lo, lo, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3);
  }
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
`;

/** Row counts with a function of their own: a rest of rows is made up of these. */
export const ROW_COUNTS = [TILE_ROWS, 2, 1] as const;
