import { type Size, type View, visiblePart } from './view.ts';

/** A picture at full size and halved again and again: a small view need not read every pixel. */
export interface Pyramid {
  readonly image: Size;
  /** Each with half the sides of the one before. */
  readonly levels: readonly Level[];
}
interface Level extends Size {
  readonly source: CanvasImageSource;
}

/** No level is made below this, pixels of the longer side. */
const SMALLEST = 512;

/** Builds a picture's pyramid. @param image the loaded picture; @param size its pixels */
export function buildPyramid(image: CanvasImageSource, size: Size): Pyramid {
  const levels: Level[] = [{ ...size, source: image }];
  let last = levels[0]!;
  while (Math.max(last.width, last.height) > 2 * SMALLEST) {
    const source = document.createElement('canvas');
    source.width = Math.ceil(last.width / 2);
    source.height = Math.ceil(last.height / 2);
    // Exactly half by bilinear smoothing is the mean of four pixels.
    source.getContext('2d')?.drawImage(last.source, 0, 0, source.width, source.height);
    last = { source, width: source.width, height: source.height };
    levels.push(last);
  }
  return { image: size, levels };
}

/** The smallest level that still has a pixel for every pixel of the screen. */
export const levelFor = (levels: number, scale: number): number =>
  Math.max(0, Math.min(levels - 1, Math.floor(-Math.log2(scale))));

/** From this many screen pixels to an image pixel on, pixels are shown as they are. */
const SHARP_FROM = 3;

/**
 * Draws the part of the picture in view.
 * @param pixelRatio device pixels to a CSS pixel
 */
export function drawPicture(
  context: CanvasRenderingContext2D,
  { image, levels }: Pyramid,
  view: View,
  viewport: Size,
  pixelRatio: number,
): void {
  const part = visiblePart(view, image, viewport);
  if (part.width <= 0 || part.height <= 0) return;
  const level = levels[levelFor(levels.length, view.scale * pixelRatio)]!;
  const across = level.width / image.width;
  const down = level.height / image.height;
  context.imageSmoothingEnabled = view.scale < SHARP_FROM;
  context.drawImage(
    level.source,
    part.x * across,
    part.y * down,
    part.width * across,
    part.height * down,
    part.x * view.scale + view.x,
    part.y * view.scale + view.y,
    part.width * view.scale,
    part.height * view.scale,
  );
}
