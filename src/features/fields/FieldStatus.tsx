import { CircleAlert, CircleCheck, CircleDashed, Clock, LoaderCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../domain/case.ts';
import { tell } from '../../domain/text/index.ts';
import { useWorkstationState } from '../../store/react.tsx';
import type { AnalysisJob } from '../../store/state.ts';
import { useGivenName } from '../shared/useGivenName.ts';
import { useLanguage } from '../shared/useLanguage.ts';

/** A field's state in words, with its progress while it is being analysed. */
export function FieldStatus({ field, job }: { field: Field; job: AnalysisJob | undefined }) {
  const { t } = useTranslation();
  const named = useGivenName();
  const language = useLanguage();
  const isOpen = useWorkstationState(({ engine }) => engine.phase === 'open');
  // A field that was given out may still wait for one of the engine's workers.
  const waits = job?.state === 'queued' || (job?.state === 'running' && isOpen && !job.progress);
  if (job?.state === 'running' && !waits) {
    const { progress } = job;
    return (
      <span className="status status-running">
        <LoaderCircle size={12} className="spin" aria-hidden />
        {t(`stages.${progress?.stage ?? 'loading'}`)}
        {progress && progress.total > 0 && (
          <progress value={progress.done} max={progress.total} aria-label={named(field.name)} />
        )}
      </span>
    );
  }
  if (waits)
    return (
      <span className="status">
        <Clock size={12} aria-hidden /> {t('fields.queued')}
      </span>
    );
  if (field.problem)
    return (
      <span className="status status-failed" title={tell(field.problem, language)}>
        <CircleAlert size={12} aria-hidden /> {t('fields.failed')}
      </span>
    );
  if (field.status === 'analysed')
    return (
      <span className="status status-done">
        <CircleCheck size={12} aria-hidden /> {t('fields.cells', { count: field.cells.length })}
      </span>
    );
  return (
    <span className="status">
      <CircleDashed size={12} aria-hidden />{' '}
      {field.cells.length > 0 ? t('fields.cells', { count: field.cells.length }) : t('fields.new')}
    </span>
  );
}
