import { Eye, FolderInput, ListFilter, ScanSearch } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { GALLERY_ORDERS, type GalleryOrder, isFiltering } from '../../domain/gallery.ts';
import { Button, IconButton } from '../shared/buttons.tsx';
import { BAR_MICROMETRES, type GallerySettings, ZOOM } from './settings.ts';

interface GalleryToolbarProps {
  readonly settings: GallerySettings;
  readonly onChange: (change: Partial<GallerySettings>) => void;
  readonly filterOpen: boolean;
  readonly onFilter: () => void;
  readonly needALook: number;
  readonly onNextToLookAt: () => void;
  readonly selected: number;
  readonly locked: boolean;
  readonly onMove: () => void;
  readonly onShowInField: () => void;
  /** Some cells lie in fields without a scale. */
  readonly unscaled: boolean;
}

/** What to look at next, the order, the size with its scale bar, and what to do with the selection. */
export function GalleryToolbar(props: GalleryToolbarProps) {
  const { t } = useTranslation();
  const id = useId();
  const { settings, onChange, needALook, selected, locked } = props;
  const { zoom, order, filter } = settings;
  return (
    <div className="gallery-toolbar" role="toolbar" aria-label={t('gallery.toolbar')}>
      <Button
        kind={needALook > 0 ? 'primary' : 'plain'}
        icon={Eye}
        disabled={needALook === 0}
        title={`${t('gallery.nextToLookAt')} (Q)`}
        onClick={props.onNextToLookAt}
      >
        {t('gallery.toLookAt', { count: needALook })}
      </Button>
      <label className="gallery-order" htmlFor={`${id}-order`}>
        <span>{t('gallery.order')}</span>
        <select
          id={`${id}-order`}
          value={order}
          onChange={(event) => onChange({ order: event.target.value as GalleryOrder })}
        >
          {GALLERY_ORDERS.map((item) => (
            <option key={item} value={item}>
              {t(`gallery.orders.${item}`)}
            </option>
          ))}
        </select>
      </label>
      <IconButton
        label={t('gallery.filter')}
        icon={ListFilter}
        pressed={props.filterOpen || isFiltering(filter)}
        aria-expanded={props.filterOpen}
        onClick={props.onFilter}
      />
      <span className="separator" />
      <label className="gallery-size" htmlFor={`${id}-size`}>
        <span>{t('gallery.size')}</span>
        <input
          id={`${id}-size`}
          type="range"
          min={ZOOM.least}
          max={ZOOM.most}
          step={ZOOM.step}
          value={zoom}
          aria-valuetext={t('gallery.sizeValue', { value: zoom })}
          onChange={(event) => onChange({ zoom: Number(event.target.value) })}
        />
      </label>
      <span className="gallery-bar" title={t('gallery.barHint')}>
        <span style={{ width: BAR_MICROMETRES * zoom }} aria-hidden />
        {t('gallery.bar', { length: BAR_MICROMETRES })}
        {props.unscaled && <small title={t('gallery.tile.noScale')}>*</small>}
      </span>
      <span className="spacer" />
      {selected > 1 && (
        <span className="gallery-selected">{t('gallery.selected', { count: selected })}</span>
      )}
      <IconButton
        label={t('gallery.moveTo')}
        icon={FolderInput}
        shortcut="⇧M"
        disabled={locked || selected === 0}
        onClick={props.onMove}
      />
      <IconButton
        label={t('gallery.showInField')}
        icon={ScanSearch}
        disabled={selected === 0}
        onClick={props.onShowInField}
      />
    </div>
  );
}
