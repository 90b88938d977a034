import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { look, PLAIN_LOOK } from '../../src/features/viewer/look.ts';
import { AT, box, caseOf, fieldOf, modelCell } from '../unit/store/support.ts';
import { renderWorkstation } from './support.tsx';

beforeEach(() => look.setState(PLAIN_LOOK));

const wavering = modelCell('b', box(120, 20, 40), 'LYM');
const field = () =>
  fieldOf('f1', [
    modelCell('a', box(20, 20, 40), 'LBL'),
    { ...wavering, model: { ...wavering.model!, probabilities: { LYM: 0.5, LBL: 0.45 } } },
    modelCell('c', box(220, 20, 40), null, false),
    {
      ...modelCell('d', box(320, 20, 40), 'LBL'),
      review: { label: 'LBL' as const, by: 'A', at: AT },
    },
  ]);

async function open() {
  const user = userEvent.setup();
  const { station } = await renderWorkstation(caseOf([field()]));
  const canvas = screen.getByLabelText(/^Field f1\.png/);
  const state = () => station.store.getState();
  const cells = () => state().document!.fields[0]!.cells;
  // Within the view alone: roles are dear to find in the whole page.
  const view = within(canvas.closest<HTMLElement>('.viewer')!);
  const button = (name: string | RegExp) => view.getByRole('button', { name });
  /** A point of the field (image pixels) under the view in force. */
  const at = (x: number, y: number) => {
    const [scale, dx, dy] = canvas.dataset.view!.split(' ').map(Number) as [number, number, number];
    return { clientX: x * scale + dx, clientY: y * scale + dy, pointerId: 1, button: 0 };
  };
  const click = (x: number, y: number) => {
    fireEvent.pointerDown(canvas, at(x, y));
    fireEvent.pointerUp(canvas, at(x, y));
  };
  return { user, station, canvas, state, cells, button, click };
}

const strip = () => within(screen.getByRole('listbox', { name: 'Cells of this field' }));

