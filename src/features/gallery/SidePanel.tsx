import { ScanSearch } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AtlasKey } from '../../domain/atlas/index.ts';
import type { Case } from '../../domain/case.ts';
import type { GalleryCell } from '../../domain/gallery.ts';
import { approvedCells } from '../../store/approved.ts';
import { AtlasPanel } from '../atlas/AtlasPanel.tsx';
import { pixelsPerMicrometre, spanFor } from '../atlas/scale.ts';
import { CellPanel } from '../cell/CellPanel.tsx';
import { CellPicture } from '../cell/CellPicture.tsx';
import { DifferentialPanel } from '../differential/DifferentialPanel.tsx';
import { useFieldPicture } from '../fields/useFieldPicture.ts';
import { usePrefix } from '../keyboard/react.tsx';
import { Button } from '../shared/buttons.tsx';
import { LabelChip } from '../shared/LabelChip.tsx';
import { Tabs } from '../shared/Tabs.tsx';
import { useGivenName } from '../shared/useGivenName.ts';
import type { Gallery } from './useGallery.ts';
import { labelOfSection, useSectionName } from './useNames.ts';

export type SideTab = 'cell' | 'atlas' | 'count';

interface SidePanelProps {
  readonly document: Case;
  readonly gallery: Gallery;
  readonly tab: SideTab;
  readonly onTab: (tab: SideTab) => void;
}

/** Beside the grid: the selected cell, the atlas at its class, or the count. */
export function SidePanel({ document, gallery, tab, onTab }: SidePanelProps) {
  const { t } = useTranslation();
  const { primary } = gallery;
  return (
    <aside className="review gallery-side" aria-label={t('gallery.side')}>
      <h2 className="visually-hidden">{t('gallery.side')}</h2>
      <Tabs
        label={t('gallery.tabs')}
        selected={tab}
        onSelect={onTab}
        tabs={[
          {
            id: 'cell',
            label: t('cell.tab'),
            panel: <CellTab document={document} gallery={gallery} />,
          },
          {
            id: 'atlas',
            label: t('gallery.atlas'),
            panel: <AtlasTab document={document} item={primary} />,
          },
          {
            id: 'count',
            label: t('differential.tab'),
            panel: <DifferentialPanel document={document} />,
          },
        ]}
      />
    </aside>
  );
}

function CellTab({ document, gallery }: { document: Case; gallery: Gallery }) {
  const { t } = useTranslation();
  const named = useGivenName();
  const prefix = usePrefix();
  const { primary } = gallery;
  if (!primary)
    return (
      <div className="panel-empty">
        <p>{t('gallery.selectOne')}</p>
      </div>
    );
  return (
    <>
      <p className="gallery-place">
        <span title={named(primary.field.name)}>{named(primary.field.name)}</span>
        <Button kind="quiet" icon={ScanSearch} onClick={() => gallery.showInField()}>
          {t('gallery.showInField')}
        </Button>
      </p>
      <CellPanel
        document={document}
        field={primary.field}
        cell={primary.cell}
        prefix={prefix}
        onLabel={(label) => gallery.moveTo(label)}
        onAccept={gallery.accept}
        onCountable={gallery.toggleCountable}
        onDelete={gallery.remove}
      />
    </>
  );
}

/** The page that belongs to a cell's class; that of the lymphoblasts where it has none. */
const pageOf = (item: GalleryCell | null): AtlasKey =>
  item === null || item.bin === 'unnamed' ? 'LBL' : item.bin;

function AtlasTab({ document, item }: { document: Case; item: GalleryCell | null }) {
  const own = pageOf(item);
  // A page turned to stays until a cell of another class is selected.
  const [turned, setTurned] = useState({ from: own, page: own });
  const page = turned.from === own ? turned.page : own;
  const approved = useMemo(() => approvedCells(document, page), [document, page]);
  return (
    <div className="gallery-atlas">
      {item && <Compared item={item} />}
      <AtlasPanel
        compact
        label={page}
        onLabelChange={(next) => setTurned({ from: own, page: next })}
        approved={approved}
      />
    </div>
  );
}

/** The selected cell at the scale of the atlas's pictures; stays in sight while those are read. */
function Compared({ item }: { item: GalleryCell }) {
  const { t } = useTranslation();
  const nameOf = useSectionName();
  const { field, cell, bin } = item;
  const picture = useFieldPicture(field.imageId);
  const scale = field.scale?.micrometresPerPixel;
  const longest = Math.max(cell.box.width, cell.box.height, 1);
  const span = spanFor(longest * (scale ?? 0));
  return (
    <figure className="gallery-compared">
      <CellPicture
        url={picture.phase === 'ready' ? picture.picture.url : null}
        field={field}
        box={cell.box}
        side={Math.round(span * pixelsPerMicrometre(true))}
        margin={scale === undefined ? 1.35 : span / scale / longest}
        label={t('cell.picture')}
      />
      <figcaption>
        <strong>{t('gallery.thisCell')}</strong>
        <span>
          <LabelChip countable={bin !== 'uncountable'} label={labelOfSection(bin)} /> {nameOf(bin)}
        </span>
        <small>{t(scale === undefined ? 'gallery.tile.noScale' : 'gallery.sameScale')}</small>
      </figcaption>
    </figure>
  );
}
