import { Images, ScanEye } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../domain/case.ts';
import { NO_FILTER, type Section } from '../../domain/gallery.ts';
import { useWorkstation } from '../../store/react.tsx';
import { AnalyseButton } from '../analysis/AnalyseButton.tsx';
import { Button } from '../shared/buttons.tsx';
import { Columns, reviewWidth } from '../shared/Columns.tsx';
import { useLocked } from '../shared/useLocked.ts';
import { BinList } from './BinList.tsx';
import { CellCropsContext } from './CellTilePicture.tsx';
import { CellCrops } from './crops.ts';
import { FilterBar } from './FilterBar.tsx';
import { GalleryGrid } from './GalleryGrid.tsx';
import { GalleryToolbar } from './GalleryToolbar.tsx';
import { rowOfSpot } from './layout.ts';
import { MoveDialog } from './MoveDialog.tsx';
import { SidePanel, type SideTab } from './SidePanel.tsx';
import { useGallerySettings } from './settings.ts';
import { useDrop } from './useDrop.ts';
import { useGallery } from './useGallery.ts';
import { useGalleryActions } from './useGalleryActions.ts';

/** The cells of all fields of a case, sorted by class, to be compared and corrected many at a time. */
export function GalleryView({ document }: { document: Case }) {
  // Selection, filter and pictures are a case's own.
  return <CaseGallery key={document.id} document={document} />;
}

function CaseGallery({ document }: { document: Case }) {
  const { t } = useTranslation();
  const locked = useLocked();
  const [settings, change] = useGallerySettings(document.id);
  const gallery = useGallery(document, settings, locked);
  const scroller = useRef<HTMLDivElement>(null);
  const [filterOpen, setFilterOpen] = useState(false);
  const [moving, setMoving] = useState(false);
  const [tab, setTab] = useState<SideTab>('cell');
  const drop = useDrop(gallery, scroller, locked);
  const { layout, selection, cells, counts, primary } = gallery;
  const crops = useCellCrops(cells.length);

  const openMove = () => {
    if (!locked && selection.ids.length > 0) setMoving(true);
  };
  // Told twice: when it is to close, and when it has; only then can the grid have the focus.
  const endMove = () => {
    setMoving(false);
    scroller.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  };
  useGalleryActions(gallery, { openMove, showAtlas: () => setTab('atlas') });

  const shown = useMemo(
    () => new Set(gallery.contents.flatMap((item) => (item.cells.length ? [item.section] : []))),
    [gallery.contents],
  );
  const goTo = (section: Section) => {
    const row = rowOfSpot(layout, { kind: 'header', section });
    if (!scroller.current || row < 0) return;
    scroller.current.scrollTop = layout.tops[row]!;
    const first = layout.rows[row + 1];
    if (first?.kind === 'tiles')
      gallery.apply({
        ...selection,
        focus: { kind: 'header', section },
      });
  };
  const unscaled = document.fields.some((field) => field.scale === null && field.cells.length > 0);

  return (
    <CellCropsContext value={crops}>
      <div className="gallery-view">
        <Columns name="gallery" widths={[null, reviewWidth()]}>
          <section
            className="gallery"
            aria-label={t('gallery.title')}
            data-dragging={drop.dragging}
            {...drop.handlers}
          >
            <h2 className="visually-hidden">{t('gallery.title')}</h2>
            <GalleryToolbar
              settings={settings}
              onChange={change}
              filterOpen={filterOpen}
              onFilter={() => setFilterOpen(!filterOpen)}
              needALook={counts.needALook}
              onNextToLookAt={gallery.nextToLookAt}
              selected={selection.ids.length}
              locked={locked}
              onMove={openMove}
              onShowInField={() => gallery.showInField()}
              unscaled={unscaled}
            />
            {filterOpen && (
              <FilterBar
                fields={document.fields}
                filter={settings.filter}
                counts={counts}
                onChange={(filter) => change({ filter })}
              />
            )}
            {cells.length === 0 ? (
              <NothingYet />
            ) : (
              <div className="gallery-body">
                <BinList counts={counts} shown={shown} over={drop.over} onGo={goTo} />
                {layout.cells.length === 0 ? (
                  <NothingShown onShowAll={() => change({ filter: NO_FILTER })} />
                ) : (
                  <GalleryGrid
                    gallery={gallery}
                    locked={locked}
                    scroller={scroller}
                    over={drop.over}
                    onMove={openMove}
                  />
                )}
              </div>
            )}
            <p className="visually-hidden" role="status">
              {/* The same words said twice are two pieces of news. */}
              <span key={gallery.said.count}>{gallery.said.text}</span>
            </p>
          </section>
          <SidePanel document={document} gallery={gallery} tab={tab} onTab={setTab} />
        </Columns>
      </div>
      <MoveDialog
        open={moving}
        count={selection.ids.length}
        current={primary?.bin ?? null}
        onMove={(bin) => gallery.moveTo(bin)}
        onClose={endMove}
      />
    </CellCropsContext>
  );
}

/** The pictures of this gallery's tiles; their memory goes with it. */
function useCellCrops(cells: number): CellCrops | null {
  const { services } = useWorkstation();
  const [crops, setCrops] = useState<CellCrops | null>(null);
  useEffect(() => {
    if (typeof OffscreenCanvas === 'undefined') return;
    const made = new CellCrops((imageId) => services.repository.getImage(imageId));
    setCrops(made);
    return () => made.close();
  }, [services]);
  useEffect(() => crops?.expect(cells), [crops, cells]);
  return crops;
}

function NothingYet() {
  const { t } = useTranslation();
  return (
    <div className="viewer-message gallery-message">
      <Images size={36} aria-hidden />
      <strong>{t('gallery.emptyTitle')}</strong>
      <p>{t('gallery.emptyText')}</p>
      <AnalyseButton />
    </div>
  );
}

function NothingShown({ onShowAll }: { onShowAll: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="viewer-message gallery-message">
      <ScanEye size={36} aria-hidden />
      <strong>{t('gallery.hiddenTitle')}</strong>
      <p>{t('gallery.hiddenText')}</p>
      <Button kind="primary" onClick={onShowAll}>
        {t('gallery.showAll')}
      </Button>
    </div>
  );
}
