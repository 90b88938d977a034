import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgreementSubject, SubjectAgreement } from '../../domain/evaluation/agreement.ts';
import { pointsBounds, pointsText, subjectName } from '../../domain/evaluation/wording.ts';
import { useGivenName } from '../shared/useGivenName.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { BlandAltmanChart } from './BlandAltmanChart.tsx';
import { useSay } from './useSay.ts';

/** Where the eye begins: what the rule counts. */
const FIRST: readonly AgreementSubject[] = ['LBL', 'BLAST', 'lineage:lymphoid'];

/** Agreement of the pipeline's differential with that of the truth, patient by patient. */
export function AgreementPanel({ subjects }: { subjects: readonly SubjectAgreement[] }) {
  const { t } = useTranslation();
  const say = useSay();
  const language = useLanguage();
  const named = useGivenName();
  const [chosen, setChosen] = useState<AgreementSubject | null>(null);
  const isLargest = (subject: AgreementSubject) =>
    subjects.find((of) => of.subject === subject && of.points.some(({ measured }) => measured > 0));
  const shown =
    subjects.find(({ subject }) => subject === chosen) ??
    FIRST.map(isLargest).find((of) => of !== undefined) ??
    subjects[0];
  if (!shown) return <p className="hint">{t('validation.noAgreement')}</p>;
  const name = subjectName(shown.subject, language);
  return (
    <>
      <label className="form-row evaluation-choice">
        {say('evaluation.subject')}
        <select
          value={shown.subject}
          onChange={(event) => setChosen(event.target.value as AgreementSubject)}
        >
          {subjects.map(({ subject }) => (
            <option key={subject} value={subject}>
              {subjectName(subject, language)}
            </option>
          ))}
        </select>
      </label>
      <div className="evaluation-pair">
        <BlandAltmanChart
          agreement={{
            ...shown,
            points: shown.points.map((point) => ({ ...point, name: named(point.name) })),
          }}
          title={t('validation.agreementChart', { name })}
          xLabel={say('evaluation.meanOfBoth')}
          yLabel={say('evaluation.difference')}
          names={{
            bias: say('evaluation.bias'),
            lower: say('evaluation.lowerLimit'),
            upper: say('evaluation.upperLimit'),
          }}
        />
        <table className="figures evaluation-figures">
          <caption>{name}</caption>
          <thead>
            <tr>
              <th scope="col">{say('evaluation.patient')}</th>
              <th scope="col">{t('validation.truthPercent')}</th>
              <th scope="col">{t('validation.pipelinePercent')}</th>
              <th scope="col">{say('evaluation.difference')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.points.map(({ caseId, name: of, reference, measured }) => (
              <tr key={caseId}>
                <th scope="row">{named(of)}</th>
                <td>{reference.toFixed(1)}</td>
                <td>{measured.toFixed(1)}</td>
                <td>{pointsText(measured - reference)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <table className="figures evaluation-figures" data-testid="agreement">
        <caption>{t('validation.agreementAll')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('evaluation.subject')}</th>
            <th scope="col">{say('evaluation.n')}</th>
            <th scope="col">{say('evaluation.bias')}</th>
            <th scope="col">{say('evaluation.interval')}</th>
            <th scope="col">{say('evaluation.limits')}</th>
          </tr>
        </thead>
        <tbody>
          {subjects.map(({ subject, points, figures }) => (
            <tr key={subject}>
              <th scope="row">{subjectName(subject, language)}</th>
              <td>{points.length}</td>
              <td>{figures ? pointsText(figures.bias.value) : '–'}</td>
              <td>{figures ? pointsBounds(figures.bias.interval, language) : '–'}</td>
              <td>
                {figures
                  ? pointsBounds(
                      { low: figures.lowerLimit.value, high: figures.upperLimit.value },
                      language,
                    )
                  : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="fine-print">{say('evaluation.how-agreement')}</p>
    </>
  );
}
