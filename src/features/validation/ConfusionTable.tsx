import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Label } from '../../domain/classes.ts';
import type { ClassEvaluation } from '../../domain/evaluation/classes.ts';
import { subjectName } from '../../domain/evaluation/wording.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { useSay } from './useSay.ts';

const shareOf = (count: number, total: number): CSSProperties =>
  ({ '--share': total === 0 ? 0 : count / total }) as CSSProperties;

/** Truth by rows, prediction by columns; a cell is the darker the larger its share of the row. */
export function ConfusionTable({ of }: { of: ClassEvaluation }) {
  const { t } = useTranslation();
  const say = useSay();
  const language = useLanguage();
  const { labels, counts } = of.matrix;
  const rows = labels.flatMap((label, index) => {
    const row = of.rows[index];
    return row && row.truth > 0 ? [{ label, index, row }] : [];
  });
  const columns = labels.flatMap((label, index) =>
    rows.some((row) => row.label === label) || counts.some((row) => (row[index] as number) > 0)
      ? [{ label, index }]
      : [],
  );
  const code = (label: Label) => <abbr title={subjectName(label, language)}>{label}</abbr>;
  return (
    <div className="confusion-scroll">
      <table className="confusion" data-testid="confusion">
        <caption>
          {say('evaluation.confusion')} <small>{t('validation.confusionHint')}</small>
        </caption>
        <thead>
          <tr>
            <th scope="col">{say('evaluation.truth')}</th>
            {columns.map(({ label }) => (
              <th key={label} scope="col">
                {code(label)}
              </th>
            ))}
            <th scope="col" className="confusion-beside">
              {say('evaluation.dropped')}
            </th>
            <th scope="col" className="confusion-beside">
              {say('evaluation.missed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, index, row }) => (
            <tr key={label}>
              <th scope="row">
                {code(label)} <span>{row.truth}</span>
              </th>
              {columns.map((column) => {
                const count = counts[index]?.[column.index] ?? 0;
                return (
                  <td
                    key={column.label}
                    data-right={column.label === label}
                    style={shareOf(count, row.support)}
                  >
                    {count === 0 ? '' : count}
                  </td>
                );
              })}
              <td className="confusion-beside">{row.dropped || ''}</td>
              <td className="confusion-beside">{row.missed || ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
