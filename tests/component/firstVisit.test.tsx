import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { en } from '../../src/app/i18n/en/index.ts';
import { zh } from '../../src/app/i18n/zh/index.ts';
import { demonstrationFor, STEP_IDS, TOUR_STEPS } from '../../src/features/tour/steps.ts';
import { INITIAL_STATE } from '../../src/store/state.ts';
import { box, caseOf, fieldOf, modelCell } from '../unit/store/support.ts';
import { renderAssistance } from './assistance.tsx';

const demonstration = () => ({
  ...caseOf([fieldOf('f1', [modelCell('a', box(10, 10)), modelCell('b', box(60, 10), 'SEG')])]),
  synthetic: true,
});

afterEach(async () => {
  // A tour that a failed test left open would cover the next one.
  await userEvent.keyboard('{Escape}');
});

describe('the welcome', () => {
  it('stands before a first visit, asks for the name once, and does not come back', async () => {
    const user = userEvent.setup();
    const { station, services } = await renderAssistance(demonstration(), {
      preferences: { welcomed: false },
    });
    const dialog = screen.getByRole('dialog', { name: 'Marrow Workstation' });
    expect(within(dialog).getByText(/For research use only/)).toBeVisible();
    await user.type(screen.getByRole('textbox', { name: /Who is reviewing/ }), ' Dr Li ');
    await user.click(screen.getByRole('button', { name: 'Start' }));
    expect(dialog).not.toHaveAttribute('open');
    expect(station.store.getState().preferences).toMatchObject({
      welcomed: true,
      reviewer: 'Dr Li',
    });
    expect(services.preferences.read().welcomed).toBe(true);
    expect(document.querySelector('.driver-popover')).toBeNull();
  });

  it('may be passed without a name, into the tour', async () => {
    const user = userEvent.setup();
    const { station } = await renderAssistance(demonstration(), {
      preferences: { welcomed: false },
    });
    await user.click(screen.getByRole('button', { name: 'Take the two-minute tour' }));
    expect(await screen.findByRole('dialog', { name: 'Let the model read first' })).toBeVisible();
    expect(station.store.getState().preferences).toMatchObject({ welcomed: true, reviewer: '' });
  });
});

describe('the guided tour', () => {
  const start = async (user: ReturnType<typeof userEvent.setup>) => {
    await user.keyboard('?');
    await user.click(screen.getByRole('button', { name: 'Guided tour' }));
    await screen.findByRole('dialog', { name: 'Let the model read first' });
  };
  const next = async (user: ReturnType<typeof userEvent.setup>, title: string) => {
    await user.click(screen.getByRole('button', { name: 'Next' }));
    return screen.findByRole('dialog', { name: title });
  };

  it('does the real things: waits for a key, or does it for the user', async () => {
    const user = userEvent.setup();
    const { station } = await renderAssistance(demonstration());
    await start(user);
    // The demonstration is analysed already: nothing is left to wait for.
    expect(screen.getByText('Done.')).toBeVisible();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Next' })).toHaveFocus());
    await next(user, 'The call');
    await next(user, 'The field and its boxes');
    await next(user, 'From cell to cell');
    expect(screen.getByText('Press J.')).toBeVisible();
    await user.keyboard('j');
    expect(station.store.getState().selection).toEqual(['a']);
    expect(screen.getByText('Done.')).toBeVisible();
    await next(user, 'What needs a look');
    await next(user, 'In doubt?');
    await next(user, 'Your word');
    await user.click(screen.getByRole('button', { name: 'Do it for me' }));
    const cells = () => station.store.getState().document?.fields[0]?.cells;
    expect(cells()?.[0]?.review?.label).toBe('LBL');
    await next(user, 'Done with a field');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(station.store.getState().document?.fields[0]?.reviewed).not.toBeNull();
    await next(user, 'How far the count has come');
    await next(user, 'Sign and export');
    expect(screen.getByText('10 of 10')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Finish' }));
    await waitFor(() => expect(document.querySelector('.driver-popover')).toBeNull());
  });

  it('is left by Escape at any step, selects nothing away, and may be taken again', async () => {
    const user = userEvent.setup();
    const { station } = await renderAssistance(demonstration());
    act(() => station.select(['b']));
    await start(user);
    await next(user, 'The call');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.querySelector('.driver-popover')).toBeNull());
    expect(station.store.getState().selection).toEqual(['b']);
    await start(user);
  });

  it('is given on a demonstration case that can be changed', () => {
    const entry = { synthetic: true, unreadable: null, archivedAt: null };
    const cases = [
      { ...entry, id: 'own', synthetic: false },
      { ...entry, id: 'put away', archivedAt: '2026-01-01T00:00:00.000Z' },
      { ...entry, id: 'demo' },
    ] as never;
    expect(demonstrationFor({ ...INITIAL_STATE, cases })).toBe('demo');
    expect(demonstrationFor({ ...INITIAL_STATE, cases: [] })).toBeNull();
  });

  it('has words for every step in both languages', () => {
    expect(TOUR_STEPS.map(({ id }) => id)).toEqual([...STEP_IDS]);
    for (const texts of [en, zh])
      for (const { id, task } of TOUR_STEPS) {
        expect(texts.tour.steps[id].title).not.toBe('');
        expect('wait' in texts.tour.steps[id]).toBe(task !== undefined);
      }
  });
});
