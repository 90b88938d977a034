import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { describePack } from '../../src/engine/weights/pack.ts';
import { memorySource, tinyPack } from '../unit/engine/packs.ts';
import {
  analysisOf,
  box,
  caseOf,
  ENGINE_INFO,
  fieldOf,
  modelCell,
  packsInMemory,
  scriptedEngine,
} from '../unit/store/support.ts';
import { renderWorkstation } from './support.tsx';

const { manifest, files } = tinyPack();
const tiny = await describePack(memorySource(files));
const tinyFiles = [...files].map(
  ([name, bytes]) => new File([bytes as Uint8Array<ArrayBuffer>], name),
);

/** Picked files are hashed first. */
const PATIENT = { timeout: 20_000 };

async function openDialog() {
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: /^Pack not loaded$/ }));
  const dialog = await screen.findByRole('dialog', { name: 'Model pack and backend' });
  return { user, dialog: within(dialog) };
}
const row = (dialog: ReturnType<typeof within>, name: string) =>
  within(
    within(dialog.getByRole('list', { name: 'Model packs' }))
      .getByText(name)
      .closest('li') as HTMLElement,
  );

describe('the model pack', () => {
  it('marks what it knows from rendered cells only, before it is loaded', async () => {
    const document = caseOf([fieldOf('f1', [modelCell('c1', box(10, 10), 'NB')])]);
    const { station } = await renderWorkstation(document);
    expect(station.store.getState().engine.phase).toBe('closed');
    expect(screen.getAllByTitle(/rendered/).map((mark) => mark.textContent)).toContainEqual(
      expect.stringContaining('◊'),
    );
  });

  it('is listed with its evidence and size, and says what it rests on', async () => {
    await renderWorkstation(caseOf([fieldOf('f1')]));
    const { dialog } = await openDialog();
    const line = row(dialog, 'Test pack');
    expect(line.getByText('in use')).toBeVisible();
    expect(line.getByText(/^10 kB, not in this browser yet$/)).toBeVisible();
    expect(line.getByText(/^Synthetic only 1$/)).toBeVisible();
  });

  it('is opened from files, shows its progress, and can be removed', async () => {
    let finish: () => void = () => undefined;
    const { station, services } = await renderWorkstation(
      caseOf([fieldOf('f1', [modelCell('c1', box(10, 10))])]),
      {
        packs: packsInMemory(),
        createEngine: () =>
          scriptedEngine(
            async () => analysisOf([]),
            async (_request, onProgress) => {
              onProgress?.({ stage: 'loading', done: 2_000_000, total: 14_000_000 });
              await new Promise<void>((resolve) => {
                finish = resolve;
              });
              return { ...ENGINE_INFO, manifest, pack: tiny.identity };
            },
          ),
      },
    );
    const { user, dialog } = await openDialog();
    await user.upload(dialog.getByTestId('pack-files'), tinyFiles);
    expect(await dialog.findByText('2.0 MB of 14 MB', {}, PATIENT)).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Cancel' })).toBeEnabled();
    expect(dialog.getByRole('button', { name: 'Open a folder…' })).toBeDisabled();
    finish();
    await waitFor(
      () => expect(row(dialog, 'Tiny pack with random weights').getByText('in use')).toBeVisible(),
      PATIENT,
    );
    // What another pack named stays, and is offered again.
    expect(screen.getByText(/1 field was analysed with test 1\.0\.0; tiny 0\.0\.1/)).toBeVisible();

    await user.click(dialog.getByRole('button', { name: /^Remove tiny from this browser/ }));
    await waitFor(() => expect(dialog.queryByText('Tiny pack with random weights')).toBeNull());
    expect(station.store.getState().pack.id).toBe('test');
    expect(services.notices).toContainEqual({
      level: 'info',
      key: 'packs.fellBack',
      values: { name: 'test' },
    });
  });

  it('names the file that is missing, and what to do', async () => {
    await renderWorkstation(caseOf([fieldOf('f1')]));
    const { user, dialog } = await openDialog();
    await user.upload(
      dialog.getByTestId('pack-files'),
      tinyFiles.filter(({ name }) => name !== manifest.gate.file),
    );
    const alert = await dialog.findByRole('alert', {}, PATIENT);
    expect(alert).toHaveTextContent(/gate\.safetensors was not among the picked ones/);
    expect(alert).toHaveTextContent(/Pick the folder of one pack/);
  });
});
