import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FieldView } from '../../../src/canvas/fieldView.ts';
import {
  clicked,
  HANDLES,
  handleAt,
  handlePoint,
  moved,
  resized,
  smallestAt,
  toggled,
  within,
} from '../../../src/canvas/hit.ts';
import { isVisible } from '../../../src/canvas/paint.ts';
import { levelFor } from '../../../src/canvas/pyramid.ts';
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

  it('goes on to the next larger box with each click, and round again', () => {
    const middle = { id: 'middle', box: { x: 30, y: 30, width: 50, height: 50 } };
    const all = [middle, outer, inner];
    const at = { x: 50, y: 50 };
    const ids: string[] = [];
    let current: string | null = null;
    for (let click = 0; click < 4; click++) {
      current = clicked(all, at, current)?.id ?? null;
      ids.push(String(current));
    }
    expect(ids).toEqual(['inner', 'middle', 'outer', 'inner']);
    expect(clicked(all, { x: 35, y: 35 }, 'inner')?.id).toBe('middle');
    expect(clicked(all, { x: 300, y: 35 }, 'inner')).toBeNull();
  });

  it('adds to a selection as its primary, and takes out', () => {
    expect(toggled(['a', 'b'], 'c')).toEqual(['a', 'b', 'c']);
    expect(toggled(['a', 'b', 'c'], 'b')).toEqual(['a', 'c']);
  });

  it('takes the boxes whose centre lies within an area', () => {
    const at = (id: string, x: number, y: number) => ({
      id,
      box: { x: x - 10, y: y - 10, width: 20, height: 20 },
    });
    const targets = [
      at('in', 50, 50),
      at('edge', 100, 20),
      at('out', 101, 20),
      at('below', 20, 70),
    ];
    expect(within(targets, { x: 0, y: 0, width: 100, height: 60 })).toEqual(['in', 'edge']);
  });

  it('holds moved boxes inside the image and together', () => {
    expect(moved([inner.box], { x: 1000, y: -1000 }, 100, 100)).toEqual([
      { x: 80, y: 0, width: 20, height: 20 },
    ]);
    const second = { x: 60, y: 70, width: 20, height: 20 };
    expect(moved([inner.box, second], { x: 30, y: 30 }, 100, 100)).toEqual([
      { x: 60, y: 50, width: 20, height: 20 },
      { x: 80, y: 80, width: 20, height: 20 },
    ]);
  });
});

describe('the view of a field', () => {
  const open = () => {
    const view = new FieldView();
    view.setViewport(viewport);
    view.setImage(image);
    return view;
  };

  it('fits another picture and a resized window, until the user zooms', () => {
    const view = open();
    const smaller = { width: 400, height: 300 };
    view.setViewport(smaller);
    expect(view.getState().view).toEqual(fitView(image, smaller));
    expect(view.showsAll()).toBe(true);
    view.zoomBy(3);
    const zoomed = view.getState().view;
    view.setViewport(viewport);
    expect(view.getState().view.scale).toBe(zoomed.scale);
    expect(view.showsAll()).toBe(false);
    view.setImage({ width: 100, height: 100 });
    expect(view.getState().view).toEqual(fitView({ width: 100, height: 100 }, viewport));
  });

  it('brings a point into the middle, and shows pixels 1:1 around a box', () => {
    const view = open();
    view.zoomBy(4);
    view.centreOn({ x: 200, y: 100 });
    expect(toImage(view.getState().view, { x: 400, y: 250 })).toEqual({ x: 200, y: 100 });
    view.oneToOne({ x: 190, y: 90, width: 20, height: 20 });
    expect(view.getState().view).toEqual({ scale: 1, x: 200, y: 150 });
  });

  it('tells its listeners of every change until they leave', () => {
    const view = open();
    const scales: number[] = [];
    const leave = view.subscribe(() => scales.push(view.getState().view.scale));
    view.oneToOne();
    leave();
    view.zoomBy(2);
    expect(scales).toEqual([1]);
  });
});

describe('the pyramid of a picture', () => {
  it('is read at the smallest level that still has a pixel for each of the screen', () => {
    expect([2, 1, 0.6, 0.5, 0.3, 0.25, 0.01].map((scale) => levelFor(4, scale))).toEqual([
      0, 0, 0, 1, 1, 2, 3,
    ]);
  });
});
