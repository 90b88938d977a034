import { act, createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Case, Cell } from '../../src/domain/case.ts';
import { AT, box, caseOf, fieldOf, modelCell } from '../unit/store/support.ts';
import { renderWorkstation } from './support.tsx';

const reviewed = (cell: Cell): Cell => ({
  ...cell,
  review: { label: cell.model!.label ?? 'LBL', countable: true, by: 'Dr A', at: AT },
});
/** As the model leaves a cell of which it is not sure. */
const unsure = (cell: Cell): Cell => ({
  ...cell,
  model: { ...cell.model!, probabilities: { LBL: 0.4, LYM: 0.35, SEG: 0.25 } },
});
const cells = (field: string, label: 'LBL' | 'SEG', count: number) =>
  Array.from({ length: count }, (_, i) =>
    reviewed(modelCell(`${field}-${label}${i}`, box(30 * i, 40), label)),
  );
/** Two fields: six lymphoblasts, four segmented forms, and two that need a look. */
const twoFields = (): Case =>
  caseOf([
    fieldOf('f1', [
      ...cells('f1', 'LBL', 4),
      ...cells('f1', 'SEG', 2),
      unsure(modelCell('look1', box(10, 200))),
    ]),
    fieldOf('f2', [
      ...cells('f2', 'LBL', 2),
      ...cells('f2', 'SEG', 2),
      unsure(modelCell('look2', box(60, 200))),
    ]),
  ]);

async function openGallery(document: Case = twoFields()) {
  Object.defineProperty(HTMLElement.prototype, 'offsetWidth', { configurable: true, value: 800 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 2000 });
  const user = userEvent.setup();
  const rendered = await renderWorkstation(document);
  act(() => rendered.station.showView('gallery'));
  // Loaded when first shown.
  await screen.findByRole('region', { name: 'Cell gallery' }, { timeout: 30_000 });
  const state = () => rendered.station.store.getState();
  const cell = (id: string) =>
    state()
      .document!.fields.flatMap((field) => field.cells)
      .find((item) => item.id === id)!;
  return { user, state, cell, ...rendered };
}
const tile = (id: string) => document.querySelector<HTMLElement>(`[data-cell="${id}"]`)!;
const header = (section: string) =>
  document.querySelector<HTMLElement>(`[role="grid"] [data-spot="${section}"]`)!;
const drop = (section: string) =>
  document.querySelector<HTMLElement>(`.gallery-bins [data-drop="${section}"]`)!;
/** What the browser carries along with a drag; no files. */
const carried = () => ({
  types: ['text/plain'],
  setData: () => undefined,
  effectAllowed: '',
  dropEffect: '',
});
const selectedTiles = () =>
  [...document.querySelectorAll<HTMLElement>('[data-cell][aria-selected="true"]')].map(
    (element) => element.dataset['cell'],
  );

