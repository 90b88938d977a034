import { ChartSpline } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasuredRecognition } from '../../domain/evaluation/recognition.ts';
import type { Rule } from '../../domain/rules.ts';
import { proportion } from '../../domain/statistics.ts';
import { Button } from '../shared/buttons.tsx';
import { FigureTable, rateRow } from './FigureTable.tsx';
import { useSay } from './useSay.ts';

// Loaded when first shown.
const SimulationDialog = lazy(async () => ({
  default: (await import('../simulation/SimulationDialog.tsx')).SimulationDialog,
}));

interface SetSimulationProps {
  readonly rule: Rule;
  readonly of: MeasuredRecognition;
}

/** How well the cells that the rule counts are told in this set, and what that makes of a count. */
export function SetSimulation({ rule, of }: SetSimulationProps) {
  const { t } = useTranslation();
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { sensitivity, specificity } = of;
  // Without cells on both sides there is no confusion to begin with.
  const isMeasured = sensitivity.total > 0 && specificity.total > 0;
  const rows = [
    ['sensitivity', sensitivity],
    ['specificity', specificity],
  ] as const;
  return (
    <section data-testid="rule-recognition">
      <FigureTable
        caption={say('evaluation.recognition')}
        rows={rows.map(([key, { right, total }]) =>
          rateRow(say(`evaluation.${key}`), proportion(right, total), total),
        )}
      />
      {of.open > 0 && (
        <p className="hint">{say('evaluation.recognitionOpen', { count: of.open })}</p>
      )}
      {isMeasured && (
        <Button kind="quiet" icon={ChartSpline} onClick={() => setOpen(true)}>
          {t('figures.simulate')}
        </Button>
      )}
      {open && (
        <Suspense>
          <SimulationDialog
            rules={[rule]}
            sampling={null}
            confusionOf={() => ({
              recognition: of,
              told: t('simulation.fromSet', { count: sensitivity.total + specificity.total }),
            })}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </section>
  );
}
