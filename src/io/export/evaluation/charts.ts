import type { Alignment, Content } from 'pdfmake/interfaces';
import type { CurvePoint } from '../../../domain/evaluation/detection.ts';
import { ACCENT, FAINT, RULE_LINE, WARNING } from '../report/theme.ts';

/** Charts of the printed report. */

const SIDE = { width: 236, height: 190 } as const;
const PLOT = { left: 26, right: 8, top: 14, bottom: 26 } as const;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

export interface PrintedCurve {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly curve: readonly CurvePoint[];
  readonly operating: CurvePoint | null;
  readonly diagonal: boolean;
}

const x = (value: number) => PLOT.left + value * (SIDE.width - PLOT.left - PLOT.right);
const y = (value: number) => PLOT.top + (1 - value) * (SIDE.height - PLOT.top - PLOT.bottom);

/** A curve within the unit square; its lines are a drawing, its words text that can be selected. */
export function printedCurve(printed: PrintedCurve): Content {
  const { xLabel, yLabel } = printed;
  const label = (text: string, left: number, top: number, width: number, side: Alignment) => ({
    columns: [{ text, width, alignment: side, fontSize: 6.5, color: FAINT }],
    relativePosition: { x: left, y: top },
  });
  return {
    stack: [
      label(yLabel, 0, 0, PLOT.left + 60, 'left'),
      ...TICKS.flatMap((tick) => [
        label(String(tick), x(tick) - 12, y(0) + 3, 24, 'center'),
        label(String(tick), 0, y(tick) - 4, PLOT.left - 4, 'right'),
      ]),
      label(xLabel, x(0), y(0) + 12, x(1) - x(0), 'center'),
      { svg: curveSvg(printed), width: SIDE.width },
    ],
  };
}

function curveSvg({ curve, operating, diagonal }: PrintedCurve): string {
  const { width, height } = SIDE;
  const line = (x1: number, y1: number, x2: number, y2: number, colour: string, more = '') =>
    `<line x1="${x(x1)}" y1="${y(y1)}" x2="${x(x2)}" y2="${y(y2)}" stroke="${colour}" stroke-width="0.6" ${more}/>`;
  const ticks = TICKS.map(
    (tick) => line(tick, 0, tick, 1, RULE_LINE) + line(0, tick, 1, tick, RULE_LINE),
  );
  const points = curve.map((at) => `${x(at.x).toFixed(2)},${y(at.y).toFixed(2)}`).join(' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${ticks.join('')}${
    diagonal ? line(0, 0, 1, 1, FAINT, 'stroke-dasharray="3 3"') : ''
  }<polyline points="${points}" fill="none" stroke="${ACCENT}" stroke-width="1.3"/>${
    operating
      ? `<circle cx="${x(operating.x)}" cy="${y(operating.y)}" r="2.6" fill="${WARNING}"/>`
      : ''
  }</svg>`;
}
