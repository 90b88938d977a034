import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FieldCanvas, type FieldCanvasProps } from '../../src/canvas/FieldCanvas.tsx';
import { installBrowserParts } from './support.tsx';

beforeEach(installBrowserParts);

/** A 776 × 576 image fits the 800 × 600 viewport at 1:1 with its corner at (12, 12). */
const OFFSET = 12;
const cell = (id: string, x: number, y: number, side: number) => ({
  id,
  box: { x, y, width: side, height: side },
  colour: '#123456',
  text: id,
  dashed: false,
});

function show(change: Partial<FieldCanvasProps> = {}) {
  const events = {
    onSelect: vi.fn(),
    onDraw: vi.fn(),
    onChangeBox: vi.fn(),
    onCancelTool: vi.fn(),
  };
  const props: FieldCanvasProps = {
    image: new Image(),
    width: 776,
    height: 576,
    label: 'Field',
    cells: [cell('outer', 100, 100, 200), cell('inner', 150, 150, 40)],
    selectedId: null,
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
  return { ...events, canvas, at, drag, view, props };
}

describe('FieldCanvas', () => {
  it('selects the smallest cell under a click, and nothing on the background', () => {
    const { drag, onSelect } = show();
    drag([160, 160], [160, 160]);
    expect(onSelect).toHaveBeenLastCalledWith('inner');
    drag([110, 110], [111, 111]);
    expect(onSelect).toHaveBeenLastCalledWith('outer');
    drag([500, 500], [500, 500]);
    expect(onSelect).toHaveBeenLastCalledWith(null);
  });

  it('pans by dragging the background and changes nothing', () => {
    const { drag, canvas, onSelect, onChangeBox } = show();
    drag([500, 400], [540, 430]);
    expect(canvas.dataset.view).toBe('1.0000 52.0 42.0');
    expect(onSelect).not.toHaveBeenCalled();
    expect(onChangeBox).not.toHaveBeenCalled();
  });

  it('moves the selected box, held inside the image', () => {
    const { drag, onChangeBox } = show({ selectedId: 'inner' });
    drag([170, 172], [200, 182]);
    expect(onChangeBox).toHaveBeenLastCalledWith('inner', {
      x: 180,
      y: 160,
      width: 40,
      height: 40,
    });
    drag([170, 172], [-900, 172]);
    expect(onChangeBox).toHaveBeenLastCalledWith('inner', { x: 0, y: 150, width: 40, height: 40 });
  });

  it('resizes by a handle', () => {
    const { drag, onChangeBox } = show({ selectedId: 'inner' });
    drag([190, 190], [210, 200]);
    expect(onChangeBox).toHaveBeenCalledWith('inner', { x: 150, y: 150, width: 60, height: 50 });
  });

  it('pans instead where boxes cannot be changed', () => {
    const { drag, canvas, onChangeBox } = show({ selectedId: 'inner', editable: false });
    drag([170, 172], [200, 182]);
    expect(onChangeBox).not.toHaveBeenCalled();
    expect(canvas.dataset.view).toBe('1.0000 42.0 22.0');
  });

  it('draws a box, clipped to the image, and drops one that is too small', () => {
    const { drag, onDraw, canvas } = show({ tool: 'draw' });
    expect(canvas.dataset.mode).toBe('armed');
    drag([400, 300], [405, 305]);
    expect(onDraw).not.toHaveBeenCalled();
    drag([760, 560], [900, 500]);
    expect(onDraw).toHaveBeenCalledWith({ x: 760, y: 500, width: 16, height: 60 });
  });

  it('leaves the box as it was when a gesture is cancelled', () => {
    const { canvas, at, onChangeBox } = show({ selectedId: 'inner' });
    fireEvent.pointerDown(canvas, at(170, 172));
    fireEvent.pointerMove(canvas, at(200, 182));
    expect(canvas.dataset.mode).toBe('move');
    fireEvent.keyDown(canvas, { key: 'Escape' });
    fireEvent.pointerUp(canvas, at(200, 182));
    expect(onChangeBox).not.toHaveBeenCalled();
    expect(canvas.dataset.mode).toBe('idle');
  });

  it('zooms to the pointer by the wheel', () => {
    const { canvas } = show();
    fireEvent.wheel(canvas, { deltaY: -500, clientX: 112, clientY: 112 });
    const [scale, x] = (canvas.dataset.view ?? '').split(' ').map(Number);
    expect(scale).toBeCloseTo(Math.exp(0.8), 3);
    expect(x).toBeCloseTo(112 - 100 * Math.exp(0.8), 0);
  });

  it('signals the revision once it is drawn, and none before the picture is there', async () => {
    const { canvas } = show();
    await vi.waitFor(() => expect(canvas.dataset.renderedRevision).toBe('r1'));
  });

  it('shows a scale bar only where the scale is known', () => {
    const { view, props } = show();
    expect(screen.getByRole('img', { name: '10 µm' })).toBeInTheDocument();
    view.rerender(<FieldCanvas {...props} micrometresPerPixel={null} />);
    expect(screen.queryByRole('img')).toBeNull();
  });
});
