import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Toaster } from 'sonner';
import type { Message } from '../domain/message.ts';
import { tell } from '../domain/text/index.ts';
import { CaseForm } from '../features/cases/CaseForm.tsx';
import { CasesView } from '../features/cases/CasesView.tsx';
import { RenderingProgress } from '../features/cases/RenderingProgress.tsx';
import { useCaseActions } from '../features/cases/useCaseActions.ts';
import { FileDrop } from '../features/fields/FileDrop.tsx';
import { FieldImagesContext } from '../features/fields/useFieldPicture.ts';
import { Assistance } from '../features/help/Assistance.tsx';
import { KeyboardProvider } from '../features/keyboard/KeyboardProvider.tsx';
import { useActions, useRunAction } from '../features/keyboard/react.tsx';
import { PackDialog } from '../features/pack/PackDialog.tsx';
import { AuditDialog } from '../features/report/AuditDialog.tsx';
import { Button } from '../features/shared/buttons.tsx';
import { useLanguage } from '../features/shared/useLanguage.ts';
import { FieldImages } from '../store/fieldImages.ts';
import { useWorkstation, useWorkstationState, WorkstationProvider } from '../store/react.tsx';
import { isCaseView } from '../store/state.ts';
import type { Workstation } from '../store/workstation.ts';
import { Banners } from './Banners.tsx';
import { CaseScreen } from './CaseScreen.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Header } from './Header.tsx';
import { NoticeBar } from './NoticeBar.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useRoute } from './useRoute.ts';
import { useTexts } from './useTexts.ts';
import { useTheme } from './useTheme.ts';

// Loaded when first shown.
const ValidationView = lazy(async () => ({
  default: (await import('../features/validation/ValidationView.tsx')).ValidationView,
}));

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

type OpenDialog = 'pack' | 'audit' | 'newCase' | null;

function Shell() {
  const { t } = useTranslation();
  const { services } = useWorkstation();
  const document = useWorkstationState((state) => state.document);
  const start = useWorkstationState((state) => state.start);
  const cases = useWorkstationState((state) => state.cases.length);
  const view = useWorkstationState((state) => state.view);
  useRoute();
  useTexts();
  const theme = useTheme();
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const images = useMemo(() => new FieldImages(services.repository), [services]);
  const close = () => setDialog(null);
  const run = useRunAction();
  const actions = useCaseActions();
  useActions({
    newCase: () => setDialog('newCase'),
    pack: () => setDialog('pack'),
    audit: { run: () => setDialog('audit'), available: document !== null },
  });

  const caseId = document?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the pictures belong to one case
  useEffect(() => () => images.clear(), [images, caseId]);

  const isShown = document !== null && isCaseView(view);
  const waiting =
    !document && (start.phase === 'loading' || (start.phase === 'rendering' && cases === 0));
  return (
    <FieldImagesContext value={images}>
      <div className="shell">
        <Header onSettings={() => run('settings')} onHelp={() => run('help')} />
        <NoticeBar
          synthetic={isShown ? document.synthetic : !document && start.phase === 'rendering'}
        />
        <Banners />
        {start.phase === 'failed' && !document ? (
          <StartFailed problem={start.problem} />
        ) : waiting ? (
          <FirstStart />
        ) : (
          <FileDrop>
            {isShown ? (
              <CaseScreen document={document} />
            ) : view === 'validation' ? (
              <Suspense fallback={<p className="full-page">{t('shell.loadingView')}</p>}>
                <ValidationView />
              </Suspense>
            ) : (
              <CasesView />
            )}
          </FileDrop>
        )}
        <StatusBar onPack={() => setDialog('pack')} onAudit={() => setDialog('audit')} />
      </div>
      <Assistance />
      <PackDialog open={dialog === 'pack'} onClose={close} />
      <CaseForm
        open={dialog === 'newCase'}
        onClose={close}
        onSubmit={(words) => actions.create(words)}
      />
      <AuditDialog open={dialog === 'audit'} onClose={close} />
      <Toaster
        position="bottom-left"
        offset={{ bottom: 38, left: 14 }}
        theme={theme}
        closeButton
        containerAriaLabel={t('notice.messages')}
        toastOptions={{ closeButtonAriaLabel: t('notice.closeMessage') }}
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

function StartFailed({ problem }: { problem: Message }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <main className="full-page" role="alert">
      <h1>{t('app.startFailed')}</h1>
      <p>{t('app.startFailedText')}</p>
      <code>{tell(problem, language)}</code>
      <Button kind="primary" onClick={() => window.location.reload()}>
        {t('app.retry')}
      </Button>
    </main>
  );
}
