import { useTranslation } from 'react-i18next';
import { type LocationTest, pooledShare } from '../../domain/locationTest.ts';
import { proportion } from '../../domain/statistics.ts';
import { dateTime, percent } from '../shared/format.ts';
import { useGivenName } from '../shared/useGivenName.ts';
import { useLanguage } from '../shared/useLanguage.ts';

interface LocationChartProps {
  /** The oldest first. */
  readonly tests: readonly LocationTest[];
}

const WIDTH = 640;
const HEIGHT = 170;
const PLOT = { left: 36, right: 8, top: 10, bottom: 22 } as const;
/** The chart shows the last ones: more would be a smear. */
const MOST = 60;
/** Dates under the axis at most; they are about so wide each. */
const DATES = 7;

/** The share found test by test, in their order, with its interval. */
export function LocationChart({ tests }: LocationChartProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const named = useGivenName();
  const shown = tests.slice(-MOST);
  const whole = pooledShare(shown).share;
  const x = (index: number) =>
    PLOT.left + ((index + 0.5) / shown.length) * (WIDTH - PLOT.left - PLOT.right);
  const y = (share: number) => PLOT.top + (1 - share) * (HEIGHT - PLOT.top - PLOT.bottom);
  const step = Math.ceil(shown.length / DATES);
  return (
    <svg
      className="field-chart location-chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t('location.chart')}
    >
      {[0, 0.5, 1].map((tick) => (
        <g key={tick} className="tick">
          <line x1={PLOT.left} x2={WIDTH - PLOT.right} y1={y(tick)} y2={y(tick)} />
          <text x={PLOT.left - 6} y={y(tick) + 4} textAnchor="end">
            {tick * 100}
          </text>
        </g>
      ))}
      {whole !== null && (
        <line
          className="whole"
          x1={PLOT.left}
          x2={WIDTH - PLOT.right}
          y1={y(whole)}
          y2={y(whole)}
        />
      )}
      {shown.map((test, index) => {
        const { share, interval } = proportion(test.found, test.cells);
        if (share === null || interval === null) return null;
        return (
          <g key={test.id} className="field-mark">
            <title>
              {t('location.chartOf', {
                time: dateTime(test.at, language),
                by: test.by,
                field: named(test.fieldName),
                found: test.found,
                cells: test.cells,
                share: percent(share, language),
              })}
            </title>
            <line x1={x(index)} x2={x(index)} y1={y(interval.low)} y2={y(interval.high)} />
            <circle cx={x(index)} cy={y(share)} r={3.5} />
            {index % step === 0 && (
              <text x={x(index)} y={HEIGHT - 6} textAnchor="middle">
                {test.at.slice(0, 10)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
