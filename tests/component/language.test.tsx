import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { initialiseTexts } from '../../src/app/i18n/index.ts';
import { researchUseNotice } from '../../src/domain/notice.ts';
import { say } from '../../src/domain/text/index.ts';
import { box, caseOf, fieldOf, modelCell } from '../unit/store/support.ts';
import { renderWorkstation } from './support.tsx';

const reviewed = () =>
  caseOf([
    fieldOf(
      'f1',
      Array.from({ length: 12 }, (_, i) =>
        modelCell(
          `c${i}`,
          box(20 + (i % 6) * 50, 20 + Math.floor(i / 6) * 80),
          i < 4 ? 'LBL' : 'SEG',
        ),
      ),
    ),
  ]);

const choose = (language: string) => userEvent.selectOptions(theSwitch(), language);
const theSwitch = () => screen.getByRole('combobox', { name: /语言/ });

describe('the language of the interface', () => {
  afterEach(() => initialiseTexts('en'));

  it('changes every text in place: the selected cell stays selected, nothing is mounted anew', async () => {
    const user = userEvent.setup();
    const { station } = await renderWorkstation(reviewed());
    await user.keyboard('j');
    const label = screen.getByTestId('cell-label');
    const { selection } = station.store.getState();
    expect(label).toHaveTextContent('Lymphoblast');
    expect(selection).toHaveLength(1);

    await choose('zh');
    expect(await screen.findByText(researchUseNotice('zh'))).toBeVisible();
    expect(screen.queryByText(researchUseNotice('en'))).toBeNull();
    expect(document.documentElement.lang).toBe('zh-Hans');
    expect(document.title).toBe('骨髓细胞工作站');
    expect(screen.getByTestId('cell-label')).toBe(label);
    expect(label).toHaveTextContent('原始淋巴细胞');
    expect(station.store.getState().selection).toEqual(selection);
    expect(screen.getByTestId('call-sentence')).toHaveTextContent(
      /12 个有核细胞中，原始淋巴细胞 4 个，占 33\.3%/,
    );
    const option = screen.getByRole('option', { selected: true, name: /原始淋巴细胞/ });
    expect(option).toBeInTheDocument();

    await choose('en');
    expect(await screen.findByText(researchUseNotice('en'))).toBeVisible();
    expect(document.documentElement.lang).toBe('en');
    expect(screen.getByTestId('cell-label')).toBe(label);
    expect(label).toHaveTextContent('Lymphoblast');
    expect(screen.getByTestId('call-sentence')).toHaveTextContent(
      /lymphoblasts are 4 of 12 karyocytes, 33\.3/,
    );
  });

  it('leaves no English word on the screen but names, codes and keys', async () => {
    const user = userEvent.setup();
    const { container } = await renderWorkstation({
      ...reviewed(),
      name: '2026-17',
      synthetic: true,
    });
    await user.keyboard('j');
    await choose('zh');
    await screen.findByText(researchUseNotice('zh'));
    const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
    const words: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest('kbd, .chip, style, [lang]:not(html), .case-title')) continue;
      // English is told by two small words in a row; single ones are codes, units and files.
      if (/[a-z]{2,} [a-z]{2,}/.test(node.textContent ?? '')) words.push(node.textContent!);
    }
    expect(words).toEqual([]);
    const names = [...container.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap(
      (element) =>
        ['aria-label', 'title', 'placeholder'].flatMap((name) => element.getAttribute(name) ?? []),
    );
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => /[a-z]{2,} [a-z]{2,}/.test(name))).toEqual([]);
  });

  it('is remembered, and what was kept in English is told in Chinese', async () => {
    const { station, services } = await renderWorkstation(reviewed());
    await choose('zh');
    expect(services.preferences.read()).toMatchObject({ language: 'zh' });
    act(() =>
      station.store.setState({
        save: { kind: 'failed', problem: say('storage.full'), full: true },
      }),
    );
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText(/本浏览器的存储空间已满/)).toBeVisible();
  });
});
