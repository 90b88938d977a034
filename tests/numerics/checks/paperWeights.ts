/**
 * Weights for networks too large to keep in the repository: every value is a function of its
 * tensor's name and its own place, the same here and in tests/fixtures/make_paper_answers.py to
 * the last bit. Nothing but 32-bit integers, one multiplication and one addition in float64, and
 * the rounding to float32 goes into a value.
 */

/** FNV-1a, 32 bits, over a name of ASCII letters. */
function nameSeed(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash;
}

/** Fills with centre ± spread, uniformly: 24 bits of murmur3's finaliser over seed and place. */
function fill(values: Float32Array, seed: number, centre: number, spread: number): void {
  const step = spread / 0x800000;
  for (let i = 0; i < values.length; i++) {
    let h = (seed + Math.imul(i, 0x9e3779b9)) | 0;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    values[i] = centre + (((h ^ (h >>> 16)) >>> 8) - 0x800000) * step;
  }
}

/**
 * What keeps activations of order 1 through a hundred layers: He et al.'s uniform weights, batch
 * norms near the identity, and residual branches that add a fraction of what they are added to.
 */
function rangeOf(name: string, shape: readonly number[]): [centre: number, spread: number] {
  if (shape.length > 1) return [0, Math.sqrt(6 / shape.slice(1).reduce((a, b) => a * b, 1))];
  if (name.endsWith('.running_var')) return [1, 0.5];
  if (name.endsWith('bn3.weight')) return [0.3, 0.1];
  if (/(bn\d|downsample\.1)\.weight$/.test(name)) return [1, 0.5];
  return [0, 0.1];
}

/** Numbers of a tensor by its name, row-major. */
export function paperInput(name: string, length: number): Float32Array {
  const values = new Float32Array(length);
  fill(values, nameSeed(name), 0, 2);
  return values;
}

/**
 * The bytes of a safetensors file (float32) with these tensors.
 * @param tensors shapes by name
 */
export function paperWeightFile(tensors: ReadonlyMap<string, readonly number[]>): Uint8Array {
  const header: Record<string, unknown> = {};
  const lengths = new Map<string, number>();
  let offset = 0;
  for (const [name, shape] of tensors) {
    const length = shape.reduce((a, b) => a * b, 1);
    lengths.set(name, length);
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + length * 4] };
    offset += length * 4;
  }
  const text = JSON.stringify(header);
  // Spaces make the values begin at a multiple of 4.
  const json = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 4) * 4));
  const bytes = new Uint8Array(8 + json.length + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  let at = 8 + json.length;
  for (const [name, length] of lengths) {
    const [centre, spread] = rangeOf(name, tensors.get(name) as readonly number[]);
    fill(new Float32Array(bytes.buffer, at, length), nameSeed(name), centre, spread);
    at += length * 4;
  }
  return bytes;
}
