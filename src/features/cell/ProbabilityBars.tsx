import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { LINEAGE_COLOURS } from '../../canvas/lineageColours.ts';
import { type ClassCode, cellClass, isClassCode } from '../../domain/classes.ts';
import { percent } from '../shared/format.ts';
import { LabelChip } from '../shared/LabelChip.tsx';

/** The `count` most probable classes, most probable first. */
export const topClasses = (
  probabilities: Readonly<Record<string, number>>,
  count: number,
): { code: ClassCode; probability: number }[] =>
  Object.entries(probabilities)
    .flatMap(([code, probability]) => (isClassCode(code) ? [{ code, probability }] : []))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, count);

/** The five most probable classes as bars. */
export function ProbabilityBars({
  probabilities,
}: {
  probabilities: Readonly<Record<string, number>>;
}) {
  const { t } = useTranslation();
  return (
    <ol className="bars" aria-label={t('cell.probabilities')}>
      {topClasses(probabilities, 5).map(({ code, probability }) => {
        const { name, lineage } = cellClass(code);
        const style = {
          '--share': `${probability * 100}%`,
          '--bar': LINEAGE_COLOURS[lineage],
        } as CSSProperties;
        return (
          <li key={code} style={style}>
            <LabelChip countable label={code} />
            <span className="bar-name">{name}</span>
            <span className="bar-track" aria-hidden>
              <span />
            </span>
            <span className="bar-value">{percent(probability)}</span>
          </li>
        );
      })}
    </ol>
  );
}
