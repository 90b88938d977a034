/** The largest finite binary16. */
export const LARGEST_HALF = 65504;

const view = new DataView(new ArrayBuffer(4));

/**
 * The bit pattern of the IEEE 754 binary16 nearest to a float32; ties go to the even pattern.
 * @param value finite, at most `LARGEST_HALF` in magnitude
 */
export function floatToHalf(value: number): number {
  view.setFloat32(0, value);
  const bits = view.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 127;
  const fraction = bits & 0x7fffff;
  // Below half of the smallest subnormal, 2^-25, and at it, the nearest even is zero.
  if (exponent < -25) return sign;
  const subnormal = exponent < -14;
  const mantissa = subnormal ? fraction | 0x800000 : ((exponent + 15) << 23) | fraction;
  const shift = subnormal ? -exponent - 1 : 13;
  const kept = mantissa >>> shift;
  const rest = mantissa & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  const up = rest > half || (rest === half && (kept & 1) === 1);
  // A carry runs into the exponent, which is right.
  return sign | (kept + (up ? 1 : 0));
}
