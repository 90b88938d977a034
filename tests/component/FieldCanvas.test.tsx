import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NEUTRAL } from '../../src/canvas/adjustments.ts';
import { FieldCanvas, type FieldCanvasProps } from '../../src/canvas/FieldCanvas.tsx';
import { FieldView } from '../../src/canvas/fieldView.ts';
import { type Mode, restMode, type Tool } from '../../src/canvas/modes.ts';
import type { CanvasCell } from '../../src/canvas/paint.ts';
import { documentedModes } from '../unit/canvas/modeTable.ts';
import { installBrowserParts } from './browserParts.ts';

beforeEach(installBrowserParts);

/** A 776 × 576 image fits the 800 × 600 viewport at 1:1 with its corner at (12, 12). */
const OFFSET = 12;
const cell = (id: string, x: number, y: number, side: number): CanvasCell => ({
  id,
  box: { x, y, width: side, height: side },
  state: 'named',
  lineage: 'erythroid',
  text: id,
  reviewed: false,
  needsLook: false,
});

function show(change: Partial<FieldCanvasProps> = {}) {
  const events = {
    onSelect: vi.fn(),
    onDraw: vi.fn(),
    onChangeBoxes: vi.fn(),
    onSplit: vi.fn(),
    onCancelTool: vi.fn(),
  };
  const props: FieldCanvasProps = {
    image: new Image(),
    width: 776,
    height: 576,
    label: 'Field',
    view: new FieldView(),
    cells: [cell('outer', 100, 100, 200), cell('inner', 150, 150, 40)],
    selectedIds: [],
    tool: 'select',
    labels: true,
    editable: true,
    micrometresPerPixel: 0.1,
    revision: 'r1',
    ...events,
    ...change,
  };
  const view = render(<FieldCanvas {...props} />);
  const canvas = screen.getByRole('application', { name: 'Field' });
  const at = (x: number, y: number, more = {}) => ({
    clientX: x + OFFSET,
    clientY: y + OFFSET,
    pointerId: 1,
    button: 0,
    ...more,
  });
  const drag = (from: [number, number], to: [number, number], more = {}) => {
    fireEvent.pointerDown(canvas, at(...from, more));
    fireEvent.pointerMove(canvas, at(...to, more));
    fireEvent.pointerUp(canvas, at(...to, more));
  };
  const click = (x: number, y: number, more = {}) => drag([x, y], [x, y], more);
  /** The component with other properties, as a caller that has taken an event to heart. */
  const update = (next: Partial<FieldCanvasProps>) =>
    view.rerender(<FieldCanvas {...props} {...next} />);
  return { ...events, canvas, at, drag, click, view, update };
}

describe('the table of modes, acted out', () => {
  const ELSEWHERE = [500, 400] as const;
  const INSIDE = [170, 170] as const;
  const HANDLE = [190, 190] as const;
  const WAYS: Readonly<Record<Mode, readonly [Tool, (readonly [number, number])?, object?]>> = {
    idle: ['select'],
    'armed-draw': ['draw'],
    'armed-split': ['split'],
    'armed-mark': ['mark'],
    pan: ['select', ELSEWHERE],
    draw: ['draw', ELSEWHERE],
    split: ['split', INSIDE],
    marquee: ['select', ELSEWHERE, { shiftKey: true }],
    move: ['select', INSIDE],
    resize: ['select', HANDLE],
  };
  const OTHER: Readonly<Record<Tool, Tool>> = {
    select: 'draw',
    draw: 'split',
    split: 'mark',
    mark: 'select',
  };

  it.each(documentedModes())('in $mode, $action leads to $target', ({ mode, action, target }) => {
    const [tool, press, keys] = WAYS[mode];
    const { canvas, at, update, onCancelTool } = show({ tool, selectedIds: ['inner'] });
    if (press) fireEvent.pointerDown(canvas, at(...press, keys));
    expect(canvas.dataset.mode).toBe(mode);

    const down = (where: readonly [number, number], more = {}) =>
      fireEvent.pointerDown(canvas, at(where[0], where[1], more));
    const actions = {
      'press-elsewhere': () => down(ELSEWHERE),
      'press-selected': () => down(INSIDE),
      'press-handle': () => down(HANDLE),
      'press-shift': () => down(ELSEWHERE, { shiftKey: true }),
      'press-pan': () => down(INSIDE, { button: 1 }),
      release: () => fireEvent.pointerUp(canvas, at(...(press ?? ELSEWHERE))),
      cancel: () => fireEvent.keyDown(canvas, { key: 'Escape' }),
      tool: () => update({ tool: OTHER[tool], selectedIds: ['inner'] }),
    };
    actions[action]();
    const rest = restMode(action === 'tool' ? OTHER[tool] : tool);
    expect(canvas.dataset.mode).toBe(target === '–' ? mode : target === 'rest' ? rest : target);
    expect(onCancelTool).toHaveBeenCalledTimes(action === 'cancel' && target === 'idle' ? 1 : 0);
  });
});

