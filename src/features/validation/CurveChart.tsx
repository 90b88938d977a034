import { useId } from 'react';
import type { CurvePoint } from '../../domain/evaluation/detection.ts';

interface CurveChartProps {
  /** What is drawn, in a sentence. */
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly curve: readonly CurvePoint[];
  /** Where the pipeline stands on it. */
  readonly operating: (CurvePoint & { readonly label: string }) | null;
  /** The line of chance. */
  readonly diagonal?: boolean;
}

const WIDTH = 400;
const HEIGHT = 330;
const PLOT = { left: 46, right: 14, top: 12, bottom: 42 } as const;
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];

const x = (value: number) => PLOT.left + value * (WIDTH - PLOT.left - PLOT.right);
const y = (value: number) => PLOT.top + (1 - value) * (HEIGHT - PLOT.top - PLOT.bottom);

/** A curve within the unit square. */
export function CurveChart({
  title,
  xLabel,
  yLabel,
  curve,
  operating,
  diagonal = false,
}: CurveChartProps) {
  const id = useId();
  const path = curve
    .map((point, i) => `${i === 0 ? 'M' : 'L'}${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}`)
    .join('');
  return (
    <svg
      className="curve-chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{operating?.label ?? `${xLabel}, ${yLabel}`}</desc>
      {TICKS.map((tick) => (
        <g key={tick} className="tick">
          <line x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(1)} />
          <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} />
          <text x={x(tick)} y={y(0) + 16} textAnchor="middle">
            {tick.toFixed(1)}
          </text>
          <text x={x(0) - 7} y={y(tick) + 4} textAnchor="end">
            {tick.toFixed(1)}
          </text>
        </g>
      ))}
      {diagonal && <line className="chance" x1={x(0)} x2={x(1)} y1={y(0)} y2={y(1)} />}
      <path className="curve" d={path} />
      {curve.length === 1 && curve[0] && (
        <circle className="curve-end" cx={x(curve[0].x)} cy={y(curve[0].y)} r={3} />
      )}
      {operating && (
        <circle className="operating" cx={x(operating.x)} cy={y(operating.y)} r={5}>
          <title>{operating.label}</title>
        </circle>
      )}
      <text className="axis" x={x(0.5)} y={HEIGHT - 6} textAnchor="middle">
        {xLabel}
      </text>
      <text className="axis" transform={`translate(12 ${y(0.5)}) rotate(-90)`} textAnchor="middle">
        {yLabel}
      </text>
    </svg>
  );
}
