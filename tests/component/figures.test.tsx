import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { AgeBand } from '../../src/domain/ageBands.ts';
import type { Case } from '../../src/domain/case.ts';
import type { Label } from '../../src/domain/classes.ts';
import { PAPER_RULE, type Rule } from '../../src/domain/rules.ts';
import type { PackDescription } from '../../src/engine/weights/pack.ts';
import { CallPanel } from '../../src/features/call/CallPanel.tsx';
import { UncountableKindChoice } from '../../src/features/cell/UncountableKindChoice.tsx';
import { DifferentialDialog } from '../../src/features/differential/DifferentialDialog.tsx';
import { DifferentialPanel } from '../../src/features/differential/DifferentialPanel.tsx';
import { RangeTable } from '../../src/features/differential/RangeTable.tsx';
import { RangeSettings } from '../../src/features/laboratory/RangeSettings.tsx';
import { CaseSimulation } from '../../src/features/simulation/CaseSimulation.tsx';
import { SimulationDialog } from '../../src/features/simulation/SimulationDialog.tsx';
import { SetSimulation } from '../../src/features/validation/SetSimulation.tsx';
import { AT, box, caseOf, ENGINE_INFO, fieldOf, modelCell, PACK } from '../unit/store/support.ts';
import { renderPart } from './renderPart.tsx';

const field = (id: string, labels: readonly (Label | null)[]) =>
  fieldOf(
    id,
    labels.map((label, i) => modelCell(`${id}-${i}`, box(10, 10), label, label !== null)),
  );
const many = (label: Label, count: number): Label[] => Array.from({ length: count }, () => label);
const plain = [...many('LBL', 2), ...many('SEG', 8)];
const sample = caseOf([
  field('f1', plain),
  field('f2', [...plain, null]),
  field('f3', [...many('LBL', 10), ...many('NB', 1)]),
]);

describe('figures beside the call', () => {
  it('give the interval by fields, a hint’s evidence, and the adjusted share only on request', async () => {
    const user = userEvent.setup();
    const { station } = await renderPart(sample, (document) => <CallPanel document={document} />);
    expect(screen.getByTestId('field-interval')).toHaveTextContent(
      /By fields: 20.0–\d+\.\d.%, 95.%, by resampling 3 fields/,
    );
    expect(screen.getByTestId('field-interval')).toHaveTextContent('too narrow');
    const know = (described: PackDescription | null) =>
      act(() =>
        station.store.setState(({ pack, packs }) => ({
          pack: { ...pack, described },
          packs: { ...packs, entries: [] },
        })),
      );
    const hint = document.querySelector('[data-hint="neuroblastoma"]')!;
    know(null);
    expect(hint).toHaveTextContent('What the pack knows of NB cannot be told');
    expect(screen.queryByTestId('adjusted-share')).toBeNull();
    const rightOf = (right: number) => ({ right, total: 100 });
    const manifest = {
      ...ENGINE_INFO.manifest,
      name: 'test',
      version: '1.0.0',
      recognition: [
        {
          classes: ['LBL' as const],
          sensitivity: rightOf(80),
          specificity: rightOf(95),
          on: 'a test set',
          command: '',
        },
      ],
    };
    know({ identity: PACK, manifest });
    expect(hint).toHaveTextContent('NB in this pack: learned from rendered cells only.');
    await user.click(screen.getByText('Share without the pack’s known confusion'));
    // 14 of 31: (0.4516 + 0.95 − 1) ÷ 0.75.
    expect(await screen.findByTestId('adjusted-share')).toHaveTextContent(/^53\.5/);
    expect(screen.getByText(/no part of the call/)).toBeVisible();
    know(null);
    expect(screen.getByText(/are not at hand/)).toBeVisible();
  });
});

