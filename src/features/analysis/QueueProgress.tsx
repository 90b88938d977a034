import { LoaderCircle, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import { isCaseView } from '../../store/state.ts';
import { Button, IconButton } from '../shared/buttons.tsx';
import { type CaseRun, overall, runsByCase } from './progress.ts';

/**
 * The queue in the header, small, with the cases in it on demand. Not there where the open case is
 * all that is analysed: its own button shows that.
 */
export function QueueProgress() {
  const { t } = useTranslation();
  const jobs = useWorkstationState((state) => state.jobs);
  const analysing = useWorkstationState((state) => state.analysing);
  const shownCaseId = useWorkstationState((state) =>
    isCaseView(state.view) ? state.document?.id : undefined,
  );
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      if (!anchor.current?.contains(event.target as Node)) setOpen(false);
    };
    window.addEventListener('pointerdown', outside);
    return () => window.removeEventListener('pointerdown', outside);
  }, [open]);

  const elsewhere = jobs.some((job) => job.caseId !== shownCaseId);
  if (!analysing || !elsewhere) return null;
  const done = jobs.filter(({ state }) => state === 'done' || state === 'failed').length;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what its button opened
    <div
      className="queue"
      ref={anchor}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        setOpen(false);
        anchor.current?.querySelector('button')?.focus();
      }}
    >
      <Button
        icon={LoaderCircle}
        className="queue-button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t('queue.button', { done, total: jobs.length })}
        <progress value={overall(jobs)} max={1} aria-label={t('analysis.progressLabel')} />
      </Button>
      {open && <QueuePopover onClose={() => setOpen(false)} />}
    </div>
  );
}

function QueuePopover({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { analysis } = useWorkstation();
  const jobs = useWorkstationState((state) => state.jobs);
  return (
    <section className="queue-popover" aria-label={t('queue.title')}>
      <h2>{t('queue.title')}</h2>
      <ul>
        {runsByCase(jobs).map((run) => (
          <QueueRow key={run.caseId} run={run} onClose={onClose} />
        ))}
      </ul>
      <footer>
        <Button icon={X} onClick={() => analysis.cancel()}>
          {t('queue.cancelAll')}
        </Button>
      </footer>
    </section>
  );
}

function QueueRow({ run, onClose }: { run: CaseRun; onClose: () => void }) {
  const { t } = useTranslation();
  const { analysis, documents } = useWorkstation();
  const { caseId, name } = run;
  return (
    <li className="queue-row">
      <button
        type="button"
        className="queue-name"
        title={t('queue.openCase', { name })}
        onClick={() => {
          onClose();
          void documents.open(caseId);
        }}
      >
        {name}
      </button>
      <span className="queue-state">
        <RunWords run={run} />
      </span>
      <progress value={run.share} max={1} aria-label={t('queue.progressOf', { name })} />
      {run.open && (
        <IconButton
          label={t('queue.cancelOne', { name })}
          icon={X}
          onClick={() => analysis.cancel(caseId)}
        />
      )}
    </li>
  );
}

/** Where a run stands, in words. */
export function RunWords({ run }: { run: CaseRun }) {
  const { t } = useTranslation();
  const { failed, over, total } = run;
  const state = run.running
    ? t('queue.running')
    : run.open
      ? t('queue.waiting')
      : run.cancelled > 0
        ? t('queue.cancelled')
        : t('queue.done');
  return (
    <>
      {state} · {t('queue.fields', { done: over, total })}
      {failed > 0 && <em className="queue-failed"> · {t('queue.failed', { count: failed })}</em>}
    </>
  );
}
