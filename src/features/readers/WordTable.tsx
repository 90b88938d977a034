import { useTranslation } from 'react-i18next';
import { isClassCode, isGroupCode } from '../../domain/classes.ts';
import type { Category, ReaderComparison } from '../../domain/readerComparison.ts';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useLanguage } from '../shared/useLanguage.ts';
import { categoryName } from './words.ts';

const range = (bounds: { low: number; high: number } | null, scale: number, digits: number) =>
  bounds ? `${(bounds.low * scale).toFixed(digits)}–${(bounds.high * scale).toFixed(digits)}` : '—';

/** Agreement and kappa of each class against all others. */
export function WordTable({ comparison }: { comparison: ReaderComparison }) {
  const { t } = useTranslation();
  return (
    <table className="figures word-table" data-testid="agreement-by-class">
      <thead>
        <tr>
          <th scope="col">{t('comparison.category')}</th>
          <th scope="col">{t('comparison.both')}</th>
          <th scope="col">{t('comparison.onlyFirst')}</th>
          <th scope="col">{t('comparison.onlySecond')}</th>
          <th scope="col">{t('comparison.agreement')}</th>
          <th scope="col">{t('comparison.interval')}</th>
          <th scope="col">{t('comparison.kappaShort')}</th>
          <th scope="col">{t('comparison.interval')}</th>
        </tr>
      </thead>
      <tbody>
        {comparison.byCategory.map((row) => (
          <tr key={row.category}>
            <th scope="row">
              <CategoryName category={row.category} />
            </th>
            <td>{row.both}</td>
            <td>{row.onlyFirst}</td>
            <td>{row.onlySecond}</td>
            <td>{row.share === null ? '—' : (row.share * 100).toFixed(1)}</td>
            <td>{range(row.interval, 100, 1)}</td>
            <td>{typeof row.kappa?.kappa === 'number' ? row.kappa.kappa.toFixed(2) : '—'}</td>
            <td>{range(row.kappa?.interval ?? null, 1, 2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function CategoryName({ category }: { category: Category }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = categoryName(category, t, language);
  const isLabel = isClassCode(category) || isGroupCode(category);
  if (!isLabel && category !== 'uncountable') return <>{name}</>;
  return (
    <span className="row-name">
      <LabelChip countable={isLabel} label={isLabel ? category : null} />
      <span>{name}</span>
    </span>
  );
}
