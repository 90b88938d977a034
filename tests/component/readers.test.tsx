import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Case, ReaderCell } from '../../src/domain/case.ts';
import type { Label } from '../../src/domain/classes.ts';
import { ReaderImport } from '../../src/features/readers/ReaderImport.tsx';
import { ReadersDialog } from '../../src/features/readers/ReadersDialog.tsx';
import { saveFile } from '../../src/features/report/saveFile.ts';
import { look, PLAIN_LOOK } from '../../src/features/viewer/look.ts';
import { AT, box, caseOf, fieldOf, modelCell } from '../unit/store/support.ts';
import { renderPart } from './renderPart.tsx';

vi.mock('../../src/features/report/saveFile.ts', () => ({ saveFile: vi.fn() }));

const cells = (['LBL', 'LBL', 'SEG', 'SEG'] as const).map((label, i) =>
  modelCell(`c${i}`, box(40 * i, 10), label),
);
const plain = caseOf([fieldOf('f1', cells), fieldOf('f2', [modelCell('d', box(0, 0), 'LYM')])]);

const read = (x: number, label: Label | null): ReaderCell => ({
  box: box(x, 10),
  label,
  countable: true,
});

/** A second reader of the first field: one word is another, one cell is missed, one is more. */
const compared: Case = {
  ...plain,
  fields: [
    {
      ...plain.fields[0]!,
      readings: [
        {
          readerId: 'r',
          cells: [read(0, 'LBL'), read(40, 'LYM'), read(80, 'SEG'), read(240, 'LBL')],
        },
      ],
    },
    plain.fields[1]!,
  ],
  readers: [
    {
      id: 'r',
      kind: 'reader',
      name: 'Dr Second',
      source: { format: 'coco', files: ['second.json'] },
      imported: { by: 'Dr Example', at: AT },
    },
  ],
};

beforeEach(() => look.setState(PLAIN_LOOK));

const voc = (file: string, label: string) =>
  new File(
    [
      `<annotation><filename>${file}</filename><size><width>400</width><height>300</height></size>` +
        `<object><name>${label}</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>20</xmax><ymax>20</ymax></bndbox></object></annotation>`,
    ],
    `${label}.xml`,
    { type: 'text/xml' },
  );

describe('the import of another reader’s boxes', () => {
  it('asks what a class means, and takes the boxes under a name, apart from the count', async () => {
    const user = userEvent.setup();
    const { current, services } = await renderPart(plain, (document) => (
      <ReaderImport document={document} />
    ));
    await user.upload(screen.getByTestId('reader-files'), [
      voc('f1.png', 'Lymphoblast'),
      voc('f2.png', 'blob'),
      voc('elsewhere.png', 'Lymphoblast2'),
    ]);
    const form = await screen.findByTestId('reader-form');
    expect(form).toHaveTextContent('2 fields of 2 found');
    expect(form).toHaveTextContent('Not fields of this case: elsewhere.png');
    expect(within(form).getByRole('row', { name: /^blob/ })).toHaveTextContent('not understood');
    expect(screen.getByRole('button', { name: 'Import 1 cell' })).toBeEnabled();
    await user.selectOptions(screen.getByLabelText('Meaning here: blob'), 'uncountable');
    await user.click(screen.getByRole('radio', { name: 'A second reader' }));
    const name = screen.getByRole('textbox', { name: 'Name of the reader or the source' });
    await user.clear(name);
    expect(screen.getByRole('button', { name: 'Import 2 cells' })).toBeDisabled();
    await user.type(name, 'Dr Second');
    await user.click(screen.getByRole('button', { name: 'Import 2 cells' }));

    const { readers, fields } = current();
    expect(readers).toMatchObject([{ kind: 'reader', name: 'Dr Second' }]);
    expect(fields.map(({ readings }) => readings.map((reading) => reading.cells))).toEqual([
      [[{ box: { x: 0, y: 0, width: 20, height: 20 }, label: 'LBL', countable: true }]],
      [[{ box: { x: 0, y: 0, width: 20, height: 20 }, label: null, countable: false }]],
    ]);
    expect(fields.map((field) => field.cells)).toEqual(plain.fields.map((field) => field.cells));
    expect(services.notices.at(-1)).toMatchObject({ key: 'readers.imported' });
    expect(screen.queryByTestId('reader-form')).toBeNull();
  });

  it('says which file is of no use, and goes on without it when told to', async () => {
    const user = userEvent.setup();
    const { current } = await renderPart(plain, (document) => <ReaderImport document={document} />);
    const files = [voc('f1.png', 'Lymphoblast'), new File(['<annotation>'], 'f2.xml')];
    await user.upload(screen.getByTestId('reader-files'), files);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/1 file or picture cannot be taken.*f2\.xml, line 1/);
    expect(screen.queryByTestId('reader-form')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Go on without' }));
    expect(screen.getByTestId('reader-form')).toHaveTextContent('1 field of 2 found');
    await user.click(screen.getByRole('button', { name: 'Import 1 cell' }));
    // The field of the broken file is missing in the reading, not empty.
    expect(current().fields.map(({ readings }) => readings.length)).toEqual([1, 0]);

    await user.upload(screen.getByTestId('reader-files'), files);
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(current().readers).toHaveLength(1);
  });

  it('names the file that cannot be read, with the remedy', async () => {
    const user = userEvent.setup();
    await renderPart(plain, (document) => <ReaderImport document={document} />);
    const broken = new File(['{"images": ['], 'broken.json', { type: 'application/json' });
    await user.upload(screen.getByTestId('reader-files'), broken);
    expect(await screen.findByRole('alert')).toHaveTextContent(/^broken\.json/);
    expect(screen.queryByTestId('reader-form')).toBeNull();
  });
});

