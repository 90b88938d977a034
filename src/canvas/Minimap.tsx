import { type PointerEvent, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import type { FieldView } from './fieldView.ts';
import { type CanvasCell, cellColour } from './paint.ts';
import { visiblePart } from './view.ts';

interface MinimapProps {
  readonly image: CanvasImageSource | null;
  readonly width: number;
  readonly height: number;
  readonly view: FieldView;
  readonly cells: readonly CanvasCell[];
  readonly selectedIds: readonly string[];
  /** Accessible name. */
  readonly label: string;
}

/** Longest side on the screen, CSS pixels. */
const SIDE = 168;
/** A box is at least this large, CSS pixels. */
const MIN_DOT = 3;

/**
 * The whole field with its boxes and the frame of what is in view; a press or a drag moves the view
 * there. Nothing is shown while the whole field is in sight.
 */
export function Minimap(props: MinimapProps) {
  const hidden = useSyncExternalStore(props.view.subscribe, props.view.showsAll);
  return hidden ? null : <Overview {...props} />;
}

function Overview({ image, width, height, view, cells, selectedIds, label }: MinimapProps) {
  const scale = SIDE / Math.max(width, height);
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const picture = useRef<HTMLCanvasElement>(null);
  const boxes = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const context = picture.current?.getContext('2d');
    if (image && context) context.drawImage(image, 0, 0, size.width, size.height);
  }, [image, size.width, size.height]);

  useLayoutEffect(() => {
    const context = boxes.current?.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, size.width, size.height);
    const selected = new Set(selectedIds);
    for (const cell of cells) {
      const { box } = cell;
      context.fillStyle = selected.has(cell.id) ? '#ffffff' : cellColour(cell);
      context.fillRect(
        box.x * scale,
        box.y * scale,
        Math.max(MIN_DOT, box.width * scale),
        Math.max(MIN_DOT, box.height * scale),
      );
    }
  }, [cells, selectedIds, scale, size.width, size.height]);

  // The frame follows every pan without a render.
  useLayoutEffect(() => {
    const follow = () => {
      const { view: seen, viewport, image: whole } = view.getState();
      const part = visiblePart(seen, whole, viewport);
      if (!frame.current) return;
      frame.current.style.transform = `translate(${part.x * scale}px, ${part.y * scale}px)`;
      frame.current.style.width = `${part.width * scale}px`;
      frame.current.style.height = `${part.height * scale}px`;
    };
    follow();
    return view.subscribe(follow);
  }, [view, scale]);

  const goTo = (event: PointerEvent<HTMLDivElement>) => {
    const bounds = event.currentTarget.getBoundingClientRect();
    view.centreOn({
      x: (event.clientX - bounds.left) / scale,
      y: (event.clientY - bounds.top) / scale,
    });
  };

  return (
    <div
      className="minimap"
      role="img"
      aria-label={label}
      style={size}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        goTo(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) goTo(event);
      }}
    >
      <canvas ref={picture} width={size.width} height={size.height} />
      <canvas ref={boxes} width={size.width} height={size.height} />
      <div ref={frame} className="minimap-frame" />
    </div>
  );
}
