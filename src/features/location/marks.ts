import type { TFunction } from 'i18next';
import type { Overlay, OverlayBox, OverlayPoint } from '../../canvas/overlay.ts';
import type { Point } from '../../canvas/view.ts';
import type { LocationScore, LocationTruth } from '../../domain/locationTest.ts';

/** A click within so many pixels of the screen of a mark takes it away. */
const REACH = 10;

/** On the dark line beneath them: told apart by sign, dash and text too. */
export const LOCATION_COLOURS = {
  mark: '#ffd43b',
  found: '#8ce99a',
  missed: '#ff8787',
  extra: '#ff8ccf',
  uncountable: '#ced4da',
} as const;

/**
 * The marks with one added, or with the nearest one within reach taken away; a point beside the
 * picture is no mark.
 * @param point image pixels
 * @param scale pixels of the screen for one of the image
 */
export function toggledMark(
  marks: readonly Point[],
  point: Point,
  scale: number,
  { width, height }: { readonly width: number; readonly height: number },
): readonly Point[] {
  if (point.x < 0 || point.y < 0 || point.x > width || point.y > height) return marks;
  const distances = marks.map((mark) => Math.hypot(mark.x - point.x, mark.y - point.y) * scale);
  const nearest = Math.min(...distances);
  if (nearest > REACH) return [...marks, point];
  return marks.filter((_, index) => index !== distances.indexOf(nearest));
}

/** Marks while they are made. */
export const markOverlay = (marks: readonly Point[]): Overlay => ({
  boxes: [],
  points: marks.map((at) => ({ at, colour: LOCATION_COLOURS.mark, sign: 'ring' })),
});

/** What was there, and how each mark came out. */
export function scoredOverlay(
  marks: readonly Point[],
  { cells }: LocationTruth,
  score: LocationScore,
  t: TFunction,
): Overlay {
  const { found, missed, uncountable, extra, mark } = LOCATION_COLOURS;
  const isFound = new Set(score.found);
  const isExtra = new Set(score.extra);
  return {
    boxes: cells.map(({ box, countable }, index): OverlayBox => {
      if (!countable) return { box, colour: uncountable, text: '×' };
      return isFound.has(index)
        ? { box, colour: found, text: '', solid: true }
        : { box, colour: missed, text: t('location.missedMark'), solid: true };
    }),
    points: marks.map(
      (at, index): OverlayPoint =>
        isExtra.has(index)
          ? { at, colour: extra, sign: 'cross' }
          : { at, colour: mark, sign: 'ring' },
    ),
  };
}
