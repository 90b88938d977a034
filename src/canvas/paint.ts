import type { Lineage } from '../domain/classes.ts';
import type { Box } from '../domain/geometry.ts';
import { LINEAGE_COLOURS, UNCOUNTABLE_COLOUR } from '../domain/lineageColours.ts';
import { HANDLES, handlePoint } from './hit.ts';
import { addFlag, addLineageShape, addTick } from './marks.ts';
import type { Cut } from './split.ts';
import { type Size, toScreen, type View } from './view.ts';

/** A cell as the canvas draws it. */
export interface CanvasCell {
  readonly id: string;
  readonly box: Box;
  /** `named` cells are drawn solid, `unnamed` dotted, `uncountable` dashed. */
  readonly state: 'named' | 'unnamed' | 'uncountable';
  /** Of a named cell: colour and corner shape. */
  readonly lineage: Lineage | null;
  /** Short text beside the box, e.g. `LBL`, `BLAST?`. */
  readonly text: string;
  /** A tick in the lower right corner. */
  readonly reviewed: boolean;
  /** A flag in the upper right corner. */
  readonly needsLook: boolean;
}

/** The part of the 2d context that painting needs. */
export type Painter = Pick<
  CanvasRenderingContext2D,
  | 'arc'
  | 'beginPath'
  | 'closePath'
  | 'fill'
  | 'fillRect'
  | 'fillText'
  | 'lineTo'
  | 'measureText'
  | 'moveTo'
  | 'rect'
  | 'roundRect'
  | 'setLineDash'
  | 'stroke'
  | 'strokeRect'
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
/** Boxes narrower than this carry no marks. */
const MIN_MARKED_WIDTH = 14;
const LABEL_HEIGHT = 16;
export const HANDLE_SIZE = 8;
const DRAFT_COLOUR = '#1d4ed8';
const LOOK_COLOUR = '#ffb000';
const REVIEWED_COLOUR = '#1b6e3c';
const DASHES = { named: [], unnamed: [2, 3], uncountable: [6, 4] } as const;

export const cellColour = ({ state, lineage }: Pick<CanvasCell, 'state' | 'lineage'>): string =>
  state === 'named' && lineage ? LINEAGE_COLOURS[lineage] : UNCOUNTABLE_COLOUR;

export const isVisible = (screen: Box, viewport: Size): boolean =>
  screen.x < viewport.width &&
  screen.y < viewport.height &&
  screen.x + screen.width > 0 &&
  screen.y + screen.height > 0;

interface Placed {
  readonly cell: CanvasCell;
  readonly screen: Box;
}

/**
 * Draws the boxes in view in screen pixels, so that lines and text keep their size at every zoom.
 * Styles are set once for all boxes that share them: of a thousand boxes, setting them is the cost.
 * @returns how many were drawn.
 */
export function paintCells(
  painter: Painter,
  cells: readonly CanvasCell[],
  view: View,
  viewport: Size,
  labels: boolean,
): number {
  const placed: Placed[] = [];
  for (const cell of cells) {
    const screen = toScreen(view, cell.box);
    if (isVisible(screen, viewport)) placed.push({ cell, screen });
  }
  paintFrames(painter, placed, 2);
  paintMarks(painter, placed);
  if (labels)
    for (const { cell, screen } of placed)
      if (screen.width >= MIN_LABELLED_WIDTH) paintLabel(painter, screen, cell);
  return placed.length;
}

/** Draws the selected cells: heavier frames and labels; handles on one that can be changed. */
export function paintSelected(
  painter: Painter,
  cells: readonly CanvasCell[],
  view: View,
  viewport: Size,
  handles: boolean,
): void {
  const placed = cells
    .map((cell) => ({ cell, screen: toScreen(view, cell.box) }))
    .filter(({ screen }) => isVisible(screen, viewport));
  painter.globalAlpha = 0.22;
  painter.fillStyle = '#ffffff';
  for (const { screen } of placed)
    painter.fillRect(screen.x, screen.y, screen.width, screen.height);
  painter.globalAlpha = 1;
  paintFrames(painter, placed, 4);
  paintMarks(painter, placed);
  for (const { cell, screen } of placed) paintLabel(painter, screen, cell);
  if (handles) for (const { cell, screen } of placed) paintHandles(painter, screen, cell);
}

function paintHandles(painter: Painter, screen: Box, cell: CanvasCell): void {
  painter.lineWidth = 1.5;
  for (const handle of HANDLES) {
    const at = handlePoint(screen, handle);
    const corner = { x: at.x - HANDLE_SIZE / 2, y: at.y - HANDLE_SIZE / 2 };
    painter.fillStyle = '#ffffff';
    painter.fillRect(corner.x, corner.y, HANDLE_SIZE, HANDLE_SIZE);
    painter.strokeStyle = cellColour(cell);
    painter.strokeRect(corner.x, corner.y, HANDLE_SIZE, HANDLE_SIZE);
  }
}

