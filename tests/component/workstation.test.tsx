import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { RESEARCH_USE_NOTICE, SYNTHETIC_NOTICE } from '../../src/domain/notice.ts';
import {
  analysisOf,
  box,
  caseOf,
  fieldOf,
  modelCell,
  scriptedEngine,
} from '../unit/store/support.ts';
import { renderWorkstation } from './support.tsx';

const twelve = () =>
  Array.from({ length: 12 }, (_, i) =>
    modelCell(`c${i}`, box(20 + (i % 6) * 50, 20 + Math.floor(i / 6) * 80), i < 4 ? 'LBL' : 'SEG'),
  );
const reviewed = () => caseOf([fieldOf('f1', twelve())]);

describe('the workstation', () => {
  it('always shows the research-use notice, and marks synthetic cases', async () => {
    await renderWorkstation({ ...reviewed(), synthetic: true });
    expect(screen.getByText(RESEARCH_USE_NOTICE)).toBeVisible();
    expect(screen.getByText(SYNTHETIC_NOTICE)).toBeVisible();
    expect(screen.getAllByText('SYNTHETIC').length).toBeGreaterThan(0);
  });

  it('analyses the fields and tells what to do next', async () => {
    const user = userEvent.setup();
    await renderWorkstation(caseOf([fieldOf('f1'), fieldOf('f2')]), {
      createEngine: () => scriptedEngine(async () => analysisOf([box(10, 10), box(90, 90)])),
    });
    await user.click(screen.getByRole('button', { name: 'Analyse' }));
    expect(await screen.findByRole('button', { name: 'Analyse again' })).toBeEnabled();
    expect(screen.getByTestId('counted')).toHaveTextContent('4');
    const fields = screen.getByRole('region', { name: /Fields/ });
    expect(within(fields).getAllByText('2 cells')).toHaveLength(2);
    // The classes that the pack knows from rendered cells only are marked.
    expect(screen.getByRole('row', { name: /Neuroblastoma/ })).toHaveTextContent('◊');
    expect(screen.getByRole('row', { name: /Lymphoblast/ })).not.toHaveTextContent('◊');
    expect(screen.getByText(/^◊ .*rendered cells only/)).toBeVisible();
  });

  it('corrects a cell by keyboard; the count follows, and undo takes it back', async () => {
    const user = userEvent.setup();
    const { station } = await renderWorkstation(reviewed());
    const row = (name: string) => screen.getByRole('row', { name: new RegExp(name) });
    expect(row('Lymphoblast')).toHaveTextContent('4');
    await user.keyboard('j');
    expect(screen.getByTestId('cell-label')).toHaveTextContent('Lymphoblast');
    await user.keyboard('ro');
    expect(screen.getByTestId('cell-label')).toHaveTextContent('Orthochromatic erythroblast');
    await user.click(screen.getByRole('tab', { name: 'Differential' }));
    expect(within(row('Lymphoblast')).getAllByRole('cell')[0]).toHaveTextContent('3');
    expect(within(row('Orthochromatic')).getAllByRole('cell')[0]).toHaveTextContent('1');
    await user.keyboard('{Control>}z{/Control}');
    expect(within(row('Lymphoblast')).getAllByRole('cell')[0]).toHaveTextContent('4');
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(within(row('Lymphoblast')).getAllByRole('cell')[0]).toHaveTextContent('3');
    expect(station.store.getState().document?.audit.map((entry) => entry.command)).toEqual([
      'cell.relabel',
      'undo',
      'redo',
    ]);
  });

  it('accepts with Enter and goes on; deletes and selects the neighbour', async () => {
    const user = userEvent.setup();
    const { station } = await renderWorkstation(reviewed());
    await user.keyboard('j{Enter}');
    expect(station.store.getState().selection.at(-1)).toBe('c1');
    expect(station.store.getState().document?.fields[0]?.cells[0]?.review?.label).toBe('LBL');
    await user.keyboard('{Delete}');
    expect(station.store.getState().selection.at(-1)).toBe('c2');
    expect(station.store.getState().document?.fields[0]?.cells).toHaveLength(11);
  });

  it('leads from cell in doubt to cell in doubt, and then from field to field', async () => {
    const user = userEvent.setup();
    const doubtful = (id: string) => {
      const cell = modelCell(id, box(120, 120));
      return { ...cell, model: { ...cell.model!, countableProbability: 0.5 } };
    };
    const { station } = await renderWorkstation(
      caseOf([
        fieldOf('f1', [modelCell('sure', box(9, 9)), doubtful('first')]),
        fieldOf('f2', [doubtful('last')]),
      ]),
    );
    const press = (name: string) => user.click(screen.getByRole('button', { name }));
    expect(screen.getByText('2 cells need a look')).toBeVisible();
    await press('Show the next');
    expect(station.store.getState()).toMatchObject({ activeFieldId: 'f1', selection: ['first'] });
    await user.keyboard('{Enter}');
    await press('Show the next');
    expect(station.store.getState()).toMatchObject({ activeFieldId: 'f2', selection: ['last'] });
    await user.keyboard('u');
    expect(screen.getByText('2 fields are not marked reviewed')).toBeVisible();
    await press('Mark this field reviewed');
    expect(station.store.getState().activeFieldId).toBe('f1');
    await press('Mark this field reviewed');
    expect(screen.getByText('3 of 3 cells reviewed')).toBeVisible();
    expect(screen.getByText(/Everything is reviewed/)).toBeVisible();
  });

  it('does not take letters typed into a dialog for labels', async () => {
    const user = userEvent.setup();
    const { station } = await renderWorkstation(reviewed());
    await user.keyboard('j');
    await user.click(screen.getByRole('button', { name: 'Edit name and description…' }));
    await user.type(screen.getByRole('textbox', { name: /Case name/ }), 'lysul');
    expect(station.store.getState().document?.audit).toEqual([]);
  });

  it('says aloud that a change is not saved, and offers to save again', async () => {
    const user = userEvent.setup();
    const { services } = await renderWorkstation(reviewed());
    services.repository.full = 'The disk is full.';
    await user.keyboard('jy');
    expect(await screen.findByText(/The last change is not saved/)).toBeVisible();
    services.repository.full = null;
    await user.click(screen.getByRole('button', { name: 'Save again' }));
    await waitFor(() => expect(screen.getByText('Saved')).toBeVisible());
  });

  it('walks the tabs by arrow keys', async () => {
    const user = userEvent.setup();
    await renderWorkstation(reviewed());
    const differential = screen.getByRole('tab', { name: 'Differential' });
    await user.click(differential);
    await user.keyboard('{ArrowLeft}');
    expect(screen.getByRole('tab', { name: 'Cell' })).toHaveAttribute('aria-selected', 'true');
    expect(screen.getByRole('tabpanel', { name: 'Cell' })).toBeVisible();
  });

  it('keeps the notice when drawing the workstation fails', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { station } = await renderWorkstation(reviewed());
    act(() => station.store.setState({ document: { fields: null } as never }));
    expect(screen.getByRole('alert')).toHaveTextContent('Something in the workstation failed');
    expect(screen.getByText(RESEARCH_USE_NOTICE)).toBeVisible();
    log.mockRestore();
  });
});
