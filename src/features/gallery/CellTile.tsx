import { Check, MessageSquareText } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GalleryCell } from '../../domain/gallery.ts';
import { wholePercent } from '../shared/format.ts';
import { LabelChip } from '../shared/LabelChip.tsx';
import { useGivenName } from '../shared/useGivenName.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { CellTilePicture } from './CellTilePicture.tsx';
import { tileWindow } from './settings.ts';
import { labelOfSection, useSectionName } from './useNames.ts';

interface CellTileProps {
  readonly item: GalleryCell;
  /** Side of the picture, CSS pixels. */
  readonly side: number;
  readonly selected: boolean;
  /** Reached by Tab: one spot of the grid is. */
  readonly tabbable: boolean;
  /** 1-based column for screen readers. */
  readonly column: number;
  readonly draggable: boolean;
}

/** A cell of the gallery: its picture to scale, its class, how sure the model is, and its review. */
export const CellTile = memo(function CellTile(props: CellTileProps) {
  const { t } = useTranslation();
  const named = useGivenName();
  const nameOf = useSectionName();
  const language = useLanguage();
  const { item, side, selected, tabbable, column, draggable } = props;
  const { cell, field, bin, confidence, reasons, reviewed } = item;
  const { window: span, shrunk } = tileWindow(field, cell);
  const sure = confidence === null ? null : wholePercent(confidence, language);
  const why = reasons.map((reason) => t(`gallery.reasons.${reason}`));
  const label = [
    nameOf(bin),
    sure && t('gallery.tile.confidence', { value: sure }),
    reviewed && t('cell.reviewed'),
    ...why,
    cell.comment && t('gallery.tile.comment', { text: cell.comment }),
    named(field.name),
    field.excluded && t('gallery.tile.excluded'),
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of the grid, not of a table
    <div
      className="gallery-tile"
      role="gridcell"
      aria-colindex={column}
      aria-selected={selected}
      aria-label={label.filter(Boolean).join(', ')}
      tabIndex={tabbable ? 0 : -1}
      data-cell={item.id}
      data-reviewed={reviewed}
      data-excluded={field.excluded !== null || undefined}
      draggable={draggable}
      style={{ width: side }}
    >
      <div className="gallery-picture" style={{ height: side }}>
        <CellTilePicture item={item} window={span} side={side} />
        {why.length > 0 && (
          <span className="gallery-reason" title={why.join(', ')} data-reason={reasons[0]}>
            {t(`gallery.short.${reasons[0]!}`)}
            {why.length > 1 && <small> +{why.length - 1}</small>}
          </span>
        )}
        {(shrunk < 1 || !field.scale) && (
          <span
            className="gallery-off-scale"
            title={t(field.scale ? 'gallery.tile.shrunk' : 'gallery.tile.noScale')}
          >
            {field.scale ? `×\u202f${shrunk.toFixed(1)}` : t('gallery.tile.pixels')}
          </span>
        )}
      </div>
      <div className="gallery-caption">
        <LabelChip countable={bin !== 'uncountable'} label={labelOfSection(bin)} />
        <span className="gallery-sure">{sure}</span>
        {cell.comment && (
          <MessageSquareText size={12} aria-hidden>
            <title>{cell.comment}</title>
          </MessageSquareText>
        )}
        {reviewed && <Check size={13} className="gallery-check" aria-hidden />}
      </div>
    </div>
  );
});
