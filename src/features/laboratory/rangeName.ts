import type { TFunction } from 'i18next';
import type { RangeSubject } from '../../domain/ageBands.ts';
import { type Label, type Lineage, labelName, lineageName } from '../../domain/classes.ts';
import { LINEAGES } from '../../domain/differential.ts';
import type { Language } from '../../domain/language.ts';

/** What the cells of a reference value are called. */
export function rangeName(subject: RangeSubject, t: TFunction, language: Language): string {
  if (subject === 'myeloid') return t('figures.ranges.myeloid');
  return LINEAGES.some((lineage) => lineage === subject)
    ? lineageName(subject as Lineage, language)
    : labelName(subject as Label, language);
}
