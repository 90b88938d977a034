import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { LINEAGE_COLOURS } from '../../canvas/lineageColours.ts';
import {
  isClassCode,
  isGroupCode,
  type Label,
  labelLineage,
  labelName,
  unresolvedGroup,
} from '../../domain/classes.ts';
import { percent } from '../shared/format.ts';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';

/**
 * The `count` most probable labels, most probable first. The members of the group that the pack
 * decided for stand as one, with their sum: that sum is what won.
 */
export function topLabels(
  probabilities: Readonly<Record<string, number>>,
  decided: Label | null,
  count: number,
): { label: Label; probability: number }[] {
  const group = decided !== null && isGroupCode(decided) ? unresolvedGroup(decided) : null;
  const mass = new Map<Label, number>();
  for (const [code, probability] of Object.entries(probabilities)) {
    if (!isClassCode(code)) continue;
    const label = group?.members.includes(code) ? group.id : code;
    mass.set(label, (mass.get(label) ?? 0) + probability);
  }
  return [...mass]
    .map(([label, probability]) => ({ label, probability }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, count);
}

interface ProbabilityBarsProps {
  readonly probabilities: Readonly<Record<string, number>>;
  /** What the model called the cell. */
  readonly decided: Label | null;
}

/** The five most probable labels as bars. */
export function ProbabilityBars({ probabilities, decided }: ProbabilityBarsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <ol className="bars" aria-label={t('cell.probabilities')}>
      {topLabels(probabilities, decided, 5).map(({ label, probability }) => {
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