/** A box being drawn, or the area of a marquee. */
export function paintDraft(painter: Painter, box: Box, view: View, filled: boolean): void {
  const screen = toScreen(view, box);
  if (filled) {
    painter.globalAlpha = 0.16;
    painter.fillStyle = DRAFT_COLOUR;
    painter.fillRect(screen.x, screen.y, screen.width, screen.height);
    painter.globalAlpha = 1;
  }
  paintLine(painter, () => painter.rect(screen.x, screen.y, screen.width, screen.height));
}

/** The line along which a box would be split. */
export function paintCut(painter: Painter, box: Box, cut: Cut, view: View): void {
  const screen = toScreen(view, box);
  const at = cut.at * view.scale + view[cut.axis];
  paintLine(painter, () => {
    if (cut.axis === 'x') {
      painter.moveTo(at, screen.y - 6);
      painter.lineTo(at, screen.y + screen.height + 6);
    } else {
      painter.moveTo(screen.x - 6, at);
      painter.lineTo(screen.x + screen.width + 6, at);
    }
  });
}

/** A dashed line on white, legible on every ground. */
function paintLine(painter: Painter, path: () => void): void {
  for (const [colour, width, dash] of [
    ['#ffffff', 4, []],
    [DRAFT_COLOUR, 2, [5, 4]],
  ] as const) {
    painter.strokeStyle = colour;
    painter.lineWidth = width;
    painter.setLineDash([...dash]);
    painter.beginPath();
    path();
    painter.stroke();
  }
  painter.setLineDash([]);
}

function paintFrames(painter: Painter, placed: readonly Placed[], width: number): void {
  painter.setLineDash([]);
  painter.globalAlpha = 0.75;
  painter.strokeStyle = '#ffffff';
  painter.lineWidth = width + 2;
  for (const { screen } of placed)
    painter.strokeRect(screen.x, screen.y, screen.width, screen.height);
  painter.globalAlpha = 1;
  painter.lineWidth = width;
  for (const group of grouped(placed, ({ cell }) => `${cell.state} ${cellColour(cell)}`)) {
    const { cell } = group[0]!;
    painter.setLineDash([...DASHES[cell.state]]);
    painter.strokeStyle = cellColour(cell);
    for (const { screen } of group)
      painter.strokeRect(screen.x, screen.y, screen.width, screen.height);
  }
  painter.setLineDash([]);
}

function paintMarks(painter: Painter, placed: readonly Placed[]): void {
  const marked = placed.filter(({ screen }) => screen.width >= MIN_MARKED_WIDTH);
  const named = marked.filter(({ cell }) => cell.state === 'named' && cell.lineage);
  for (const group of grouped(named, ({ cell }) => cell.lineage ?? '')) {
    const { cell } = group[0]!;
    painter.fillStyle = cellColour(cell);
    painter.beginPath();
    for (const { screen } of group) addLineageShape(painter, cell.lineage!, screen);
    painter.fill();
  }
  const looks = marked.filter(({ cell }) => cell.needsLook);
  if (looks.length > 0) {
    painter.fillStyle = LOOK_COLOUR;
    painter.strokeStyle = '#16191d';
    painter.lineWidth = 1;
    painter.beginPath();
    for (const { screen } of looks) addFlag(painter, { x: screen.x + screen.width, y: screen.y });
    painter.fill();
    painter.stroke();
  }
  const reviewed = marked.filter(({ cell }) => cell.reviewed);
  if (reviewed.length === 0) return;
  for (const [colour, width] of [
    ['#ffffff', 4],
    [REVIEWED_COLOUR, 2],
  ] as const) {
    painter.strokeStyle = colour;
    painter.lineWidth = width;
    painter.beginPath();
    for (const { screen } of reviewed)
      addTick(painter, { x: screen.x + screen.width - 2, y: screen.y + screen.height - 2 });
    painter.stroke();
  }
}

function paintLabel(painter: Painter, screen: Box, cell: CanvasCell): void {
  painter.font = '600 11px system-ui, sans-serif';
  painter.textBaseline = 'middle';
  const width = painter.measureText(cell.text).width + 10;
  const top = screen.y >= LABEL_HEIGHT + 2 ? screen.y - LABEL_HEIGHT - 1 : screen.y + 2;
  painter.fillStyle = cellColour(cell);
  painter.beginPath();
  painter.roundRect(screen.x - 1, top, width, LABEL_HEIGHT, 3);
  painter.fill();
  painter.fillStyle = '#ffffff';
  painter.fillText(cell.text, screen.x + 4, top + LABEL_HEIGHT / 2 + 0.5);
}

/** The items in groups of one key, in the order of first sight. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}
