import type { Content } from 'pdfmake/interfaces';
import type { SubjectAgreement } from '../../../domain/evaluation/agreement.ts';
import { type AgreementLine, agreementScale } from '../../../domain/evaluation/agreementScale.ts';
import type { CurvePoint } from '../../../domain/evaluation/detection.ts';
import { pointsText } from '../../../domain/evaluation/wording.ts';
import { ACCENT, FAINT, WARNING } from '../report/theme.ts';
import { printedPlot } from './plot.ts';

/** Charts of the printed evaluation. */

export interface PrintedCurve {
  /** Empty where the words stand elsewhere. */
  readonly xLabel: string;
  readonly yLabel: string;
  readonly curve: readonly CurvePoint[];
  /** Where the pipeline stands on it. */
  readonly operating: CurvePoint | null;
  /** The line of chance. */
  readonly diagonal: boolean;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** pt: two beside each other, and four. */
const HALF: Size = { width: 236, height: 190 };
const LOW_HALF: Size = { width: 236, height: 150 };
const QUARTER: Size = { width: 122, height: 96 };

/** A curve within the unit square. */
export function printedCurve(
  { xLabel, yLabel, curve, operating, diagonal }: PrintedCurve,
  size: 'half' | 'quarter' = 'half',
): Content {
  const ticks = size === 'half' ? [0, 0.25, 0.5, 0.75, 1] : [0, 0.5, 1];
  const unit = { low: 0, high: 1, ticks };
  const extent = size === 'half' ? HALF : QUARTER;
  return printedPlot(
    { ...extent, x: { label: xLabel, ...unit }, y: { label: yLabel, ...unit } },
    ({ x, y }) => {
      const points = curve.map((at) => `${x(at.x).toFixed(2)},${y(at.y).toFixed(2)}`).join(' ');
      return [
        diagonal
          ? `<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="${FAINT}" stroke-width="0.6" stroke-dasharray="3 3"/>`
          : '',
        `<polyline points="${points}" fill="none" stroke="${ACCENT}" stroke-width="1.3"/>`,
        operating
          ? `<circle cx="${x(operating.x)}" cy="${y(operating.y)}" r="2.6" fill="${WARNING}"/>`
          : '',
      ].join('');
    },
  );
}

export interface AgreementWords {
  readonly mean: string;
  readonly difference: string;
  readonly names: Readonly<Record<AgreementLine['part'], string>>;
}

/** Differences over means, a point a patient; the lines are bias and limits with their intervals. */
export function printedAgreement(agreement: SubjectAgreement, words: AgreementWords): Content {
  const { dots, lines, reach, differences, across, means } = agreementScale(agreement);
  return printedPlot(
    {
      ...LOW_HALF,
      x: { label: words.mean, low: 0, high: across, ticks: means },
      y: { label: words.difference, low: -reach, high: reach, ticks: differences },
    },
    ({ x, y }) => {
      const [left, right] = [x(0), x(across)];
      const bands = lines.map(({ part, value, interval }) => {
        const top = y(interval.high);
        return `<rect x="${left}" y="${top}" width="${right - left}" height="${y(interval.low) - top}" fill="${ACCENT}" fill-opacity="0.1"/><line x1="${left}" y1="${y(value)}" x2="${right}" y2="${y(value)}" stroke="${ACCENT}" stroke-width="1"${part === 'bias' ? '' : ' stroke-dasharray="4 3"'}/>`;
      });
      const marks = dots.map(
        ({ mean, difference }) =>
          `<circle cx="${x(mean)}" cy="${y(difference)}" r="2.2" fill="${WARNING}"/>`,
      );
      return `${bands.join('')}<line x1="${left}" y1="${y(0)}" x2="${right}" y2="${y(0)}" stroke="${FAINT}" stroke-width="0.8"/>${marks.join('')}`;
    },
    lines.map(({ part, value }) => ({
      text: `${words.names[part]} ${pointsText(value)}`,
      at: value,
    })),
  );
}
