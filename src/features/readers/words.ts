import type { TFunction } from 'i18next';
import type { ReaderCell } from '../../domain/case.ts';
import { isClassCode, isGroupCode, labelName, lineageName } from '../../domain/classes.ts';
import type { Language } from '../../domain/language.ts';
import type { Category } from '../../domain/readerComparison.ts';

/** A word at some level, as tables name it: `Lymphoblast`, `Erythroid`, `uncountable`. */
export function categoryName(category: Category, t: TFunction, language: Language): string {
  if (category === 'uncountable') return t('comparison.uncountable');
  return isClassCode(category) || isGroupCode(category)
    ? labelName(category, language)
    : lineageName(category, language);
}

/** What a reader said of a cell, in full: that they did not find it included. */
export function wordName(cell: ReaderCell | null, t: TFunction, language: Language): string {
  if (!cell) return t('comparison.notFound');
  if (!cell.countable) return t('comparison.uncountable');
  return cell.label ? labelName(cell.label, language) : t('comparison.notNamed');
}
