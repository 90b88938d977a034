import type { Box } from '../domain/geometry.ts';
import { isVisible, type Painter } from './paint.ts';
import { type Point, type Size, toScreen, type View } from './view.ts';

/** What lies over a field beside its cells: boxes of others, points, and a place to look at. */

/** A box that is no cell of the field: it cannot be selected. */
export interface OverlayBox {
  readonly box: Box;
  readonly colour: string;
  /** Short text below the box; empty for none. */
  readonly text: string;
  /** Added to the text where the box has room for it. */
  readonly longText?: string;
  /** Line of the text below the box, from 0: those of several readers stand under one another. */
  readonly line?: number;
  /** A box without dashes: for what was asked for, not said. */
  readonly solid?: boolean;
}

/** A point that somebody marked. */
export interface OverlayPoint {
  /** Image pixels. */
  readonly at: Point;
  readonly colour: string;
  /** A ring around a dot, or a cross. */
  readonly sign: 'ring' | 'cross';
}

export interface Overlay {
  readonly boxes: readonly OverlayBox[];
  readonly points: readonly OverlayPoint[];
}

export const NO_OVERLAY: Overlay = { boxes: [], points: [] };

/** Under every line: cells lie on white, what lies over them on black. */
const CASING = '#101418';
const DASH = [4, 3];
const LABEL_HEIGHT = 14;
/** Boxes narrower than this on the screen carry no text. */
const MIN_LABELLED_WIDTH = 26;
/** From this width a box carries the long text too. */
const MIN_LONG_WIDTH = 110;
const POINT_RADIUS = 7;

/** Draws boxes, then points, in screen pixels. @returns how many boxes were in view */
export function paintOverlay(
  painter: Painter,
  { boxes, points }: Overlay,
  view: View,
  viewport: Size,
  labels: boolean,
): number {
  const placed = boxes
    .map((item) => ({ item, screen: toScreen(view, item.box) }))
    .filter(({ screen }) => isVisible(screen, viewport));
  for (const { item, screen } of placed) {
    // The gaps leave the cell's own box to be seen beneath.
    painter.setLineDash(item.solid ? [] : DASH);
    painter.strokeStyle = CASING;
    painter.lineWidth = 3.5;
    strokeBox(painter, screen);
    painter.strokeStyle = item.colour;
    painter.lineWidth = 1.5;
    strokeBox(painter, screen);
  }
  painter.setLineDash([]);
  if (labels)
    for (const { item, screen } of placed)
      if (item.text !== '' && screen.width >= MIN_LABELLED_WIDTH) paintText(painter, item, screen);
  for (const point of points) paintPoint(painter, point, view);
  return placed.length;
}

const strokeBox = (painter: Painter, { x, y, width, height }: Box) =>
  painter.strokeRect(x, y, width, height);

/** Below the box: the cell's own label stands above it. */
function paintText(painter: Painter, item: OverlayBox, screen: Box): void {
  const { colour, text, longText, line = 0 } = item;
  const shown = longText && screen.width >= MIN_LONG_WIDTH ? `${text} · ${longText}` : text;
  painter.font = '600 10.5px system-ui, sans-serif';
  painter.textBaseline = 'middle';
  const width = painter.measureText(shown).width + 8;
  const top = screen.y + screen.height + 2 + line * (LABEL_HEIGHT + 1);
  painter.fillStyle = CASING;
  painter.beginPath();
  painter.roundRect(screen.x - 1, top, width, LABEL_HEIGHT, 3);
  painter.fill();
  painter.fillStyle = colour;
  painter.fillText(shown, screen.x + 3, top + LABEL_HEIGHT / 2 + 0.5);
}

function paintPoint(painter: Painter, { at, colour, sign }: OverlayPoint, view: View): void {
  const { x, y } = { x: at.x * view.scale + view.x, y: at.y * view.scale + view.y };
  for (const [style, width] of [
    [CASING, 5],
    [colour, 2.5],
  ] as const) {
    painter.strokeStyle = style;
    painter.lineWidth = width;
    painter.beginPath();
    if (sign === 'ring') {
      painter.moveTo(x + POINT_RADIUS, y);
      painter.arc(x, y, POINT_RADIUS, 0, 2 * Math.PI);
      painter.moveTo(x - 1, y);
      painter.lineTo(x + 1, y);
    } else {
      painter.moveTo(x - POINT_RADIUS, y - POINT_RADIUS);
      painter.lineTo(x + POINT_RADIUS, y + POINT_RADIUS);
      painter.moveTo(x + POINT_RADIUS, y - POINT_RADIUS);
      painter.lineTo(x - POINT_RADIUS, y + POINT_RADIUS);
    }
    painter.stroke();
  }
}
