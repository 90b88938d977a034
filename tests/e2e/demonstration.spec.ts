import { expect, test } from '@playwright/test';
import Papa from 'papaparse';
import { RESEARCH_USE_NOTICE, SYNTHETIC_NOTICE } from '../../src/domain/notice.ts';
import { atRest } from './pages/scenes.ts';
import { Workstation } from './pages/workstation.ts';
import { pdfText } from './support/pdfText.ts';

/**
 * The first journey of a new user: the demonstration case, analysed by the shipped pack for real,
 * corrected, kept over a reload, exported and signed.
 */
test('the demonstration case, from the first start to a signed report', async ({ page }) => {
  // Some forty cells in doubt are looked at, one by one.
  test.setTimeout(420_000);
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  const station = new Workstation(page);

  await test.step('opens ready to be analysed, marked as synthetic', async () => {
    await station.open();
    await expect(page.getByText(RESEARCH_USE_NOTICE)).toBeVisible();
    await expect(page.getByText(SYNTHETIC_NOTICE)).toBeVisible();
    await expect(station.call).toHaveText('No call yet');
    await station.demonstrationsDrawn();
  });

  await test.step('analyses every field and makes the call', async () => {
    await station.analyseToTheEnd();
    await expect(page.getByTestId('backend')).toContainText('WebAssembly');
    await expect(page.locator('.status-done')).toHaveCount(5);
    expect(await station.boxesOnCanvas()).toBeGreaterThan(10);
    expect(await station.counted()).toBeGreaterThan(60);
    await expect(station.call).toHaveText('Meets the rule');
    await expect(page.getByTestId('call-sentence')).toContainText('meets the configured rule');
    await expect(page.getByTestId('blast-reading')).toContainText('counted as lymphoid');
  });

  await test.step('the call follows a setting of the case at once', async () => {
    const reading = page.getByLabel('Unresolved blasts count as');
    await reading.selectOption('myeloid');
    await expect(station.call).toHaveText('Does not meet the rule');
    await page.keyboard.press('Control+z');
    await expect(station.call).toHaveText('Meets the rule');
    await expect(reading).toHaveValue('lymphoid');
  });

  let blasts = 0;
  await test.step('relabels by keyboard; count, share and audit trail follow', async () => {
    blasts = await station.countOf('BLAST');
    const share = (await page.locator('.call-share').textContent()) ?? '';
    await page.locator('.strip-cell', { hasText: 'BLAST' }).first().click();
    await expect(station.cellLabel).toHaveText('Blast, lineage unresolved');
    await page.keyboard.press('s');
    await expect(station.cellLabel).toHaveText('Neutrophilic segmented form');
    expect(await station.countOf('BLAST')).toBe(blasts - 1);
    await expect(page.locator('.call-share')).not.toHaveText(share);
    await page.keyboard.press('Control+z');
    expect(await station.countOf('BLAST')).toBe(blasts);
    await page.keyboard.press('Control+Shift+z');
    expect(await station.countOf('BLAST')).toBe(blasts - 1);
    await expect(page.getByRole('button', { name: /audit entries/ })).toBeVisible();
  });

  await test.step('is as it was left after a reload', async () => {
    await expect(station.saved).toBeVisible();
    await page.reload();
    await station.pictureShown();
    expect(await station.countOf('BLAST')).toBe(blasts - 1);
    await expect(station.call).toHaveText('Meets the rule');
    await expect(page.locator('.status-done')).toHaveCount(5);
  });

  await test.step('exports the differential as CSV', async () => {
    const { name, bytes } = await station.exported('Differential (CSV)');
    expect(name).toMatch(/\.csv$/);
    const text = bytes.toString('utf8');
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(text).toContain(RESEARCH_USE_NOTICE);
    expect(text).toContain(SYNTHETIC_NOTICE);
    const { errors } = Papa.parse(text.slice(1));
    expect(errors.filter(({ type }) => type === 'Quotes')).toEqual([]);
  });

  await test.step('exports every cell with both words as JSON', async () => {
    const { bytes } = await station.exported('Full result (JSON)');
    const result = JSON.parse(bytes.toString('utf8'));
    expect(JSON.stringify(result)).toContain(RESEARCH_USE_NOTICE);
    expect(result.fields).toHaveLength(5);
    expect(result.pack.name).toBe('compact');
    const cells = result.fields.flatMap((field: { cells: unknown[] }) => field.cells);
    const countable = cells.filter((cell: { countable: boolean }) => cell.countable);
    expect(countable.length).toBe(await station.counted());
    for (const cell of countable) expect(cell.box).toHaveLength(4);
  });

  await test.step('exports the boxes as COCO', async () => {
    const { bytes } = await station.exported('Boxes (COCO)');
    const coco = JSON.parse(bytes.toString('utf8'));
    expect(coco.images).toHaveLength(5);
    const ids = new Set(coco.categories.map((category: { id: number }) => category.id));
    for (const annotation of coco.annotations) {
      expect(ids.has(annotation.category_id)).toBe(true);
      const [, , width, height] = annotation.bbox;
      expect(annotation.area).toBeCloseTo(width * height, 3);
    }
  });

  await test.step('exports the report as PDF, each page with its notices', async () => {
    const { bytes } = await station.exported('Report (PDF)');
    const pages = await pdfText(bytes);
    for (const text of pages) {
      expect(text).toContain(RESEARCH_USE_NOTICE);
      expect(text).toContain('PRELIMINARY');
    }
    const report = pages.join(' ');
    expect(report).toContain(SYNTHETIC_NOTICE);
    expect(report).toContain('Demonstration – clear ALL');
    expect(report).toContain('Meets the configured rule');
    const share = (await page.locator('.call-share').textContent()) ?? '';
    expect(report).toContain(share.replace(/\s/g, ' '));
    expect(report).toContain('What no real data could validate');
  });

  await test.step('may not sign while anything is missing, and is led there', async () => {
    await page.getByRole('button', { name: 'Sign', exact: true }).click();
    await page.getByRole('textbox', { name: 'Your name' }).fill('Dr Example');
    await expect(page.getByRole('button', { name: 'Sign case' })).toBeDisabled();
    const looks = page.getByRole('listitem').filter({ hasText: 'need a look' });
    await looks.getByRole('button', { name: 'Go there' }).click();
    await expect(page.getByTestId('attention')).toBeVisible();
  });

  await test.step('signs once everything is reviewed, which locks the case', async () => {
    await station.reviewEverything();
    await page.getByRole('button', { name: 'Sign', exact: true }).click();
    await page.getByRole('textbox', { name: 'Your name' }).fill('Dr Example');
    await page.getByRole('button', { name: 'Sign case' }).click();
    await expect(page.getByRole('button', { name: 'Signed by Dr Example' })).toBeVisible();
    await expect(page.getByTestId('signed-banner')).toContainText('Version 1');
    await expect(page.getByRole('button', { name: 'Analyse again' })).toBeDisabled();
    const { bytes } = await station.exported('Full result (JSON)');
    expect(bytes.toString('utf8')).toContain('Dr Example');
    const report = (await pdfText((await station.exported('Report (PDF)')).bytes)).join(' ');
    expect(report).toContain('Dr Example');
    expect(report).not.toContain('PRELIMINARY');
  });

  await test.step('is amended as version 2; version 1 stays as it was signed', async () => {
    const counted = await station.counted();
    await page.getByRole('button', { name: 'Signed by Dr Example' }).click();
    await page.getByRole('textbox', { name: /Reason/ }).fill('second look');
    await page.getByRole('button', { name: 'Amend', exact: true }).click();
    await page.locator('.strip-cell', { hasText: 'BLAST' }).first().click();
    await page.keyboard.press('u');
    expect(await station.counted()).toBe(counted - 1);
    await page.getByRole('button', { name: 'Sign', exact: true }).click();
    await page.getByRole('button', { name: 'View version 1' }).click();
    const version = page.getByTestId('signed-version');
    await expect(version).toContainText('The content matches the signature.');
    await expect(version.getByTestId('counted')).toHaveText(String(counted));
  });

  await test.step('is measured against what was drawn, and the figures leave as files', async () => {
    await atRest(page);
    await page.keyboard.press('v');
    await page.keyboard.press('v');
    const row = page.getByTestId('validation-case').filter({ hasText: 'clear ALL' });
    await expect(row).toContainText('5 of 5 fields');
    await row.getByRole('combobox').selectOption('ALL');
    const summary = page.getByTestId('evaluation-summary');
    const figure = (part: string, key: string) =>
      summary.locator(`[data-part="${part}"] [data-figure="${key}"] td`).first();
    expect(Number(await figure('detection', 'ap50').textContent())).toBeGreaterThan(0.9);
    await expect(figure('patients', 'sensitivity')).toHaveText('1.000');
    await expect(summary).toContainText('–');
    const ap = (await figure('detection', 'ap50').textContent()) ?? '';
    const csv = (await station.downloaded('Figures (CSV)')).bytes.toString('utf8');
    const { data, errors } = Papa.parse<Record<string, string>>(csv.slice(1).trimEnd(), {
      header: true,
    });
    expect(errors).toEqual([]);
    expect(Number(data.find(({ code }) => code === 'ap50')?.value).toFixed(3)).toBe(ap);
    const pages = await pdfText((await station.downloaded('Report (PDF)')).bytes);
    for (const text of pages) {
      expect(text).toContain(RESEARCH_USE_NOTICE);
      expect(text).toContain(SYNTHETIC_NOTICE);
    }
    expect(pages.join(' ')).toContain(ap);
  });

  expect(failures).toEqual([]);
});
