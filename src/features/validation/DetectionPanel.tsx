import { useTranslation } from 'react-i18next';
import type { DetectionEvaluation } from '../../domain/evaluation/detection.ts';
import { CurveChart } from './CurveChart.tsx';
import { FigureTable, rateRow } from './FigureTable.tsx';
import { rateText } from './numbers.ts';
import { useSay } from './useSay.ts';

/** How well the detector finds the boxes of the truth. */
export function DetectionPanel({ of }: { of: DetectionEvaluation }) {
  const { t } = useTranslation();
  const say = useSay();
  const { ap50, ap5095, recall, precision, truths, shown, curve } = of;
  return (
    <>
      <div className="evaluation-pair">
        <CurveChart
          title={t('validation.detectionCurve')}
          xLabel={say('evaluation.recall')}
          yLabel={say('evaluation.precision')}
          curve={curve}
          operating={
            recall.share === null || precision.share === null
              ? null
              : {
                  x: recall.share,
                  y: precision.share,
                  label: t('validation.operatingPoint', {
                    x: rateText(recall),
                    y: rateText(precision),
                  }),
                }
          }
        />
        <FigureTable
          caption={say('evaluation.detection')}
          rows={[
            { name: say('evaluation.ap50'), ...ap50, of: String(truths) },
            { name: say('evaluation.ap5095'), ...ap5095, of: String(truths) },
            rateRow(say('evaluation.recall'), recall, truths),
            rateRow(say('evaluation.precision'), precision, shown),
          ]}
        />
      </div>
      <p className="fine-print">{say('evaluation.how-detection')}</p>
    </>
  );
}
