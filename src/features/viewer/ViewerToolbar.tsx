import {
  ChevronLeft,
  ChevronRight,
  Maximize,
  MousePointer2,
  Ruler,
  SquareDashed,
  Tag,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Tool } from '../../canvas/modes.ts';
import type { Field } from '../../domain/case.ts';
import { IconButton } from '../shared/buttons.tsx';

interface ViewerToolbarProps {
  readonly field: Field;
  readonly tool: Tool;
  readonly labels: boolean;
  readonly zoom: number;
  readonly locked: boolean;
  /** 1-based place of the selected cell; 0 where none is. */
  readonly position: number;
  readonly onTool: (tool: Tool) => void;
  readonly onLabels: () => void;
  readonly onFit: () => void;
  readonly onOneToOne: () => void;
  readonly onZoomBy: (factor: number) => void;
  readonly onStep: (direction: 1 | -1) => void;
  readonly onScale: () => void;
}

/** Tools, zoom and the way from cell to cell. */
export function ViewerToolbar(props: ViewerToolbarProps) {
  const { t } = useTranslation();
  const { field, tool, labels, zoom, locked, position } = props;
  const count = field.cells.length;
  return (
    <div className="viewer-toolbar" role="toolbar" aria-label={t('viewer.toolbar')}>
      <IconButton
        label={t('viewer.select')}
        icon={MousePointer2}
        shortcut="Esc"
        pressed={tool === 'select'}
        onClick={() => props.onTool('select')}
      />
      <IconButton
        label={t('viewer.draw')}
        icon={SquareDashed}
        shortcut="D"
        pressed={tool === 'draw'}
        disabled={locked}
        onClick={() => props.onTool('draw')}
      />
      <span className="separator" />
      <IconButton
        label={t('viewer.zoomOut')}
        icon={ZoomOut}
        shortcut="−"
        onClick={() => props.onZoomBy(1 / 1.3)}
      />
      <span className="zoom-readout">{Math.round(zoom * 100)} %</span>
      <IconButton
        label={t('viewer.zoomIn')}
        icon={ZoomIn}
        shortcut="+"
        onClick={() => props.onZoomBy(1.3)}
      />
      <IconButton label={t('viewer.fit')} icon={Maximize} shortcut="F" onClick={props.onFit} />
      <button
        type="button"
        className="icon-button one-to-one"
        aria-label={t('viewer.oneToOne')}
        title={`${t('viewer.oneToOne')} (1)`}
        onClick={props.onOneToOne}
      >
        1:1
      </button>
      <IconButton
        label={t('viewer.labels')}
        icon={Tag}
        shortcut="N"
        pressed={labels}
        onClick={props.onLabels}
      />
      <span className="separator" />
      <button type="button" className="scale-button" onClick={props.onScale}>
        <Ruler size={14} aria-hidden />
        {field.scale
          ? t('viewer.scale', {
              value: field.scale.micrometresPerPixel.toPrecision(3),
              source: t(`scaleSources.${field.scale.source}`),
            })
          : t('viewer.noScale')}
      </button>
      <span className="spacer" />
      <IconButton
        label={t('actions.previous')}
        icon={ChevronLeft}
        shortcut="K"
        onClick={() => props.onStep(-1)}
      />
      <span className="position" aria-live="polite">
        {position > 0
          ? t('viewer.position', { position, count })
          : t('viewer.cellCount', { count })}
      </span>
      <IconButton
        label={t('actions.next')}
        icon={ChevronRight}
        shortcut="J"
        onClick={() => props.onStep(1)}
      />
    </div>
  );
}
