/**
 * IEEE 754 binary16 to binary32.
 *
 * A half has 2^16 values, so that one table of 256 KB decodes without a branch per value; it is
 * built on first use.
 */
let table: Float32Array | undefined;

/** The value of one binary16 bit pattern; exact, infinities and NaN included. */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Decodes binary16 values, given as their bit patterns, into as many floats. */
export function decodeFloat16(bits: Uint16Array, into: Float32Array): void {
  table ??= Float32Array.from({ length: 0x10000 }, (_, pattern) => halfToFloat(pattern));
  for (let i = 0; i < into.length; i++) into[i] = table[bits[i] as number] as number;
}
