import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { writeRuleFile } from '../../src/domain/ruleFile.ts';
import { PAPER_RULE } from '../../src/domain/rules.ts';
import { tellAudit } from '../../src/domain/text/index.ts';
import { CallPanel } from '../../src/features/call/CallPanel.tsx';
import { RuleSettings } from '../../src/features/laboratory/RuleSettings.tsx';
import { box, caseOf, fieldOf, modelCell } from '../unit/store/support.ts';
import { renderPart } from './renderPart.tsx';

async function open() {
  const user = userEvent.setup();
  const labels = ['LBL', 'LBL', 'MBL', 'SEG'] as const;
  const cells = labels.map((label, i) => modelCell(`c${i}`, box(10 + 30 * i, 10), label));
  const rendered = await renderPart(caseOf([fieldOf('f1', cells)]), (document) => (
    <>
      <CallPanel document={document} />
      <RuleSettings />
    </>
  ));
  const rules = () => rendered.station.store.getState().laboratory.rules;
  const fill = async (field: HTMLElement, text: string) => {
    await user.clear(field);
    await user.click(field);
    await user.paste(text);
  };
  const press = (name: string) => user.click(screen.getByRole('button', { name }));
  return { user, rules, fill, press, ...rendered };
}

describe('rules of the laboratory', () => {
  it('are copied, checked, kept, chosen for a stated reason, and removed', async () => {
    const { user, rules, fill, press, station, services, current } = await open();
    await press(`Copy ${PAPER_RULE.name}`);
    const threshold = screen.getByRole('textbox', { name: /^Threshold/ });
    await fill(threshold, '20.5');
    await press('Save rule');
    expect(screen.getByRole('alert')).toHaveTextContent('whole number from 1 to 99');
    await fill(threshold, '60');
    await user.click(screen.getByLabelText(/Neuroblastoma/));
    await user.selectOptions(screen.getByLabelText('Share of'), 'icsh');
    await press('Save rule');
    expect(screen.getByRole('alert')).toHaveTextContent('leaves out NB');
    await user.click(screen.getByLabelText(/Neuroblastoma/));
    await user.click(screen.getByLabelText(/Myeloblast/));
    const name = screen.getAllByRole('textbox', { name: 'Name' })[0]!;
    await fill(name, 'House rule');
    await press('Save rule');
    expect(rules()).toMatchObject([
      { name: 'House rule', version: 1, thresholdPercent: 60, numerator: ['LBL', 'MBL'] },
    ]);
    expect(services.laboratory.read().rules).toEqual(rules());
    await press('Edit House rule');
    await press('Save rule');
    expect(rules()[0]!.version).toBe(2);

    await user.selectOptions(screen.getByLabelText('Rule'), 'House rule');
    // Nothing changes before a reason is given.
    expect(current().settings.ruleId).toBe(PAPER_RULE.id);
    expect(screen.getByRole('button', { name: 'Use the rule' })).toBeDisabled();
    await fill(screen.getByLabelText('Why this rule?'), 'protocol X');
    await press('Use the rule');
    const { settings, audit } = current();
    expect(settings).toMatchObject({ ownRule: rules()[0], ruleReason: 'protocol X' });
    expect(tellAudit(audit.at(-1)!, 'en')).toBe(
      `Rule: ${PAPER_RULE.name} → House rule, version 2 (protocol X)`,
    );
    expect(screen.getByTestId('call-sentence')).toHaveTextContent(
      'House rule: lymphoblasts are 3 of 4',
    );
    expect(screen.getByTestId('rule-reason')).toHaveTextContent('protocol X');

    // The case goes on reading by its copy after the laboratory has dropped the rule.
    await press('Remove House rule');
    await press('Remove for good?');
    expect(rules()).toEqual([]);
    expect(screen.getByTestId('call-sentence')).toHaveTextContent('House rule');
    act(() => station.documents.undo());
    await waitFor(() => expect(current().settings).not.toHaveProperty('ownRule'));
  });

  it('come in from a file; a wrong one is refused with its name and the place', async () => {
    const { user, rules } = await open();
    const input = screen.getByTestId('rule-file');
    const own = { ...PAPER_RULE, id: 'theirs', name: 'Their rule' };
    const wrong = writeRuleFile([{ ...own, thresholdPercent: 0 }]);
    await user.upload(input, new File([wrong], 'wrong.json', { type: 'application/json' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'wrong.json is wrong at rules.0.thresholdPercent',
    );
    const file = new File([writeRuleFile([own, PAPER_RULE])], 'theirs.json', {
      type: 'application/json',
    });
    await user.upload(input, file);
    await waitFor(() => expect(rules()).toEqual([own]));
    expect(screen.getByText('1 added, 0 replaced, 1 unchanged.')).toBeVisible();
    const list = screen.getByRole('region', { name: 'The laboratory’s own' });
    expect(within(list).getByText('Their rule')).toBeVisible();

    const other = { ...own, thresholdPercent: 5 };
    const changed = new File([writeRuleFile([other])], 'rules.json', { type: 'application/json' });
    await user.upload(input, changed);
    expect(await screen.findByRole('alert')).toHaveTextContent(/“Their rule”.*Raise the version/);
    expect(rules()).toEqual([own]);
  });
});
