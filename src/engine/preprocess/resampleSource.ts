/**
 * AssemblyScript of the two passes of ./resample.ts, four channels at once. It computes what the
 * JavaScript does, in float64 and in the same order, so that both give the same bits.
 */
export const resampleSource = (): string => `
/** Spreads one row of RGBA bytes to float64. */
function widen(from: usize, columns: i32, to: usize): void {
  for (let x: i32 = 0; x < columns; x++) {
    const pixel = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(from)));
    v128.store(to, f64x2.convert_low_i32x4_u(pixel));
    v128.store(to, f64x2.convert_low_i32x4_u(v128.shuffle<i32>(pixel, pixel, 2, 3, 2, 3)), 16);
    from += 4;
    to += 32;
  }
}

/**
 * @param source RGBA bytes, sourceRows × sourceColumns
 * @param taps of each axis: int32 indices into the source, columnCount (rowCount) for each target
 * @param weights float64, one for each tap
 * @param line space for sourceColumns × 32 bytes
 * @param narrowed space for sourceRows × width × 16 bytes
 * @param out float32 RGB, height × width
 */
export function resample(
  source: usize, sourceColumns: i32, sourceRows: i32,
  columnTaps: usize, columnWeights: usize, columnCount: i32, width: i32,
  rowTaps: usize, rowWeights: usize, rowCount: i32, height: i32,
  line: usize, narrowed: usize, out: usize,
): void {
  const zero = f64x2.splat(0);
  let to = narrowed;
  for (let row: i32 = 0; row < sourceRows; row++) {
    widen(source, sourceColumns, line);
    source += usize(sourceColumns) << 2;
    let tap = columnTaps;
    let weight = columnWeights;
    for (let column: i32 = 0; column < width; column++) {
      let lo = zero;
      let hi = zero;
      for (let i: i32 = 0; i < columnCount; i++) {
        const w = v128.load64_splat(weight);
        const pixel = line + (usize(load<i32>(tap)) << 5);
        lo = f64x2.add(lo, f64x2.mul(w, v128.load(pixel)));
        hi = f64x2.add(hi, f64x2.mul(w, v128.load(pixel, 16)));
        tap += 4;
        weight += 8;
      }
      const rg = f32x4.demote_f64x2_zero(lo);
      v128.store(to, v128.shuffle<i32>(rg, f32x4.demote_f64x2_zero(hi), 0, 1, 4, 5));
      to += 16;
    }
  }
  const rowStep = usize(width) << 4;
  for (let row: i32 = 0; row < height; row++) {
    for (let column: i32 = 0; column < width; column++) {
      const from = narrowed + (usize(column) << 4);
      let lo = zero;
      let hi = zero;
      for (let i: i32 = 0; i < rowCount; i++) {
        const w = v128.load64_splat(rowWeights + (usize(i) << 3));
        const pixel = v128.load(from + usize(load<i32>(rowTaps + (usize(i) << 2))) * rowStep);
        lo = f64x2.add(lo, f64x2.mul(w, f64x2.promote_low_f32x4(pixel)));
        hi = f64x2.add(hi, f64x2.mul(w, f64x2.promote_low_f32x4(v128.shuffle<i32>(pixel, pixel, 2, 3, 2, 3))));
      }
      v128.store64_lane(out, f32x4.demote_f64x2_zero(lo), 0);
      store<f32>(out, f32x4.extract_lane(f32x4.demote_f64x2_zero(hi), 0), 8);
      out += 12;
    }
    rowTaps += usize(rowCount) << 2;
    rowWeights += usize(rowCount) << 3;
  }
}
`;