describe('the call', () => {
  const show = (labels: readonly Label[][], settings: Partial<Case['settings']> = {}) => {
    const base = caseOf(labels.map((own, i) => field(`f${i}`, own)));
    const document = { ...base, settings: { ...base.settings, ...settings } };
    return renderPart(document, (current) => <CallPanel document={current} />);
  };

  it.each([
    ['who-icc-20', 'No cell is in the rule’s denominator (25 karyocytes counted'],
    ['someday', 'The rule “someday” is not known'],
  ])('shows hints and the reason where rule %s cannot be read', async (ruleId, reason) => {
    await show([many('NB', 25)], { ruleId });
    expect(screen.getByTestId('call-reading')).toHaveTextContent('No call yet');
    expect(screen.getByTestId('call-sentence')).toHaveTextContent(reason);
    expect(document.querySelector('[data-hint="neuroblastoma"]')).toHaveTextContent(
      '25 neuroblastoma cells',
    );
  });

  it('has no interval by fields where all have one share, and says why', async () => {
    await show([many('SEG', 14), many('SEG', 14)]);
    expect(screen.getByTestId('field-interval')).toHaveTextContent(/^By fields: no interval\. All/);
  });

  it('says on what the further cells rest', async () => {
    await show([[...many('LBL', 45), ...many('SEG', 155)]]);
    expect(screen.getByTestId('stop-hint')).toHaveTextContent(
      /^If the share stays as it is, about 784 more cells would settle it \(4 more .*\)\. Even then .* half of all cases/,
    );
  });
});

describe('the differential', () => {
  it('gives classes to which unresolved cells may belong as lower bounds, with one footnote', async () => {
    const labels = [...many('ERB', 75), ...many('BLAST', 15), ...many('SEG', 110)];
    await renderPart(caseOf([field('f1', labels)]), (document) => (
      <DifferentialPanel document={document} />
    ));
    const texts = (name: RegExp) =>
      within(screen.getByRole('row', { name }))
        .getAllByRole('cell')
        .map((cell) => cell.textContent!.replaceAll('\u00a0', ' '));
    expect(texts(/^PCE/)).toEqual(['0', '≥ 0.0', '0.0–44.4']);
    expect(texts(/^SEG/).slice(0, 2)).toEqual(['110', '55.0']);
    expect(screen.getByTestId('open-notice')).toHaveTextContent(
      /^≥: at least\. 15 counted only as/,
    );
  });
});

describe('the differential in detail', () => {
  it('marks the field that is unlike the others, with the test', async () => {
    const user = userEvent.setup();
    await renderPart(sample, (document) => (
      <DifferentialDialog document={document} onClose={() => undefined} />
    ));
    expect(screen.getByRole('status')).toHaveTextContent(
      'The fields do not share one share (p = 0.001). 1 field is unlike the others.',
    );
    const row = screen.getByRole('row', { name: /^f3\.png/ });
    expect(row).toHaveTextContent('▲ unlike the others');
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(expect.arrayContaining(['11', '0', '10', '90.9']));
    expect(screen.getByTestId('fields-test')).toHaveTextContent(
      /df = 2, p = 0\.\d+ .*1999 drawn tables/,
    );
    await user.selectOptions(screen.getByLabelText('Compared'), 'Granulocytic');
    expect(within(row).getAllByRole('cell')[2]).toHaveTextContent('0');
    await user.click(screen.getByRole('tab', { name: 'Reference values' }));
    await user.selectOptions(screen.getByLabelText('Age band'), 'glaser-1950');
    const table = screen.getByTestId('range-table');
    expect(within(table).getByRole('row', { name: /^Erythroid/ })).toHaveTextContent('23.1');
    await user.click(screen.getByRole('tab', { name: 'Review and pack' }));
    expect(screen.getByTestId('uncountable-kinds')).toHaveTextContent('not said 1');
    expect(screen.getByText(/^test 1\.0\.0, sha256 abab/)).toBeVisible();
  });

  it('takes its verdict on the fields from the test of all first', async () => {
    const lymphoblasts = [9, 1, 8, 2, 8, 2, 8, 3, 7, 2];
    const fields = lymphoblasts.map((count, i) =>
      field(`f${i}`, [...many('LBL', count), ...many('SEG', 20 - count)]),
    );
    const user = userEvent.setup();
    await renderPart(caseOf(fields), (document) => (
      <DifferentialDialog document={document} onClose={() => undefined} />
    ));
    const verdict = screen.getByRole('status');
    expect(verdict).toHaveTextContent(
      /^The fields do not share one share \(p = 0\.003\)\. No single field stands out\.$/,
    );
    expect(verdict).toHaveAttribute('data-unlike', 'true');
    await user.selectOptions(screen.getByLabelText('Compared'), 'Erythroid');
    expect(screen.getByRole('status')).toHaveTextContent(
      'No cell of any field is counted as one of these: there is nothing to compare.',
    );
  });

  it('adds up with what was counted by hand, and says which fields it is of', async () => {
    const counted: Case = {
      ...caseOf([
        field('f1', [...plain, null]),
        { ...field('f2', plain), excluded: { by: 'R', at: AT, reason: 'clot' } },
      ]),
      manual: { counts: { uncountable: 9 }, merged: true },
    };
    const user = userEvent.setup();
    await renderPart(counted, (document) => (
      <DifferentialDialog document={document} onClose={() => undefined} />
    ));
    await user.click(screen.getByRole('tab', { name: 'Review and pack' }));
    const kinds = within(screen.getByTestId('uncountable-kinds')).getAllByRole('listitem');
    expect(kinds.map((item) => item.textContent)).toEqual([
      'not said 1',
      'counted by hand, kind not kept: 9',
    ]);
    expect(screen.getByText(/^Of the fields in the count/)).toBeVisible();
  });

  it('keeps the kind of an uncountable cell, with a line in the trail', async () => {
    const user = userEvent.setup();
    const { current } = await renderPart(sample, (document) => (
      <UncountableKindChoice cell={document.fields[1]!.cells.at(-1)!} locked={false} />
    ));
    await user.selectOptions(screen.getByLabelText('Why it does not count'), 'crushed');
    expect(current().fields[1]!.cells.at(-1)!.review).toMatchObject({
      countable: false,
      kind: 'crushed',
    });
    expect(current().audit.at(-1)!.text).toContain('uncountable: crushed cell');
  });
});

