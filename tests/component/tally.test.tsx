import { act, configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { box, caseOf, fieldOf, modelCell } from '../unit/store/support.ts';
import { renderWorkstation } from './support.tsx';

// Views are loaded when they are first shown: a busy machine takes its time.
configure({ asyncUtilTimeout: 15_000 });

async function openTally(signed = false) {
  const user = userEvent.setup();
  const sample = caseOf([
    fieldOf('f1', [modelCell('a', box(10, 10)), modelCell('b', box(60, 60))]),
  ]);
  const signature = { by: 'R', at: sample.createdAt, contentHash: 'aa' };
  const rendered = await renderWorkstation(signed ? { ...sample, signature } : sample);
  act(() => rendered.station.showView('tally'));
  await screen.findByRole('heading', { name: 'Count by hand' });
  const counts = () => rendered.station.store.getState().document!.manual.counts;
  return { user, counts, ...rendered };
}
const said = () => screen.getByTestId('tally-said').textContent;

describe('the tally at the eyepiece', () => {
  it('counts by the keys that name a class, with one stroke or two, and says so', async () => {
    const { user, counts } = await openTally();
    await user.keyboard('yyl');
    expect(said()).toBe('Lymphoblast, 3 of 200');
    await user.keyboard('rou');
    expect(counts()).toEqual({ LYM: 2, LBL: 1, OCE: 1, uncountable: 1 });
    expect(screen.getByTestId('tally-total')).toHaveTextContent('4');
    expect(said()).toBe('Uncountable, 1');
    const tile = document.querySelector<HTMLElement>('[data-tally="LYM"]')!;
    expect(tile).toHaveTextContent('50.0');
  });

  it('takes back by Backspace and undo, one by one, and no further than the count', async () => {
    const { user, counts } = await openTally();
    await user.keyboard('yls{Backspace}');
    expect(counts()).toEqual({ LYM: 1, LBL: 1 });
    expect(said()).toBe('Taken back. 2 of 200');
    await user.keyboard('{Control>}z{/Control}');
    expect(counts()).toEqual({ LYM: 1 });
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(counts()).toEqual({ LYM: 1, LBL: 1 });
    await user.keyboard('{Backspace}{Backspace}{Backspace}');
    expect(counts()).toEqual({});
    expect(said()).toMatch(/^Nothing was counted/);
  });

  it('counts by tapping, and takes off by the − of a class', async () => {
    const { user, counts } = await openTally();
    const monocyte = screen.getByRole('button', { name: 'Count one: Monocyte' });
    await user.dblClick(monocyte);
    expect(counts()).toEqual({ MON: 2 });
    await user.click(screen.getByRole('button', { name: 'Take one off: Monocyte' }));
    expect(counts()).toEqual({ MON: 1 });
    expect(screen.getByRole('button', { name: 'Take one off: Eosinophil' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Start anew' }));
    await user.click(screen.getByRole('button', { name: 'Set to none' }));
    expect(counts()).toEqual({});
  });

  it('joins the count of the fields on request, in a column of its own', async () => {
    const { user } = await openTally();
    await user.keyboard('lyyy');
    expect(screen.getByTestId('counted')).toHaveTextContent(/^2$/);
    expect(screen.getByTestId('by-hand')).toHaveTextContent(
      '4 counted by hand at the eyepiece, not',
    );
    await user.click(screen.getByRole('checkbox', { name: /Add to the count/ }));
    expect(screen.getByTestId('counted')).toHaveTextContent(/^6$/);
    expect(screen.getByTestId('by-hand')).toHaveTextContent('4 of these');
    const row = screen.getByRole('row', { name: /^LBLLymphoblast/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .slice(0, 2)
        .map((cell) => cell.textContent),
    ).toEqual(['3', '1']);
    expect(screen.getByTestId('count-bar')).toHaveTextContent('6 of 200 nucleated cells');
  });

  it('is still where the case is signed', async () => {
    const { user, counts, services } = await openTally(true);
    await user.keyboard('y');
    expect(counts()).toEqual({});
    expect(services.notices.map(({ key }) => key)).toContain('notices.signed');
    expect(screen.getByRole('button', { name: 'Count one: Monocyte' })).toBeDisabled();
    expect(screen.getByRole('checkbox', { name: /Add to the count/ })).toBeDisabled();
  });
});
