import Konva from 'konva';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { Image as KonvaImage, Layer, Shape, Stage } from 'react-konva';
import type { Box } from '../domain/geometry.ts';
import type { Tool } from './modes.ts';
import { type CanvasCell, type Painter, paintCells, paintDraft, paintSelected } from './paint.ts';
import { usePointer } from './usePointer.ts';
import { useView } from './useView.ts';
import { scaleBar } from './view.ts';

/** What the toolbar and the keys ask of the canvas. */
export interface FieldCanvasHandle {
  fit(): void;
  oneToOne(): void;
  zoomBy(factor: number): void;
}

export interface FieldCanvasProps {
  /** The picture once it is loaded. */
  readonly image: HTMLImageElement | null;
  readonly width: number;
  readonly height: number;
  /** Accessible name. */
  readonly label: string;
  readonly cells: readonly CanvasCell[];
  readonly selectedId: string | null;
  readonly tool: Tool;
  readonly labels: boolean;
  /** Whether boxes can be drawn, moved and resized. */
  readonly editable: boolean;
  readonly micrometresPerPixel: number | null;
  /** Written to `data-rendered-revision` once it is on the screen: a signal for tests. */
  readonly revision: string;
  readonly onSelect: (id: string | null) => void;
  readonly onDraw: (box: Box) => void;
  readonly onChangeBox: (id: string, box: Box) => void;
  readonly onCancelTool: () => void;
  readonly onZoom?: (scale: number) => void;
  readonly ref?: Ref<FieldCanvasHandle>;
}

// Our own hit test serves all boxes; konva need not keep a second canvas for it.
Konva.hitOnDragEnabled = false;

/** A field with its boxes on a dark matte; see README.md for its modes. */
export function FieldCanvas(props: FieldCanvasProps) {
  const { image, width, height, cells, selectedId, tool, editable, onZoom } = props;
  const container = useRef<HTMLDivElement>(null);
  const layer = useRef<Konva.Layer>(null);
  const selected = cells.find((cell) => cell.id === selectedId) ?? null;
  const { view, viewport, setView, fitImage, oneToOne, zoomBy } = useView(
    container,
    { width, height },
    image,
    selected?.box ?? null,
  );
  const pointer = usePointer({ ...props, container, view, viewport, setView, selected });
  const [, setReady] = useState(false);

  useImperativeHandle(props.ref, () => ({ fit: fitImage, oneToOne, zoomBy }), [
    fitImage,
    oneToOne,
    zoomBy,
  ]);
  useEffect(() => onZoom?.(view.scale), [onZoom, view.scale]);

  // The signal is set from konva's own draw event, when the pixels are there.
  const signal = image ? props.revision : '';
  useEffect(() => {
    const node = layer.current;
    if (!node) {
      setReady(true);
      return;
    }
    const mark = () => {
      if (container.current) container.current.dataset.renderedRevision = signal;
    };
    node.on('draw.signal', mark);
    node.batchDraw();
    return () => {
      node.off('draw.signal');
    };
  }, [signal]);

  const shown = pointer.draft && selected ? { ...selected, box: pointer.draft } : selected;
  const others = selected ? cells.filter((cell) => cell !== selected) : cells;
  const bar =
    props.micrometresPerPixel === null ? null : scaleBar(props.micrometresPerPixel, view.scale);

  return (
    <div
      ref={container}
      className="field-canvas"
      role="application"
      aria-label={props.label}
      data-mode={pointer.mode}
      data-cell-count={cells.length}
      data-view={`${view.scale.toFixed(4)} ${view.x.toFixed(1)} ${view.y.toFixed(1)}`}
      style={{ cursor: pointer.cursor }}
      {...pointer.handlers}
    >
      <Stage width={viewport.width} height={viewport.height} listening={false}>
        <Layer listening={false} imageSmoothingEnabled={view.scale < 3}>
          {image && (
            <KonvaImage
              image={image}
              x={view.x}
              y={view.y}
              width={width}
              height={height}
              scaleX={view.scale}
              scaleY={view.scale}
              perfectDrawEnabled={false}
            />
          )}
        </Layer>
        <Layer listening={false} ref={layer}>
          <Shape
            perfectDrawEnabled={false}
            sceneFunc={(context) => {
              const painter = context._context as unknown as Painter;
              paintCells(painter, others, view, viewport, props.labels);
              if (shown) paintSelected(painter, shown, view, editable && tool === 'select');
              if (pointer.draft && !(selected && pointer.mode !== 'draw'))
                paintDraft(painter, pointer.draft, view);
            }}
          />
        </Layer>
      </Stage>
      {bar && (
        <div className="scale-bar" role="img" aria-label={`${bar.micrometres} µm`}>
          <span style={{ width: bar.pixels }} />
          {bar.micrometres} µm
        </div>
      )}
    </div>
  );
}