describe('the simulation', () => {
  it('begins with this case’s numbers and works others out', async () => {
    const user = userEvent.setup();
    await renderPart(sample, (document) => (
      <CaseSimulation document={document} onClose={() => undefined} />
    ));
    expect(screen.getByLabelText('Fields a patient')).toHaveValue('3');
    expect(screen.getByLabelText('Cells a field')).toHaveValue('10');
    expect(screen.getByText('30 cells in all')).toBeVisible();
    const sensitivity = () =>
      Number.parseFloat(
        within(screen.getByTestId('expected-figures')).getAllByRole('cell')[0]!.textContent!,
      );
    const few = sensitivity();
    const set = async (label: string, value: string) => {
      const input = screen.getByLabelText(label);
      await user.clear(input);
      await user.paste(value);
    };
    await set('Fields a patient', '50');
    expect(await screen.findByText('500 cells in all')).toBeVisible();
    expect(sensitivity()).toBeGreaterThan(few);
    await set('Fields a patient', '2000');
    expect(await screen.findByRole('alert')).toHaveTextContent('Between 1 and 2000');
  });

  it('follows the rule with what nobody typed, and says whose the shares are', async () => {
    const user = userEvent.setup();
    const other: Rule = { ...PAPER_RULE, id: 'own', name: 'House rule', thresholdPercent: 30 };
    const recognition = {
      sensitivity: { right: 80, total: 100 },
      specificity: { right: 95, total: 100 },
    };
    await renderPart(sample, () => (
      <SimulationDialog
        rules={[PAPER_RULE, other]}
        sampling={null}
        confusionOf={({ id }) =>
          id === 'own'
            ? { recognition: null, told: 'nothing known' }
            : { recognition, told: 'of the pack' }
        }
        onClose={() => undefined}
      />
    ));
    const value = (label: string) => screen.getByLabelText<HTMLInputElement>(label).value;
    const shown = () =>
      [
        'Cells of the rule named so, %',
        'Other cells not named so, %',
        'With the disease, from %',
      ].map(value);
    const source = screen.getByTestId('simulation-source');
    expect(shown()).toEqual(['80', '95', '20']);
    expect(source).toHaveTextContent('of the pack');
    await user.selectOptions(screen.getByLabelText('Rule'), 'House rule');
    expect(shown()).toEqual(['100', '100', '30']);
    expect(source).toHaveTextContent('nothing known');
    await user.selectOptions(screen.getByLabelText('Rule'), 'zhou-2021');
    const typed = screen.getByLabelText('Cells of the rule named so, %');
    await user.clear(typed);
    await user.paste('90');
    expect(source).toHaveTextContent('as typed here');
    expect(source).not.toHaveTextContent('of the pack');
    await user.selectOptions(screen.getByLabelText('Rule'), 'House rule');
    expect(shown()).toEqual(['90', '100', '30']);
    await user.selectOptions(screen.getByLabelText('Rule'), 'zhou-2021');
    await user.click(screen.getByRole('button', { name: 'Use the measured ones' }));
    expect(shown()).toEqual(['80', '95', '20']);
  });
});

