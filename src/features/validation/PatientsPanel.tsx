import { useTranslation } from 'react-i18next';
import {
  assumptions,
  type PatientEvaluation,
  type PatientTable,
} from '../../domain/evaluation/patients.ts';
import { percent } from '../shared/format.ts';
import { useGivenName } from '../shared/useGivenName.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { FigureTable, rateRow } from './FigureTable.tsx';
import { useSay } from './useSay.ts';

/** How well the rule tells patients with ALL from others. */
export function PatientsPanel({ of }: { of: PatientEvaluation }) {
  const say = useSay();
  const assumed = assumptions(of);
  return (
    <>
      <div className="evaluation-pair">
        <TableOf of={of.bare} name={say('evaluation.bare')} />
        <TableOf of={of.threeStates} name={say('evaluation.threeStates')} />
      </div>
      {assumed.length > 0 && (
        <ul className="evaluation-remarks">
          {assumed.map(({ key, count }) => (
            <li key={key}>{say(key, { count })}</li>
          ))}
        </ul>
      )}
      <PatientRows of={of} />
      <p className="fine-print">{say('evaluation.how-patients')}</p>
    </>
  );
}

function TableOf({ of, name }: { of: PatientTable; name: string }) {
  const { t } = useTranslation();
  const say = useSay();
  const { truePositive, falseNegative, falsePositive, trueNegative, openAll, openOthers } = of;
  const withAll = truePositive + falseNegative + openAll;
  const others = falsePositive + trueNegative + openOthers;
  return (
    <section>
      <table className="figures evaluation-counts" data-testid="patient-counts">
        <caption>{t('validation.patientCounts', { name })}</caption>
        <thead>
          <tr>
            <th scope="col">{say('evaluation.diagnosis')}</th>
            <th scope="col">{say('evaluation.meets')}</th>
            <th scope="col">{say('evaluation.doesNotMeet')}</th>
            <th scope="col">{say('evaluation.open')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{say('evaluation.all')}</th>
            <td>{truePositive}</td>
            <td>{falseNegative}</td>
            <td>{openAll}</td>
          </tr>
          <tr>
            <th scope="row">{say('evaluation.notAll')}</th>
            <td>{falsePositive}</td>
            <td>{trueNegative}</td>
            <td>{openOthers}</td>
          </tr>
        </tbody>
      </table>
      <FigureTable
        caption={name}
        rows={[
          rateRow(say('evaluation.sensitivity'), of.sensitivity, withAll),
          rateRow(say('evaluation.specificity'), of.specificity, others),
          rateRow(say('evaluation.accuracy'), of.accuracy, withAll + others),
          rateRow(say('evaluation.ppv'), of.positivePredictiveValue, truePositive + falsePositive),
          rateRow(say('evaluation.npv'), of.negativePredictiveValue, trueNegative + falseNegative),
        ]}
      />
    </section>
  );
}

function PatientRows({ of }: { of: PatientEvaluation }) {
  const { t } = useTranslation();
  const say = useSay();
  const language = useLanguage();
  const named = useGivenName();
  return (
    <table className="figures evaluation-figures" data-testid="patient-rows">
      <caption>{t('validation.patientRows')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('evaluation.patient')}</th>
          <th scope="col">{say('evaluation.diagnosis')}</th>
          <th scope="col">{say('evaluation.truthShare')}</th>
          <th scope="col">{say('evaluation.share')}</th>
          <th scope="col">{say('evaluation.bare')}</th>
          <th scope="col">{say('evaluation.call')}</th>
        </tr>
      </thead>
      <tbody>
        {of.rows.map(({ caseId, name, hasAll, basis, truthShare, share, bareMet, call }) => (
          <tr key={caseId}>
            <th scope="row">{named(name)}</th>
            <td>
              {hasAll === null
                ? say('evaluation.unknown')
                : say(hasAll ? 'evaluation.all' : 'evaluation.notAll')}
              {basis && <small> {say(`evaluation.basis-${basis}`)}</small>}
            </td>
            <td>{percent(truthShare.share, language)}</td>
            <td>{percent(share.share, language)}</td>
            <td>
              {bareMet === null
                ? say('evaluation.open')
                : say(bareMet ? 'evaluation.call-meets' : 'evaluation.call-does-not-meet')}
            </td>
            <td>{say(`evaluation.call-${call}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
