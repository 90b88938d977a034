import { useTranslation } from 'react-i18next';
import type { FieldRow } from '../../domain/fieldReading.ts';
import type { Proportion } from '../../domain/statistics.ts';
import { percent } from '../shared/format.ts';
import { useGivenName } from '../shared/useGivenName.ts';
import { useLanguage } from '../shared/useLanguage.ts';

interface FieldChartProps {
  readonly rows: readonly FieldRow[];
  readonly whole: Proportion;
}

const WIDTH = 640;
const HEIGHT = 200;
const PLOT = { left: 36, right: 8, top: 10, bottom: 22 } as const;
/** Beyond this the numbers under the fields would run into each other. */
const NUMBERED = 30;

/** The fields' shares with their intervals about the share of all; a triangle is unlike the others. */
export function FieldChart({ rows, whole }: FieldChartProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const named = useGivenName();
  const shown = rows.filter((row) => row.proportion.interval !== null);
  if (whole.share === null || shown.length === 0) return null;
  const top = Math.min(
    1,
    Math.max(
      0.1,
      Math.ceil(Math.max(...shown.map((row) => row.proportion.interval!.high)) * 10) / 10,
    ),
  );
  const x = (index: number) =>
    PLOT.left + ((index + 0.5) / shown.length) * (WIDTH - PLOT.left - PLOT.right);
  const y = (share: number) => PLOT.top + (1 - share / top) * (HEIGHT - PLOT.top - PLOT.bottom);
  return (
    <svg
      className="field-chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t('figures.fields.chart')}
    >
      {[0, top / 2, top].map((tick) => (
        <g key={tick} className="tick">
          <line x1={PLOT.left} x2={WIDTH - PLOT.right} y1={y(tick)} y2={y(tick)} />
          <text x={PLOT.left - 6} y={y(tick) + 4} textAnchor="end">
            {Math.round(tick * 100)}
          </text>
        </g>
      ))}
      <line
        className="whole"
        x1={PLOT.left}
        x2={WIDTH - PLOT.right}
        y1={y(whole.share)}
        y2={y(whole.share)}
      />
      {shown.map(({ id, name, proportion, total, disagrees }, index) => {
        const share = proportion.share as number;
        const [at, height] = [x(index), y(share)];
        return (
          <g key={id} className="field-mark" data-unlike={disagrees}>
            <title>
              {t('figures.fields.chartOf', {
                name: named(name),
                count: proportion.count,
                total,
                share: percent(share, language),
              })}
            </title>
            <line
              x1={at}
              x2={at}
              y1={y(proportion.interval!.low)}
              y2={y(proportion.interval!.high)}
            />
            {disagrees ? (
              <path d={`M${at} ${height - 6}L${at + 6} ${height + 5}H${at - 6}Z`} />
            ) : (
              <circle cx={at} cy={height} r={3.5} />
            )}
            {shown.length <= NUMBERED && (
              <text x={at} y={HEIGHT - 6} textAnchor="middle">
                {rows.findIndex((row) => row.id === id) + 1}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
