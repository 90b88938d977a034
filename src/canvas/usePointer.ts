import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { type Box, clipBox } from '../domain/geometry.ts';
import { boxBetween, type Handle, handleAt, moved, resized, rounded, smallestAt } from './hit.ts';
import { type Action, type Mode, nextMode, restMode, type Tool } from './modes.ts';
import { type CanvasCell, HANDLE_SIZE } from './paint.ts';
import { type Point, type Size, toImage, toScreen, type View } from './view.ts';

/** A press that moves less than this on the screen is a click. */
export const CLICK_SLOP = 4;
/** Smallest side of a drawn box, image pixels. */
export const MIN_DRAWN_SIDE = 6;

interface PointerOptions {
  readonly container: RefObject<HTMLDivElement | null>;
  readonly width: number;
  readonly height: number;
  readonly cells: readonly CanvasCell[];
  readonly selected: CanvasCell | null;
  readonly tool: Tool;
  readonly editable: boolean;
  readonly view: View;
  readonly viewport: Size;
  readonly setView: (change: (current: View) => View) => void;
  readonly onSelect: (id: string | null) => void;
  readonly onDraw: (box: Box) => void;
  readonly onChangeBox: (id: string, box: Box) => void;
  readonly onCancelTool: () => void;
}

interface Gesture {
  readonly start: Point;
  readonly view: View;
  readonly handle: Handle | null;
  readonly target: CanvasCell | null;
  travelled: boolean;
}

const CURSORS: Readonly<Record<Mode, string>> = {
  idle: 'default',
  armed: 'crosshair',
  pan: 'grabbing',
  draw: 'crosshair',
  move: 'move',
  resize: 'crosshair',
};

const HANDLE_CURSORS: Readonly<Record<Handle, string>> = {
  nw: 'nwse-resize',
  se: 'nwse-resize',
  ne: 'nesw-resize',
  sw: 'nesw-resize',
  n: 'ns-resize',
  s: 'ns-resize',
  e: 'ew-resize',
  w: 'ew-resize',
};

/** The pointer's side of the mode machine: mode, the box in work, and the event handlers. */
export function usePointer(options: PointerOptions) {
  const { container, tool, view, selected, editable } = options;
  const [mode, setMode] = useState<Mode>(restMode(tool));
  const [draft, setDraft] = useState<Box | null>(null);
  const [hover, setHover] = useState<string | null>(null);
  const gesture = useRef<Gesture | null>(null);
  const space = useSpaceKey();

  useEffect(() => {
    if (!gesture.current) setMode(restMode(tool));
  }, [tool]);

  const pointOf = (event: PointerEvent): Point => {
    const bounds = container.current!.getBoundingClientRect();
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
  };

  const act = (action: Action): Mode => {
    const next = nextMode(mode, action, tool);
    setMode(next);
    return next;
  };

  const cancel = () => {
    const wasArmed = mode === 'armed';
    gesture.current = null;
    setDraft(null);
    act('cancel');
    if (wasArmed) options.onCancelTool();
  };

  /** Where a screen point lies on the selected box, if that can be changed. */
  const onSelected = (point: Point): { handle: Handle | null; inside: boolean } => {
    if (!selected || !editable) return { handle: null, inside: false };
    const screen = toScreen(view, selected.box);
    return {
      handle: handleAt(screen, point, HANDLE_SIZE),
      inside: smallestAt([{ id: selected.id, box: screen }], point) !== null,
    };
  };

  const hoverCursor = (point: Point): string | null => {
    if (mode !== 'idle') return null;
    const { handle, inside } = onSelected(point);
    if (handle) return HANDLE_CURSORS[handle];
    if (inside) return 'move';
    return smallestAt(options.cells, toImage(view, point)) ? 'pointer' : null;
  };

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (gesture.current || event.button > 1) return;
    container.current?.focus({ preventScroll: true });
    const start = pointOf(event);
    const { handle, inside } = onSelected(start);
    const action: Action =
      event.button === 1 || space.current
        ? 'press-pan'
        : handle
          ? 'press-handle'
          : inside
            ? 'press-selected'
            : 'press-elsewhere';
    if (event.button === 1) event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    gesture.current = { start, view, handle, target: selected, travelled: false };
    act(action);
  };

  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const current = gesture.current;
    const point = pointOf(event);
    if (!current) {
      setHover(hoverCursor(point));
      return;
    }
    if (Math.hypot(point.x - current.start.x, point.y - current.start.y) > CLICK_SLOP)
      current.travelled = true;
    if (!current.travelled) return;
    if (mode === 'pan') {
      options.setView((now) => ({
        ...now,
        x: current.view.x + point.x - current.start.x,
        y: current.view.y + point.y - current.start.y,
      }));
    } else setDraft(changedBox(current, point));
  };

  /** The box in work, in image pixels. */
  const changedBox = (current: Gesture, point: Point): Box | null => {
    const from = toImage(current.view, current.start);
    const to = toImage(current.view, point);
    const by = { x: to.x - from.x, y: to.y - from.y };
    const { width, height } = options;
    if (mode === 'draw') return rounded(clipBox(boxBetween(from, to), width, height));
    if (!current.target) return null;
    if (mode === 'move') return rounded(moved(current.target.box, by, width, height));
    if (mode === 'resize' && current.handle)
      return rounded(clipBox(resized(current.target.box, current.handle, by), width, height));
    return null;
  };

  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    const current = gesture.current;
    if (!current) return;
    const point = pointOf(event);
    const box = current.travelled && mode !== 'pan' ? changedBox(current, point) : null;
    const finished = mode;
    gesture.current = null;
    setDraft(null);
    act('release');
    if (!current.travelled) {
      if (finished !== 'draw')
        options.onSelect(smallestAt(options.cells, toImage(view, point))?.id ?? null);
    } else if (box && box.width >= MIN_DRAWN_SIDE && box.height >= MIN_DRAWN_SIDE) {
      if (finished === 'draw') options.onDraw(box);
      else if (current.target) options.onChangeBox(current.target.id, box);
    }
  };

  return {
    mode,
    draft,
    cursor: (mode === 'idle' || mode === 'resize' ? hover : null) ?? CURSORS[mode],
    handlers: {
      tabIndex: 0,
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: cancel,
      onKeyDown: (event: React.KeyboardEvent) => {
        if (event.key === 'Escape' && mode !== 'idle') cancel();
      },
    },
  };
}

/** Whether the space bar is down, without a render for it. */
function useSpaceKey(): RefObject<boolean> {
  const down = useRef(false);
  useEffect(() => {
    const set = (value: boolean) => (event: KeyboardEvent) => {
      if (event.code === 'Space') down.current = value;
    };
    const press = set(true);
    const lift = set(false);
    window.addEventListener('keydown', press);
    window.addEventListener('keyup', lift);
    return () => {
      window.removeEventListener('keydown', press);
      window.removeEventListener('keyup', lift);
    };
  }, []);
  return down;
}