describe('tools of the field view', () => {
  it('split the selected box where it is clicked; undo makes it whole', async () => {
    const { user, station, canvas, state, cells, button, click } = await open();
    act(() => station.select(['a']));
    await user.click(button('Split a box'));
    expect(canvas.dataset.mode).toBe('armed-split');
    expect(screen.getByText(/Click where the box is to be cut/)).toBeVisible();
    click(35, 40);
    expect(canvas.dataset.mode).toBe('idle');
    const parts = cells().slice(3);
    expect(parts.map((cell) => cell.box)).toEqual([
      { x: 20, y: 20, width: 15, height: 40 },
      { x: 35, y: 20, width: 25, height: 40 },
    ]);
    expect(state().selection).toEqual([parts[0]!.id]);
    act(() => void station.documents.undo());
    expect(cells().map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('merge two selected boxes into the box that holds both', async () => {
    const { user, station, cells, button } = await open();
    act(() => station.select(['a']));
    expect(button('Merge the selected boxes')).toBeDisabled();
    act(() => station.select(['a', 'b']));
    await user.click(button('Merge the selected boxes'));
    expect(cells()).toHaveLength(3);
    expect(cells().at(-1)!.box).toEqual({ x: 20, y: 20, width: 140, height: 40 });
  });

  it('move two selected boxes by one step of the history', async () => {
    const { station, canvas, cells } = await open();
    act(() => station.select(['a', 'b']));
    fireEvent.keyDown(canvas, { key: 'ArrowDown', altKey: true });
    fireEvent.keyUp(canvas, { key: 'Alt' });
    expect(cells().map((cell) => cell.box.y)).toEqual([21, 21, 20, 20]);
    act(() => void station.documents.undo());
    expect(cells().map((cell) => cell.box.y)).toEqual([20, 20, 20, 20]);
  });

  it('mark the field reviewed, and take it back', async () => {
    const { user, state, button } = await open();
    await user.click(button('Mark field reviewed'));
    expect(state().document!.fields[0]!.reviewed).not.toBeNull();
    expect(button('Field reviewed')).toHaveAttribute('aria-pressed', 'true');
    await user.click(button('Field reviewed'));
    expect(state().document!.fields[0]!.reviewed).toBeNull();
  });

  it('change nothing in a signed case', async () => {
    const signature = { by: 'A', at: AT, contentHash: 'ab'.repeat(32) };
    const { station } = await renderWorkstation({ ...caseOf([field()]), signature });
    act(() => station.select(['a', 'b']));
    for (const name of ['Draw a box', 'Split a box', 'Merge the selected boxes'])
      expect(screen.getByRole('button', { name })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Mark field reviewed' })).toBeDisabled();
  });
});

describe('the filter of the field view', () => {
  it('hides a class on the canvas and in the strip, says so, and shows all again', async () => {
    const { user, station, canvas, button } = await open();
    await user.click(button('Show and hide boxes'));
    await user.click(screen.getByRole('checkbox', { name: /Lymphoblast/ }));
    expect(canvas.dataset.cellCount).toBe('2');
    expect(strip().getAllByRole('option')).toHaveLength(2);
    expect(screen.getByText('2 boxes are hidden')).toBeVisible();
    act(() => station.select(['a']));
    // A selected cell is never out of sight.
    expect(canvas.dataset.cellCount).toBe('3');
    // jsdom lays nothing out: the columns' separator lies under every press and takes the focus.
    const panel = screen.getByRole('dialog', { name: 'Show and hide boxes' });
    fireEvent.keyDown(panel, { key: 'Escape' });
    expect(screen.queryByRole('dialog', { name: 'Show and hide boxes' })).toBeNull();
    await user.click(button('Show all'));
    expect(canvas.dataset.cellCount).toBe('4');
    expect(screen.queryByText(/hidden/)).toBeNull();
  });

  it('shows only what needs a look, or only what is reviewed', async () => {
    const { user, canvas, button } = await open();
    await user.click(button('Show and hide boxes'));
    await user.click(screen.getByRole('radio', { name: 'Reviewed' }));
    expect(canvas.dataset.cellCount).toBe('1');
    await user.click(screen.getByRole('radio', { name: 'Needs a look' }));
    expect(canvas.dataset.cellCount).toBe('1');
    expect(strip().getByRole('option')).toHaveAccessibleName(/Lymphocyte/);
  });
});

describe('the adjustments of the field view', () => {
  it('filter the picture; a double click resets one, the button all', async () => {
    const { user, canvas, button } = await open();
    await user.click(button('Brightness, contrast, white balance'));
    const contrast = screen.getByRole('slider', { name: 'Contrast' });
    fireEvent.change(contrast, { target: { value: '0.5' } });
    fireEvent.change(screen.getByRole('slider', { name: 'Gamma' }), { target: { value: '0.5' } });
    expect(look.getState().adjustments).toMatchObject({ contrast: 0.5, gamma: 2 });
    await waitFor(() => expect(canvas.dataset.filtered).toBe('true'));
    await user.dblClick(contrast);
    expect(look.getState().adjustments).toMatchObject({ contrast: 0, gamma: 2 });
    await user.click(screen.getByRole('button', { name: 'Reset' }));
    expect(look.getState().adjustments).toEqual(PLAIN_LOOK.adjustments);
    expect(canvas.dataset.filtered).toBe('false');
  });

  it('keeps letters typed in the panel from naming cells', async () => {
    const { user, station, cells, button } = await open();
    act(() => station.select(['b']));
    await user.click(button('Brightness, contrast, white balance'));
    fireEvent.keyDown(screen.getByRole('slider', { name: 'Contrast' }), { key: 'l' });
    expect(cells()[1]!.review).toBeNull();
  });
});

describe('the overview map', () => {
  it('appears once the field is larger than the window, and moves the view', async () => {
    const { user, canvas, button } = await open();
    expect(screen.queryByRole('img', { name: 'Overview map' })).toBeNull();
    for (let step = 0; step < 5; step++) await user.click(button('Zoom in'));
    const map = screen.getByRole('img', { name: 'Overview map' });
    fireEvent.pointerDown(map, { clientX: 84, clientY: 63, button: 0, pointerId: 1 });
    const [scale, x, y] = canvas.dataset.view!.split(' ').map(Number) as [number, number, number];
    // 168 px stand for 400: the press was on (200, 150), now in the middle of 800 × 600.
    expect((400 - x) / scale).toBeCloseTo(200, 0);
    expect((300 - y) / scale).toBeCloseTo(150, 0);
    await user.click(button('Overview map'));
    expect(screen.queryByRole('img', { name: 'Overview map' })).toBeNull();
  });
});

describe('the strip of cells', () => {
  it('selects one, adds with Ctrl, takes a range with Shift, extends by key', async () => {
    const { user, station, state } = await open();
    const [a, b, c, d] = strip().getAllByRole('option') as [
      HTMLElement,
      HTMLElement,
      HTMLElement,
      HTMLElement,
    ];
    await user.click(a);
    expect(state().selection).toEqual(['a']);
    fireEvent.click(c, { ctrlKey: true });
    expect(state().selection).toEqual(['a', 'c']);
    fireEvent.click(c, { ctrlKey: true });
    fireEvent.click(d, { shiftKey: true });
    expect(state().selection).toEqual(['a', 'b', 'c', 'd']);
    expect(strip().getAllByRole('option', { selected: true })).toHaveLength(4);
    act(() => station.select(['b']));
    fireEvent.keyDown(b, { key: 'ArrowRight', shiftKey: true });
    expect(state().selection).toEqual(['b', 'c']);
    fireEvent.keyDown(c, { key: 'ArrowLeft', shiftKey: true });
    expect(state().selection).toEqual(['b']);
  });
});
