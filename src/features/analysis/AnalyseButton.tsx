import { Play, RefreshCw, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { Button } from '../shared/buttons.tsx';

/** Starts, shows and stops the analysis of the open case. */
export function AnalyseButton() {
  const { t } = useTranslation();
  const { analysis } = useWorkstation();
  const document = useWorkstationState((state) => state.document);
  const analysing = useWorkstationState((state) => state.analysing);
  const jobs = useWorkstationState((state) => state.jobs);
  const fields = document?.fields ?? [];
  const waiting = fields.filter((field) => field.status !== 'analysed').length;

  if (analysing) {
    const done = jobs.filter((job) => job.state === 'done' || job.state === 'failed').length;
    return (
      <div className="analysing">
        <output className="analysing-text">
          {t('analysis.progress', { done, total: jobs.length })}
        </output>
        <progress value={overall(jobs)} max={1} aria-label={t('analysis.progressLabel')} />
        <Button icon={Square} onClick={() => analysis.cancel()}>
          {t('analysis.cancel')}
        </Button>
      </div>
    );
  }
  const again = waiting === 0 && fields.length > 0;
  return (
    <Button
      kind={again ? 'plain' : 'primary'}
      icon={again ? RefreshCw : Play}
      disabled={fields.length === 0 || document?.signature != null}
      onClick={() => void analysis.analyse()}
    >
      {again
        ? t('analysis.again')
        : waiting < fields.length
          ? t('analysis.rest', { count: waiting })
          : t('analysis.start')}
    </Button>
  );
}

/** Weight of each stage within a field, from its usual share of the time. */
const STAGE_START: Readonly<Record<string, readonly [number, number]>> = {
  loading: [0, 0.1],
  'warming-up': [0.1, 0.15],
  scale: [0.15, 0.2],
  detecting: [0.2, 0.45],
  gating: [0.45, 0.6],
  classifying: [0.6, 1],
};

/** Share of the run that is done, 0–1. */
export function overall(
  jobs: readonly {
    state: string;
    progress: { stage: string; done: number; total: number } | null;
  }[],
): number {
  if (jobs.length === 0) return 0;
  const shares = jobs.map((job) => {
    if (job.state === 'done' || job.state === 'failed') return 1;
    if (job.state !== 'running' || !job.progress) return 0;
    const [from, to] = STAGE_START[job.progress.stage] ?? [0, 0];
    const { done, total } = job.progress;
    return from + (to - from) * (total > 0 ? Math.min(1, done / total) : 0);
  });
  return shares.reduce((sum, share) => sum + share, 0) / jobs.length;
}