describe('selecting on the canvas', () => {
  it('selects the smallest cell under a click, and nothing on the background', () => {
    const { click, drag, onSelect } = show();
    click(160, 160);
    expect(onSelect).toHaveBeenLastCalledWith(['inner']);
    drag([110, 110], [111, 111]);
    expect(onSelect).toHaveBeenLastCalledWith(['outer']);
    click(500, 500);
    expect(onSelect).toHaveBeenLastCalledWith([]);
  });

  it('goes through overlapping boxes by clicks at one spot, and starts anew at another', () => {
    const { click, update, onSelect } = show();
    const picked = (x: number, y: number) => {
      click(x, y);
      const ids = onSelect.mock.lastCall![0] as readonly string[];
      update({ selectedIds: ids });
      return ids;
    };
    expect(picked(160, 160)).toEqual(['inner']);
    expect(picked(161, 161)).toEqual(['outer']);
    expect(picked(160, 160)).toEqual(['inner']);
    expect(picked(180, 180)).toEqual(['inner']);
    expect(picked(180, 180)).toEqual(['outer']);
  });

  it.each(['ctrlKey', 'metaKey', 'shiftKey'])('adds and takes out with %s', (key) => {
    const { click, update, onSelect } = show({ selectedIds: ['outer'] });
    click(160, 160, { [key]: true });
    expect(onSelect).toHaveBeenLastCalledWith(['outer', 'inner']);
    update({ selectedIds: ['outer', 'inner'] });
    click(110, 110, { [key]: true });
    expect(onSelect).toHaveBeenLastCalledWith(['inner']);
    click(500, 500, { [key]: true });
    expect(onSelect).toHaveBeenCalledTimes(2);
  });

  it('takes by a marquee exactly the cells whose centre lies within', () => {
    const { drag, onSelect, onChangeBoxes } = show({
      cells: [
        cell('a', 100, 100, 40),
        cell('b', 180, 100, 40),
        cell('c', 100, 200, 40),
        cell('far', 400, 400, 40),
      ],
      selectedIds: ['far'],
    });
    // To (200, 219): the centre of b at (200, 120) is on the edge, that of c at (120, 220) is below.
    drag([90, 90], [200, 219], { shiftKey: true });
    expect(onSelect).toHaveBeenLastCalledWith(['a', 'b']);
    drag([230, 230], [90, 90], { shiftKey: true, ctrlKey: true });
    expect(onSelect).toHaveBeenLastCalledWith(['far', 'a', 'b', 'c']);
    expect(onChangeBoxes).not.toHaveBeenCalled();
  });

  it('pans by dragging the background and changes nothing', () => {
    const { drag, canvas, onSelect, onChangeBoxes } = show();
    drag([500, 400], [540, 430]);
    expect(canvas.dataset.view).toBe('1.0000 52.0 42.0');
    expect(onSelect).not.toHaveBeenCalled();
    expect(onChangeBoxes).not.toHaveBeenCalled();
  });
});

