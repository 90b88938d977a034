import {
  type PointerEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Box } from '../domain/geometry.ts';
import type { FieldView } from './fieldView.ts';
import { CLICK_SLOP, cutDraft, type Draft, draftOf, type Gesture } from './gesture.ts';
import { clicked, type Handle, handleAt, smallestAt, toggled, within } from './hit.ts';
import { type Action, type Mode, nextMode, restMode, type Tool } from './modes.ts';
import { type CanvasCell, HANDLE_SIZE } from './paint.ts';
import { splitBox } from './split.ts';
import { type Point, toImage, toScreen } from './view.ts';

/** A box that the user gave a cell. */
export interface BoxChange {
  readonly id: string;
  readonly box: Box;
}

/** What the canvas tells whoever uses it. */
export interface CanvasEvents {
  /** The ids now selected; the last one is the primary. */
  readonly onSelect: (ids: readonly string[]) => void;
  readonly onDraw: (box: Box) => void;
  /** Boxes moved or resized in one stroke. */
  readonly onChangeBoxes: (changes: readonly BoxChange[]) => void;
  readonly onSplit: (id: string, parts: readonly [Box, Box]) => void;
  /** The armed tool is laid down. */
  readonly onCancelTool: () => void;
  /** A point of the image was clicked with the mark tool. */
  readonly onMark?: (point: Point) => void;
}

export interface PointerOptions extends CanvasEvents {
  readonly container: RefObject<HTMLDivElement | null>;
  readonly view: FieldView;
  readonly cells: readonly CanvasCell[];
  /** The selected among the cells, the primary last. */
  readonly selected: readonly CanvasCell[];
  readonly tool: Tool;
  readonly editable: boolean;
  /** Called after the draft has changed. */
  readonly redraw: (before: Draft | null, after: Draft | null) => void;
}

