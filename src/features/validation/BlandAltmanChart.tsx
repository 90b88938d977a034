import { useId } from 'react';
import type { SubjectAgreement } from '../../domain/evaluation/agreement.ts';
import { agreementScale } from '../../domain/evaluation/agreementScale.ts';
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

/** Differences over means, a point a patient; the lines are bias and limits with their intervals. */
export function BlandAltmanChart({
  agreement,
  title,
  xLabel,
  yLabel,
  names,
}: BlandAltmanChartProps) {
  const id = useId();
  const { dots, lines, reach, differences, across, means } = agreementScale(agreement);
  const x = (mean: number) => PLOT.left + (mean / across) * (WIDTH - PLOT.left - PLOT.right);
  const y = (value: number) =>
    PLOT.top + ((reach - value) / (2 * reach)) * (HEIGHT - PLOT.top - PLOT.bottom);
  return (
    <svg
      className="curve-chart agreement-chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>
        {lines.map(({ part, value }) => `${names[part]} ${pointsText(value)}`).join('; ') || yLabel}
      </desc>
      {differences.map((tick) => (
        <g key={tick} className="tick">
          <line x1={x(0)} x2={x(across)} y1={y(tick)} y2={y(tick)} />
          <text x={x(0) - 7} y={y(tick) + 4} textAnchor="end">
            {String(tick).replace('-', '−')}
          </text>
        </g>
      ))}
      {means.map((tick) => (
        <text key={tick} x={x(tick)} y={y(-reach) + 16} textAnchor="middle">
          {tick}
        </text>
      ))}
      <line className="zero" x1={x(0)} x2={x(across)} y1={y(0)} y2={y(0)} />
      {lines.map(({ part, value, interval }) => (
        <g key={part} className="agreement-line" data-line={part}>
          <rect
            x={x(0)}
            width={x(across) - x(0)}
            y={y(interval.high)}
            height={Math.max(0, y(interval.low) - y(interval.high))}
          />
          <line x1={x(0)} x2={x(across)} y1={y(value)} y2={y(value)} />
          <text x={x(across) + 6} y={y(value) + 4}>
            {`${names[part]} ${pointsText(value)}`}
          </text>
        </g>
      ))}
      {dots.map(({ point: { caseId, name }, mean, difference }) => (
        <circle key={caseId} className="agreement-point" cx={x(mean)} cy={y(difference)} r={4}>
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
