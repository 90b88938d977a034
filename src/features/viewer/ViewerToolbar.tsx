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
  UsersRound,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { isNeutral } from '../../canvas/adjustments.ts';
import type { FieldView } from '../../canvas/fieldView.ts';
import type { Field } from '../../domain/case.ts';
import { useAction } from '../keyboard/react.tsx';
import { IconButton } from '../shared/buttons.tsx';
import { wholePercent } from '../shared/format.ts';
import { useLanguage } from '../shared/useLanguage.ts';
import { ActionButton } from './ActionButton.tsx';
import { AdjustmentsPanel } from './AdjustmentsPanel.tsx';
import { FilterPanel } from './FilterPanel.tsx';
import { isFiltering } from './filter.ts';
import { look } from './look.ts';
import { Popover } from './Popover.tsx';
import type { FieldTools, PopoverName } from './useFieldTools.ts';

interface ViewerToolbarProps {
  readonly field: Field;
  readonly tools: FieldTools;
  readonly onScale: () => void;
}

/** Tools, zoom, and how the field is shown. */
export function ViewerToolbar({ field, tools, onScale }: ViewerToolbarProps) {
  const { t } = useTranslation();
  const { tool, setTool, view } = tools;
  const { adjustments, filter, labels, minimap, readerBoxes } = useStore(look);
  const popover = (name: PopoverName) => ({
    id: name,
    open: tools.popover === name,
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
      <ActionButton id="draw" icon={SquareDashed} pressed={tool === 'draw'} />
      <ActionButton id="split" icon={SplitSquareHorizontal} pressed={tool === 'split'} />
      <ActionButton id="merge" icon={Combine} />
      <span className="separator" />
      <ActionButton id="zoomOut" icon={ZoomOut} />
      <ZoomReadout view={view} />
      <ActionButton id="zoomIn" icon={ZoomIn} />
      <ActionButton id="fit" icon={Maximize} />
      <OneToOne />
      <span className="separator" />
      <Popover
        {...popover('adjustments')}
        icon={SlidersHorizontal}
        active={!isNeutral(adjustments)}
      >
        <AdjustmentsPanel field={field} />
      </Popover>
      <Popover {...popover('filter')} icon={ListFilter} active={isFiltering(filter)}>
        <FilterPanel field={field} />
      </Popover>
      <ActionButton id="labels" icon={Tag} pressed={labels} />
      <ActionButton id="minimap" icon={MapIcon} pressed={minimap} />
      <ActionButton id="readerBoxes" icon={UsersRound} pressed={readerBoxes} />
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

function OneToOne() {
  const { label, shortcut, run } = useAction('oneToOne');
  return (
    <button
      type="button"
      className="icon-button one-to-one"
      aria-label={label}
      title={shortcut ? `${label} (${shortcut})` : label}
      onClick={run}
    >
      1:1
    </button>
  );
}

/** The zoom in per cent; the only part of the toolbar that renders while one zooms. */
function ZoomReadout({ view }: { readonly view: FieldView }) {
  const scale = useSyncExternalStore(view.subscribe, () => view.getState().view.scale);
  const language = useLanguage();
  return <span className="zoom-readout">{wholePercent(scale, language)}</span>;
}
