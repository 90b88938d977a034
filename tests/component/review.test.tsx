import { act, configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Case, Cell, Conflict } from '../../src/domain/case.ts';
import { say } from '../../src/domain/text/index.ts';
import { AT, box, caseOf, fieldOf, modelCell, modelWord } from '../unit/store/support.ts';
import { renderWorkstation } from './support.tsx';

// Views are loaded when they are first shown: a busy machine takes its time.
configure({ asyncUtilTimeout: 15_000 });

const reviewed = (id: string, at: ReturnType<typeof box>): Cell => ({
  ...modelCell(id, at),
  review: { label: 'LYM', countable: true, by: 'Dr Example', at: AT },
});
const conflict = (id: string, at: ReturnType<typeof box>, cellIds: string[]): Conflict => ({
  id,
  model: modelWord(at, 'MON'),
  cellIds,
});
const conflicting = (conflicts: Conflict[]): Case =>
  caseOf([
    {
      ...fieldOf('f1', [reviewed('a', box(10, 10, 40)), reviewed('b', box(100, 100))]),
      conflicts,
    },
  ]);

describe('conflicts with a later analysis', () => {
  const two = () =>
    conflicting([conflict('k1', box(12, 12), ['a']), conflict('k2', box(104, 104), ['b'])]);
  const open = async (document: Case) => {
    const user = userEvent.setup();
    const { station } = await renderWorkstation(document);
    const field = () => station.store.getState().document!.fields[0]!;
    await user.click(screen.getByRole('button', { name: 'Decide' }));
    return { user, station, field };
  };

  it('are told, shown side by side and decided by the keys 1 and 2, one after the other', async () => {
    const { user, station, field } = await open(two());
    const chooser = screen.getByRole('group', { name: 'Conflict 1 of 2' });
    expect(within(chooser).getByRole('img', { name: 'Picture: Lymphocyte' })).toBeVisible();
    expect(within(chooser).getByRole('img', { name: 'Picture: Monocyte' })).toBeVisible();
    expect(within(chooser).getByText('by Dr Example')).toBeVisible();
    expect(station.store.getState().selection).toEqual(['a']);
    await user.keyboard('1');
    expect(field().cells.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(screen.getByRole('group', { name: 'Conflict 2 of 2' })).toBeVisible();
    await user.keyboard('2');
    expect(field().conflicts).toEqual([]);
    expect(field().cells.map(({ id, model }) => [id, model?.label])).toEqual([
      ['a', 'LBL'],
      [expect.any(String), 'MON'],
    ]);
    expect(screen.queryByRole('group', { name: /Conflict/ })).toBeNull();
    act(() => void station.documents.undo());
    expect(field().conflicts).toHaveLength(1);
  });

  it('keep both by 3, and wait by Escape', async () => {
    const { user, field } = await open(two());
    await user.keyboard('3');
    expect(field().cells).toHaveLength(3);
    await user.keyboard('{Escape}');
    expect(screen.getByRole('button', { name: 'Decide' })).toBeVisible();
    expect(field().conflicts).toHaveLength(1);
  });

  it('lose no other cell that the analysis found over the same one', async () => {
    const { user, field } = await open(
      conflicting([conflict('k1', box(10, 10), ['a']), conflict('k2', box(30, 30), ['a'])]),
    );
    await user.keyboard('2');
    expect(field().conflicts).toEqual([]);
    expect(field().cells.map(({ model, review }) => [model?.label, review])).toEqual([
      ['LBL', expect.anything()],
      ['MON', null],
      ['MON', null],
    ]);
  });
});

describe('the cell panel', () => {
  const cells = [
    modelCell('a', box(10, 10)),
    modelCell('b', box(60, 60)),
    modelCell('c', box(120, 60), 'SEG'),
  ];

  it('tells both words with their authors, and keeps a remark', async () => {
    const user = userEvent.setup();
    const { station } = await renderWorkstation(
      caseOf([fieldOf('f1', [reviewed('a', box(9, 9))])]),
    );
    act(() => station.showCell('f1', 'a'));
    expect(screen.getByTestId('said-by')).toHaveTextContent('Dr Example');
    expect(screen.getByText(/Pack test 1\.0\.0/)).toBeVisible();
    expect(screen.getByText('90.0 % probable', { exact: false })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Add a remark or reason' }));
    await user.type(screen.getByRole('textbox', { name: 'Remark' }), 'twinned nucleus{Enter}');
    expect(screen.getByTestId('cell-comment')).toHaveTextContent('twinned nucleus');
    const { document } = station.store.getState();
    expect(document?.fields[0]?.cells[0]?.comment).toBe('twinned nucleus');
    expect(document?.audit.at(-1)?.command).toBe('cell.comment');
  });

  it('sums many selected cells up, and acts on all of them in one step', async () => {
    const user = userEvent.setup();
    const { station } = await renderWorkstation(caseOf([fieldOf('f1', cells)]));
    act(() => station.select(['a', 'b', 'c']));
    await user.click(screen.getByRole('tab', { name: 'Cell' }));
    expect(screen.getByTestId('selection-title')).toHaveTextContent('3 cells selected');
    expect(screen.getByTestId('selection-states')).toHaveTextContent('2 LBL1 SEG');
    await user.click(screen.getByRole('button', { name: 'Monocyte' }));
    expect(screen.getByTestId('selection-states')).toHaveTextContent('3 MON');
    expect(station.store.getState().history.past).toHaveLength(1);
  });
});

describe('the audit trail', () => {
  // jsdom lays nothing out: the list must have a height for its lines to be in sight.
  beforeEach(() => {
    Object.defineProperty(HTMLElement.prototype, 'offsetHeight', {
      configurable: true,
      value: 400,
    });
    Object.defineProperty(HTMLElement.prototype, 'offsetWidth', { configurable: true, value: 700 });
  });

  const trail = (): Case['audit'] => [
    {
      ...say('audit.case.rename', { before: 'old', after: 'new' }),
      at: AT,
      by: 'Ada',
      command: 'case.rename',
    },
    ...Array.from({ length: 500 }, (_, index) => ({
      ...say('audit.tally.count', { key: 'LYM', count: index + 1 }),
      at: AT,
      by: 'Ben',
      command: 'tally.count',
    })),
    {
      ...say('audit.field.exclude', { field: 'f1.png' }),
      at: AT,
      by: 'Ada',
      command: 'field.exclude',
      reason: 'smudged',
    },
  ];
  const lines = () => screen.getAllByRole('listitem').map((line) => line.textContent);

  it('is filtered by person, kind and words, newest first, with only what is in sight drawn', async () => {
    const user = userEvent.setup();
    await renderWorkstation({ ...caseOf([fieldOf('f1')]), audit: trail() });
    await user.click(screen.getByRole('button', { name: '502 audit entries' }));
    const dialog = await screen.findByRole('dialog', { name: 'Audit trail' });
    expect(within(dialog).getByText('502 entries')).toBeVisible();
    const drawn = within(dialog).getAllByRole('listitem');
    expect(drawn.length).toBeLessThan(80);
    expect(drawn[0]).toHaveTextContent('Left field f1.png out of the count (smudged)');

    await user.selectOptions(within(dialog).getByLabelText('Person'), 'Ada');
    expect(await within(dialog).findByText('2 of 502 entries')).toBeVisible();
    await user.type(within(dialog).getByRole('textbox', { name: 'Search' }), 'SMUDGED');
    expect(await within(dialog).findByText('1 of 502 entries')).toBeVisible();
    expect(lines().some((line) => line?.includes('smudged'))).toBe(true);
    await user.selectOptions(within(dialog).getByLabelText('Kind of change'), 'tally');
    expect(await within(dialog).findByText('No entry fits the filter.')).toBeVisible();
    await user.clear(within(dialog).getByRole('textbox', { name: 'Search' }));
    await user.selectOptions(within(dialog).getByLabelText('Person'), 'Everyone');
    await waitFor(() => expect(within(dialog).getByText('500 of 502 entries')).toBeVisible());
  });
});