describe('the gallery', () => {
  it('shows the cells of all fields by class, and what needs a look first', async () => {
    await openGallery();
    const ids = [...document.querySelectorAll<HTMLElement>('[data-cell]')].map(
      (element) => element.dataset['cell'],
    );
    expect(ids.slice(0, 2)).toEqual(['look1', 'look2']);
    expect(ids).toHaveLength(12);
    expect(tile('look1')).toHaveAccessibleName(/Lymphoblast, confidence 40.*low confidence/);
    expect(header('LBL')).toHaveTextContent('8 cells');
    expect(header('LBL')).toHaveTextContent('66.7');
    expect(header('LBL')).toHaveTextContent('2 of them need a look');
  });

  it('empties what needs a look by keys alone; each key goes on to the next', async () => {
    const { user, state, cell } = await openGallery();
    expect(state().selection).toEqual(['look1']);
    await waitFor(() => expect(tile('look1')).toHaveFocus());
    await user.keyboard('y');
    expect(cell('look1').review?.label).toBe('LYM');
    expect(screen.getByText('1 cell named Lymphocyte')).toBeInTheDocument();
    expect(state().selection).toEqual(['look2']);
    expect(tile('look2')).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(cell('look2').review?.label).toBe('LBL');
    expect(screen.getByRole('button', { name: '0 need a look' })).toBeDisabled();
    expect(screen.queryByRole('gridcell', { name: /Needs a look/ })).toBeNull();
  });

  it('moves the focus with arrows, gathers with Space, extends with Shift', async () => {
    const { user, state } = await openGallery();
    await user.click(tile('f1-LBL0'));
    await user.keyboard('{ArrowRight}');
    expect(state().selection).toEqual(['f1-LBL1']);
    expect(tile('f1-LBL1')).toHaveFocus();
    await user.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
    expect(state().selection).toEqual(['f1-LBL1', 'f1-LBL2', 'f1-LBL3']);
    await user.keyboard('{ArrowRight} {ArrowRight} ');
    expect(state().selection).toEqual(['f2-LBL0', 'f2-LBL1']);
    await user.keyboard('{Home}{ArrowUp}');
    expect(header('LBL')).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(state().selection).toHaveLength(6);
    await user.keyboard('{Escape}');
    expect(state().selection).toEqual([]);
    await user.keyboard('{ArrowDown}{Control>}a{/Control}');
    expect(state().selection).toHaveLength(6);
  });

  it('selects by click, Ctrl and Shift', async () => {
    const { user, state } = await openGallery();
    await user.click(tile('f1-SEG0'));
    await user.keyboard('{Control>}');
    await user.click(tile('f2-SEG1'));
    await user.keyboard('{/Control}');
    expect(selectedTiles()).toEqual(['f1-SEG0', 'f2-SEG1']);
    await user.click(tile('f1-LBL0'));
    await user.keyboard('{Shift>}');
    await user.click(tile('f1-LBL3'));
    await user.keyboard('{/Shift}');
    expect(state().selection).toEqual(['f1-LBL0', 'f1-LBL1', 'f1-LBL2', 'f1-LBL3']);
  });

  it('names many cells of two fields in one step of undo', async () => {
    const { user, state, cell } = await openGallery();
    await user.click(screen.getByRole('button', { name: /Select all: Neutrophilic segmented/ }));
    expect(state().selection).toHaveLength(4);
    await user.keyboard('b');
    for (const id of ['f1-SEG0', 'f1-SEG1', 'f2-SEG0', 'f2-SEG1'])
      expect(cell(id).review?.label).toBe('BND');
    expect(state().history.past).toHaveLength(1);
    await user.keyboard('{Control>}z{/Control}');
    expect(cell('f2-SEG1').review?.label).toBe('SEG');
    expect(state().history.past).toHaveLength(0);
  });

  it('takes a dragged selection into the class it is dropped on', async () => {
    const { user, state, cell } = await openGallery();
    await user.click(tile('f1-LBL0'));
    await user.keyboard('{Shift>}');
    await user.click(tile('f1-LBL2'));
    await user.keyboard('{/Shift}');
    const dataTransfer = carried();
    fireEvent.dragStart(tile('f1-LBL1'), { dataTransfer });
    const over = createEvent.dragOver(drop('MBL'), { dataTransfer });
    fireEvent(drop('MBL'), over);
    expect(over.defaultPrevented).toBe(true);
    expect(drop('MBL')).toHaveAttribute('data-over');
    fireEvent.drop(drop('MBL'), { dataTransfer });
    expect(['f1-LBL0', 'f1-LBL1', 'f1-LBL2'].map((id) => cell(id).review?.label)).toEqual([
      'MBL',
      'MBL',
      'MBL',
    ]);
    expect(cell('f1-LBL3').review?.label).toBe('LBL');
    expect(state().history.past).toHaveLength(1);
    expect(screen.getByText('3 cells named Myeloblast')).toBeInTheDocument();
  });

  it('drags a tile that is not selected alone, and marks cells uncountable by a drop', async () => {
    const { user, state, cell } = await openGallery();
    await user.click(tile('f1-LBL0'));
    const dataTransfer = carried();
    fireEvent.dragStart(tile('f2-SEG0'), { dataTransfer });
    fireEvent.dragOver(drop('uncountable'), { dataTransfer });
    fireEvent.drop(drop('uncountable'), { dataTransfer });
    expect(cell('f2-SEG0').review?.countable).toBe(false);
    expect(cell('f1-LBL0').review?.countable).toBe(true);
    expect(state().history.past).toHaveLength(1);
  });

  it('changes nothing where tiles are let go in their own section', async () => {
    const { state } = await openGallery();
    const dataTransfer = carried();
    fireEvent.dragStart(tile('f1-LBL0'), { dataTransfer });
    fireEvent.dragOver(drop('LBL'), { dataTransfer });
    fireEvent.drop(drop('LBL'), { dataTransfer });
    expect(state().history.past).toHaveLength(0);
    // Out of the first section, the drop on its own class is the reviewer's consent.
    fireEvent.dragStart(tile('look1'), { dataTransfer });
    fireEvent.dragOver(drop('LBL'), { dataTransfer });
    fireEvent.drop(drop('LBL'), { dataTransfer });
    expect(state().history.past).toHaveLength(1);
  });

  it('moves by keyboard through a list that can be typed into', async () => {
    const { user, cell } = await openGallery();
    await user.keyboard('{Shift>}m{/Shift}');
    const list = await screen.findByRole('listbox', { name: 'Move to another class' });
    expect(list).toHaveFocus();
    await user.keyboard('lymphoc{Enter}');
    expect(cell('look1').review?.label).toBe('LYM');
    await waitFor(() => expect(tile('look2')).toHaveFocus());
  });

  it('filters, says where the filter hides everything, and shows all again', async () => {
    const { user } = await openGallery();
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    await user.click(screen.getByRole('radio', { name: 'Not reviewed' }));
    expect(document.querySelectorAll('[data-cell]')).toHaveLength(2);
    const classes = screen.getByRole('group', { name: 'Filter by class' });
    await user.click(within(classes).getByRole('button', { name: /segmented/ }));
    expect(screen.getByText('The filter hides every cell')).toBeVisible();
    await user.click(screen.getAllByRole('button', { name: 'Show all' }).at(-1)!);
    expect(document.querySelectorAll('[data-cell]')).toHaveLength(12);
  });

  it('leads to the cell in its field', async () => {
    const { user, state } = await openGallery();
    await user.dblClick(tile('f2-SEG1'));
    expect(state()).toMatchObject({ view: 'field', activeFieldId: 'f2', selection: ['f2-SEG1'] });
  });

  it('can only be read where the case is signed', async () => {
    const signature = { by: 'Dr A', at: AT, contentHash: 'ab'.repeat(32) };
    const { user, state } = await openGallery({ ...twoFields(), signature });
    expect(tile('f1-LBL0')).toHaveAttribute('draggable', 'false');
    await user.click(tile('f1-LBL0'));
    await user.keyboard('y');
    expect(state().document!.fields[0]!.cells[0]!.review?.label).toBe('LBL');
    expect(screen.getByRole('grid', { name: 'Cells by class' })).toHaveAttribute(
      'aria-readonly',
      'true',
    );
  });

  it('says what to do where nothing is analysed', async () => {
    await openGallery(caseOf([fieldOf('f1')]));
    expect(screen.getByText('No cells yet')).toBeVisible();
  });
});
