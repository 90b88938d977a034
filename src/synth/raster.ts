import type { Density } from './stain.ts';

/** Nothing is farther from a cell than this, micrometres. */
const FAR = 1000;

/** Whole pixels [x0, x1) × [y0, y1). */
export interface PixelWindow {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/**
 * A field of optical density under construction: three planes (red, green, blue), row by row,
 * and for every pixel the clearance to the nearest nucleated cell.
 */
export class OpticalCanvas {
  readonly width: number;
  readonly height: number;
  readonly micrometresPerPixel: number;
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
  /** Distance to the nearest nucleated cell's outline, micrometres; negative within one. */
  readonly clearance: Float32Array;

  constructor(width: number, height: number, micrometresPerPixel: number) {
    this.width = width;
    this.height = height;
    this.micrometresPerPixel = micrometresPerPixel;
    const pixels = width * height;
    this.red = new Float32Array(pixels);
    this.green = new Float32Array(pixels);
    this.blue = new Float32Array(pixels);
    this.clearance = new Float32Array(pixels).fill(FAR);
  }

  /** The pixels within `reach` of a point (both micrometres), clipped to the field. */
  windowAround(x: number, y: number, reach: number): PixelWindow {
    const s = 1 / this.micrometresPerPixel;
    const clip = (v: number, most: number): number => Math.min(most, Math.max(0, v));
    return {
      x0: clip(Math.floor((x - reach) * s), this.width),
      y0: clip(Math.floor((y - reach) * s), this.height),
      x1: clip(Math.ceil((x + reach) * s), this.width),
      y1: clip(Math.ceil((y + reach) * s), this.height),
    };
  }

  /** Adds `amount` of a dye at a pixel. */
  add(index: number, dye: Density, amount: number): void {
    this.red[index] = (this.red[index] as number) + amount * dye[0];
    this.green[index] = (this.green[index] as number) + amount * dye[1];
    this.blue[index] = (this.blue[index] as number) + amount * dye[2];
  }

  /** Clearance at a point in micrometres; far away outside the field. */
  clearanceAt(x: number, y: number): number {
    const px = Math.floor(x / this.micrometresPerPixel);
    const py = Math.floor(y / this.micrometresPerPixel);
    if (px < 0 || py < 0 || px >= this.width || py >= this.height) return FAR;
    return this.clearance[py * this.width + px] as number;
  }
}

/** Blurs a plane in place with a Gaussian of `sigma` pixels; edges repeat. */
export function gaussianBlur(
  plane: Float32Array,
  width: number,
  height: number,
  sigma: number,
): void {
  if (sigma < 0.15) return;
  const radius = Math.ceil(3 * sigma);
  const kernel = Float32Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  );
  const total = kernel.reduce((a, b) => a + b, 0);
  for (let i = 0; i < kernel.length; i++) kernel[i] = (kernel[i] as number) / total;

  const line = new Float32Array(Math.max(width, height) + 2 * radius);
  const pass = (start: number, step: number, count: number): void => {
    for (let i = -radius; i < count + radius; i++) {
      const at = Math.min(count - 1, Math.max(0, i));
      line[i + radius] = plane[start + at * step] as number;
    }
    for (let i = 0; i < count; i++) {
      let sum = 0;
      for (let k = 0; k < kernel.length; k++) {
        sum += (kernel[k] as number) * (line[i + k] as number);
      }
      plane[start + i * step] = sum;
    }
  };
  for (let y = 0; y < height; y++) pass(y * width, 1, width);
  for (let x = 0; x < width; x++) pass(x, width, height);
}
