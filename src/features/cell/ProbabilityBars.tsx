import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { rankLabels } from '../../domain/attention.ts';
import { type Label, labelLineage, labelName } from '../../domain/classes.ts';
import { LINEAGE_COLOURS } from '../../domain/lineageColours.ts';
import { percent } from '../shared/format.ts';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';

/** So many labels hold nearly all of the probability. */
const SHOWN = 5;

interface ProbabilityBarsProps {
  readonly probabilities: Readonly<Record<string, number>>;
  /** What the model called the cell. */
  readonly decided: Label | null;
}

/** The most probable labels as bars. */
export function ProbabilityBars({ probabilities, decided }: ProbabilityBarsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <ol className="bars" aria-label={t('cell.probabilities')}>
      {rankLabels(probabilities, decided)
        .slice(0, SHOWN)
        .map(({ label, probability }) => {
          const style = {
            '--share': `${probability * 100}%`,
            '--bar': LINEAGE_COLOURS[labelLineage(label)],
          } as CSSProperties;
          return (
            <li key={label} style={style}>
              <LabelChip countable label={label} />
              <span className="bar-name">{labelName(label, language)}</span>
              <span className="bar-track" aria-hidden>
                <span />
              </span>
              <span className="bar-value">{percent(probability, language)}</span>
            </li>
          );
        })}
    </ol>
  );
}
