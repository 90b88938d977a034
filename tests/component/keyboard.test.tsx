import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Assistance } from '../../src/features/help/Assistance.tsx';
import { KeyboardProvider } from '../../src/features/keyboard/KeyboardProvider.tsx';
import { PREFIX_MS } from '../../src/features/keyboard/keyboard.ts';
import { useActions, useIsAvailable } from '../../src/features/keyboard/react.tsx';
import { WorkstationProvider } from '../../src/store/react.tsx';
import { createWorkstation } from '../../src/store/workstation.ts';
import { AT, box, caseOf, fieldOf, modelCell } from '../unit/store/support.ts';
import { renderAssistance } from './assistance.tsx';

const twoFields = () =>
  caseOf([
    fieldOf('f1', [modelCell('a', box(10, 10)), modelCell('b', box(60, 10), 'SEG')]),
    fieldOf('f2', [modelCell('c', box(10, 10))]),
  ]);
const signed = () => ({
  ...twoFields(),
  signature: { by: 'Dr Example', at: AT, contentHash: 'ab'.repeat(32), version: 1 },
});

type Rendered = Awaited<ReturnType<typeof renderAssistance>>;
const cellOf = ({ station }: Rendered, id: string) =>
  station.store
    .getState()
    .document?.fields.flatMap(({ cells }) => cells)
    .find((cell) => cell.id === id);
const labelOf = (rendered: Rendered, id: string) => cellOf(rendered, id)?.review?.label;
const openKeys = async (user: ReturnType<typeof userEvent.setup>) => {
  await user.keyboard('{Control>},{/Control}');
  await user.click(screen.getByRole('tab', { name: 'Keyboard' }));
};
const row = (name: string) =>
  screen.getByText(name, { selector: '.key-name' }).closest<HTMLElement>('.key-row')!;

/** A view that offers one action of its own. */
function Inner({ run, available }: { run: () => void; available: boolean }) {
  useActions({ next: { run, available } });
  return <output>{String(useIsAvailable('next'))}</output>;
}

describe('the keyboard', () => {
  it('steps, names by one and two strokes, accepts, and takes back', async () => {
    const user = userEvent.setup();
    const rendered = await renderAssistance(twoFields());
    await user.keyboard('j');
    expect(rendered.station.store.getState().selection).toEqual(['a']);
    await user.keyboard('y');
    expect(labelOf(rendered, 'a')).toBe('LYM');
    await user.keyboard('r');
    expect(screen.getByRole('status')).toHaveTextContent('Orthochromatic erythroblast');
    await user.keyboard('o');
    expect(labelOf(rendered, 'a')).toBe('OCE');
    await user.keyboard('{Control>}z{/Control}');
    expect(labelOf(rendered, 'a')).toBe('LYM');
    await user.keyboard('j{Enter}');
    expect(labelOf(rendered, 'b')).toBe('SEG');
    expect(rendered.station.store.getState()).toMatchObject({
      activeFieldId: 'f2',
      selection: ['c'],
    });
    await user.keyboard('vg');
    expect(rendered.station.store.getState().view).toBe('gallery');
  });

  it('lets a first stroke fall: by Escape, by a wrong second, and with time', async () => {
    const user = userEvent.setup();
    const rendered = await renderAssistance(twoFields());
    await user.keyboard('jr{Escape}o');
    expect(labelOf(rendered, 'a')).toBe('MON');
    expect(rendered.station.store.getState().selection).toEqual(['a']);
    await user.keyboard('rul');
    expect(labelOf(rendered, 'a')).toBe('LBL');
    vi.useFakeTimers();
    fireEvent.keyDown(document.body, { key: 'r' });
    act(() => void vi.advanceTimersByTime(PREFIX_MS));
    vi.useRealTimers();
    await user.keyboard('o');
    expect(labelOf(rendered, 'a')).toBe('MON');
  });

  it('does not name cell after cell while a key is held, and leaves an input method alone', async () => {
    const rendered = await renderAssistance(twoFields());
    const press = (init: KeyboardEventInit) => fireEvent.keyDown(document.body, init);
    press({ key: 'j' });
    press({ key: 'Enter' });
    press({ key: 'Enter', repeat: true });
    expect(labelOf(rendered, 'a')).toBe('LBL');
    expect(cellOf(rendered, 'b')?.review).toBeNull();
    press({ key: 'k', repeat: true });
    expect(rendered.station.store.getState().selection).toEqual(['a']);
    press({ key: 'y', isComposing: true });
    expect(labelOf(rendered, 'a')).toBe('LBL');
    press({ key: 'Y', code: 'KeyY' });
    expect(labelOf(rendered, 'a')).toBe('LYM');
  });

  it('leaves typing, and Enter on a focused button, to what has the focus', async () => {
    const user = userEvent.setup();
    const clicked = vi.fn();
    const rendered = await renderAssistance(twoFields(), {
      children: (
        <>
          <input aria-label="note" />
          <button type="button" onClick={clicked}>
            Other
          </button>
        </>
      ),
    });
    await user.keyboard('j');
    await user.type(screen.getByRole('textbox', { name: 'note' }), 'lysul');
    expect(cellOf(rendered, 'a')?.review).toBeNull();
    act(() => screen.getByRole('button', { name: 'Other' }).focus());
    await user.keyboard('{Enter}');
    expect(clicked).toHaveBeenCalledOnce();
    expect(cellOf(rendered, 'a')?.review).toBeNull();
    await user.keyboard('y');
    expect(labelOf(rendered, 'a')).toBe('LYM');
  });

  it('gives an action to the view that offered it last, until it is gone', async () => {
    const user = userEvent.setup();
    const own = vi.fn();
    const rendered = await renderAssistance(twoFields(), {
      children: <Inner run={own} available />,
    });
    await user.keyboard('j');
    expect(own).toHaveBeenCalledOnce();
    expect(rendered.station.store.getState().selection).toEqual([]);
    const without = (inner: React.ReactNode) =>
      rendered.rerender(
        <WorkstationProvider workstation={rendered.station}>
          <KeyboardProvider>
            {inner}
            <Assistance />
          </KeyboardProvider>
        </WorkstationProvider>,
      );
    without(<Inner run={own} available={false} />);
    expect(document.querySelector('output')).toHaveTextContent('false');
    await user.keyboard('j');
    expect(own).toHaveBeenCalledOnce();
    without(null);
    await user.keyboard('j');
    expect(rendered.station.store.getState().selection).toEqual(['a']);
  });
});

