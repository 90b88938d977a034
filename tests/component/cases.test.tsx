import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { excludeField } from '../../src/store/commands/index.ts';
import { createWorkstation } from '../../src/store/workstation.ts';
import {
  AT,
  box,
  caseOf,
  fieldOf,
  modelCell,
  tabsInMemory,
  testServices,
} from '../unit/store/support.ts';
import { renderWorkstation } from './support.tsx';

const three = () => caseOf(['f1', 'f2', 'f3'].map((id) => fieldOf(id)));
const names = () =>
  [...document.querySelectorAll('.case-row .case-name')].map((element) => element.textContent);

/** The list with three more cases than the one that is opened at the start. */
async function renderList() {
  const rendered = await renderWorkstation(caseOf([fieldOf('f1')]));
  const { services, station } = rendered;
  const add = (id: string, site: string, updatedAt: string) =>
    services.repository.cases.set(id, {
      ...caseOf([], id),
      name: id,
      updatedAt,
      description: { specimen: '', site, stain: '', collectedOn: '' },
    });
  add('Beta 10', 'Sternum', '2026-03-01T00:00:00.000Z');
  add('Beta 9', 'Iliac crest', '2026-02-01T00:00:00.000Z');
  services.repository.cases.set('signed', {
    ...caseOf([], 'signed'),
    name: 'Alpha',
    signature: { by: 'Dr Example', at: AT, contentHash: 'a'.repeat(64) },
  });
  await act(async () => {
    await station.documents.refreshList();
    station.showView('cases');
  });
  return rendered;
}

beforeEach(() => window.history.replaceState(null, '', '#'));

describe('the list of cases', () => {
  it('is searched, sorted and filtered', async () => {
    const user = userEvent.setup();
    await renderList();
    expect(names()).toEqual(['Beta 10', 'Beta 9', 'Case case-1', 'Alpha']);
    await user.selectOptions(screen.getByLabelText('Sort by'), 'Name');
    expect(names()).toEqual(['Alpha', 'Beta 9', 'Beta 10', 'Case case-1']);
    await user.type(screen.getByRole('textbox', { name: /Search/ }), 'beta stern');
    expect(names()).toEqual(['Beta 10']);
    await user.keyboard('{Escape}');
    await user.selectOptions(screen.getByLabelText('State'), 'Signed');
    expect(names()).toEqual(['Alpha']);
    await user.selectOptions(screen.getByLabelText('State'), 'In review');
    expect(screen.getByText('No case matches')).toBeVisible();
  });

  it('is walked by the arrow keys', async () => {
    const user = userEvent.setup();
    await renderList();
    const open = () => [...document.querySelectorAll<HTMLElement>('.case-open')];
    act(() => open()[0]?.focus());
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(open()[2]).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Case case-1' })).toBeVisible();
  });

  it('creates a case with what is known of the smear, and edits it later', async () => {
    const user = userEvent.setup();
    const { station } = await renderList();
    await user.click(screen.getByRole('button', { name: 'New case' }));
    await user.type(screen.getByRole('textbox', { name: /Case name/ }), 'M 17');
    await user.type(screen.getByRole('combobox', { name: /^Stain/ }), 'Wright');
    await user.click(screen.getByRole('button', { name: 'Create case' }));
    await screen.findByRole('heading', { level: 1, name: 'M 17' });
    expect(station.store.getState().document?.description.stain).toBe('Wright');
    await user.click(screen.getByRole('button', { name: 'Edit name and description…' }));
    await user.type(screen.getByRole('combobox', { name: /^Site/ }), 'Sternum');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(station.store.getState().document?.description.site).toBe('Sternum'),
    );
    expect(station.store.getState().document?.audit.at(-1)?.command).toBe('case.describe');
  });

  it('deletes into the trash, brings back, and deletes for good after a second word', async () => {
    const user = userEvent.setup();
    const { services } = await renderList();
    const remove = async () => {
      await user.click(screen.getByRole('button', { name: 'Actions for Beta 9' }));
      await user.click(screen.getByRole('menuitem', { name: 'Delete' }));
      await waitFor(() => expect(names()).not.toContain('Beta 9'));
    };
    await remove();
    const notice = services.notices.at(-1);
    expect(notice).toMatchObject({ key: 'notices.caseDeleted', action: { key: 'notices.undo' } });
    act(() => notice?.action?.run());
    await waitFor(() => expect(names()).toContain('Beta 9'));
    await remove();
    await user.click(screen.getByRole('radio', { name: 'Trash' }));
    await user.click(await screen.findByRole('button', { name: 'Delete Beta 9 for good' }));
    expect(services.repository.cases.has('Beta 9')).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Delete for good' }));
    await waitFor(() => expect(services.repository.cases.has('Beta 9')).toBe(false));
  });

  it('archives what is selected, and shows it in the archive', async () => {
    const user = userEvent.setup();
    await renderList();
    await user.click(screen.getByRole('checkbox', { name: 'Select Beta 9' }));
    await user.click(screen.getByRole('checkbox', { name: 'Select Beta 10' }));
    expect(screen.getByText('2 cases selected')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Archive' }));
    await waitFor(() => expect(names()).toEqual(['Case case-1', 'Alpha']));
    await user.click(screen.getByRole('radio', { name: 'Archive' }));
    expect(names().sort()).toEqual(['Beta 10', 'Beta 9']);
  });
});