describe('changing boxes on the canvas', () => {
  it('moves the selected box, held inside the image', () => {
    const { drag, onChangeBoxes } = show({ selectedIds: ['inner'] });
    drag([170, 172], [200, 182]);
    const box = { x: 180, y: 160, width: 40, height: 40 };
    expect(onChangeBoxes).toHaveBeenLastCalledWith([{ id: 'inner', box }]);
    drag([170, 172], [-900, 172]);
    expect(onChangeBoxes).toHaveBeenLastCalledWith([
      { id: 'inner', box: { ...box, x: 0, y: 150 } },
    ]);
  });

  it('moves all selected boxes by one event', () => {
    const { drag, onChangeBoxes } = show({
      cells: [cell('a', 100, 100, 40), cell('b', 20, 100, 40), cell('c', 300, 300, 40)],
      selectedIds: ['a', 'b'],
    });
    drag([120, 120], [80, 130]);
    expect(onChangeBoxes).toHaveBeenCalledTimes(1);
    expect(onChangeBoxes).toHaveBeenCalledWith([
      { id: 'a', box: { x: 80, y: 110, width: 40, height: 40 } },
      { id: 'b', box: { x: 0, y: 110, width: 40, height: 40 } },
    ]);
  });

  it('resizes by a handle one selected box, and of several none', () => {
    const { drag, update, onChangeBoxes } = show({ selectedIds: ['inner'] });
    drag([190, 190], [210, 200]);
    expect(onChangeBoxes).toHaveBeenCalledWith([
      { id: 'inner', box: { x: 150, y: 150, width: 60, height: 50 } },
    ]);
    update({ selectedIds: ['outer', 'inner'] });
    drag([190, 190], [210, 200]);
    expect(onChangeBoxes).toHaveBeenLastCalledWith([
      { id: 'outer', box: { x: 120, y: 110, width: 200, height: 200 } },
      { id: 'inner', box: { x: 170, y: 160, width: 40, height: 40 } },
    ]);
  });

  it('drops a resize that leaves almost nothing', () => {
    const { drag, onChangeBoxes } = show({ selectedIds: ['inner'] });
    drag([190, 190], [152, 190]);
    expect(onChangeBoxes).not.toHaveBeenCalled();
  });

  it('pans instead where boxes cannot be changed', () => {
    const { drag, canvas, onChangeBoxes } = show({ selectedIds: ['inner'], editable: false });
    drag([170, 172], [200, 182]);
    expect(onChangeBoxes).not.toHaveBeenCalled();
    expect(canvas.dataset.view).toBe('1.0000 42.0 22.0');
  });

  it('draws a box, clipped to the image, and drops one that is too small', () => {
    const { drag, onDraw } = show({ tool: 'draw' });
    drag([400, 300], [405, 305]);
    expect(onDraw).not.toHaveBeenCalled();
    drag([760, 560], [900, 500]);
    expect(onDraw).toHaveBeenCalledWith({ x: 760, y: 500, width: 16, height: 60 });
  });

  it('leaves the box as it was when a gesture is cancelled', () => {
    const { canvas, at, onChangeBoxes } = show({ selectedIds: ['inner'] });
    fireEvent.pointerDown(canvas, at(170, 172));
    fireEvent.pointerMove(canvas, at(200, 182));
    fireEvent.keyDown(canvas, { key: 'Escape' });
    fireEvent.pointerUp(canvas, at(200, 182));
    expect(onChangeBoxes).not.toHaveBeenCalled();
  });
});

describe('splitting on the canvas', () => {
  const wide = { ...cell('wide', 100, 100, 40), box: { x: 100, y: 100, width: 80, height: 40 } };
  const open = () => show({ tool: 'split', cells: [wide], selectedIds: ['wide'] });

  it('cuts across the longer side where it is clicked', () => {
    const { click, onSplit, onSelect } = open();
    click(130, 110);
    expect(onSplit).toHaveBeenCalledWith('wide', [
      { x: 100, y: 100, width: 30, height: 40 },
      { x: 130, y: 100, width: 50, height: 40 },
    ]);
    expect(onSelect).not.toHaveBeenCalled();
  });

  it('turns the cut by Shift, and by a stroke along it', () => {
    const { click, drag, onSplit } = open();
    const parts = [
      { x: 100, y: 100, width: 80, height: 15 },
      { x: 100, y: 115, width: 80, height: 25 },
    ];
    click(130, 115, { shiftKey: true });
    expect(onSplit).toHaveBeenLastCalledWith('wide', parts);
    drag([130, 115], [170, 118]);
    expect(onSplit).toHaveBeenLastCalledWith('wide', parts);
    expect(onSplit).toHaveBeenCalledTimes(2);
    drag([130, 115], [132, 150]);
    expect(onSplit.mock.lastCall![1][0].width).toBe(30);
  });

  it('selects outside the selected box, so that the next cell can be split', () => {
    const { click, update, onSelect, onSplit } = open();
    update({ tool: 'split', cells: [wide, cell('next', 300, 300, 40)], selectedIds: ['wide'] });
    click(320, 320);
    expect(onSelect).toHaveBeenCalledWith(['next']);
    expect(onSplit).not.toHaveBeenCalled();
  });

  it('cuts nothing in a signed case', () => {
    const { click, onSplit } = show({
      tool: 'split',
      cells: [wide],
      selectedIds: ['wide'],
      editable: false,
    });
    click(130, 110);
    expect(onSplit).not.toHaveBeenCalled();
  });
});

