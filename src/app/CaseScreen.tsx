import { PanelLeftOpen } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../domain/case.ts';
import { FieldList } from '../features/fields/FieldList.tsx';
import { IconButton } from '../features/shared/buttons.tsx';
import { Columns, railWidth } from '../features/shared/Columns.tsx';
import { useRail } from '../features/shared/useRail.ts';
import { Workspace } from '../features/viewer/Workspace.tsx';
import { useWorkstationState } from '../store/react.tsx';

// Loaded when first shown.
const GalleryView = lazy(async () => ({
  default: (await import('../features/gallery/GalleryView.tsx')).GalleryView,
}));
const TallyView = lazy(async () => ({
  default: (await import('../features/tally/TallyView.tsx')).TallyView,
}));

/** The open case in the view that was chosen. */
export function CaseScreen({ document }: { document: Case }) {
  const { t } = useTranslation();
  const view = useWorkstationState((state) => state.view);
  if (view === 'field') return <FieldScreen document={document} />;
  const View = view === 'gallery' ? GalleryView : TallyView;
  return (
    <main className="case-screen">
      <Suspense fallback={<p className="full-page">{t('shell.loadingView')}</p>}>
        <View document={document} />
      </Suspense>
    </main>
  );
}

function FieldScreen({ document }: { document: Case }) {
  const { t } = useTranslation();
  const rail = useRail();
  const workspace = <Workspace key={document.id} document={document} />;
  if (rail.collapsed)
    return (
      <main className="case-screen">
        <div className="rail-strip">
          <IconButton
            label={t('shell.showFields')}
            icon={PanelLeftOpen}
            onClick={() => rail.setCollapsed(false)}
          />
        </div>
        {workspace}
      </main>
    );
  return (
    <main className="case-screen">
      <Columns name="case" widths={[railWidth(), null]}>
        <nav className="rail" aria-label={t('fields.title')}>
          <FieldList onCollapse={() => rail.setCollapsed(true)} />
        </nav>
        {workspace}
      </Columns>
    </main>
  );
}
