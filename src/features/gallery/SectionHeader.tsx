import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BinCounts, SectionContent } from '../../domain/gallery.ts';
import { percent } from '../shared/format.ts';
import { LabelChip } from '../shared/LabelChip.tsx';
import { RenderedOnly } from '../shared/RenderedOnly.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { labelOfSection, useSectionName } from './useNames.ts';

interface SectionHeaderProps {
  readonly content: SectionContent;
  readonly counts: BinCounts;
  /** Cells are held over it. */
  readonly over: boolean;
  readonly tabbable: boolean;
  readonly columns: number;
}

/** A section's name, its number in the count and its share of it. */
export function SectionHeader(props: SectionHeaderProps) {
  const { t } = useTranslation();
  const nameOf = useSectionName();
  const language = useLanguage();
  const { content, counts, over, tabbable, columns } = props;
  const { section, cells, elsewhere } = content;
  const label = labelOfSection(section);
  const total = section === 'needs-a-look' ? counts.needALook : counts.byBin.get(section);
  const share =
    label && counts.counted > 0 ? percent((total ?? 0) / counts.counted, language) : null;
  const hidden = (total ?? 0) - cells.length - elsewhere;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of the grid, not of a table
    <div
      className="gallery-header"
      role="gridcell"
      aria-colspan={columns}
      tabIndex={tabbable ? 0 : -1}
      data-spot={section}
      data-over={over || undefined}
    >
      {section === 'needs-a-look' ? (
        <Eye size={16} aria-hidden />
      ) : (
        <LabelChip countable={section !== 'uncountable'} label={label} />
      )}
      <strong>{nameOf(section)}</strong>
      {label && <RenderedOnly label={label} />}
      <span className="gallery-total">{t('gallery.total', { count: total ?? 0 })}</span>
      {share && <span className="gallery-share">{share}</span>}
      {elsewhere > 0 && (
        <span className="gallery-aside">{t('gallery.elsewhere', { count: elsewhere })}</span>
      )}
      {hidden > 0 && (
        <span className="gallery-aside">{t('gallery.hidden', { count: hidden })}</span>
      )}
      {section === 'needs-a-look' && (
        <span className="gallery-aside gallery-why">{t('gallery.lookHint')}</span>
      )}
      <button
        type="button"
        className="gallery-select-all"
        data-header={section}
        tabIndex={-1}
        aria-label={t('gallery.selectAllOf', { name: nameOf(section) })}
      >
        {t('gallery.selectAll')}
      </button>
    </div>
  );
}