describe('the canvas by keyboard', () => {
  const key = (canvas: HTMLElement, name: string, more = {}) =>
    fireEvent.keyDown(canvas, { key: name, ...more });

  it('moves and resizes the selected box, one change for all strokes', () => {
    const { canvas, onChangeBoxes } = show({ selectedIds: ['inner'] });
    for (let stroke = 0; stroke < 3; stroke++) key(canvas, 'ArrowRight', { altKey: true });
    key(canvas, 'ArrowDown', { altKey: true, shiftKey: true });
    expect(onChangeBoxes).not.toHaveBeenCalled();
    fireEvent.keyUp(canvas, { key: 'Alt' });
    expect(onChangeBoxes).toHaveBeenCalledTimes(1);
    expect(onChangeBoxes).toHaveBeenCalledWith([
      { id: 'inner', box: { x: 153, y: 150, width: 40, height: 41 } },
    ]);
  });

  it('splits: arrows move the cut, the space bar turns it, Enter cuts', () => {
    const { canvas, onSplit } = show({ tool: 'split', selectedIds: ['inner'] });
    key(canvas, 'ArrowRight');
    key(canvas, 'ArrowRight');
    key(canvas, 'Enter');
    expect(onSplit.mock.lastCall![1][0]).toEqual({ x: 150, y: 150, width: 22, height: 40 });
    key(canvas, ' ');
    key(canvas, 'ArrowUp');
    key(canvas, 'Enter');
    expect(onSplit.mock.lastCall![1][0]).toEqual({ x: 150, y: 150, width: 40, height: 19 });
  });

  it('draws a box of the usual size in the middle, and pans', () => {
    const { canvas, onDraw } = show({ tool: 'draw' });
    key(canvas, 'Enter');
    expect(onDraw).toHaveBeenCalledWith({ x: 288, y: 188, width: 200, height: 200 });
    key(canvas, 'ArrowRight', { ctrlKey: true });
    expect(canvas.dataset.view).toBe('1.0000 -68.0 12.0');
  });

  it('leaves every other key to the review', () => {
    const keys = vi.fn();
    window.addEventListener('keydown', keys);
    const { canvas } = show({ selectedIds: ['inner'] });
    for (const name of ['ArrowRight', 'Enter', 'Escape', 'l', ' ']) key(canvas, name);
    window.removeEventListener('keydown', keys);
    expect(keys).toHaveBeenCalledTimes(5);
  });
});

describe('what the canvas shows', () => {
  it('zooms to the pointer by the wheel', () => {
    const { canvas } = show();
    act(() => {
      fireEvent.wheel(canvas, { deltaY: -500, clientX: 112, clientY: 112 });
    });
    const [scale, x] = (canvas.dataset.view ?? '').split(' ').map(Number);
    expect(scale).toBeCloseTo(Math.exp(0.8), 3);
    expect(x).toBeCloseTo(112 - 100 * Math.exp(0.8), 0);
  });

  it('signals the revision and the selection once they are drawn', async () => {
    const { canvas } = show({ selectedIds: ['outer', 'inner'] });
    await vi.waitFor(() => {
      expect(canvas.dataset.renderedRevision).toBe('r1');
      expect(canvas.dataset.renderedSelection).toBe('inner');
    });
  });

  it('signals no revision before the picture is there', async () => {
    const { canvas } = show({ image: null, selectedIds: ['inner'] });
    await vi.waitFor(() => expect(canvas.dataset.renderedSelection).toBe('inner'));
    expect(canvas.dataset.renderedRevision ?? '').toBe('');
  });

  it('shows a scale bar only where the scale is known', () => {
    const { update } = show();
    expect(screen.getByRole('img', { name: '10 µm' })).toBeInTheDocument();
    update({ micrometresPerPixel: null });
    expect(screen.queryByRole('img')).toBeNull();
  });

  it('filters the picture at once, and draws an adjusted copy when the slider rests', async () => {
    const { canvas, update, view } = show();
    expect(view.container.querySelector('filter')).toBeNull();
    const adjustments = { ...NEUTRAL, brightness: 0.5 };
    update({ adjustments });
    const values = view.container.querySelector('feFuncG')?.getAttribute('tableValues')?.split(' ');
    expect(values).toHaveLength(256);
    expect(values?.[0]).toBe('0.2500');
    const [picture, ...boxes] =
      view.container.querySelectorAll<HTMLElement>('.field-canvas canvas');
    expect(picture!.style.filter).toMatch(/^url\(/);
    expect(boxes.map((layer) => layer.style.filter)).toEqual(['', '']);
    await vi.waitFor(() => expect(canvas.dataset.filtered).toBe('false'));
    expect(picture!.style.filter).toBe('');
  });
});
