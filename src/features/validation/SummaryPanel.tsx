import type { Scheme } from '../../domain/evaluation/classes.ts';
import { type Evaluation, FEW_PATIENTS } from '../../domain/evaluation/index.ts';
import { SUMMARY_PARTS, summaryOfEvaluation } from '../../domain/evaluation/summary.ts';
import { boundsText, decimalText } from './numbers.ts';
import { useSay } from './useSay.ts';

/** The figures that are asked first, each beside the paper's, and what must be known to read them. */
export function SummaryPanel({ evaluation, scheme }: { evaluation: Evaluation; scheme: Scheme }) {
  const say = useSay();
  const rows = summaryOfEvaluation(evaluation, scheme);
  const { cases, fields, truthCells, patients, resampled, remarks } = evaluation;
  return (
    <>
      <p className="evaluation-set">
        {say('evaluation.set', { cases, fields, cells: truthCells })}
      </p>
      {remarks.length > 0 && (
        <ul className="evaluation-remarks">
          {remarks.map(({ kind, count }) => (
            <li key={kind}>{say(`evaluation.remark-${kind}`, { count })}</li>
          ))}
        </ul>
      )}
      <table className="figures evaluation-figures" data-testid="evaluation-summary">
        <thead>
          <tr>
            <th scope="col">{say('evaluation.figure')}</th>
            <th scope="col">{say('evaluation.value')}</th>
            <th scope="col">{say('evaluation.interval')}</th>
            <th scope="col">{say('evaluation.n')}</th>
            <th scope="col">{say('evaluation.paper')}</th>
          </tr>
        </thead>
        {SUMMARY_PARTS.map((part) => {
          const own = rows.filter((row) => row.part === part);
          if (own.length === 0) return null;
          return (
            <tbody key={part} data-part={part}>
              <tr className="evaluation-part">
                <th scope="rowgroup" colSpan={5}>
                  {say(`evaluation.${part}`)}
                  {part === 'classes' &&
                    ` · ${say(scheme === 'classes' ? 'evaluation.twenty' : 'evaluation.grouped')}`}
                </th>
              </tr>
              {own.map(({ key, average, value, interval, count, n, paper }) => (
                <tr key={`${key}-${average}`} data-figure={key}>
                  <th scope="row">
                    {say(`evaluation.${key}`)}
                    {average && ` · ${say(`evaluation.${average}`).toLowerCase()}`}
                  </th>
                  <td>{decimalText(value)}</td>
                  <td>{boundsText(interval)}</td>
                  <td>{count === null ? n : `${count} / ${n}`}</td>
                  <td>{paper === null ? '' : decimalText(paper)}</td>
                </tr>
              ))}
            </tbody>
          );
        })}
      </table>
      {patients && patients.rows.length < FEW_PATIENTS && (
        <p className="hint">{say('evaluation.fewPatients', { count: patients.rows.length })}</p>
      )}
      <p className="fine-print">
        {say('evaluation.how-pipeline')} {say(`evaluation.how-intervals-${resampled}`)}{' '}
        {say('evaluation.how-paper')}
      </p>
    </>
  );
}
