import { ChartSpline } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { FEW_CELLS, FEW_FIELDS, fieldSampling, isTooNarrow } from '../../domain/fieldReading.ts';
import { adjustedOf } from '../../domain/figures.ts';
import { countedClasses } from '../../domain/numerator.ts';
import { packText } from '../../domain/pack.ts';
import type { CallView } from '../../store/reading.ts';
import { Button } from '../shared/buttons.tsx';
import { interval, listed, percent } from '../shared/format.ts';
import { useCaseManifest } from '../shared/useCaseManifest.ts';
import { useLanguage } from '../shared/useLanguage.ts';

// Loaded when first shown.
const CaseSimulation = lazy(async () => ({
  default: (await import('../simulation/CaseSimulation.tsx')).CaseSimulation,
}));

interface CallFiguresProps {
  readonly document: Case;
  readonly call: CallView;
}

/** Figures beside the call that are no part of it. */
export function CallFigures({ document, call }: CallFiguresProps) {
  const { t } = useTranslation();
  const [simulating, setSimulating] = useState(false);
  const [shown, setShown] = useState(false);
  return (
    <div className="call-figures">
      <FieldInterval document={document} />
      <details onToggle={(event) => setShown(event.currentTarget.open)}>
        <summary>{t('figures.adjusted.title')}</summary>
        {shown && <Adjusted document={document} call={call} />}
      </details>
      <Button kind="quiet" icon={ChartSpline} onClick={() => setSimulating(true)}>
        {t('figures.simulate')}
      </Button>
      {simulating && (
        <Suspense>
          <CaseSimulation document={document} onClose={() => setSimulating(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** The second interval: by fields. */
function FieldInterval({ document }: { document: Case }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const sampling = useMemo(() => fieldSampling(document), [document]);
  if (!sampling || sampling.fields < 2) return null;
  const { fields: count, interval: bounds } = sampling;
  return (
    <p data-testid="field-interval">
      {bounds
        ? `${t('figures.byFields', { interval: interval(bounds.low, bounds.high, language), count })}. `
        : `${t('figures.noFieldInterval')} `}
      {bounds &&
        isTooNarrow(sampling) &&
        `${t('figures.fewFields', { fields: FEW_FIELDS, cells: FEW_CELLS })} `}
      {document.manual.merged && t('figures.notByHand')}
    </p>
  );
}

function Adjusted({ document, call }: CallFiguresProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const manifest = useCaseManifest(document);
  const { rule, proportion } = call;
  if (!rule) return null;
  if (proportion.share === null) return <p>{t('figures.adjusted.bounded')}</p>;
  if (!manifest) return <p>{t('figures.adjusted.noPack')}</p>;
  const { blastReading } = document.settings;
  const found = adjustedOf(call, manifest, blastReading);
  if (!found)
    return (
      <p>
        {t('figures.adjusted.none', {
          classes: listed(
            countedClasses(
              rule,
              blastReading,
              manifest.unresolvedGroups.map(({ id }) => id),
            ),
            language,
          ),
        })}
      </p>
    );
  const { adjusted, measured } = found;
  const { sensitivity, specificity, on } = measured;
  return (
    <>
      <p data-testid="adjusted-share">
        {t('figures.adjusted.share', {
          share: percent(adjusted.share, language),
          interval: interval(adjusted.interval.low, adjusted.interval.high, language),
        })}
      </p>
      {adjusted.clipped && <p>{t('figures.adjusted.clipped')}</p>}
      <p>
        {t('figures.adjusted.measured', {
          sensitivity: percent(sensitivity.right / sensitivity.total, language),
          sensitivityOf: sensitivity.total,
          specificity: percent(specificity.right / specificity.total, language),
          specificityOf: specificity.total,
          on: packText(manifest, on, language),
        })}
      </p>
      <p>
        {t('figures.adjusted.apart')} {t('figures.adjusted.reviewed')}
      </p>
    </>
  );
}
