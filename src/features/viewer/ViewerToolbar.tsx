import {
  Combine,
  ListFilter,
  Map as MapIcon,
  Maximize,
  MousePointer2,
  Ruler,
  SlidersHorizontal,
  SplitSquareHorizontal,
  SquareDashed,
  Tag,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { isNeutral } from '../../canvas/adjustments.ts';
import type { FieldView } from '../../canvas/fieldView.ts';
import type { Field } from '../../domain/case.ts';
import { IconButton } from '../shared/buttons.tsx';
import { AdjustmentsPanel } from './AdjustmentsPanel.tsx';
import { FilterPanel } from './FilterPanel.tsx';
import { isFiltering } from './filter.ts';
import { look } from './look.ts';
import { Popover } from './Popover.tsx';
import type { FieldTools, PopoverName } from './useFieldTools.ts';

interface ViewerToolbarProps {
  readonly field: Field;
  readonly tools: FieldTools;
  /** How many of the field's cells are selected. */
  readonly selected: number;
  readonly onScale: () => void;
}

/** Tools, zoom, and how the field is shown. */
export function ViewerToolbar({ field, tools, selected, onScale }: ViewerToolbarProps) {
  const { t } = useTranslation();
  const { tool, setTool, view, editable, actions } = tools;
  const { adjustments, filter, labels, minimap } = useStore(look);
  const popover = (name: PopoverName) => ({
    open: tools.popover === name,
    onToggle: actions[name],
    onClose: () => tools.setPopover(null),
  });
  return (
    <div className="viewer-toolbar" role="toolbar" aria-label={t('viewer.toolbar')}>
      <IconButton
        label={t('viewer.select')}
        icon={MousePointer2}
        shortcut="Esc"
        pressed={tool === 'select'}
        onClick={() => setTool('select')}
      />
      <IconButton
        label={t('viewer.draw')}
        icon={SquareDashed}
        shortcut="D"
        pressed={tool === 'draw'}
        disabled={!editable}
        onClick={actions.draw}
      />
      <IconButton
        label={t('fieldTools.split')}
        icon={SplitSquareHorizontal}
        pressed={tool === 'split'}
        disabled={!editable}
        onClick={actions.split}
      />
      <IconButton
        label={t('fieldTools.merge')}
        icon={Combine}
        disabled={!editable || selected < 2}
        onClick={actions.merge}
      />
      <span className="separator" />
      <IconButton
        label={t('viewer.zoomOut')}
        icon={ZoomOut}
        shortcut="−"
        onClick={actions.zoomOut}
      />
      <ZoomReadout view={view} />
      <IconButton label={t('viewer.zoomIn')} icon={ZoomIn} shortcut="+" onClick={actions.zoomIn} />
      <IconButton label={t('viewer.fit')} icon={Maximize} shortcut="F" onClick={actions.fit} />
      <button
        type="button"
        className="icon-button one-to-one"
        aria-label={t('viewer.oneToOne')}
        title={`${t('viewer.oneToOne')} (1)`}
        onClick={actions.oneToOne}
      >
        1:1
      </button>
      <span className="separator" />
      <Popover
        {...popover('adjustments')}
        label={t('fieldTools.adjustments')}
        icon={SlidersHorizontal}
        active={!isNeutral(adjustments)}
      >
        <AdjustmentsPanel field={field} />
      </Popover>
      <Popover
        {...popover('filter')}
        label={t('fieldTools.filter')}
        icon={ListFilter}
        active={isFiltering(filter)}
      >
        <FilterPanel field={field} />
      </Popover>
      <IconButton
        label={t('viewer.labels')}
        icon={Tag}
        shortcut="N"
        pressed={labels}
        onClick={actions.labels}
      />
      <IconButton
        label={t('fieldTools.minimap')}
        icon={MapIcon}
        pressed={minimap}
        onClick={actions.minimap}
      />
      <span className="spacer" />
      <button type="button" className="scale-button" onClick={onScale}>
        <Ruler size={14} aria-hidden />
        <span>
          {field.scale
            ? t('viewer.scale', {
                value: field.scale.micrometresPerPixel.toPrecision(3),
                source: t(`scaleSources.${field.scale.source}`),
              })
            : t('viewer.noScale')}
        </span>
      </button>
    </div>
  );
}

/** The zoom in per cent; the only part of the toolbar that renders while one zooms. */
function ZoomReadout({ view }: { readonly view: FieldView }) {
  const scale = useSyncExternalStore(view.subscribe, () => view.getState().view.scale);
  return <span className="zoom-readout">{Math.round(scale * 100)} %</span>;
}
