import { type Box, clipBox } from '../domain/geometry.ts';
import {
  boxBetween,
  type Handle,
  moved,
  resized,
  rounded,
  smallestAt,
  type Target,
} from './hit.ts';
import type { Mode } from './modes.ts';
import { type Cut, cutAt, longerAxis, otherAxis } from './split.ts';
import type { Point, Size } from './view.ts';

/** A press that moves less than this on the screen is a click. */
export const CLICK_SLOP = 4;
/** Smallest side of a drawn box, image pixels. */
export const MIN_DRAWN_SIDE = 6;

/** What the pointer is about, from its press on. */
export interface Gesture {
  /** Where it went down: on the screen, and in the image. */
  readonly start: Point;
  readonly from: Point;
  readonly handle: Handle | null;
  /** The selected cells then, with their boxes then. */
  readonly selected: readonly Target[];
  /** Where it was last, on the screen. */
  last: Point;
  /** Whether it has moved beyond a click. */
  travelled: boolean;
}

/** What is being made but not yet a fact; image pixels. */
export type Draft =
  | { readonly kind: 'box'; readonly box: Box }
  | { readonly kind: 'marquee'; readonly box: Box }
  | { readonly kind: 'boxes'; readonly boxes: ReadonlyMap<string, Box> }
  | { readonly kind: 'cut'; readonly id: string; readonly box: Box; readonly cut: Cut };

const isDrawable = (box: Box): boolean =>
  box.width >= MIN_DRAWN_SIDE && box.height >= MIN_DRAWN_SIDE;

/** The boxes of selected cells, moved by a way in image pixels. */
export function movedDraft(selected: readonly Target[], by: Point, image: Size): Draft {
  const boxes = moved(
    selected.map((target) => target.box),
    by,
    image.width,
    image.height,
  );
  return {
    kind: 'boxes',
    boxes: new Map(selected.map(({ id }, index) => [id, rounded(boxes[index]!)])),
  };
}

/** One box with an edge moved; null where it would be too small to be meant. */
export function resizedDraft(target: Target, handle: Handle, by: Point, image: Size): Draft | null {
  const box = rounded(clipBox(resized(target.box, handle, by), image.width, image.height));
  return isDrawable(box) ? { kind: 'boxes', boxes: new Map([[target.id, box]]) } : null;
}

/**
 * The cut under the pointer through the selected box there.
 * @param turned across the shorter side instead of the longer
 * @returns null over no selected box, and over one too narrow to split
 */
export function cutDraft(
  selected: readonly Target[],
  point: Point,
  turned: boolean,
): (Draft & { kind: 'cut' }) | null {
  const target = smallestAt(selected, point);
  if (!target) return null;
  const longer = longerAxis(target.box);
  const cut = cutAt(target.box, point, turned ? otherAxis(longer) : longer);
  return cut && { kind: 'cut', id: target.id, box: target.box, cut };
}

/**
 * What a gesture has made so far.
 * @param to where the pointer is now, in the image
 * @param shift whether Shift is down: it turns the cut
 */
export function draftOf(
  mode: Mode,
  gesture: Gesture,
  to: Point,
  shift: boolean,
  image: Size,
): Draft | null {
  const { from } = gesture;
  const by = { x: to.x - from.x, y: to.y - from.y };
  const [only] = gesture.selected;
  switch (mode) {
    case 'draw': {
      const box = rounded(clipBox(boxBetween(from, to), image.width, image.height));
      return isDrawable(box) ? { kind: 'box', box } : null;
    }
    case 'marquee':
      return { kind: 'marquee', box: boxBetween(from, to) };
    case 'move':
      return movedDraft(gesture.selected, by, image);
    case 'resize':
      return only && gesture.handle ? resizedDraft(only, gesture.handle, by, image) : null;
    case 'split': {
      if (!gesture.travelled) return cutDraft(gesture.selected, from, shift);
      // A stroke cuts along its own direction, through where it began.
      const target = smallestAt(gesture.selected, from);
      const cut = target && cutAt(target.box, from, Math.abs(by.x) > Math.abs(by.y) ? 'y' : 'x');
      return target && cut && { kind: 'cut', id: target.id, box: target.box, cut };
    }
    default:
      return null;
  }
}
