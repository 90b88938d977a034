import type { Alignment, Content } from 'pdfmake/interfaces';
import { FAINT, RULE_LINE } from '../report/theme.ts';

/** Axes of a printed chart: its lines are a drawing, its words text that can be selected. */

/** One axis, in the unit of what is drawn. */
export interface Axis {
  readonly label: string;
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

export interface Plot {
  /** pt, with the words. */
  readonly width: number;
  readonly height: number;
  readonly x: Axis;
  readonly y: Axis;
}

/** Where things stand; pt from the top left. */
export interface Place {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** A word beside what is drawn, at a value of the y axis. */
export interface SideNote {
  readonly text: string;
  readonly at: number;
}

const FONT_SIZE = 6.5;
const LEFT = 26;
const RIGHT = 8;
const BOTTOM = 14;
/** Room of the notes on the right. */
const NOTES = 62;
const LABEL = 12;

const tickText = (tick: number): string => String(tick).replace('-', '−');

/**
 * A chart on its axes.
 * @param draw SVG elements over the grid
 * @param notes written on the right; room is left for them where there are any
 */
export function printedPlot(
  { width, height, x, y }: Plot,
  draw: (place: Place) => string,
  notes: readonly SideNote[] = [],
): Content {
  const right = width - RIGHT - (notes.length > 0 ? NOTES : 0);
  const top = y.label ? LABEL + 2 : 5;
  const bottom = height - BOTTOM - (x.label ? LABEL : 0);
  const place: Place = {
    x: (value) => LEFT + ((value - x.low) / (x.high - x.low)) * (right - LEFT),
    y: (value) => bottom - ((value - y.low) / (y.high - y.low)) * (bottom - top),
  };
  const word = (text: string, left: number, at: number, wide: number, side: Alignment) => ({
    columns: [{ text, width: wide, alignment: side, fontSize: FONT_SIZE, color: FAINT }],
    relativePosition: { x: left, y: at },
  });
  const grid = [
    ...x.ticks.map((tick) => [place.x(tick), top, place.x(tick), bottom]),
    ...y.ticks.map((tick) => [LEFT, place.y(tick), right, place.y(tick)]),
  ].map(
    ([x1, y1, x2, y2]) =>
      `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${RULE_LINE}" stroke-width="0.6"/>`,
  );
  return {
    stack: [
      ...(y.label ? [word(y.label, 0, 0, right, 'left')] : []),
      ...x.ticks.map((tick) => word(tickText(tick), place.x(tick) - 12, bottom + 3, 24, 'center')),
      ...y.ticks.map((tick) => word(tickText(tick), 0, place.y(tick) - 4, LEFT - 4, 'right')),
      ...(x.label ? [word(x.label, LEFT, bottom + BOTTOM, right - LEFT, 'center')] : []),
      ...notes.map(({ text, at }) => word(text, right + 4, place.y(at) - 4, NOTES, 'left')),
      {
        svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${grid.join('')}${draw(place)}</svg>`,
        width,
      },
    ],
  };
}
