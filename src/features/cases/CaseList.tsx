import { FolderPlus, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkstation, useWorkstationState } from '../../store/react.tsx';
import type { CaseEntry } from '../../store/services.ts';
import { Button, IconButton } from '../shared/buttons.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { NewCaseDialog } from './NewCaseDialog.tsx';

/** The cases kept in this browser: open, create, delete. */
export function CaseList() {
  const { t } = useTranslation();
  const { documents, restoreDemonstrations } = useWorkstation();
  const cases = useWorkstationState((state) => state.cases);
  const openId = useWorkstationState((state) => state.document?.id);
  const rendering = useWorkstationState((state) => state.start.phase === 'rendering');
  const [creating, setCreating] = useState(false);
  const [deleting, setDeleting] = useState<CaseEntry | null>(null);

  return (
    <section className="rail-section case-section" aria-labelledby="cases-title">
      <header className="rail-head">
        <h2 id="cases-title">{t('cases.title')}</h2>
        <IconButton
          label={t('cases.restore')}
          icon={RotateCcw}
          disabled={rendering}
          onClick={() => void restoreDemonstrations()}
        />
        <IconButton label={t('cases.new')} icon={FolderPlus} onClick={() => setCreating(true)} />
      </header>
      <RenderingProgress />
      <ul className="case-list">
        {cases.map((entry) => (
          <li key={entry.id} className="case-row" data-open={entry.id === openId}>
            <button
              type="button"
              className="case-open"
              aria-current={entry.id === openId ? 'true' : undefined}
              onClick={() => void documents.open(entry.id)}
            >
              <span className="case-name">{entry.name}</span>
              {entry.synthetic && <span className="tag">{t('cases.synthetic')}</span>}
            </button>
            <IconButton
              label={t('cases.delete', { name: entry.name })}
              icon={Trash2}
              className="on-hover"
              onClick={() => setDeleting(entry)}
            />
          </li>
        ))}
      </ul>
      <NewCaseDialog open={creating} onClose={() => setCreating(false)} />
      <Dialog
        title={t('cases.deleteTitle')}
        open={deleting !== null}
        onClose={() => setDeleting(null)}
        footer={
          <>
            <Button onClick={() => setDeleting(null)}>{t('common.cancel')}</Button>
            <Button
              kind="danger"
              onClick={() => {
                if (deleting) void documents.remove(deleting.id);
                setDeleting(null);
              }}
            >
              {t('cases.deleteConfirm')}
            </Button>
          </>
        }
      >
        <p>{t('cases.deleteText', { name: deleting?.name ?? '' })}</p>
      </Dialog>
    </section>
  );
}

/** How far the rendering of the demonstration cases has come. */
export function RenderingProgress() {
  const { t } = useTranslation();
  const start = useWorkstationState((state) => state.start);
  if (start.phase !== 'rendering') return null;
  return (
    <div className="rendering" role="status">
      <span>{t('cases.rendering', { done: start.done, total: start.total })}</span>
      <progress value={start.done} max={start.total} aria-label={t('cases.renderingLabel')} />
    </div>
  );
}
