import { Download, Pencil, RotateCcw, Trash2, TriangleAlert, Users, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../domain/message.ts';
import { tell } from '../domain/text/index.ts';
import { useCaseActions } from '../features/cases/useCaseActions.ts';
import { Button } from '../features/shared/buttons.tsx';
import { useLanguage } from '../features/shared/useLanguage.ts';
import { useWorkstation, useWorkstationState } from '../store/react.tsx';
import { isCaseView } from '../store/state.ts';

/** What the user must know at once, above everything: unsaved work, and a case that others edit. */
export function Banners() {
  const save = useWorkstationState((state) => state.save);
  const following = useWorkstationState(
    (state) => state.document !== null && state.access === 'follow' && isCaseView(state.view),
  );
  const transfer = useWorkstationState((state) => state.transfer !== null);
  return (
    <div className="banners">
      {save.kind === 'failed' && <SaveFailed problem={save.problem} full={save.full} />}
      {following && <Following />}
      {transfer && <TransferProgress />}
    </div>
  );
}

function SaveFailed({ problem, full }: { problem: Message; full: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { documents, services } = useWorkstation();
  const document = useWorkstationState((state) => state.document);
  const actions = useCaseActions();
  const emptyTrash = async () => {
    const count = await documents.emptyTrash();
    services.notify({ level: 'info', key: 'trash.emptied', values: { count } });
    documents.retrySave();
  };
  return (
    <div className="banner banner-danger" role="alert">
      <TriangleAlert size={16} aria-hidden />
      <p>
        <strong>{t('shell.saveFailed')}:</strong> {tell(problem, language)}{' '}
        {t('shell.saveFailedText')}
        {full && ` ${t('shell.full')}`}
      </p>
      {full && (
        <Button icon={Trash2} onClick={() => void emptyTrash()}>
          {t('shell.emptyTrash')}
        </Button>
      )}
      {document && (
        <Button icon={Download} onClick={() => void actions.export([document])}>
          {t('shell.backup')}
        </Button>
      )}
      <Button kind="primary" icon={RotateCcw} onClick={() => documents.retrySave()}>
        {t('header.retrySave')}
      </Button>
    </div>
  );
}

function Following() {
  const { t } = useTranslation();
  const { documents } = useWorkstation();
  return (
    <div className="banner" role="status">
      <Users size={16} aria-hidden />
      <p>{t('shell.following')}</p>
      <Button icon={Pencil} onClick={() => void documents.editHere()}>
        {t('shell.editHere')}
      </Button>
    </div>
  );
}

/** A case file on its way to the disk or from it. */
function TransferProgress() {
  const { t } = useTranslation();
  const { caseFiles } = useWorkstation();
  const transfer = useWorkstationState((state) => state.transfer);
  if (!transfer) return null;
  const { kind, name, done, total } = transfer;
  return (
    <div className="banner" role="status">
      <p>{t(kind === 'export' ? 'caseFiles.writing' : 'caseFiles.reading', { name })}</p>
      <progress value={done} max={total} aria-label={t('caseFiles.progress')} />
      <Button icon={X} onClick={() => caseFiles.cancel()}>
        {t('caseFiles.cancel')}
      </Button>
    </div>
  );
}