describe('a locked case', () => {
  it.each([
    ['signed', 'notices.signed'],
    ['followed', 'notices.followed'],
  ])('that is %s is not changed by any key, and says why', async (kind, notice) => {
    const user = userEvent.setup();
    const rendered = await renderAssistance(kind === 'signed' ? signed() : twoFields());
    if (kind === 'followed') act(() => rendered.station.store.setState({ access: 'follow' }));
    const before = rendered.station.store.getState().document;
    await user.keyboard('jy');
    expect(rendered.station.store.getState().selection).toEqual(['a']);
    expect(rendered.station.store.getState().document).toBe(before);
    expect(rendered.services.notices.at(-1)).toEqual({ level: 'info', key: notice });
    await user.keyboard('{Control>}k{/Control}');
    expect(screen.getByRole('option', { name: /Next cell not reviewed/ })).toBeVisible();
    expect(screen.queryByRole('option', { name: /Delete box/ })).toBeNull();
    expect(screen.queryByRole('option', { name: /Lymphocyte/ })).toBeNull();
  });
});

describe('a reviewer’s own key', () => {
  it('is recorded, used, shown in the cheat sheet, and there after a reload', async () => {
    const user = userEvent.setup();
    const rendered = await renderAssistance(twoFields());
    await user.keyboard('j');
    await openKeys(user);
    await user.type(screen.getByRole('searchbox'), 'lymphoblast');
    await user.click(screen.getByRole('button', { name: 'Change L of Lymphoblast' }));
    await user.keyboard('.{Enter}');
    expect(rendered.station.store.getState().preferences.keys).toEqual({ 'label.LBL': ['.'] });
    expect(row('Lymphoblast')).toHaveTextContent('changed');
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await user.keyboard('l');
    expect(cellOf(rendered, 'a')?.review).toBeNull();
    await user.keyboard('.');
    expect(labelOf(rendered, 'a')).toBe('LBL');

    rendered.unmount();
    const again = createWorkstation(rendered.services);
    await again.start();
    render(
      <WorkstationProvider workstation={again}>
        <KeyboardProvider>
          <Assistance />
        </KeyboardProvider>
      </WorkstationProvider>,
    );
    await user.keyboard('?');
    const named = within(screen.getByRole('region', { name: 'Name the cell' }));
    const lines = named.getAllByRole('term').map((term) => term.parentElement?.textContent);
    expect(lines).toContainEqual(expect.stringMatching(/LBL Lymphoblast\.$/));
  });

  it('may be two strokes, and is given back by a reset', async () => {
    const user = userEvent.setup();
    const rendered = await renderAssistance(twoFields());
    await openKeys(user);
    await user.click(screen.getByRole('button', { name: 'Add a key for Eosinophil' }));
    await user.keyboard('r');
    expect(screen.getByText('Press a second key, or use this one')).toBeVisible();
    await user.keyboard('e');
    expect(rendered.station.store.getState().preferences.keys).toEqual({
      'label.EOS': ['e', 'r e'],
    });
    await user.click(screen.getByRole('button', { name: 'Reset the keys of Eosinophil' }));
    expect(rendered.station.store.getState().preferences.keys).toEqual({});
  });

  it('is refused where another has it, with both names, and taken on the reviewer’s word', async () => {
    const user = userEvent.setup();
    const rendered = await renderAssistance(twoFields());
    await openKeys(user);
    await user.click(screen.getByRole('button', { name: 'Change L of Lymphoblast' }));
    await user.keyboard('s{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent(
      'S cannot be used for “Lymphoblast”: “Neutrophilic segmented form” (S) has it.',
    );
    expect(rendered.station.store.getState().preferences.keys).toEqual({});
    await user.click(
      screen.getByRole('button', { name: 'Take the key from “Neutrophilic segmented form”' }),
    );
    expect(rendered.station.store.getState().preferences.keys).toEqual({
      'label.LBL': ['s'],
      'label.SEG': [],
    });
    await user.click(screen.getByRole('button', { name: 'Reset all keys' }));
    expect(rendered.station.store.getState().preferences.keys).toEqual({});
  });

  it('cannot be what the browser keeps, and Escape leaves the recording', async () => {
    const user = userEvent.setup();
    const rendered = await renderAssistance(twoFields());
    await openKeys(user);
    await user.click(screen.getByRole('button', { name: 'Change D of Draw a box' }));
    await user.keyboard('{Control>}w{/Control}');
    expect(screen.getByRole('alert')).toHaveTextContent('Ctrl+W belongs to the browser');
    await user.keyboard('{Escape}');
    expect(screen.getByRole('button', { name: 'Change D of Draw a box' })).toBeVisible();
    expect(screen.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    expect(rendered.station.store.getState().preferences.keys).toEqual({});
  });
});

describe('the palette', () => {
  beforeEach(() => vi.useRealTimers());

  it('finds a class by a part of its name and names the selection; shows it first the next time', async () => {
    const user = userEvent.setup();
    const rendered = await renderAssistance(twoFields());
    await user.keyboard('j{Control>}k{/Control}');
    await user.type(screen.getByRole('combobox'), 'orthochr{Enter}');
    await waitFor(() => expect(labelOf(rendered, 'a')).toBe('OCE'));
    await user.keyboard('{Control>}k{/Control}');
    const [first] = screen.getAllByRole('option');
    expect(first).toHaveTextContent('Orthochromatic erythroblast');
  });

  it('goes to fields, and changes the appearance', async () => {
    const user = userEvent.setup();
    const { station } = await renderAssistance(twoFields());
    await user.keyboard('{Control>}k{/Control}');
    await user.type(screen.getByRole('combobox'), 'f2.png{Enter}');
    await waitFor(() => expect(station.store.getState().activeFieldId).toBe('f2'));
    await user.keyboard('{Control>}k{/Control}');
    await user.type(screen.getByRole('combobox'), 'dark{Enter}');
    await waitFor(() => expect(station.store.getState().preferences.theme).toBe('dark'));
  });

  it('offers only what can be done', async () => {
    const user = userEvent.setup();
    await renderAssistance(twoFields());
    await user.keyboard('{Control>}k{/Control}');
    expect(screen.queryByRole('option', { name: /Lymphoblast/ })).toBeNull();
    expect(screen.queryByRole('option', { name: /Cancel the analysis/ })).toBeNull();
    expect(screen.getByRole('option', { name: /Analyse the case/ })).toBeVisible();
  });
});
