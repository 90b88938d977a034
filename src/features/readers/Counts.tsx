import { useTranslation } from 'react-i18next';
import type { ReaderComparison } from '../../domain/readerComparison.ts';
import type { Proportion } from '../../domain/statistics.ts';
import { shareText } from '../../domain/wording.ts';
import { CategoryName } from './WordTable.tsx';

/** Second less first in percentage points, with its sign; a dash where either has no share. */
function difference(a: Proportion, b: Proportion): string {
  if (a.share === null || b.share === null) return '—';
  const points = (b.share - a.share) * 100;
  const rounded = Math.abs(points).toFixed(1);
  if (rounded === '0.0') return '0.0';
  return `${points > 0 ? '+' : '−'}${rounded}`;
}

/** Both differentials over the karyocytes of the fields compared, class by class, then by lineage. */
export function Counts({ comparison }: { comparison: ReaderComparison }) {
  const { t } = useTranslation();
  const [first, second] = comparison.counts;
  const pairs = [
    ...first.differential.rows.map((row, i) => ({
      key: row.label,
      a: row,
      b: second.differential.rows[i]!,
    })),
    ...first.differential.lineages.map((row, i) => ({
      key: row.lineage,
      a: row,
      b: second.differential.lineages[i]!,
    })),
  ].filter(({ a, b }) => a.count + b.count > 0);
  const bounded = pairs.some(({ a, b }) => a.open + b.open > 0);
  return (
    <>
      <table className="figures counts" data-testid="two-differentials">
        <thead>
          <tr>
            <th scope="col">{t('comparison.category')}</th>
            {[first, second].map(({ name }, side) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two fixed sides, whose names may be equal
              <th key={side} scope="colgroup" colSpan={2}>
                {name}: n, %
              </th>
            ))}
            <th scope="col">{t('comparison.difference')}</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map(({ key, a, b }) => (
            <tr key={key}>
              <th scope="row">
                <CategoryName category={key} />
              </th>
              <td>{a.count}</td>
              <td>{shareText(a)}</td>
              <td>{b.count}</td>
              <td>{shareText(b)}</td>
              <td>{difference(a, b)}</td>
            </tr>
          ))}
          <tr className="total">
            <th scope="row">{t('comparison.total')}</th>
            <td>{first.differential.total}</td>
            <td />
            <td>{second.differential.total}</td>
            <td />
            <td />
          </tr>
        </tbody>
      </table>
      {bounded && <p className="fine-print">{t('comparison.atLeast')}</p>}
    </>
  );
}
