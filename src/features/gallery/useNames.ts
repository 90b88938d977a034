import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isClassCode, isGroupCode, type Label, labelName } from '../../domain/classes.ts';
import type { Section } from '../../domain/gallery.ts';
import { useLanguage } from '../shared/useLanguage.ts';

const isLabel = (section: Section): section is Label =>
  isClassCode(section) || isGroupCode(section);

/** The label of a section; null for those of cells without one. */
export const labelOfSection = (section: Section): Label | null =>
  isLabel(section) ? section : null;

/** Names the sections in the language of the interface. */
export function useSectionName(): (section: Section) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return useCallback(
    (section) =>
      isLabel(section) ? labelName(section, language) : t(`gallery.sections.${section}`),
    [t, language],
  );
}
