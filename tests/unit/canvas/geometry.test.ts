import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  HANDLES,
  handleAt,
  handlePoint,
  moved,
  resized,
  smallestAt,
} from '../../../src/canvas/hit.ts';
import { isVisible } from '../../../src/canvas/paint.ts';
import { fitView, reveal, scaleBar, toImage, toScreen, zoomAt } from '../../../src/canvas/view.ts';

const image = { width: 640, height: 480 };
const viewport = { width: 800, height: 500 };

describe('view', () => {
  it('fits the whole image with a margin', () => {
    const view = fitView(image, viewport);
    const screen = toScreen(view, { x: 0, y: 0, ...image });
    expect(screen.y).toBeCloseTo(12);
    expect(screen.height).toBeCloseTo(476);
    expect(screen.x).toBeCloseTo((800 - screen.width) / 2);
  });

  it('keeps the image point under the pointer while zooming', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 0, max: 500 }),
        fc.double({ min: 0.3, max: 10, noNaN: true }),
        (x, y, factor) => {
          const view = fitView(image, viewport);
          const before = toImage(view, { x, y });
          const after = toImage(zoomAt(view, { x, y }, view.scale * factor, 0.1), { x, y });
          expect(after.x).toBeCloseTo(before.x, 6);
          expect(after.y).toBeCloseTo(before.y, 6);
        },
      ),
    );
  });

  it('brings a box into sight and leaves a visible one alone', () => {
    const view = { scale: 3, x: 0, y: 0 };
    const far = { x: 500, y: 400, width: 40, height: 40 };
    expect(isVisible(toScreen(view, far), viewport)).toBe(false);
    const moved = reveal(view, far, viewport);
    const screen = toScreen(moved, far);
    expect(screen.x + screen.width).toBeLessThanOrEqual(viewport.width);
    expect(screen.y + screen.height).toBeLessThanOrEqual(viewport.height);
    const near = { x: 60, y: 60, width: 40, height: 40 };
    expect(reveal(view, near, viewport)).toBe(view);
  });

  it('draws a scale bar of a round length not longer than wanted', () => {
    // 0.1 µm/px shown at 2 screen pixels a pixel: 110 px are 5.5 µm.
    expect(scaleBar(0.1, 2)).toEqual({ micrometres: 5, pixels: 100 });
    expect(scaleBar(0.25, 1).micrometres).toBe(20);
  });
});

describe('hit', () => {
  const outer = { id: 'outer', box: { x: 0, y: 0, width: 100, height: 100 } };
  const inner = { id: 'inner', box: { x: 40, y: 40, width: 20, height: 20 } };

  it('takes the smallest box under the pointer, whatever the order', () => {
    expect(smallestAt([inner, outer], { x: 50, y: 50 })?.id).toBe('inner');
    expect(smallestAt([outer, inner], { x: 50, y: 50 })?.id).toBe('inner');
    expect(smallestAt([outer, inner], { x: 5, y: 5 })?.id).toBe('outer');
    expect(smallestAt([outer, inner], { x: 200, y: 5 })).toBeNull();
  });

  it('finds each handle at its own place and moves only its edges', () => {
    for (const handle of HANDLES) {
      expect(handleAt(outer.box, handlePoint(outer.box, handle), 6)).toBe(handle);
      const after = resized(outer.box, handle, { x: 7, y: 3 });
      expect(after.x).toBe(handle.includes('w') ? 7 : 0);
      expect(after.x + after.width).toBe(handle.includes('e') ? 107 : 100);
      expect(after.y).toBe(handle.includes('n') ? 3 : 0);
      expect(after.y + after.height).toBe(handle.includes('s') ? 103 : 100);
    }
  });

  it('turns a box over rather than giving it a negative side', () => {
    expect(resized(inner.box, 'e', { x: -30, y: 0 })).toEqual({
      x: 30,
      y: 40,
      width: 10,
      height: 20,
    });
  });

  it('holds a moved box inside the image', () => {
    expect(moved(inner.box, { x: 1000, y: -1000 }, 100, 100)).toEqual({
      x: 80,
      y: 0,
      width: 20,
      height: 20,
    });
  });
});
