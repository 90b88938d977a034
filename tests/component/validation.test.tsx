import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { initialiseTexts } from '../../src/app/i18n/index.ts';
import type { Case } from '../../src/domain/case.ts';
import { SYNTHETIC_NOTICE } from '../../src/domain/notice.ts';
import { ValidationView } from '../../src/features/validation/ValidationView.tsx';
import { WorkstationProvider } from '../../src/store/react.tsx';
import { createWorkstation } from '../../src/store/workstation.ts';
import { frozenCases } from '../unit/domain/frozenPatients.ts';
import { caseOf, fieldOf, testServices } from '../unit/store/support.ts';
import { installBrowserParts } from './browserParts.ts';

async function renderView(cases: readonly Case[]) {
  installBrowserParts();
  await initialiseTexts();
  const services = testServices();
  for (const document of cases) services.repository.cases.set(document.id, document);
  const station = createWorkstation(services);
  await station.start({ view: 'validation' });
  render(
    <WorkstationProvider workstation={station}>
      <ValidationView />
    </WorkstationProvider>,
  );
  return { services, station, user: userEvent.setup() };
}

/** Intervals by a thousand resamples take their time on a busy machine. */
const summaryShown = () => screen.findByTestId('evaluation-summary', {}, { timeout: 20_000 });
/** By its id: asking for roles among hundreds of table cells takes seconds. */
const tab = (id: string) => document.querySelector<HTMLElement>(`[data-tab="${id}"]`)!;
const cell = (row: HTMLElement, at: number) => within(row).getAllByRole('cell')[at]!;
const png = (name: string) => new File(['picture'], name, { type: 'image/png' });
const csv = (...lines: string[]) =>
  new File([['file,x,y,width,height,label,patient', ...lines].join('\n')], 'cells.csv');

