/** A small TIFF 6.0 writer for what sharp cannot write: either byte order, palettes, many pages. */

/** SHORT = 3, LONG = 4, RATIONAL = 5 (two numbers a value), ASCII = 2. */
export interface Tag {
  readonly id: number;
  readonly type: 2 | 3 | 4 | 5;
  readonly values: readonly number[];
}

export interface PageToWrite {
  readonly width: number;
  readonly height: number;
  /** Bits of each sample of a pixel, all 8 or all 16. */
  readonly bits: readonly (8 | 16)[];
  /** Samples in the order of the pixels. */
  readonly samples: ArrayLike<number>;
  readonly photometric: number;
  readonly rowsPerStrip?: number;
  readonly tags?: readonly Tag[];
}

export const short = (id: number, ...values: number[]): Tag => ({ id, type: 3, values });
export const long = (id: number, ...values: number[]): Tag => ({ id, type: 4, values });
export const rational = (id: number, top: number, bottom: number): Tag => ({
  id,
  type: 5,
  values: [top, bottom],
});
export const ascii = (id: number, text: string): Tag => ({
  id,
  type: 2,
  values: [...Buffer.from(`${text}\0`)],
});

const SIZE = { 2: 1, 3: 2, 4: 4, 5: 4 } as const;

/** Uncompressed pages, `II` (little-endian) or `MM`. */
export function writeTiff(pages: readonly PageToWrite[], order: 'II' | 'MM' = 'II'): ArrayBuffer {
  const little = order === 'II';
  const view = new DataView(new ArrayBuffer(4_000_000));
  let end = 8;
  const put = (type: Tag['type'], values: ArrayLike<number>, at: number): void => {
    for (let i = 0; i < values.length; i++) {
      const offset = at + i * SIZE[type];
      if (type === 2) view.setUint8(offset, values[i]!);
      else if (type === 3) view.setUint16(offset, values[i]!, little);
      else view.setUint32(offset, values[i]!, little);
    }
  };
  const append = (type: Tag['type'], values: ArrayLike<number>): number => {
    const at = end;
    put(type, values, at);
    end += values.length * SIZE[type];
    end += end % 2;
    return at;
  };
  view.setUint16(0, little ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, little);
  let link = 4;
  for (const page of pages) {
    const { width, height, bits, photometric, rowsPerStrip = height } = page;
    const row = width * bits.length;
    const offsets: number[] = [];
    const counts: number[] = [];
    for (let y = 0; y < height; y += rowsPerStrip) {
      const strip = Array.from(page.samples).slice(y * row, (y + rowsPerStrip) * row);
      offsets.push(append(bits[0] === 8 ? 2 : 3, strip));
      counts.push(strip.length * (bits[0]! / 8));
    }
    const tags = [
      long(256, width),
      long(257, height),
      short(258, ...bits),
      short(259, 1),
      short(262, photometric),
      long(273, ...offsets),
      short(277, bits.length),
      long(278, rowsPerStrip),
      long(279, ...counts),
      ...(page.tags ?? []),
    ].sort((a, b) => a.id - b.id);
    const placed = tags.map(({ id, type, values }) => {
      const inline = values.length * SIZE[type] <= 4;
      return { id, type, values, at: inline ? null : append(type, values) };
    });
    view.setUint32(link, end, little);
    view.setUint16(end, placed.length, little);
    for (const [index, { id, type, values, at }] of placed.entries()) {
      const entry = end + 2 + index * 12;
      view.setUint16(entry, id, little);
      view.setUint16(entry + 2, type, little);
      view.setUint32(entry + 4, type === 5 ? values.length / 2 : values.length, little);
      if (at === null) put(type, values, entry + 8);
      else view.setUint32(entry + 8, at, little);
    }
    link = end + 2 + placed.length * 12;
    end = link + 4;
  }
  return view.buffer.slice(0, end);
}
