import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../domain/case.ts';
import {
  type BinCounts,
  CLASS_BINS,
  type ClassBin,
  type GalleryFilter,
  isFiltering,
  NO_FILTER,
} from '../../domain/gallery.ts';
import { Button } from '../shared/buttons.tsx';
import { LabelChip } from '../shared/LabelChip.tsx';
import { Segments } from '../shared/Segments.tsx';
import { useGivenName } from '../shared/useGivenName.ts';
import { labelOfSection, useSectionName } from './useNames.ts';

interface FilterBarProps {
  readonly fields: readonly Field[];
  readonly filter: GalleryFilter;
  readonly counts: BinCounts;
  readonly onChange: (filter: GalleryFilter) => void;
}

const REVIEWS = ['all', 'open', 'reviewed'] as const;

/** The value put in or taken out; null, no narrowing, where nothing would be left. */
function flip<T>(list: readonly T[] | null, value: T): readonly T[] | null {
  const next = list?.includes(value)
    ? list.filter((item) => item !== value)
    : [...(list ?? []), value];
  return next.length > 0 ? next : null;
}

/** Narrows the gallery by review, confidence, class and field. */
export function FilterBar({ fields, filter, counts, onChange }: FilterBarProps) {
  const { t } = useTranslation();
  const named = useGivenName();
  const nameOf = useSectionName();
  const id = useId();
  const bins = CLASS_BINS.filter(
    (bin) => (counts.byBin.get(bin) ?? 0) > 0 || filter.bins?.includes(bin),
  );
  const bound = (which: 'low' | 'high') => (
    <input
      id={`${id}-${which}`}
      type="number"
      min={0}
      max={100}
      step={5}
      aria-label={t(`gallery.confidence.${which}`)}
      value={Math.round(filter.confidence[which] * 100)}
      onChange={(event) => {
        const value = Math.min(100, Math.max(0, event.target.valueAsNumber || 0)) / 100;
        onChange({ ...filter, confidence: { ...filter.confidence, [which]: value } });
      }}
    />
  );
  return (
    <section className="gallery-filter" aria-label={t('gallery.filter')}>
      <div className="gallery-filter-line">
        <Segments
          label={t('gallery.reviewFilter')}
          selected={filter.review}
          onSelect={(review) => onChange({ ...filter, review })}
          options={REVIEWS.map((item) => ({ id: item, label: t(`gallery.reviews.${item}`) }))}
        />
        <span className="gallery-bounds">
          {t('gallery.confidence.label')} {bound('low')} – {bound('high')} %
        </span>
        <span className="spacer" />
        <Button kind="quiet" disabled={!isFiltering(filter)} onClick={() => onChange(NO_FILTER)}>
          {t('gallery.showAll')}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and no more */}
      <div className="gallery-filter-line" role="group" aria-label={t('gallery.classFilter')}>
        {bins.map((bin: ClassBin) => (
          <button
            key={bin}
            type="button"
            className="gallery-choice"
            aria-pressed={filter.bins?.includes(bin) ?? false}
            aria-label={nameOf(bin)}
            title={nameOf(bin)}
            onClick={() => onChange({ ...filter, bins: flip(filter.bins, bin) })}
          >
            <LabelChip countable={bin !== 'uncountable'} label={labelOfSection(bin)} />
          </button>
        ))}
      </div>
      {fields.length > 1 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame and no more
        <div className="gallery-filter-line" role="group" aria-label={t('gallery.fieldFilter')}>
          {fields.map((field) => (
            <button
              key={field.id}
              type="button"
              className="gallery-choice"
              aria-pressed={filter.fieldIds?.includes(field.id) ?? false}
              data-excluded={field.excluded !== null || undefined}
              onClick={() => onChange({ ...filter, fieldIds: flip(filter.fieldIds, field.id) })}
            >
              {named(field.name)}
              {field.excluded && <small> {t('gallery.leftOut')}</small>}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
