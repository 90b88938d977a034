import { type CanvasCell, type Painter, paintCells } from './paint.ts';
import type { Size } from './view.ts';

/** A field as a picture of its own: boxes and labels on it, and a band below with what must be said. */
export interface AnnotatedLayout {
  /** Pixels of the picture to a unit of what is painted: lines and labels grow with large fields. */
  readonly zoom: number;
  /** The field, in units. */
  readonly field: Size;
  /** Field and band, whole pixels. */
  readonly picture: Size;
  readonly captions: readonly string[];
}

/** Width of a field, units, above which boxes and labels are drawn larger. */
const READABLE_WIDTH = 1200;
const LINE_HEIGHT = 20;
const PADDING = 8;
const FONT_SIZE = 13;
const BAND_COLOUR = '#16191d';
const CAPTION_COLOUR = '#ffffff';

/**
 * Where everything comes to lie. Nothing covers the field but its boxes.
 * @param size of the field in the picture, px
 * @param captions one a line, such as the research-use notice
 */
export function annotatedLayout(
  { width, height }: Size,
  captions: readonly string[],
): AnnotatedLayout {
  const zoom = Math.max(1, width / READABLE_WIDTH);
  const band = captions.length === 0 ? 0 : captions.length * LINE_HEIGHT + 2 * PADDING;
  return {
    zoom,
    field: { width: width / zoom, height: height / zoom },
    picture: { width, height: height + Math.round(band * zoom) },
    captions,
  };
}

/**
 * Draws boxes, labels and band over the field, in units.
 * @param scale units to a pixel of the field as its boxes know it
 */
export function paintAnnotations(
  painter: Painter,
  { field, captions, picture, zoom }: AnnotatedLayout,
  cells: readonly CanvasCell[],
  scale: number,
): void {
  paintCells(painter, cells, { scale, x: 0, y: 0 }, field, true);
  painter.fillStyle = BAND_COLOUR;
  painter.fillRect(0, field.height, field.width, picture.height / zoom - field.height);
  painter.fillStyle = CAPTION_COLOUR;
  painter.textBaseline = 'middle';
  for (const [index, caption] of captions.entries()) {
    painter.font = `600 ${FONT_SIZE}px system-ui, sans-serif`;
    const room = (field.width - 2 * PADDING) / painter.measureText(caption).width;
    // A long line on a narrow field is smaller, never cut off.
    if (room < 1) painter.font = `600 ${FONT_SIZE * room}px system-ui, sans-serif`;
    painter.fillText(caption, PADDING, field.height + PADDING + (index + 0.5) * LINE_HEIGHT);
  }
}
