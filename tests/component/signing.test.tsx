import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Case, Cell } from '../../src/domain/case.ts';
import { saveFile } from '../../src/features/report/saveFile.ts';
import { box, caseOf, fieldOf, modelCell, modelWord } from '../unit/store/support.ts';
import { renderWorkstation } from './support.tsx';

vi.mock('../../src/features/report/saveFile.ts', () => ({ saveFile: vi.fn() }));

// Views are loaded when they are first shown: a busy machine takes its time.
configure({ asyncUtilTimeout: 15_000 });

const doubtful = (id: string): Cell => ({
  ...modelCell(id, box(200, 100)),
  model: { ...modelWord(box(200, 100)), countableProbability: 0.5 },
});
const sample = (): Case =>
  caseOf([
    fieldOf('f1', [modelCell('a', box(10, 10)), modelCell('b', box(60, 60), 'SEG')]),
    fieldOf('f2', [doubtful('x')]),
  ]);
const open = async () => {
  const user = userEvent.setup();
  const rendered = await renderWorkstation(sample());
  const sign = () => user.click(screen.getByRole('button', { name: 'Sign' }));
  const press = (name: string | RegExp) => user.click(screen.getByRole('button', { name }));
  return { user, sign, press, ...rendered };
};
const current = ({ store }: Awaited<ReturnType<typeof open>>['station']) =>
  store.getState().document!;

/** Everything that the list asks for, done as a reviewer would. */
async function reviewAll({ user, press }: Awaited<ReturnType<typeof open>>) {
  await press('Show the next');
  await user.keyboard('{Enter}');
  await press('Mark this field reviewed');
  await press('Mark this field reviewed');
}

describe('signing', () => {
  it('is refused with the list of what is missing, and leads there', async () => {
    const { user, sign, station } = await open();
    await sign();
    const dialog = screen.getByRole('dialog', { name: 'Sign this case' });
    const missing = within(dialog).getByRole('region', { name: 'Before you can sign' });
    expect(within(missing).getByText('1 cell needs a look.')).toBeVisible();
    expect(within(missing).getByText('2 fields are not marked reviewed.')).toBeVisible();
    expect(within(dialog).getByText(/Only 3 of the 200 cells/)).toBeVisible();
    await user.type(within(dialog).getByRole('textbox', { name: 'Your name' }), 'Dr Example');
    expect(within(dialog).getByRole('button', { name: 'Sign case' })).toBeDisabled();
    await user.keyboard('{Enter}');
    expect(current(station).signature).toBeNull();
    await user.click(within(missing).getAllByRole('button', { name: 'Go there' })[0]!);
    expect(station.store.getState()).toMatchObject({
      view: 'field',
      activeFieldId: 'f2',
      selection: ['x'],
    });
    expect(screen.getByTestId('attention')).toHaveTextContent(/unsure whether it counts \(50\.0/);
  });

  it('is allowed once nothing is missing, locks the case, and keeps version 1 for ever', async () => {
    const parts = await open();
    const { user, sign, press, station, services } = parts;
    await reviewAll(parts);
    await sign();
    expect(screen.getByText('Nothing is missing.')).toBeVisible();
    await user.type(screen.getByRole('textbox', { name: 'Your name' }), 'Dr Example');
    await press('Sign case');
    expect(await screen.findByTestId('signed-banner')).toHaveTextContent(
      /Signed by Dr Example.*Version 1/,
    );
    const hash = current(station).signature!.contentHash;
    expect(screen.getByRole('button', { name: /Analyse/ })).toBeDisabled();
    await user.click(screen.getByRole('tab', { name: 'Cell' }));
    station.showCell('f1', 'a');
    for (const name of [/^Accept/, /^Uncountable/, 'Lymphocyte'])
      expect(await screen.findByRole('button', { name })).toBeDisabled();
    for (const name of ['Rule', 'Unresolved blasts count as', 'Cells to count'])
      expect(screen.getByLabelText(name)).toBeDisabled();

    await press('Signed by Dr Example');
    expect(await screen.findByText('The content matches the signature.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Amend' })).toBeDisabled();
    await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'second look');
    await press('Amend');
    expect(current(station)).toMatchObject({ version: 2, signature: null });
    expect(screen.queryByTestId('signed-banner')).toBeNull();

    // The case goes on; version 1 is still what was signed.
    await user.keyboard('y');
    expect(current(station).fields[0]!.cells[0]!.review?.label).toBe('LYM');
    await waitFor(() => expect(services.repository.cases.get('case-1')?.version).toBe(2));
    await sign();
    const dialog = screen.getByRole('dialog', { name: 'Sign this case' });
    expect(within(dialog).getByText(/Amended by Dr Example.*second look/)).toBeVisible();
    await press('View version 1');
    const version = await screen.findByTestId('signed-version');
    expect(version).toHaveTextContent(hash);
    expect(await within(version).findByText('The content matches the signature.')).toBeVisible();
    const row = within(version).getByRole('row', { name: /^LBLLymphoblast/ });
    expect(within(row).getAllByRole('cell')[0]).toHaveTextContent('2');
    expect(within(version).queryByRole('combobox')).toBeNull();
    expect(within(version).getByRole('button', { name: 'Report (PDF)' })).toBeEnabled();
  });

  it('says so where a stored version is not what was signed', async () => {
    const parts = await open();
    const { user, sign, press, station, services } = parts;
    await reviewAll(parts);
    await sign();
    await user.type(screen.getByRole('textbox', { name: 'Your name' }), 'Dr Example');
    await press('Sign case');
    await press('Signed by Dr Example');
    await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'second look');
    await press('Amend');
    await station.documents.settled();
    const stored = services.repository.versions.get('case-1/1')!;
    services.repository.versions.set('case-1/1', { ...stored, name: 'Somebody else' });
    await sign();
    await press('View version 1');
    const version = await screen.findByTestId('signed-version');
    expect(await within(version).findByText(/does not match the signature/)).toBeVisible();
    // No file of it says that it is signed, and the user hears why.
    for (const name of ['Differential (CSV)', 'Full result (JSON)'])
      await user.click(within(version).getByRole('button', { name }));
    await waitFor(() => expect(saveFile).toHaveBeenCalledTimes(2));
    const written = new Map(
      await Promise.all(
        vi
          .mocked(saveFile)
          .mock.calls.map(async ([blob, name]) => [name, await blob.text()] as const),
      ),
    );
    const fileOf = (ending: string) =>
      [...written].find(([name]) => name.endsWith(ending) && !name.includes('-v1'))?.[1];
    expect(fileOf('-differential.csv')).toContain('case,preliminary');
    expect(JSON.parse(fileOf('-result.json')!).case).toMatchObject({
      status: 'preliminary',
      signature: null,
    });
    expect(services.notices).toContainEqual(
      expect.objectContaining({ level: 'error', key: 'notices.exportedUnsigned' }),
    );
  });
});
