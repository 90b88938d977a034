import { expect } from '@playwright/test';
import { Workstation } from './pages/workstation.ts';
import { CLEAR_ALL, test } from './support/usedBrowser.ts';

/** A hematologist's day: a whole review by keyboard, many cells at once by drag, and changing one's mind. */

test('a complete review of a demonstration case by keyboard alone', async ({ page }) => {
  test.setTimeout(480_000);
  const station = new Workstation(page);
  const { keyboard } = page;
  await station.open({ caseId: CLEAR_ALL });
  await station.demonstrationsDrawn();

  await test.step('analyses', async () => {
    await keyboard.press('z');
    await keyboard.press('a');
    await expect(page.locator('.status-done')).toHaveCount(5, { timeout: 180_000 });
  });

  await test.step('is not let sign while cells need a look and fields are unreviewed', async () => {
    await keyboard.press('z');
    await keyboard.press('s');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(/fields are not marked reviewed|cells? needs? a look/);
    await expect(dialog.getByRole('button', { name: 'Sign case' })).toBeDisabled();
    await keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });

  await test.step('gives every cell in doubt its own word', async () => {
    const inDoubt = await station.cellsInDoubt();
    expect(inDoubt).toBeGreaterThan(0);
    for (let left = inDoubt; left > 0; left--) {
      await keyboard.press('q');
      await expect(station.cellLabel).toBeVisible();
      await keyboard.press('Enter');
      await expect.poll(() => station.cellsInDoubt()).toBe(left - 1);
    }
  });

  await test.step('renames one, and takes it back, and again', async () => {
    await keyboard.press('j');
    const before = await station.cellLabel.textContent();
    await keyboard.press('r');
    await keyboard.press('b');
    await expect(station.cellLabel).toHaveText('Basophilic erythroblast');
    await keyboard.press('Control+z');
    await expect(station.cellLabel).toHaveText(before ?? '');
    await keyboard.press('Control+Shift+z');
    await expect(station.cellLabel).toHaveText('Basophilic erythroblast');
  });

  await test.step('marks each field reviewed', async () => {
    for (let tries = 0; tries < 5; tries++) await keyboard.press('[');
    for (let field = 0; field < 5; field++) {
      await keyboard.press('Control+Enter');
      await keyboard.press(']');
    }
    await expect(page.locator('.field-row .mark-reviewed')).toHaveCount(5);
  });

  await test.step('signs', async () => {
    await keyboard.press('z');
    await keyboard.press('s');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Sign case' })).toBeEnabled();
    await dialog.getByRole('textbox', { name: 'Your name' }).focus();
    await keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /Signed by Dr Example/ })).toBeVisible();
  });
});

test('cells are dragged to another class, many as one step', async ({ page }) => {
  const station = new Workstation(page);
  await station.open({ caseId: CLEAR_ALL });
  await station.demonstrationsDrawn();
  await station.analyseToTheEnd();
  const blasts = await station.countOf('BLAST');
  const lymphocytes = await station.countOf('LYM');
  await page.keyboard.press('v');
  await page.keyboard.press('g');
  const tiles = page.locator('.gallery-tile', { hasText: 'BLAST?' });
  await tiles.nth(0).click();
  await tiles.nth(1).click({ modifiers: ['Control'] });
  await tiles.nth(2).click({ modifiers: ['Control'] });
  await tiles.nth(0).dragTo(page.locator('[data-section="LYM"]'));
  await page.keyboard.press('v');
  await page.keyboard.press('f');
  expect(await station.countOf('BLAST')).toBe(blasts - 3);
  expect(await station.countOf('LYM')).toBe(lymphocytes + 3);
  await page.keyboard.press('Control+z');
  expect(await station.countOf('BLAST')).toBe(blasts);
  expect(await station.countOf('LYM')).toBe(lymphocytes);
});

test('a hundred mixed commands, all undone and all redone', async ({ page }) => {
  test.setTimeout(480_000);
  const station = new Workstation(page);
  await station.open({ caseId: CLEAR_ALL });
  await station.demonstrationsDrawn();
  await station.analyseToTheEnd();
  /** Every cell with its box and words, and what is counted; not the dates, which only grow. */
  const state = async () => {
    const result = JSON.parse(
      (await station.exported('Full result (JSON)')).bytes.toString('utf8'),
    );
    const { fields, differential, call } = result;
    return JSON.stringify({ fields, differential, call });
  };
  const before = await state();
  await page.locator('.field-canvas').focus();
  const strokes = ['l', 'y', 'u', 's', 'Enter', 'e', 'u', 'm', 'o', 'b', 'x', 'Delete'];
  let commands = 0;
  await page.keyboard.press('j');
  for (let index = 0; commands < 100; index++) {
    const stroke = strokes[index % strokes.length]!;
    const entries = await station.auditEntries();
    await page.keyboard.press(stroke);
    if ((await station.auditEntries()) > entries) commands++;
    if (stroke !== 'Enter') await page.keyboard.press('j');
    if (index % 40 === 39) for (let back = 0; back < 30; back++) await page.keyboard.press('k');
  }
  const after = await state();
  expect(after).not.toBe(before);
  await page.locator('.field-canvas').focus();
  for (let index = 0; index < commands; index++) await page.keyboard.press('Control+z');
  expect(await state()).toBe(before);
  await page.locator('.field-canvas').focus();
  for (let index = 0; index < commands; index++) await page.keyboard.press('Control+Shift+z');
  expect(await state()).toBe(after);
});
