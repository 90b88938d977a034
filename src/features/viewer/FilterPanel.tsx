import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Field } from '../../domain/case.ts';
import { labelName } from '../../domain/classes.ts';
import { Button } from '../shared/buttons.tsx';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { type CellKind, isFiltering, kindsOf, REVIEW_FILTERS } from './filter.ts';
import { filterBy, look, showAll } from './look.ts';
import { Slider } from './Slider.tsx';

/** Which boxes are shown: by review, by the model's confidence, by class. */
export function FilterPanel({ field }: { readonly field: Field }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const filter = useStore(look, (state) => state.filter);
  const { hiddenKinds, minConfidence } = filter;

  const nameOf = (kind: CellKind): string => {
    if (kind === 'unnamed') return t('cell.unnamed');
    if (kind === 'uncountable') return t('cell.uncountable');
    return labelName(kind, language);
  };
  const toggle = (kind: CellKind) =>
    filterBy({
      hiddenKinds: hiddenKinds.includes(kind)
        ? hiddenKinds.filter((other) => other !== kind)
        : [...hiddenKinds, kind],
    });
  return (
    <div className="filters">
      <fieldset>
        <legend>{t('fieldTools.byReview')}</legend>
        {REVIEW_FILTERS.map((review) => (
          <label key={review}>
            <input
              type="radio"
              name="review-filter"
              checked={filter.review === review}
              onChange={() => filterBy({ review })}
            />
            {t(`fieldTools.review.${review}`)}
          </label>
        ))}
      </fieldset>
      <Slider
        label={t('fieldTools.minConfidence')}
        min={0}
        max={1}
        step={0.05}
        rest={0}
        value={minConfidence}
        text={t('fieldTools.percent', { value: Math.round(minConfidence * 100) })}
        onChange={(value) => filterBy({ minConfidence: value })}
      />
      <fieldset className="filter-kinds" hidden={field.cells.length === 0}>
        <legend>{t('fieldTools.byClass')}</legend>
        {kindsOf(field.cells).map(([kind, count]) => (
          <label key={kind}>
            <input
              type="checkbox"
              checked={!hiddenKinds.includes(kind)}
              onChange={() => toggle(kind)}
            />
            <LabelChip
              countable={kind !== 'uncountable'}
              label={kind === 'uncountable' || kind === 'unnamed' ? null : kind}
            />
            <span>{nameOf(kind)}</span>
            <span className="filter-count">{count}</span>
          </label>
        ))}
      </fieldset>
      <div className="popover-actions">
        <Button icon={Eye} disabled={!isFiltering(filter)} onClick={showAll}>
          {t('fieldTools.showAll')}
        </Button>
      </div>
    </div>
  );
}