describe('what a rule counts, in a set', () => {
  it('begins a simulation only where cells of both kinds were measured', async () => {
    const of = (right: number, total: number) => ({
      sensitivity: { right, total },
      specificity: { right: 9, total: 10 },
      open: 0,
    });
    await renderPart(sample, () => (
      <>
        <SetSimulation rule={PAPER_RULE} of={of(0, 0)} />
        <SetSimulation rule={PAPER_RULE} of={of(8, 10)} />
      </>
    ));
    const [without, measured] = screen.getAllByTestId('rule-recognition');
    expect(within(without!).queryByRole('button')).toBeNull();
    expect(within(measured!).getByRole('button')).toBeVisible();
  });
});

describe('reference values of a case', () => {
  it('stay those that were chosen until somebody takes the new ones', async () => {
    const user = userEvent.setup();
    const band: AgeBand = {
      id: 'own',
      name: 'Toddlers',
      source: 'House',
      note: '',
      fromYears: 1,
      toYears: 3,
      indicative: false,
      rows: [{ of: 'LYM', low: 10, mean: null, high: 40 }],
    };
    const { station, current } = await renderPart(sample, (document) => (
      <RangeTable document={document} />
    ));
    const keep = (rows: AgeBand['rows']) =>
      act(() => {
        station.changeLaboratory((now) => ({ ...now, bands: [{ ...band, rows }] }));
      });
    keep(band.rows);
    await user.selectOptions(screen.getByLabelText('Age band'), 'own');
    expect(current().settings.ownBand).toEqual(band);
    const row = () =>
      within(screen.getByTestId('range-table')).getByRole('row', { name: /^Lymphocyte/ });
    expect(row()).toHaveTextContent('10');
    keep([{ of: 'LYM', low: 20, mean: null, high: 40 }]);
    expect(row()).toHaveTextContent('10');
    await user.click(await screen.findByRole('button', { name: 'Take the new values' }));
    expect(row()).toHaveTextContent('20');
    expect(screen.queryByRole('button', { name: 'Take the new values' })).toBeNull();
    expect(current().audit.at(-1)!.text).toContain('Toddlers');
    await user.selectOptions(screen.getByLabelText('Age band'), 'none');
    expect(current().settings.ownBand).toBeUndefined();
  });
});

describe('reference values of the laboratory', () => {
  it('are written, checked and kept', async () => {
    const user = userEvent.setup();
    const { station } = await renderPart(sample, () => <RangeSettings />);
    await user.click(screen.getByRole('button', { name: 'New band' }));
    const fill = async (label: string, text: string) => {
      await user.click(screen.getByLabelText(label));
      await user.paste(text);
    };
    await fill('Name', 'Toddlers');
    await fill('Source', 'House');
    await fill('From, years', '1');
    await fill('Below, years', '3');
    await fill('Myeloid (granulocytic and monocytic): High', '70');
    await fill('Myeloid (granulocytic and monocytic): Low', '80');
    await user.click(screen.getByRole('button', { name: 'Save band' }));
    expect(screen.getByRole('alert')).toHaveTextContent('Myeloid (granulocytic and monocytic) is');
    await user.clear(screen.getByLabelText('Myeloid (granulocytic and monocytic): Low'));
    await user.paste('40.5');
    await user.click(screen.getByRole('button', { name: 'Save band' }));
    expect(station.store.getState().laboratory.bands).toMatchObject([
      { name: 'Toddlers', rows: [{ of: 'myeloid', low: 40.5, mean: null, high: 70 }] },
    ]);
    expect(screen.getByText('Toddlers')).toBeVisible();
  });
});