const CURSORS: Readonly<Record<Mode, string>> = {
  idle: 'default',
  'armed-draw': 'crosshair',
  'armed-split': 'default',
  'armed-mark': 'crosshair',
  pan: 'grabbing',
  draw: 'crosshair',
  split: 'crosshair',
  marquee: 'crosshair',
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

/** The pointer's side of the mode machine: mode, the draft in work, and the event handlers. */
export function usePointer(options: PointerOptions) {
  const { container, tool, view, cells, selected, editable } = options;
  const [mode, setMode] = useState<Mode>(restMode(tool));
  // Beside the state: two events may come before React renders.
  const now = useRef<Mode>(mode);
  const draft = useRef<Draft | null>(null);
  const gesture = useRef<Gesture | null>(null);
  const lastClick = useRef<{ readonly at: Point; readonly id: string } | null>(null);
  const space = useSpaceKey();

  const setDraft = (next: Draft | null) => {
    const before = draft.current;
    if (before === next) return;
    draft.current = next;
    options.redraw(before, next);
  };

  const act = (action: Action): void => {
    now.current = nextMode(now.current, action, tool);
    setMode(now.current);
  };

  // On the element itself: a pointer that wanders over a thousand boxes renders nothing.
  const setCursor = (cursor: string) => {
    if (container.current) container.current.style.cursor = cursor;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mode alone decides
  useLayoutEffect(() => setCursor(CURSORS[mode]), [mode]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another tool is an action of its own
  useEffect(() => {
    act('tool');
    if (!gesture.current) setDraft(null);
  }, [tool]);

  const pointOf = (event: PointerEvent): Point => {
    const bounds = container.current!.getBoundingClientRect();
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
  };
  const inImage = (point: Point) => toImage(view.getState().view, point);

  const cancel = () => {
    const wasArmed = now.current === 'armed-draw' || now.current === 'armed-split';
    gesture.current = null;
    setDraft(null);
    act('cancel');
    if (wasArmed) options.onCancelTool();
  };

  /** The handle under a point of the screen: only of a single box that can be changed. */
  const handleUnder = (point: Point): Handle | null => {
    const [only] = selected;
    if (!editable || tool !== 'select' || !only || selected.length > 1) return null;
    return handleAt(toScreen(view.getState().view, only.box), point, HANDLE_SIZE);
  };
  const isOnSelected = (point: Point): boolean =>
    editable && smallestAt(selected, inImage(point)) !== null;

  const hoverCursor = (point: Point, shift: boolean): string | null => {
    if (now.current === 'armed-split') {
      const cut = cutDraft(selected, inImage(point), shift)?.cut;
      if (cut) return cut.axis === 'x' ? 'col-resize' : 'row-resize';
    } else if (now.current !== 'idle') return null;
    const handle = handleUnder(point);
    if (handle) return HANDLE_CURSORS[handle];
    if (now.current === 'idle' && isOnSelected(point)) return 'move';
    return smallestAt(cells, inImage(point)) ? 'pointer' : null;
  };

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (gesture.current || event.button > 1) return;
    container.current?.focus({ preventScroll: true });
    if (event.button === 1) event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const start = pointOf(event);
    const handle = handleUnder(start);
    const from = inImage(start);
    gesture.current = { start, from, handle, selected, last: start, travelled: false };
    act(
      event.button === 1 || space.current
        ? 'press-pan'
        : handle
          ? 'press-handle'
          : isOnSelected(start)
            ? 'press-selected'
            : event.shiftKey
              ? 'press-shift'
              : 'press-elsewhere',
    );
    if (now.current === 'split')
      setDraft(draftOf('split', gesture.current, from, event.shiftKey, view.getState().image));
  };

  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const current = gesture.current;
    const point = pointOf(event);
    if (!current) {
      setCursor(hoverCursor(point, event.shiftKey) ?? CURSORS[now.current]);
      if (now.current === 'armed-split')
        setDraft(cutDraft(selected, inImage(point), event.shiftKey));
      return;
    }
    if (Math.hypot(point.x - current.start.x, point.y - current.start.y) > CLICK_SLOP)
      current.travelled = true;
    if (!current.travelled) return;
    if (now.current === 'pan') view.panBy(point.x - current.last.x, point.y - current.last.y);
    else
      setDraft(
        draftOf(now.current, current, inImage(point), event.shiftKey, view.getState().image),
      );
    current.last = point;
  };

  /** A click adds to the selection or takes from it, selects, or goes on to the box beneath. */
  const click = (point: Point, adds: boolean) => {
    const at = inImage(point);
    if (tool === 'mark') {
      options.onMark?.(at);
      return;
    }
    const ids = selected.map(({ id }) => id);
    if (adds) {
      lastClick.current = null;
      const hit = smallestAt(cells, at);
      if (hit) options.onSelect(toggled(ids, hit.id));
      return;
    }
    const before = lastClick.current;
    const again =
      before &&
      ids.length === 1 &&
      ids[0] === before.id &&
      Math.hypot(before.at.x - at.x, before.at.y - at.y) * view.getState().view.scale <= CLICK_SLOP;
    const hit = clicked(cells, at, again ? before.id : null);
    lastClick.current = hit && { at, id: hit.id };
    options.onSelect(hit ? [hit.id] : []);
  };

  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    const current = gesture.current;
    if (!current) return;
    const point = pointOf(event);
    const finished = now.current;
    const isPan = finished === 'pan';
    const made =
      isPan || (!current.travelled && finished !== 'split')
        ? null
        : draftOf(finished, current, inImage(point), event.shiftKey, view.getState().image);
    gesture.current = null;
    setDraft(null);
    act('release');
    const adds = event.ctrlKey || event.metaKey;
    if (made) finish(made, adds);
    else if (!current.travelled && finished !== 'draw' && finished !== 'split')
      click(point, adds || event.shiftKey);
  };

  /** Tells what a gesture has made. */
  const finish = (made: Draft, adds: boolean) => {
    switch (made.kind) {
      case 'box':
        options.onDraw(made.box);
        return;
      case 'cut':
        options.onSplit(made.id, splitBox(made.box, made.cut));
        return;
      case 'boxes':
        options.onChangeBoxes([...made.boxes].map(([id, box]) => ({ id, box })));
        return;
      case 'marquee': {
        const before = adds ? selected.map(({ id }) => id) : [];
        const ids = within(cells, made.box).filter((id) => !before.includes(id));
        options.onSelect([...before, ...ids]);
      }
    }
  };

  return {
    mode,
    draft,
    setDraft,
    finish,
    cancel,
    isGesture: () => gesture.current !== null,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: cancel,
      onPointerLeave: () => {
        if (!gesture.current && draft.current?.kind === 'cut') setDraft(null);
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
