import Konva from 'konva';
import {
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';
import { Layer, Shape, Stage } from 'react-konva';
import { type Adjustments, NEUTRAL } from './adjustments.ts';
import type { FieldView } from './fieldView.ts';
import type { Draft } from './gesture.ts';
import type { Tool } from './modes.ts';
import { NO_OVERLAY, type Overlay, paintOverlay } from './overlay.ts';
import { PictureFilter } from './PictureFilter.tsx';
import {
  type CanvasCell,
  type Painter,
  paintCells,
  paintCut,
  paintDraft,
  paintSelected,
} from './paint.ts';
import { drawPicture } from './pyramid.ts';
import { ScaleBar } from './ScaleBar.tsx';
import { useCanvasKeys } from './useCanvasKeys.ts';
import { type CanvasEvents, usePointer } from './usePointer.ts';
import { useShownPicture } from './useShownPicture.ts';
import { useViewport } from './useViewport.ts';

export interface FieldCanvasProps extends CanvasEvents {
  /** The picture once it is loaded. */
  readonly image: HTMLImageElement | HTMLCanvasElement | null;
  readonly width: number;
  readonly height: number;
  /** Accessible name. */
  readonly label: string;
  /** Pan and zoom; shared with the toolbar and the minimap. */
  readonly view: FieldView;
  /** The cells to show; hidden ones are left out by the caller. */
  readonly cells: readonly CanvasCell[];
  /** The last one is the primary. */
  readonly selectedIds: readonly string[];
  readonly tool: Tool;
  readonly labels: boolean;
  /** Boxes and points that are no cells of the field. */
  readonly overlay?: Overlay;
  /** Whether boxes can be drawn, moved, resized and split. */
  readonly editable: boolean;
  readonly micrometresPerPixel: number | null;
  readonly adjustments?: Adjustments;
  /** Written to `data-rendered-revision` once it is on the screen: a signal for tests. */
  readonly revision: string;
}

// Our own hit test serves all boxes; konva need not keep a second canvas for it.
Konva.hitOnDragEnabled = false;

/** A field with its boxes on a dark matte; see README.md for its modes. */
export function FieldCanvas(props: FieldCanvasProps) {
  const { image, width, height, view, cells, selectedIds, tool, editable } = props;
  const adjustments = props.adjustments ?? NEUTRAL;
  const container = useRef<HTMLDivElement>(null);
  const pictureLayer = useRef<Konva.Layer>(null);
  const boxLayer = useRef<Konva.Layer>(null);
  const activeLayer = useRef<Konva.Layer>(null);
  const filterId = useId();
  const viewport = useSyncExternalStore(view.subscribe, () => view.getState().viewport);
  const { pyramid, filtered } = useShownPicture(image, { width, height }, adjustments);
  const selected = useMemo(() => pick(cells, selectedIds), [cells, selectedIds]);
  useViewport(container, view);
  // A box that is moved leaves the layer of all boxes, which is drawn again for that alone.
  const redraw = (before: Draft | null, after: Draft | null) => {
    activeLayer.current?.batchDraw();
    if ((before?.kind === 'boxes') !== (after?.kind === 'boxes')) boxLayer.current?.batchDraw();
  };
  const options = { ...props, container, selected, redraw };
  const pointer = usePointer(options);
  const keys = useCanvasKeys(options, pointer);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture is fitted anew
  useLayoutEffect(() => view.setImage({ width, height }), [view, image, width, height]);

  const primary = selected.at(-1) ?? null;
  useEffect(() => {
    if (primary) view.reveal(primary.box);
  }, [view, primary]);

  // An armed tool is used by keys too, and those go to what has the focus.
  useEffect(() => {
    if (tool !== 'select') container.current?.focus({ preventScroll: true });
  }, [tool]);

  useLayoutEffect(() => {
    const show = () => {
      const { scale, x, y } = view.getState().view;
      if (container.current)
        container.current.dataset.view = `${scale.toFixed(4)} ${x.toFixed(1)} ${y.toFixed(1)}`;
      pictureLayer.current?.batchDraw();
      boxLayer.current?.batchDraw();
      activeLayer.current?.batchDraw();
    };
    show();
    return view.subscribe(show);
  }, [view]);

  // On the layer's own canvas element: react-konva has no property for it.
  useLayoutEffect(() => {
    const canvas = pictureLayer.current?.getNativeCanvasElement();
    if (canvas) canvas.style.filter = filtered ? `url(#${filterId})` : '';
  }, [filtered, filterId]);

  // The signals are set from konva's own draw events, when the pixels are there.
  const signal = image ? props.revision : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision is told of once drawn
  useEffect(() => void boxLayer.current?.batchDraw(), [signal]);
  const markRevision = () => {
    if (container.current) container.current.dataset.renderedRevision = signal;
  };
  const markSelection = () => {
    if (container.current) container.current.dataset.renderedSelection = selectedIds.at(-1) ?? '';
  };

  const paintPicture = useCallback(
    (context: Konva.Context) => {
      const ratio = pictureLayer.current?.getCanvas().getPixelRatio() ?? 1;
      const { view: seen, viewport: window } = view.getState();
      if (pyramid) drawPicture(context._context, pyramid, seen, window, ratio);
    },
    [pyramid, view],
  );
  const { labels, overlay = NO_OVERLAY } = props;
  const { draft } = pointer;
  const paintBoxes = useCallback(
    (context: Konva.Context) => {
      const moving = draft.current?.kind === 'boxes' ? draft.current.boxes : null;
      const still = moving ? cells.filter(({ id }) => !moving.has(id)) : cells;
      const { view: seen, viewport: window } = view.getState();
      paintCells(painterOf(context), still, seen, window, labels);
      paintOverlay(painterOf(context), overlay, seen, window, labels);
    },
    [cells, labels, overlay, view, draft],
  );
  const paintActive = (context: Konva.Context) => {
    const painter = painterOf(context);
    const { view: seen } = view.getState();
    const made = draft.current;
    const handles = editable && tool === 'select' && selected.length === 1;
    paintSelected(painter, withDraft(selected, made), seen, viewport, handles);
    if (made?.kind === 'box' || made?.kind === 'marquee')
      paintDraft(painter, made.box, seen, made.kind === 'marquee');
    if (made?.kind === 'cut') paintCut(painter, made.box, made.cut, seen);
  };

  return (
    <div
      ref={container}
      className="field-canvas"
      role="application"
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application has keys of its own
      tabIndex={0}
      data-mode={pointer.mode}
      data-cell-count={cells.length}
      data-selected-count={selected.length}
      data-overlay-count={overlay.boxes.length + overlay.points.length}
      data-filtered={filtered}
      {...pointer.handlers}
      {...keys}
    >
      <Stage width={viewport.width} height={viewport.height} listening={false}>
        <Layer listening={false} ref={pictureLayer}>
          <Shape perfectDrawEnabled={false} sceneFunc={paintPicture} />
        </Layer>
        <Layer listening={false} ref={boxLayer} onDraw={markRevision}>
          <Shape perfectDrawEnabled={false} sceneFunc={paintBoxes} />
        </Layer>
        <Layer listening={false} ref={activeLayer} onDraw={markSelection}>
          <Shape perfectDrawEnabled={false} sceneFunc={paintActive} />
        </Layer>
      </Stage>
      {filtered && <PictureFilter id={filterId} adjustments={adjustments} />}
      {props.micrometresPerPixel !== null && (
        <ScaleBar view={view} micrometresPerPixel={props.micrometresPerPixel} />
      )}
    </div>
  );
}

/** The cells of a selection, in its order. */
function pick(cells: readonly CanvasCell[], ids: readonly string[]): readonly CanvasCell[] {
  if (ids.length === 0) return [];
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

const painterOf = (context: Konva.Context): Painter => context._context as unknown as Painter;

/** Selected cells with the boxes that a gesture gives them. */
const withDraft = (cells: readonly CanvasCell[], draft: Draft | null): readonly CanvasCell[] =>
  draft?.kind === 'boxes'
    ? cells.map((cell) => ({ ...cell, box: draft.boxes.get(cell.id) ?? cell.box }))
    : cells;