describe('the validation view', () => {
  it('shows the figures of the chosen cases, and tells which classes have none', async () => {
    const { user } = await renderView(frozenCases());
    const summary = await summaryShown();
    expect(screen.getByText('Patients: 12; fields: 24; cells of the truth: 336')).toBeVisible();
    const ap = within(summary).getByRole('row', { name: /^AP at IoU 0.5 / });
    expect(cell(ap, 0)).toHaveTextContent('0.861');
    expect(cell(ap, 1)).toHaveTextContent(/^0\.\d{3}–0\.\d{3}$/);
    await user.click(tab('classes'));
    const row = (code: string) =>
      screen.getByTestId('class-figures').querySelector<HTMLElement>(`[data-class="${code}"]`)!;
    expect(cell(row('NB'), 4)).not.toHaveTextContent('–');
    expect(cell(row('NB'), 5)).toHaveTextContent('–');
    expect(row('MMC')).toBeNull();
    expect(screen.getByTestId('absent-classes')).toHaveTextContent('MMC');
    expect(cell(row('LBL'), 3)).toHaveTextContent('54 / 70');
    await user.click(screen.getByRole('radio', { name: 'Blasts and erythroblasts as one each' }));
    expect(row('LBL')).toBeNull();
    expect(cell(row('BLAST'), 0)).toHaveTextContent('118');
    await user.click(tab('gate'));
    expect(screen.getByRole('img', { name: /ROC curve of the gate/ })).toHaveAccessibleName(
      /In use: sensitivity 0\.943/,
    );
    await user.click(tab('patients'));
    const recognition = screen.getByTestId('rule-recognition');
    expect(within(recognition).getByRole('row', { name: /^Sensitivity/ })).toHaveTextContent(
      '0.771',
    );
    await user.click(within(recognition).getByRole('button', { name: /What this number/ }));
    expect(
      await screen.findByLabelText('Cells of the rule named so, %', {}, { timeout: 20_000 }),
    ).toHaveValue('77.1');
    expect(screen.getByTestId('simulation-source')).toHaveTextContent('those of this set: 216');
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('checkbox', { name: 'Measure Patient 0' }));
    await user.click(tab('summary'));
    expect(await screen.findByText(/^Patients: 11;/, {}, { timeout: 20_000 })).toBeVisible();
    expect(screen.queryByText(SYNTHETIC_NOTICE)).toBeNull();
  });

  it('keeps the known diagnosis with the case, and reads patients by it', async () => {
    const { user, services } = await renderView(frozenCases());
    await summaryShown();
    await user.click(tab('patients'));
    const [bare] = screen.getAllByTestId('patient-counts');
    const all = () => within(bare!).getByRole('row', { name: /^ALL/ });
    expect(cell(all(), 0)).toHaveTextContent('6');
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Known diagnosis of Patient 1' }),
      'ALL',
    );
    await waitFor(() => expect(cell(all(), 1)).toHaveTextContent('1'));
    const kept = services.repository.cases.get('patient-01')!;
    expect(kept.diagnosis).toBe('all');
    expect(kept.audit.at(-1)!.text).toBe('Known diagnosis: not ALL → ALL');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Rule' }), 'fab-1976-30');
    await waitFor(() => expect(cell(all(), 1)).toHaveTextContent('3'));
  });

  it('says so where nothing has a truth, or nothing is analysed', async () => {
    await renderView([caseOf([fieldOf('f1')])]);
    expect(await screen.findByText('No case has a ground truth')).toBeVisible();
  });

  it('opens a set, a case a patient, analyses it and shows the detector’s figures', async () => {
    const { user, station, services } = await renderView([]);
    const files = [
      png('a.png'),
      png('b.png'),
      png('c.png'),
      // The scripted engine finds one box in each picture.
      csv('a.png,10,10,20,20,WBC,Ann', 'b.png,10,10,20,20,WBC,Bob', 'b.png,80,80,20,20,WBC,Bob'),
    ];
    await user.upload(screen.getByTestId('set-files'), files);
    const form = await screen.findByTestId('set-form');
    expect(form).toHaveTextContent('2 patients with 2 pictures that have truth: Ann, Bob');
    expect(form).toHaveTextContent('1 picture without truth is left out: c.png');
    await user.selectOptions(within(form).getByLabelText('Meaning here: WBC'), 'unnamed');
    await user.click(within(form).getByRole('button', { name: 'Open 2 patients' }));
    await user.click(await screen.findByRole('button', { name: 'Analyse 2 fields' }));
    await act(() => station.documents.settled());
    const summary = await summaryShown();
    await waitFor(() =>
      expect(cell(within(summary).getByRole('row', { name: /^Recall/ }), 2)).toHaveTextContent(
        '2 / 3',
      ),
    );
    expect(screen.getByText(/truth of 2 patients names no cell/)).toBeVisible();
    const cases = [...services.repository.cases.values()];
    expect(cases.map(({ name, readers }) => [name, readers[0]?.kind])).toEqual([
      ['Ann', 'truth'],
      ['Bob', 'truth'],
    ]);
    expect(services.notices.map(({ key }) => key)).toEqual(['validation.opened']);
  });

  it('shows before opening who is left out, for which file, and what else is', async () => {
    const { user } = await renderView([]);
    const placed = (path: string, file: File) =>
      Object.defineProperty(file, 'webkitRelativePath', { value: `set/${path}` });
    await user.upload(screen.getByTestId('set-folder'), [
      placed('classes.txt', new File(['LBL\n'], 'classes.txt')),
      placed('P1/a.png', png('a.png')),
      placed('P1/a.txt', new File(['0 0.5 0.5 0.1 0.1'], 'a.txt')),
      placed('P2/b.png', png('b.png')),
      placed('P2/b.txt', new File(['junk'], 'b.txt')),
    ]);
    const form = await screen.findByTestId('set-form');
    expect(within(form).getByRole('alert')).toHaveTextContent(
      /P2 was left out: set\/P2\/b\.txt, line 1: “junk”/,
    );
    expect(within(form).getByRole('button', { name: 'Open 1 patient' })).toBeEnabled();
  });

  it('leaves out a patient whose picture does not fit, and says why', async () => {
    const { user, services, station } = await renderView([]);
    const coco = {
      images: [
        { id: 1, file_name: 'P1/a.png', width: 400, height: 300 },
        { id: 2, file_name: 'P2/b.png', width: 99, height: 99 },
      ],
      annotations: [{ image_id: 1, category_id: 1, bbox: [1, 1, 5, 5] }],
      categories: [{ id: 1, name: 'LBL' }],
    };
    const inFolder = (file: File, path: string) =>
      Object.defineProperty(file, 'webkitRelativePath', { value: `set/${path}` });
    await user.upload(screen.getByTestId('set-folder'), [
      inFolder(png('a.png'), 'P1/a.png'),
      inFolder(png('b.png'), 'P2/b.png'),
      inFolder(new File([JSON.stringify(coco)], 'truth.json'), 'truth.json'),
    ]);
    await user.click(await screen.findByRole('button', { name: 'Open 2 patients' }));
    await waitFor(() => expect(services.notices.at(-1)?.key).toBe('validation.opened'));
    const [failed] = services.notices;
    expect(failed).toMatchObject({ key: 'validation.patientFailed', values: { name: 'P2' } });
    expect(JSON.stringify(failed!.values)).toContain('99 × 99');
    expect(station.store.getState().cases.map(({ name }) => name)).toEqual(['P1']);
  });
});
