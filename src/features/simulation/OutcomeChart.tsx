import { useTranslation } from 'react-i18next';
import type { Outcome } from '../../domain/ruleSimulation.ts';

interface OutcomeChartProps {
  readonly outcomes: readonly Outcome[];
  /** 0–1 */
  readonly threshold: number;
}

const WIDTH = 640;
const HEIGHT = 250;
const PLOT = { left: 44, right: 12, top: 10, bottom: 40 } as const;

const x = (share: number) => PLOT.left + share * (WIDTH - PLOT.left - PLOT.right);
const y = (chance: number) => PLOT.top + (1 - chance) * (HEIGHT - PLOT.top - PLOT.bottom);
const path = (points: readonly (readonly [number, number])[]): string =>
  points.map(([a, b], i) => `${i === 0 ? 'M' : 'L'}${a.toFixed(1)} ${b.toFixed(1)}`).join('');

/** Chance of each reading over the true share: the three states as areas, the bare rule as a line. */
export function OutcomeChart({ outcomes, threshold }: OutcomeChartProps) {
  const { t } = useTranslation();
  const layers = [
    { name: 'meets', low: () => 0, high: (o: Outcome) => o.meets },
    {
      name: 'indeterminate',
      low: (o: Outcome) => o.meets,
      high: (o: Outcome) => o.meets + o.indeterminate,
    },
    { name: 'doesNotMeet', low: (o: Outcome) => o.meets + o.indeterminate, high: () => 1 },
  ] as const;
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
  return (
    <figure className="outcome-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('simulation.chart')}>
        {layers.map(({ name, low, high }) => (
          <path
            key={name}
            data-layer={name}
            d={`${path([
              ...outcomes.map((o) => [x(o.share), y(high(o))] as const),
              ...outcomes.toReversed().map((o) => [x(o.share), y(low(o))] as const),
            ])}Z`}
          />
        ))}
        <path
          className="bare-line"
          d={path(outcomes.map((o) => [x(o.share), y(o.bare)] as const))}
        />
        <line className="threshold-line" x1={x(threshold)} x2={x(threshold)} y1={y(1)} y2={y(0)} />
        {ticks.map((tick) => (
          <g key={tick} className="tick">
            <line x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(0) + 4} />
            <text x={x(tick)} y={y(0) + 16} textAnchor="middle">
              {Math.round(tick * 100)}
            </text>
            <line x1={x(0) - 4} x2={x(0)} y1={y(tick)} y2={y(tick)} />
            <text x={x(0) - 7} y={y(tick) + 4} textAnchor="end">
              {Math.round(tick * 100)}
            </text>
          </g>
        ))}
        <text className="axis" x={x(0.5)} y={HEIGHT - 6} textAnchor="middle">
          {t('simulation.trueShare')}
        </text>
        <text
          className="axis"
          transform={`translate(12 ${y(0.5)}) rotate(-90)`}
          textAnchor="middle"
        >
          {t('simulation.chance')}
        </text>
      </svg>
      <figcaption>
        {layers.map(({ name }) => (
          <span key={name} data-layer={name}>
            {t(`simulation.${name}`)}
          </span>
        ))}
        <span data-layer="bare">{t('simulation.bare')}</span>
        <span data-layer="threshold">{t('simulation.threshold')}</span>
      </figcaption>
    </figure>
  );
}
