import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Toaster } from 'sonner';
import { CaseList, RenderingProgress } from '../features/cases/CaseList.tsx';
import { FieldList } from '../features/fields/FieldList.tsx';
import { FileDrop } from '../features/fields/FileDrop.tsx';
import { FieldImagesContext } from '../features/fields/useFieldPicture.ts';
import { Assistance } from '../features/help/Assistance.tsx';
import { KeyboardProvider } from '../features/keyboard/KeyboardProvider.tsx';
import { useActions, useRunAction } from '../features/keyboard/react.tsx';
import { PackDialog } from '../features/pack/PackDialog.tsx';
import { AuditDialog } from '../features/report/AuditDialog.tsx';
import { Button } from '../features/shared/buttons.tsx';
import { Workspace } from '../features/viewer/Workspace.tsx';
import { FieldImages } from '../store/fieldImages.ts';
import { useWorkstation, useWorkstationState, WorkstationProvider } from '../store/react.tsx';
import type { Workstation } from '../store/workstation.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Header } from './Header.tsx';
import { NoticeBar } from './NoticeBar.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useTexts } from './useTexts.ts';
import { useTheme } from './useTheme.ts';

/** The workstation on the screen. */
export function App({ workstation }: { workstation: Workstation }) {
  return (
    <ErrorBoundary>
      <WorkstationProvider workstation={workstation}>
        <KeyboardProvider>
          <Shell />
        </KeyboardProvider>
      </WorkstationProvider>
    </ErrorBoundary>
  );
}

type OpenDialog = 'pack' | 'audit' | null;

function Shell() {
  const { t } = useTranslation();
  const { services } = useWorkstation();
  const document = useWorkstationState((state) => state.document);
  const start = useWorkstationState((state) => state.start);
  useTexts();
  const theme = useTheme();
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const images = useMemo(() => new FieldImages(services.repository), [services]);
  const close = () => setDialog(null);
  const run = useRunAction();
  useActions({
    pack: () => setDialog('pack'),
    audit: { run: () => setDialog('audit'), available: document !== null },
  });

  const caseId = document?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the pictures belong to one case
  useEffect(() => () => images.clear(), [images, caseId]);

  const waiting = !document && (start.phase === 'loading' || start.phase === 'rendering');
  return (
    <FieldImagesContext value={images}>
      <div className="shell">
        <Header onSettings={() => run('settings')} onHelp={() => run('help')} />
        <NoticeBar synthetic={document?.synthetic ?? start.phase === 'rendering'} />
        {start.phase === 'failed' && !document ? (
          <StartFailed problem={start.problem} />
        ) : waiting ? (
          <FirstStart />
        ) : (
          <FileDrop>
            <main className="workspace">
              <nav className="rail" aria-label={t('app.rail')}>
                <CaseList />
                <FieldList />
              </nav>
              {document ? <Workspace key={document.id} document={document} /> : <NoCase />}
            </main>
          </FileDrop>
        )}
        <StatusBar onPack={() => setDialog('pack')} onAudit={() => setDialog('audit')} />
      </div>
      <Assistance />
      <PackDialog open={dialog === 'pack'} onClose={close} />
      <AuditDialog open={dialog === 'audit'} onClose={close} />
      <Toaster
        position="bottom-left"
        offset={{ bottom: 38, left: 14 }}
        theme={theme}
        closeButton
        richColors
        duration={9000}
      />
    </FieldImagesContext>
  );
}

function FirstStart() {
  const { t } = useTranslation();
  const rendering = useWorkstationState((state) => state.start.phase === 'rendering');
  return (
    <main className="full-page">
      <h1>{rendering ? t('app.firstStart') : t('app.starting')}</h1>
      {rendering && <p>{t('app.firstStartText')}</p>}
      <RenderingProgress />
    </main>
  );
}

function StartFailed({ problem }: { problem: string }) {
  const { t } = useTranslation();
  return (
    <main className="full-page" role="alert">
      <h1>{t('app.startFailed')}</h1>
      <p>{t('app.startFailedText')}</p>
      <code>{problem}</code>
      <Button kind="primary" onClick={() => window.location.reload()}>
        {t('app.retry')}
      </Button>
    </main>
  );
}

function NoCase() {
  const { t } = useTranslation();
  return (
    <section className="full-page">
      <h1>{t('app.noCase')}</h1>
      <p>{t('app.noCaseText')}</p>
    </section>
  );
}
