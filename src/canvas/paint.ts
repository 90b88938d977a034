import type { Box } from '../domain/geometry.ts';
import { HANDLES, handlePoint } from './hit.ts';
import { type Size, toScreen, type View } from './view.ts';

/** A cell as the canvas draws it. */
export interface CanvasCell {
  readonly id: string;
  readonly box: Box;
  readonly colour: string;
  /** Short text beside the box, e.g. `LBL`, `BLAST?`; an uncountable cell carries its own mark. */
  readonly text: string;
  readonly dashed: boolean;
}

/** The part of the 2d context that painting needs. */
export type Painter = Pick<
  CanvasRenderingContext2D,
  | 'strokeRect'
  | 'fillRect'
  | 'fillText'
  | 'measureText'
  | 'setLineDash'
  | 'beginPath'
  | 'roundRect'
  | 'fill'
> & {
  strokeStyle: CanvasRenderingContext2D['strokeStyle'];
  fillStyle: CanvasRenderingContext2D['fillStyle'];
  lineWidth: number;
  font: string;
  textBaseline: CanvasTextBaseline;
  globalAlpha: number;
};

/** Boxes narrower than this on the screen carry no label: labels would hide the cells. */
const MIN_LABELLED_WIDTH = 26;
const LABEL_HEIGHT = 16;
export const HANDLE_SIZE = 8;

export const isVisible = (screen: Box, viewport: Size): boolean =>
  screen.x < viewport.width &&
  screen.y < viewport.height &&
  screen.x + screen.width > 0 &&
  screen.y + screen.height > 0;

/**
 * Draws the boxes in view in screen pixels, so that lines and text keep their size at every zoom.
 * @returns how many were drawn.
 */
export function paintCells(
  painter: Painter,
  cells: readonly CanvasCell[],
  view: View,
  viewport: Size,
  labels: boolean,
): number {
  let drawn = 0;
  for (const cell of cells) {
    const screen = toScreen(view, cell.box);
    if (!isVisible(screen, viewport)) continue;
    paintFrame(painter, screen, cell, 2);
    if (labels && screen.width >= MIN_LABELLED_WIDTH) paintLabel(painter, screen, cell);
    drawn++;
  }
  return drawn;
}

/** Draws the selected cell: a heavier frame, its label, and handles where it can be changed. */
export function paintSelected(
  painter: Painter,
  cell: CanvasCell,
  view: View,
  handles: boolean,
): void {
  const screen = toScreen(view, cell.box);
  paintFrame(painter, screen, cell, 3);
  paintLabel(painter, screen, cell);
  if (!handles) return;
  painter.setLineDash([]);
  painter.lineWidth = 1.5;
  for (const handle of HANDLES) {
    const at = handlePoint(screen, handle);
    const corner = { x: at.x - HANDLE_SIZE / 2, y: at.y - HANDLE_SIZE / 2 };
    painter.fillStyle = '#ffffff';
    painter.fillRect(corner.x, corner.y, HANDLE_SIZE, HANDLE_SIZE);
    painter.strokeStyle = cell.colour;
    painter.strokeRect(corner.x, corner.y, HANDLE_SIZE, HANDLE_SIZE);
  }
}

/** A box being drawn. */
export function paintDraft(painter: Painter, box: Box, view: View): void {
  paintFrame(painter, toScreen(view, box), { colour: '#1d4ed8', dashed: true }, 2);
}

function paintFrame(
  painter: Painter,
  screen: Box,
  { colour, dashed }: Pick<CanvasCell, 'colour' | 'dashed'>,
  width: number,
): void {
  painter.setLineDash([]);
  painter.globalAlpha = 0.75;
  painter.strokeStyle = '#ffffff';
  painter.lineWidth = width + 2;
  painter.strokeRect(screen.x, screen.y, screen.width, screen.height);
  painter.globalAlpha = 1;
  painter.setLineDash(dashed ? [5, 4] : []);
  painter.strokeStyle = colour;
  painter.lineWidth = width;
  painter.strokeRect(screen.x, screen.y, screen.width, screen.height);
  painter.setLineDash([]);
}

function paintLabel(painter: Painter, screen: Box, cell: CanvasCell): void {
  painter.font = '600 11px system-ui, sans-serif';
  painter.textBaseline = 'middle';
  const width = painter.measureText(cell.text).width + 10;
  const top = screen.y >= LABEL_HEIGHT + 2 ? screen.y - LABEL_HEIGHT - 1 : screen.y + 2;
  painter.fillStyle = cell.colour;
  painter.beginPath();
  painter.roundRect(screen.x - 1, top, width, LABEL_HEIGHT, 3);
  painter.fill();
  painter.fillStyle = '#ffffff';
  painter.fillText(cell.text, screen.x + 4, top + LABEL_HEIGHT / 2 + 0.5);
}
