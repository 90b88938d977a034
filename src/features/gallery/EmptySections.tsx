import { useTranslation } from 'react-i18next';
import type { Section } from '../../domain/gallery.ts';
import { LabelChip } from '../shared/LabelChip.tsx';
import { labelOfSection, useSectionName } from './useNames.ts';

interface EmptySectionsProps {
  readonly sections: readonly Section[];
  readonly over: string | null;
  readonly columns: number;
}

/** The classes without a cell, small and together: cells can still be dropped into them. */
export function EmptySections({ sections, over, columns }: EmptySectionsProps) {
  const { t } = useTranslation();
  const nameOf = useSectionName();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of the grid, not of a table
    <div className="gallery-empty-sections" role="gridcell" aria-colspan={columns} tabIndex={-1}>
      <h3>{t('gallery.emptySections')}</h3>
      <ul>
        {sections.map((section) => {
          const label = labelOfSection(section);
          return (
            <li key={section} data-drop={section} data-over={over === section || undefined}>
              <LabelChip countable={section !== 'uncountable'} label={label} />
              <span title={nameOf(section)}>
                {label
                  ? t(`shortNames.${label}`, { defaultValue: nameOf(section) })
                  : nameOf(section)}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
