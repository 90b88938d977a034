import {
  ChevronLeft,
  CircleHelp,
  Grid3x3,
  type LucideIcon,
  Microscope,
  Pencil,
  Redo2,
  ScanEye,
  Settings,
  Tally5,
  Undo2,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../domain/case.ts';
import { tell } from '../domain/text/index.ts';
import { AnalyseButton } from '../features/analysis/AnalyseButton.tsx';
import { QueueProgress } from '../features/analysis/QueueProgress.tsx';
import { CaseForm } from '../features/cases/CaseForm.tsx';
import { useCaseActions } from '../features/cases/useCaseActions.ts';
import { ExportMenu } from '../features/report/ExportMenu.tsx';
import { SignOff } from '../features/report/SignOff.tsx';
import { Button, IconButton } from '../features/shared/buttons.tsx';
import { Segments } from '../features/shared/Segments.tsx';
import { useGivenName } from '../features/shared/useGivenName.ts';
import { useLanguage } from '../features/shared/useLanguage.ts';
import { useLocked } from '../features/shared/useLocked.ts';
import { useWorkstation, useWorkstationState } from '../store/react.tsx';
import { CASE_VIEWS, type CaseView, isCaseView } from '../store/state.ts';
import { SaveIndicator } from './SaveIndicator.tsx';

interface HeaderProps {
  readonly onSettings: () => void;
  readonly onHelp: () => void;
}

/** Where the user is, and what can be done to the case as a whole. */
export function Header({ onSettings, onHelp }: HeaderProps) {
  const { t } = useTranslation();
  const document = useWorkstationState((state) => (isCaseView(state.view) ? state.document : null));
  return (
    <header className="header">
      {document ? (
        <CaseControls document={document} />
      ) : (
        <>
          <span className="brand">
            <Microscope size={18} aria-hidden />
            {t('app.name')}
          </span>
          <SaveIndicator />
          <span className="spacer" />
          <QueueProgress />
        </>
      )}
      <span className="separator" />
      <IconButton label={t('header.settings')} icon={Settings} onClick={onSettings} />
      <IconButton label={t('header.help')} icon={CircleHelp} shortcut="?" onClick={onHelp} />
    </header>
  );
}

const VIEW_ICONS: Readonly<Record<CaseView, LucideIcon>> = {
  field: ScanEye,
  gallery: Grid3x3,
  tally: Tally5,
};

function CaseControls({ document }: { document: Case }) {
  const { t } = useTranslation();
  const { documents, showView } = useWorkstation();
  const view = useWorkstationState((state) => (isCaseView(state.view) ? state.view : 'field'));
  const undo = useWorkstationState((state) => state.history.past.at(-1));
  const redo = useWorkstationState((state) => state.history.future.at(-1));
  const language = useLanguage();
  const locked = useLocked();
  return (
    <>
      <Button
        kind="quiet"
        icon={ChevronLeft}
        className="to-cases"
        title={t('shell.allCasesHint')}
        onClick={() => showView('cases')}
      >
        {t('shell.allCases')}
      </Button>
      <span className="separator" />
      <CaseTitle document={document} />
      <SaveIndicator />
      <span className="spacer" />
      <Segments
        label={t('shell.views')}
        selected={view}
        onSelect={showView}
        options={CASE_VIEWS.map((id) => ({
          id,
          label: t(`shell.view.${id}`),
          icon: VIEW_ICONS[id],
        }))}
      />
      <span className="spacer" />
      <QueueProgress />
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
  );
}

function CaseTitle({ document }: { document: Case }) {
  const { t } = useTranslation();
  const named = useGivenName();
  const locked = useLocked();
  const actions = useCaseActions();
  const [editing, setEditing] = useState(false);
  const { specimen, site, stain, collectedOn } = document.description;
  const words = [specimen, site, stain, collectedOn].filter(Boolean).join(' · ');
  return (
    <div className="case-title">
      <h1 title={words === '' ? named(document.name) : `${named(document.name)}\n${words}`}>
        {named(document.name)}
      </h1>
      {document.synthetic && <span className="tag">{t('header.synthetic')}</span>}
      <IconButton
        label={t('caseList.edit')}
        icon={Pencil}
        disabled={locked}
        onClick={() => setEditing(true)}
      />
      <CaseForm
        open={editing}
        onClose={() => setEditing(false)}
        initial={document}
        onSubmit={(words) => void actions.describe(document, words)}
      />
    </div>
  );
}
