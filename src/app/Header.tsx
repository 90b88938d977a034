import {
  CircleAlert,
  CircleCheck,
  CircleHelp,
  LoaderCircle,
  Microscope,
  Pencil,
  Redo2,
  Settings,
  Undo2,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tell } from '../domain/text/index.ts';
import { AnalyseButton } from '../features/analysis/AnalyseButton.tsx';
import { RenameDialog } from '../features/cases/RenameDialog.tsx';
import { ExportMenu } from '../features/report/ExportMenu.tsx';
import { SignOff } from '../features/report/SignOff.tsx';
import { IconButton } from '../features/shared/buttons.tsx';
import { useLanguage } from '../features/shared/useLanguage.ts';
import { useWorkstation, useWorkstationState } from '../store/react.tsx';

interface HeaderProps {
  readonly onSettings: () => void;
  readonly onHelp: () => void;
}

/** What can be done to the case as a whole. */
export function Header({ onSettings, onHelp }: HeaderProps) {
  const { t } = useTranslation();
  const { documents } = useWorkstation();
  const document = useWorkstationState((state) => state.document);
  const undo = useWorkstationState((state) => state.history.past.at(-1));
  const redo = useWorkstationState((state) => state.history.future.at(-1));
  const language = useLanguage();
  const [renaming, setRenaming] = useState(false);
  const locked = document?.signature != null;
  return (
    <header className="header">
      <span className="brand">
        <Microscope size={18} aria-hidden />
        {t('app.name')}
      </span>
      {document && (
        <>
          <div className="case-title">
            <h1 title={document.name}>{document.name}</h1>
            {document.synthetic && <span className="tag">{t('header.synthetic')}</span>}
            <IconButton
              label={t('header.rename')}
              icon={Pencil}
              disabled={locked}
              onClick={() => setRenaming(true)}
            />
          </div>
          <RenameDialog name={document.name} open={renaming} onClose={() => setRenaming(false)} />
          <SaveIndicator />
          <span className="spacer" />
          <IconButton
            label={undo ? `${t('header.undo')}: ${tell(undo.summary, language)}` : t('header.undo')}
            icon={Undo2}
            shortcut="Ctrl+Z"
            disabled={!undo || locked}
            onClick={() => documents.undo()}
          />
          <IconButton
            label={redo ? `${t('header.redo')}: ${tell(redo.summary, language)}` : t('header.redo')}
            icon={Redo2}
            shortcut="Ctrl+Shift+Z"
            disabled={!redo || locked}
            onClick={() => documents.redo()}
          />
          <span className="separator" />
          <AnalyseButton />
          <SignOff />
          <ExportMenu />
        </>
      )}
      {!document && <span className="spacer" />}
      <span className="separator" />
      <IconButton label={t('header.settings')} icon={Settings} onClick={onSettings} />
      <IconButton label={t('header.help')} icon={CircleHelp} shortcut="?" onClick={onHelp} />
    </header>
  );
}

/** Whether the last change is on the disk. */
export function SaveIndicator() {
  const { t } = useTranslation();
  const { documents } = useWorkstation();
  const save = useWorkstationState((state) => state.save);
  return (
    <span className="save-state" data-state={save.kind} role="status">
      {save.kind === 'saved' && (
        <>
          <CircleCheck size={13} aria-hidden /> {t('header.saved')}
        </>
      )}
      {save.kind === 'saving' && (
        <>
          <LoaderCircle size={13} className="spin" aria-hidden /> {t('header.saving')}
        </>
      )}
      {save.kind === 'failed' && (
        <>
          <CircleAlert size={13} aria-hidden />
          {t('header.notSaved', { problem: save.problem })}
          <button type="button" className="button" onClick={() => documents.retrySave()}>
            {t('header.retrySave')}
          </button>
        </>
      )}
    </span>
  );
}
