import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { lineageName } from '../../domain/classes.ts';
import { LINEAGES } from '../../domain/differential.ts';
import {
  type FieldComparison as Comparison,
  compareFields,
  type FieldRow,
  type FieldSubject,
  fieldVerdict,
} from '../../domain/fieldReading.ts';
import type { HeterogeneityTest } from '../../domain/inference/heterogeneity.ts';
import { pEquals, pText } from '../../domain/wording.ts';
import { useGivenName } from '../shared/useGivenName.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { FieldChart } from './FieldChart.tsx';

/** Field by field: whether they share one share, and which does not. */
export function FieldComparison({ document }: { document: Case }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [subject, setSubject] = useState<FieldSubject>('rule');
  const comparison = useMemo(() => compareFields(document, subject), [document, subject]);
  const { rows, whole, test, lineages } = comparison;
  return (
    <div className="field-comparison">
      <label className="field-subject">
        {t('figures.fields.subject')}
        <select
          value={subject}
          onChange={(event) => setSubject(event.target.value as FieldSubject)}
        >
          <option value="rule">{t('figures.fields.rule')}</option>
          {LINEAGES.map((lineage) => (
            <option key={lineage} value={lineage}>
              {lineageName(lineage, language)}
            </option>
          ))}
        </select>
      </label>
      <Verdict comparison={comparison} />
      <FieldChart rows={rows} whole={whole} />
      <p className="fine-print">{t('figures.fields.chart')}</p>
      <FieldTable rows={rows} />
      <TestLine name="test" test={test} />
      <TestLine name="lineages" test={lineages} />
      <p className="fine-print">
        {t('figures.fields.method')} {document.manual.merged && t('figures.notByHand')}
      </p>
    </div>
  );
}

/** What the fields say together, then which of them stands out. */
function Verdict({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation();
  const verdict = fieldVerdict(comparison);
  const { rows, test } = comparison;
  if (!test) return <p role="status">{t(`figures.fields.verdict.${verdict}`)}</p>;
  const unlike = rows.filter((row) => row.disagrees).length;
  return (
    <p className="field-verdict" data-unlike={verdict === 'differ' || unlike > 0} role="status">
      {t(`figures.fields.verdict.${verdict}`, { p: pEquals(test.p) })}{' '}
      {unlike > 0 ? t('figures.fields.disagree', { count: unlike }) : t('figures.fields.agree')}
    </p>
  );
}

interface TestLineProps {
  readonly name: 'test' | 'lineages';
  readonly test: HeterogeneityTest | null;
}

function TestLine({ name, test }: TestLineProps) {
  const { t } = useTranslation();
  if (!test) return null;
  return (
    <p data-testid={`fields-${name}`}>
      {t(`figures.fields.${name}`, {
        statistic: test.statistic.toFixed(2),
        df: test.degrees,
        p: pEquals(test.p),
        method: t(`figures.fields.methods.${test.method}`),
      })}
    </p>
  );
}

function FieldTable({ rows }: { rows: readonly FieldRow[] }) {
  const { t } = useTranslation();
  const named = useGivenName();
  return (
    <table className="figures field-table">
      <thead>
        <tr>
          <th scope="col">{t('figures.fields.field')}</th>
          <th scope="col">{t('figures.fields.counted')}</th>
          <th scope="col">{t('figures.fields.uncountable')}</th>
          <th scope="col">{t('figures.fields.cells')}</th>
          <th scope="col">{t('figures.fields.share')}</th>
          <th scope="col">{t('figures.fields.interval')}</th>
          <th scope="col">{t('figures.fields.p')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, tally, proportion, p, disagrees }) => (
          <tr key={id} data-unlike={disagrees}>
            <th scope="row">
              {named(name)}
              {disagrees && <em> ▲ {t('figures.fields.unlike')}</em>}
            </th>
            <td>{tally.counted}</td>
            <td>{tally.uncountable}</td>
            <td>{proportion.count}</td>
            <td>{proportion.share === null ? '—' : (proportion.share * 100).toFixed(1)}</td>
            <td>
              {proportion.interval
                ? `${(proportion.interval.low * 100).toFixed(1)}–${(proportion.interval.high * 100).toFixed(1)}`
                : '—'}
            </td>
            <td>{p === null ? '—' : pText(p)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
