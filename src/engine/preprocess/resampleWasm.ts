import type { PixelImage } from '../api.ts';
import { RESAMPLE_BINARY } from './resampleBinary.ts';
import type { Taps } from './taps.ts';

/** Target rows that are made at once: few enough for little memory, whatever the picture's size. */
const BAND_ROWS = 64;

const PAGE_BYTES = 65_536;
const ALIGNMENT = 16;

/** See ./resampleSource.ts. */
type ResampleFunction = (...addressesAndCounts: number[]) => void;

/** The passes of ./resample.ts in WebAssembly with SIMD, in a memory of their own. */
class WasmResampler {
  readonly #memory = new WebAssembly.Memory({ initial: 1 });
  readonly #run: ResampleFunction;

  constructor() {
    const binary = Uint8Array.from(atob(RESAMPLE_BINARY), (character) => character.charCodeAt(0));
    const module = new WebAssembly.Module(binary);
    const instance = new WebAssembly.Instance(module, { env: { memory: this.#memory } });
    this.#run = instance.exports['resample'] as ResampleFunction;
  }

  /** @returns as ./resample.ts, to the bit */
  resample(
    image: PixelImage,
    columns: Taps,
    rows: Taps,
    width: number,
    height: number,
  ): Float32Array {
    const out = new Float32Array(width * height * 3);
    for (let from = 0; from < height; from += BAND_ROWS) {
      const to = Math.min(from + BAND_ROWS, height);
      out.set(this.#band(image, columns, rows, width, from, to), from * width * 3);
    }
    return out;
  }

  /** @returns rows from … to of the target, in this memory: to be copied before the next call */
  #band(
    image: PixelImage,
    columns: Taps,
    { count, indices: allRows, weights }: Taps,
    width: number,
    from: number,
    to: number,
  ): Float32Array {
    const indices = allRows.subarray(from * count, to * count);
    let first = image.height;
    let last = 0;
    for (const index of indices) {
      first = Math.min(first, index);
      last = Math.max(last, index);
    }
    const sourceRows = last - first + 1;
    const sourceColumns = columns.last - columns.first + 1;
    const height = to - from;
    const places = this.#places({
      columnWeights: columns.weights.byteLength,
      rowWeights: indices.length * 8,
      columnTaps: columns.indices.byteLength,
      rowTaps: indices.byteLength,
      source: sourceRows * sourceColumns * 4,
      line: sourceColumns * 32,
      narrowed: sourceRows * width * 16,
      out: height * width * 12,
    });
    const { buffer } = this.#memory;
    new Float64Array(buffer, places.columnWeights).set(columns.weights);
    new Float64Array(buffer, places.rowWeights).set(weights.subarray(from * count, to * count));
    setShifted(new Int32Array(buffer, places.columnTaps), columns.indices, columns.first);
    setShifted(new Int32Array(buffer, places.rowTaps), indices, first);
    const bytes = new Uint8Array(buffer, places.source);
    copyPixels(image, { x: columns.first, y: first }, sourceColumns, sourceRows, bytes);
    this.#run(
      ...[places.source, sourceColumns, sourceRows],
      ...[places.columnTaps, places.columnWeights, columns.count, width],
      ...[places.rowTaps, places.rowWeights, count, height],
      ...[places.line, places.narrowed, places.out],
    );
    return new Float32Array(buffer, places.out, height * width * 3);
  }

  /** Finds a place for each piece of so many bytes, and memory for all. */
  #places<Name extends string>(sizes: Record<Name, number>): Record<Name, number> {
    const places = {} as Record<Name, number>;
    let end = 0;
    for (const [name, bytes] of Object.entries(sizes) as [Name, number][]) {
      places[name] = end;
      end += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    }
    const missing = end - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE_BYTES));
    return places;
  }
}

function setShifted(to: Int32Array, indices: Int32Array, by: number): void {
  for (let i = 0; i < indices.length; i++) to[i] = (indices[i] as number) - by;
}

/** Copies a part of an image as RGBA; what A becomes is nobody's business. */
function copyPixels(
  { data, width, channels }: PixelImage,
  corner: { readonly x: number; readonly y: number },
  columns: number,
  rows: number,
  to: Uint8Array,
): void {
  for (let row = 0; row < rows; row++) {
    const from = ((corner.y + row) * width + corner.x) * channels;
    if (channels === 4) {
      to.set(data.subarray(from, from + columns * 4), row * columns * 4);
      continue;
    }
    for (let column = 0; column < columns; column++)
      for (let c = 0; c < 3; c++)
        to[(row * columns + column) * 4 + c] = data[from + column * 3 + c] as number;
  }
}

let resampler: WasmResampler | null | undefined;

/** Made at its first use; null where there is no WebAssembly, or none with SIMD. */
export function wasmResampler(): WasmResampler | null {
  if (resampler === undefined)
    try {
      resampler = new WasmResampler();
    } catch {
      resampler = null;
    }
  return resampler;
}
