import { useTranslation } from 'react-i18next';
import type { GateEvaluation } from '../../domain/evaluation/gate.ts';
import { CurveChart } from './CurveChart.tsx';
import { FigureTable, rateRow } from './FigureTable.tsx';
import { rateText } from './numbers.ts';
import { useSay } from './useSay.ts';

/** How well the gate tells countable cells from others. */
export function GatePanel({ of }: { of: GateEvaluation }) {
  const { t } = useTranslation();
  const say = useSay();
  const { counts, n, curve, operating } = of;
  const { truePositive: tp, falsePositive: fp, falseNegative: fn, trueNegative: tn } = counts;
  return (
    <>
      <div className="evaluation-pair">
        {curve.length > 0 ? (
          <CurveChart
            title={t('validation.rocCurve')}
            xLabel={t('validation.oneMinusSpecificity')}
            yLabel={say('evaluation.sensitivity')}
            curve={curve}
            operating={
              operating && {
                ...operating,
                label: t('validation.operatingGate', {
                  sensitivity: rateText(of.sensitivity),
                  specificity: rateText(of.specificity),
                }),
              }
            }
            diagonal
          />
        ) : (
          <p className="hint">{t('validation.noRoc')}</p>
        )}
        <div>
          <FigureTable
            caption={say('evaluation.gate')}
            rows={[
              { name: say('evaluation.auc'), ...of.auc, of: String(n) },
              rateRow(say('evaluation.accuracy'), of.accuracy, n),
              rateRow(say('evaluation.sensitivity'), of.sensitivity, tp + fn),
              rateRow(say('evaluation.specificity'), of.specificity, tn + fp),
              rateRow(say('evaluation.precision'), of.precision, tp + fp),
              rateRow(say('evaluation.npv'), of.negativePredictiveValue, tn + fn),
              { name: say('evaluation.f1'), value: of.f1, interval: null, of: String(n) },
            ]}
          />
          <table className="figures evaluation-counts">
            <caption>{t('validation.gateCounts')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('evaluation.truth')}</th>
                <th scope="col">{say('evaluation.passed')}</th>
                <th scope="col">{say('evaluation.dropped')}</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">{say('evaluation.countable')}</th>
                <td>{tp}</td>
                <td>{fn}</td>
              </tr>
              <tr>
                <th scope="row">{say('evaluation.notCountable')}</th>
                <td>{fp}</td>
                <td>{tn}</td>
              </tr>
            </tbody>
          </table>
        </div>
      </div>
      <p className="fine-print">{say('evaluation.how-gate')}</p>
    </>
  );
}
