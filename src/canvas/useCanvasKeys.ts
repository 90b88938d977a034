import { type KeyboardEvent, useRef } from 'react';
import { type Box, boxCentre, clipBox } from '../domain/geometry.ts';
import { type Draft, movedDraft, resizedDraft } from './gesture.ts';
import type { Target } from './hit.ts';
import { rounded } from './hit.ts';
import { cutAt, longerAxis, otherAxis } from './split.ts';
import type { PointerOptions, usePointer } from './usePointer.ts';
import { type Point, toImage } from './view.ts';

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
/** CSS pixels by which one key press pans. */
const PAN_STEP = 80;
/** Side of a box placed by key where the field has none to go by, image pixels. */
const DEFAULT_SIDE = 80;

type Pointer = ReturnType<typeof usePointer>;

/**
 * What the pointer does, by keys, while the canvas has the focus (README.md lists them). Strokes
 * with Alt are collected and told once Alt is let go, so that a box moved by twenty strokes is one
 * change.
 */
export function useCanvasKeys(options: PointerOptions, pointer: Pointer) {
  const { view, cells, selected, tool, editable } = options;
  const nudge = useRef<{ readonly by: Point; readonly grow: Point } | null>(null);

  const cut = (move: Point | null, turn: boolean): boolean => {
    const [only] = selected;
    if (!only || selected.length > 1 || !editable) return false;
    const draft = pointer.draft.current?.kind === 'cut' ? pointer.draft.current.cut : null;
    const before = draft ?? cutAt(only.box, boxCentre(only.box), longerAxis(only.box));
    if (!before) return false;
    const axis = turn ? otherAxis(before.axis) : before.axis;
    const from = turn ? boxCentre(only.box)[axis] : before.at;
    const at = from + (move?.[axis] ?? 0);
    const next = cutAt(only.box, { x: at, y: at }, axis);
    if (next) pointer.setDraft({ kind: 'cut', id: only.id, box: only.box, cut: next });
    return next !== null;
  };

  const nudged = (by: Point, grow: Point): Draft | null => {
    const { image } = view.getState();
    const [only] = selected;
    if (grow.x === 0 && grow.y === 0) return movedDraft(selected, by, image);
    if (!only || selected.length > 1) return null;
    const moved = (movedDraft([only], by, image) as Draft & { kind: 'boxes' }).boxes.get(only.id)!;
    return resizedDraft({ id: only.id, box: moved } satisfies Target, 'se', grow, image);
  };

  const finishDraft = () => {
    const made = pointer.draft.current;
    nudge.current = null;
    pointer.setDraft(null);
    if (made) pointer.finish(made, false);
  };

  /** @returns whether the key was the canvas's own. */
  const take = (event: KeyboardEvent): boolean => {
    const arrow = ARROWS[event.key];
    if (event.key === 'Escape') {
      const resting = pointer.mode === 'idle' || pointer.mode === 'armed-mark';
      const busy = !resting || nudge.current !== null;
      nudge.current = null;
      if (busy) pointer.cancel();
      return busy;
    }
    if (pointer.isGesture()) return false;
    if (arrow && (event.ctrlKey || event.metaKey)) {
      view.panBy(-arrow.x * PAN_STEP, -arrow.y * PAN_STEP);
      return true;
    }
    if (arrow && event.altKey && tool === 'select' && editable && selected.length > 0) {
      const { by, grow } = nudge.current ?? { by: { x: 0, y: 0 }, grow: { x: 0, y: 0 } };
      const add = (to: Point) => ({ x: to.x + arrow.x, y: to.y + arrow.y });
      const next = event.shiftKey ? { by, grow: add(grow) } : { by: add(by), grow };
      const draft = nudged(next.by, next.grow);
      if (draft) {
        nudge.current = next;
        pointer.setDraft(draft);
      }
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (tool === 'split' && arrow) return cut(arrow, false);
    if (tool === 'split' && event.key === ' ') return cut(null, true);
    if (tool === 'split' && event.key === 'Enter') {
      if (pointer.draft.current || cut(null, false)) finishDraft();
      return true;
    }
    if (event.key !== 'Enter') return false;
    const { view: seen, viewport, image } = view.getState();
    const middle = toImage(seen, { x: viewport.width / 2, y: viewport.height / 2 });
    if (tool === 'mark') {
      options.onMark?.(middle);
      return true;
    }
    if (tool === 'draw') {
      const box = rounded(clipBox(squareAt(middle, usualSide(cells)), image.width, image.height));
      if (box.width > 0 && box.height > 0) options.onDraw(box);
      return true;
    }
    return false;
  };

  return {
    onKeyDown: (event: KeyboardEvent) => {
      if (!take(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    onKeyUp: (event: KeyboardEvent) => {
      if (event.key === 'Alt' && nudge.current) finishDraft();
    },
    onBlur: () => {
      if (nudge.current) finishDraft();
    },
  };
}

const squareAt = ({ x, y }: Point, side: number): Box => ({
  x: x - side / 2,
  y: y - side / 2,
  width: side,
  height: side,
});

/** The median side of the field's boxes. */
function usualSide(cells: readonly Target[]): number {
  const sides = cells.map(({ box }) => Math.max(box.width, box.height)).sort((a, b) => a - b);
  return sides[sides.length >> 1] ?? DEFAULT_SIDE;
}