describe('two readers compared', () => {
  async function open() {
    const user = userEvent.setup();
    const onClose = vi.fn();
    const rendered = await renderPart(compared, () => <ReadersDialog open onClose={onClose} />);
    await user.click(screen.getByRole('button', { name: 'Compare with Dr Second' }));
    const figures = await screen.findByTestId('comparison-figures');
    return { user, onClose, figures, ...rendered };
  }

  it('shows what both found, kappa, and each class', async () => {
    const { user, figures } = await open();
    const texts = within(figures)
      .getAllByRole('definition')
      .map((item) => item.textContent);
    // 2 of 3 the same; by chance (2 × 1 + 1 × 1) ÷ 9 = 1 ÷ 3: kappa 0.5.
    expect(texts.slice(0, 3)).toEqual(['3', '1', '1']);
    expect(texts).toEqual(expect.arrayContaining(['2 / 3', '0.50']));
    expect(screen.getByText('1 field in the count that both have read')).toBeVisible();
    await user.click(screen.getByRole('tab', { name: 'By class' }));
    const row = within(screen.getByTestId('agreement-by-class')).getByRole('row', { name: /LYM/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent)
        .slice(0, 4),
    ).toEqual(['0', '0', '1', '0.0']);
    await user.selectOptions(screen.getByLabelText('Words compared as'), 'lineage');
    expect(figures).toHaveTextContent('1.00no interval: its large-sample error is 0');
    await user.click(screen.getByRole('tab', { name: 'Differentials' }));
    const counts = screen.getByTestId('two-differentials');
    expect(within(counts).getByRole('row', { name: /SEG/ })).toHaveTextContent('−25.0');
    await user.selectOptions(screen.getByLabelText('Second reader'), 'own');
    expect(screen.getByText('Choose two different readers.')).toBeVisible();
  });

  it('opens the cell of a disagreement, or the place that only the other found', async () => {
    const { user, onClose, station } = await open();
    const table = screen.getByTestId('disagreements');
    expect(screen.getByRole('tab', { name: 'Disagreements (3)' })).toBeVisible();
    await user.click(within(table).getByRole('button', { name: /cell 2, Lymphoblast \/ Lymph/ }));
    expect(station.store.getState()).toMatchObject({ activeFieldId: 'f1', selection: ['c1'] });
    expect(look.getState()).toMatchObject({ readerBoxes: true, place: null });
    expect(onClose).toHaveBeenCalledOnce();
    await user.click(screen.getByRole('button', { name: 'Compare with Dr Second' }));
    await user.click(await screen.findByRole('button', { name: /cell 4, not found/ }));
    expect(station.store.getState().selection).toEqual([]);
    expect(look.getState().place).toEqual({ fieldId: 'f1', box: box(240, 10) });
  });

  it('is written as CSV', async () => {
    const { user, services } = await open();
    await user.click(screen.getByRole('button', { name: 'Export CSV' }));
    await waitFor(() => expect(saveFile).toHaveBeenCalledOnce());
    expect(services.notices.at(-1)).toMatchObject({ key: 'notices.exported' });
  });

  it('goes when its reader is removed', async () => {
    const { station } = await open();
    const { removeReader } = await import('../../src/store/commands/index.ts');
    act(() => void station.documents.execute(removeReader('r')));
    expect(screen.getByText('Nobody else has read this case yet.')).toBeVisible();
  });
});
