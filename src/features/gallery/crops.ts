import type { Cell, Field } from '../../domain/case.ts';
import { tileWindow } from './settings.ts';

/**
 * Small pictures of cells, cut from the stored fields. A field is decoded off the main thread, its
 * cells are cut out, and the large picture is given back: ten thousand tiles need not hold a
 * hundred fields in memory, and no tile makes the browser scale five megapixels while it scrolls.
 */

export interface CropRequest {
  readonly field: Field;
  readonly cell: Cell;
  /** Side of the square cut out, image pixels. */
  readonly window: number;
  /** Side of the picture made of it, device pixels. */
  readonly side: number;
}

/** Memory for pictures kept, bytes. A case of some hundred cells stays whole. */
const BUDGET = 128 * 1024 * 1024;
/** Decoded fields kept for the tiles that come next. */
const FIELDS_KEPT = 2;
/** Time for cutting before the browser gets to draw a frame, ms. */
const SLICE_MS = 6;

type Listener = (picture: ImageBitmap | null) => void;

export class CellCrops {
  readonly #blobOf: (imageId: string) => Promise<Blob | undefined>;
  readonly #pictures = new Map<string, ImageBitmap>();
  #bytes = 0;
  readonly #waiting = new Map<string, { request: CropRequest; listeners: Set<Listener> }>();
  readonly #fields = new Map<string, ImageBitmap>();
  #working = false;
  #expected = 0;
  #closed = false;

  constructor(blobOf: (imageId: string) => Promise<Blob | undefined>) {
    this.#blobOf = blobOf;
  }

  /** How many cells the case has: where all their pictures fit, a decoded field gives all of its own. */
  expect(cells: number): void {
    this.#expected = cells;
  }

  /** The picture where it is there already. */
  peek(request: CropRequest): ImageBitmap | null {
    const key = keyOf(request);
    const known = this.#pictures.get(key);
    if (!known) return null;
    // The last used go last when room is needed.
    this.#pictures.delete(key);
    this.#pictures.set(key, known);
    return known;
  }

  /** Asks for a picture; null is told where its field cannot be read. @returns stops asking */
  ask(request: CropRequest, listener: Listener): () => void {
    const key = keyOf(request);
    const entry = this.#waiting.get(key) ?? { request, listeners: new Set() };
    entry.listeners.add(listener);
    this.#waiting.set(key, entry);
    void this.#work();
    return () => {
      entry.listeners.delete(listener);
      if (entry.listeners.size === 0 && this.#waiting.get(key) === entry) this.#waiting.delete(key);
    };
  }

  /** Gives the memory back. */
  close(): void {
    this.#closed = true;
    this.#waiting.clear();
    for (const picture of [...this.#pictures.values(), ...this.#fields.values()]) picture.close();
    this.#pictures.clear();
    this.#fields.clear();
  }

  /** Works the queue off, field by field, so that each is decoded once for all that wait for it. */
  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    // The tiles of one frame ask one after the other.
    await Promise.resolve();
    try {
      while (this.#waiting.size > 0 && !this.#closed) {
        const field = this.#nextField();
        const source = await this.#open(field);
        if (this.#closed) source?.close();
        else await this.#cutAll(field, source);
      }
    } finally {
      this.#working = false;
    }
  }

  /** One that is decoded already, else the field of the tile that has waited longest. */
  #nextField(): Field {
    const fields = [...this.#waiting.values()].map(({ request }) => request.field);
    return fields.find(({ imageId }) => this.#fields.has(imageId)) ?? fields[0]!;
  }

  /** Cuts what waits for this field, then, where there is room, its other cells at the same size. */
  async #cutAll({ imageId }: Field, source: ImageBitmap | null): Promise<void> {
    let last: CropRequest | null = null;
    let started = performance.now();
    const pause = async () => {
      if (performance.now() - started < SLICE_MS) return;
      await new Promise((resolve) => setTimeout(resolve, 0));
      started = performance.now();
    };
    for (;;) {
      const next = [...this.#waiting].find(([, { request }]) => request.field.imageId === imageId);
      if (!next || this.#closed) break;
      const [key, { request, listeners }] = next;
      this.#waiting.delete(key);
      last = request;
      const picture = source && cut(source, request);
      if (picture) this.#keep(key, picture);
      for (const listener of listeners) listener(picture);
      await pause();
    }
    if (!source || !last || this.#expected * last.side ** 2 * 4 > BUDGET) return;
    const { field, side } = last;
    for (const cell of field.cells) {
      const request = { field, cell, window: tileWindow(field, cell).window, side };
      const key = keyOf(request);
      if (this.#closed || this.#pictures.has(key)) continue;
      const picture = cut(source, request);
      if (picture) this.#keep(key, picture);
      await pause();
    }
  }

  #keep(key: string, picture: ImageBitmap): void {
    this.#pictures.set(key, picture);
    this.#bytes += bytesOf(picture);
    for (const [oldest, old] of this.#pictures) {
      if (this.#bytes <= BUDGET) break;
      this.#pictures.delete(oldest);
      this.#bytes -= bytesOf(old);
      old.close();
    }
  }

  async #open({ imageId }: Field): Promise<ImageBitmap | null> {
    const known = this.#fields.get(imageId);
    if (known) return known;
    try {
      const blob = await this.#blobOf(imageId);
      if (!blob) throw new Error('The stored picture is missing.');
      const picture = await createImageBitmap(blob);
      this.#fields.set(imageId, picture);
      for (const [oldest, old] of this.#fields) {
        if (this.#fields.size <= FIELDS_KEPT) break;
        this.#fields.delete(oldest);
        old.close();
      }
      return picture;
    } catch {
      // The tile says so; the field's own view says why.
      return null;
    }
  }
}

const bytesOf = ({ width, height }: ImageBitmap): number => width * height * 4;

/** Everything that makes the picture what it is: where it is cut, how wide, how large. */
function keyOf({ field, cell, window, side }: CropRequest): string {
  const { x, y, width, height } = cell.box;
  return [field.imageId, x + width / 2, y + height / 2, window, side].join(' ');
}

/** Cuts a square around the cell's centre; what lies outside the field stays transparent. */
function cut(source: ImageBitmap, { cell, window, side }: CropRequest): ImageBitmap | null {
  const { box } = cell;
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d');
  if (!context) return null;
  const zoom = side / window;
  context.imageSmoothingQuality = 'high';
  context.imageSmoothingEnabled = zoom < 4;
  const left = box.x + box.width / 2 - window / 2;
  const top = box.y + box.height / 2 - window / 2;
  // Only the part that is there: a source rectangle beyond the picture would be squeezed.
  const x0 = Math.max(0, left);
  const y0 = Math.max(0, top);
  const x1 = Math.min(source.width, left + window);
  const y1 = Math.min(source.height, top + window);
  if (x1 > x0 && y1 > y0)
    context.drawImage(
      source,
      x0,
      y0,
      x1 - x0,
      y1 - y0,
      (x0 - left) * zoom,
      (y0 - top) * zoom,
      (x1 - x0) * zoom,
      (y1 - y0) * zoom,
    );
  return canvas.transferToImageBitmap();
}
