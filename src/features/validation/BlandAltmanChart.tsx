import { useId } from 'react';
import type { SubjectAgreement } from '../../domain/evaluation/agreement.ts';
import { pointsText } from '../../domain/evaluation/wording.ts';

interface BlandAltmanChartProps {
  readonly agreement: SubjectAgreement;
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Names of the lines. */
  readonly names: { readonly bias: string; readonly lower: string; readonly upper: string };
}

const WIDTH = 480;
const HEIGHT = 330;
const PLOT = { left: 52, right: 116, top: 12, bottom: 42 } as const;

/** A round step that parts a span into four or five. */
function stepOf(span: number): number {
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) as number;
}

/** Differences over means, a point a patient; the lines are bias and limits with their intervals. */
export function BlandAltmanChart({
  agreement: { points, figures },
  title,
  xLabel,
  yLabel,
  names,
}: BlandAltmanChartProps) {
  const id = useId();
  const shown = points.map(({ reference, measured, caseId, name }) => ({
    id: caseId,
    name,
    mean: (reference + measured) / 2,
    difference: measured - reference,
  }));
  const lines = figures
    ? ([
        ['upper', figures.upperLimit],
        ['bias', figures.bias],
        ['lower', figures.lowerLimit],
      ] as const)
    : [];
  const reach = Math.max(
    2,
    ...shown.map(({ difference }) => Math.abs(difference)),
    ...lines.flatMap(([, { value, interval }]) =>
      [value, interval.low, interval.high].map(Math.abs),
    ),
  );
  const step = stepOf(2 * reach);
  const top = Math.ceil(reach / step) * step;
  const across = Math.max(5, Math.ceil(Math.max(...shown.map(({ mean }) => mean), 0) / 5) * 5);
  const acrossStep = stepOf(across);
  const x = (mean: number) => PLOT.left + (mean / across) * (WIDTH - PLOT.left - PLOT.right);
  const y = (value: number) =>
    PLOT.top + ((top - value) / (2 * top)) * (HEIGHT - PLOT.top - PLOT.bottom);
  const ticks = (low: number, high: number, by: number) =>
    Array.from({ length: Math.floor((high - low) / by + 1e-9) + 1 }, (_, i) => low + i * by);
  return (
    <svg
      className="curve-chart agreement-chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>
        {lines.map(([name, { value }]) => `${names[name]} ${pointsText(value)}`).join('; ') ||
          yLabel}
      </desc>
      {ticks(-top, top, step).map((tick) => (
        <g key={tick} className="tick">
          <line x1={x(0)} x2={x(across)} y1={y(tick)} y2={y(tick)} />
          <text x={x(0) - 7} y={y(tick) + 4} textAnchor="end">
            {String(Number(tick.toFixed(2))).replace('-', '−')}
          </text>
        </g>
      ))}
      {ticks(0, across, acrossStep).map((tick) => (
        <text key={tick} x={x(tick)} y={y(-top) + 16} textAnchor="middle">
          {Number(tick.toFixed(2))}
        </text>
      ))}
      <line className="zero" x1={x(0)} x2={x(across)} y1={y(0)} y2={y(0)} />
      {lines.map(([name, { value, interval }]) => (
        <g key={name} className="agreement-line" data-line={name}>
          <rect
            x={x(0)}
            width={x(across) - x(0)}
            y={y(interval.high)}
            height={Math.max(0, y(interval.low) - y(interval.high))}
          />
          <line x1={x(0)} x2={x(across)} y1={y(value)} y2={y(value)} />
          <text x={x(across) + 6} y={y(value) + 4}>
            {`${names[name]} ${pointsText(value)}`}
          </text>
        </g>
      ))}
      {shown.map(({ id: key, name, mean, difference }) => (
        <circle key={key} className="agreement-point" cx={x(mean)} cy={y(difference)} r={4}>
          <title>{`${name}: ${pointsText(difference)}`}</title>
        </circle>
      ))}
      <text className="axis" x={x(across / 2)} y={HEIGHT - 6} textAnchor="middle">
        {xLabel}
      </text>
      <text className="axis" transform={`translate(12 ${y(0)}) rotate(-90)`} textAnchor="middle">
        {yLabel}
      </text>
    </svg>
  );
}
