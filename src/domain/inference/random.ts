/** Seeded random numbers: the same on every machine and in every browser. */

/** Scrambles an integer to 32 well-mixed bits (the finaliser of MurmurHash3). */
export function mix32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * A stream of 32-bit whole numbers (sfc32, 32-bit integer arithmetic only).
 * @param seed any finite number; its low 32 bits count
 */
export function randomBits(seed: number): () => number {
  let a = mix32(seed);
  let b = mix32(seed + 0x9e3779b9);
  let c = mix32(seed ^ 0x243f6a88);
  let counter = 1;
  const bits = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  // The first outputs still show the seed's structure.
  for (let i = 0; i < 12; i++) bits();
  return bits;
}

/** Whole numbers below `end`, uniform. */
export function randomIndex(seed: number): (end: number) => number {
  const bits = randomBits(seed);
  return (end) => Math.floor((bits() / 4294967296) * end);
}
