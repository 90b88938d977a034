import { Play, RefreshCw, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { useLocked } from '../shared/useLocked.ts';
import { isOpen, overall } from './progress.ts';

/** Starts, shows and stops the analysis of the open case. */
export function AnalyseButton() {
  const { t } = useTranslation();
  const { analysis } = useWorkstation();
  const document = useWorkstationState((state) => state.document);
  const jobs = useWorkstationState((state) => state.jobs);
  const locked = useLocked();
  if (!document) return null;
  const own = jobs.filter((job) => job.caseId === document.id);
  const counted = document.fields.filter((field) => field.excluded === null);
  const waiting = counted.filter((field) => field.status !== 'analysed').length;

  if (own.some(isOpen)) {
    const done = own.filter((job) => job.state === 'done' || job.state === 'failed').length;
    return (
      <div className="analysing">
        <output className="analysing-text">
          {t('analysis.progress', { done, total: own.length })}
        </output>
        <progress value={overall(own)} max={1} aria-label={t('analysis.progressLabel')} />
        <Button icon={Square} onClick={() => analysis.cancel(document.id)}>
          {t('analysis.cancel')}
        </Button>
      </div>
    );
  }
  const again = waiting === 0 && counted.length > 0;
  return (
    <Button
      kind={again ? 'plain' : 'primary'}
      icon={again ? RefreshCw : Play}
      disabled={counted.length === 0 || locked}
      onClick={() => void analysis.analyse()}
    >
      {again
        ? t('analysis.again')
        : waiting < counted.length
          ? t('analysis.rest', { count: waiting })
          : t('analysis.start')}
    </Button>
  );
}