describe('the fields of a case', () => {
  const order = (station: {
    store: { getState(): { document: { fields: readonly { id: string }[] } | null } };
  }) => station.store.getState().document?.fields.map(({ id }) => id);

  it('are reordered by keyboard, and that is said', async () => {
    const user = userEvent.setup();
    const { station } = await renderWorkstation(three());
    act(() => screen.getByRole('button', { name: /^f1\.png/ }).focus());
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect(order(station)).toEqual(['f2', 'f1', 'f3']);
    expect(screen.getByText('f1.png is now field 2 of 3')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Actions for field f3.png' }));
    await user.click(screen.getByRole('menuitem', { name: 'Move up' }));
    expect(order(station)).toEqual(['f2', 'f3', 'f1']);
  });

  it('are reordered by dragging', async () => {
    const { station } = await renderWorkstation(three());
    const rows = document.querySelectorAll('.field-row');
    const data = new Map<string, string>();
    const dataTransfer = {
      setData: (type: string, value: string) => data.set(type, value),
      getData: (type: string) => data.get(type) ?? '',
      get types() {
        return [...data.keys()];
      },
    };
    fireEvent.dragStart(rows[2]!, { dataTransfer });
    fireEvent.dragOver(rows[0]!, { dataTransfer });
    fireEvent.drop(rows[0]!, { dataTransfer });
    expect(order(station)).toEqual(['f3', 'f1', 'f2']);
  });

  it('are left out of the count for a reason only, and taken in again', async () => {
    const user = userEvent.setup();
    const { station } = await renderWorkstation(
      caseOf([fieldOf('f1', [modelCell('a', box(10, 10))]), fieldOf('f2')]),
    );
    const field = () => station.store.getState().document?.fields[0];
    await user.click(screen.getByRole('button', { name: 'Actions for field f1.png' }));
    await user.click(screen.getByRole('menuitem', { name: /Leave out/ }));
    const leaveOut = screen.getByRole('button', { name: 'Leave out' });
    expect(leaveOut).toBeDisabled();
    await user.click(screen.getByRole('radio', { name: 'Another reason' }));
    expect(leaveOut).toBeDisabled();
    await user.type(screen.getByRole('textbox', { name: 'Reason in your own words' }), 'Clot');
    await user.click(leaveOut);
    expect(field()?.excluded?.reason).toBe('Clot');
    expect(station.store.getState().document?.audit.at(-1)?.reason).toBe('Clot');
    expect(screen.getByText('Not counted')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Take into the count again' }));
    expect(field()?.excluded).toBeNull();
  });
});

describe('a case that another tab edits', () => {
  it('follows read-only until it is taken over', async () => {
    const user = userEvent.setup();
    const newTab = tabsInMemory();
    const other = testServices({ tabs: newTab() });
    other.repository.cases.set('case-1', three());
    const first = createWorkstation(other);
    await first.documents.open('case-1');
    const { station } = await renderWorkstation(three(), {
      tabs: newTab(),
      repository: other.repository,
    });
    expect(screen.getByText(/being edited in another tab/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Add images' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Analyse' })).toBeDisabled();
    expect(screen.queryByRole('button', { name: /^Actions for field/ })).toBeNull();
    await act(async () => {
      first.documents.execute(excludeField('f2', 'Out of focus'));
      await first.documents.settled();
    });
    expect(await screen.findByText('Not counted')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Edit here' }));
    await waitFor(() => expect(station.store.getState().access).toBe('edit'));
    expect(screen.getByRole('button', { name: 'Analyse' })).toBeEnabled();
    expect(first.store.getState().access).toBe('follow');
  });
});

describe('a change that is not on the disk', () => {
  it('is told with what helps: the trash, a backup, another try', async () => {
    const user = userEvent.setup();
    const { services, station } = await renderWorkstation(three());
    services.repository.save = async () => {
      throw Object.assign(new Error('The storage is full.'), { name: 'QuotaExceededError' });
    };
    act(() => {
      station.documents.execute(excludeField('f1', 'Out of focus'));
    });
    const banner = await screen.findByRole('alert');
    expect(banner).toHaveTextContent('The storage is full.');
    expect(within(banner).getByRole('button', { name: 'Save a backup file' })).toBeEnabled();
    let freed = false;
    services.repository.listTrash = async () => {
      freed = true;
      return [];
    };
    await user.click(within(banner).getByRole('button', { name: 'Empty the trash' }));
    expect(freed).toBe(true);
  });
});

describe('the address', () => {
  it('follows the screen, and the screen the address', async () => {
    const { station } = await renderWorkstation(three());
    expect(window.location.hash).toBe('#/case/case-1/field');
    act(() => station.showView('cases'));
    expect(window.location.hash).toBe('#/cases');
    window.history.replaceState(null, '', '#/case/case-1/field');
    await act(async () => {
      window.dispatchEvent(new PopStateEvent('popstate'));
    });
    expect(station.store.getState().view).toBe('field');
    expect(document.querySelector('.case-screen')).not.toBeNull();
  });
});
